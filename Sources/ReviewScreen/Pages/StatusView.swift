public import FoundationEssentials
public import Moderation

/// One screen about a desk; the backlog and what to do about it last.
///
/// **Shape**: every line fits the width; widths below 20 are taken as 20.
public func statusView(
    _ status: DeskStatus, now: Date, timeZone: TimeZone = .gmt, width: Int, style: Style
) -> [String] {
    var page = Page(width: width, style: style)
    func fact(_ name: SafeText, _ value: StyledText) {
        page.write(value, first: StyledText("\(name, .dim): "), hanging: "  ")
    }
    func when(_ written: String) -> StyledText {
        guard let date = moment(of: written) else { return "\(written)" }
        return "\(agoInWords(since: date, now: now)) (\(minuteInWords(date, timeZone)))"
    }
    fact("desk", "\(status.desk)")
    fact("profile", "\(status.profile.rawValue)")
    fact("policy", "\(status.policy)")
    fact("comments", "\(status.comments)")
    fact("set aside", status.setAside == 0 ? "none" : "\(status.setAside) could not be read")
    fact("last ingest", status.lastIngest.map(when) ?? "never")
    if let last = status.lastIngest, !isSame(last, status.lastSuccess) {
        let success = status.lastSuccess.map(when) ?? "never"
        page.write("\("the last ingest did not succeed", .warning); last success: \(success)")
    }
    for rule in status.shadowed {
        let what: StyledText = "\("\(rule.rule) ran in shadow", .warning)"
        page.write(what + ": it hit \(rule.hits) of \(rule.comments) comments", hanging: "  ")
        let look = shellCommand(["gavel", "policy", "show", rule.rule.rawValue])
        page.write(look, first: "  look at it: ", hanging: "  ")
    }
    let held: StyledText = status.held == 0 ? "" : ", \(status.held) of them held"
    let oldest: StyledText =
        status.oldestOpen.flatMap { moment(of: $0) }
        .map { ", the oldest from \(agoInWords(since: $0, now: now))" } ?? ""
    // Said only where an author's repeats make them two numbers.
    let comments: StyledText =
        status.waitingComments == status.open
        ? "" : " (\(grouped(status.waitingComments)) comments with repeats)"
    fact("waiting", status.open == 0 ? "none" : "\(status.open)\(comments)\(held)\(oldest)")
    let besides = status.besides
    let overdue: StyledText =
        besides.overdue == 0 ? "" : ", \("\(besides.overdue) overdue", .warning)"
    let counts: [(Int, StyledText)] = [
        (besides.reported, "\(besides.reported) reported"),
        (besides.appeals, "\(besides.appeals) appealed\(overdue)"),
        (besides.escalated, "\(besides.escalated) for a lead"),
        (besides.second, "\(besides.second) for a second opinion"),
    ]
    let waiting = counts.filter { $0.0 > 0 }.map(\.1)
    if status.agreement.given > 0 {
        let agreement = status.agreement
        fact("second opinions", "\(agreement.agreeing) of \(agreement.given) agree")
    }
    if !waiting.isEmpty { fact("besides", waiting.joined(separator: "; ")) }
    let next =
        status.open > 0
        ? ["gavel", "queue", "list"]
        : ["gavel", "ingest"] + (status.hasSources ? [] : ["FILE", "--source", "NAME"])
    page.write("next: " + shellCommand(next), hanging: "  ")
    return page.lines
}

private func moment(of written: String) -> Date? {
    let whole = Date.ISO8601FormatStyle()
    let fractional = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    return (try? whole.parse(written)) ?? (try? fractional.parse(written))
}

private func isSame(_ left: String, _ right: String?) -> Bool {
    right.map { left.utf8.elementsEqual($0.utf8) } ?? false
}
