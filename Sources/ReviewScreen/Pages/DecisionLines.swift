import FoundationEssentials
public import Moderation

/// What was just decided or taken back, with the next command last.
///
/// **Shape**: a line a decision, in the order given, as far as they can be read on one screen; then one
/// that says how to go on. Every line fits the width; widths below 20 are taken as 20.
public func decisionLines(_ decisions: [Decision], width: Int, style: Style) -> [String] {
    var page = Page(width: width, style: style)
    let mostShown = 20  // lines: less than a screen, so that the last line says how to go on
    for decision in decisions.prefix(mostShown) {
        page.write(outcome(of: decision), hanging: "  ")
        if let note = decision.note {
            page.write("note: \(note, layout: .flow)", first: "  ")
        }
    }
    if decisions.count > mostShown {
        page.write("… and \(grouped(decisions.count - mostShown)) more", hanging: "  ")
    }
    let verdicts = decisions.filter { $0.verdict != .undo }
    if !verdicts.isEmpty {
        let undo = shellCommand(["gavel", "undo"] + undoArguments(verdicts))
        page.write("\(verdicts.count) decided; to take back: " + undo, hanging: "  ")
    } else if let first = decisions.first {
        let show = shellCommand(["gavel", "queue", "show", first.comment.description])
        page.write("\(decisions.count) taken back; next: " + show, hanging: "  ")
    } else {
        page.write("nothing was decided; next: " + shellCommand(["gavel", "queue", "list"]))
    }
    return page.lines
}

/// The decisions by number, or by count where a line of numbers would be too much to read.
private func undoArguments(_ decisions: [Decision]) -> [String] {
    if let bulk = decisions[0].bulk, decisions.allSatisfy({ $0.bulk == bulk }) {
        return ["--bulk", "\(bulk)"]
    }
    let most = 12  // numbers of up to 5 digits fill one line of 80 columns
    return decisions.count <= most
        ? decisions.map { "\($0.id)" } : ["--last", "\(decisions.count)", "--dry-run"]
}

private func outcome(of decision: Decision) -> StyledText {
    let what: StyledText = "\(decision.comment), revision \(decision.revision)"
    let number: StyledText = "decision \(decision.id), by \(decision.by)"
    return switch decision.verdict {
    case .approve: "approved \(what) (\(number))"
    case .hide:
        """
        hidden\(reason(decision)): \(what), replies: \(decision.replies.rawValue) (\(number))
        """
    case .spam: "marked as spam\(reason(decision)): \(what) (\(number))"
    case .undo: "taken back\(target(decision)): \(what) (\(number))"
    }
}

private func reason(_ decision: Decision) -> StyledText {
    reasonInWords(decision.verdict, decision.reason)
}

/// ` for attack`; nothing where the verdict says it, as it does of spam.
func reasonInWords(_ verdict: Verdict, _ reason: String?) -> StyledText {
    guard let reason, reason != verdict.rawValue else { return "" }
    return " for \(reason, layout: .flow)"
}

private func target(_ decision: Decision) -> StyledText {
    decision.revokes.map { " decision \($0)" } ?? ""
}

/// The decision that holds, or `nil` where there is none or each was taken back.
func standingDecision(_ decisions: [Decision]) -> Decision? {
    let revoked = revocations(decisions)
    return decisions.last { $0.verdict != .undo && revoked[$0.id] == nil }
}

/// Which decision was taken back by which; an undo that was itself taken back does not count.
private func revocations(_ decisions: [Decision]) -> [Int64: Int64] {
    var by: [Int64: Int64] = [:]
    for decision in decisions.reversed() where by[decision.id] == nil {
        if let target = decision.revokes { by[target] = decision.id }
    }
    return by
}

/// Writes all that was decided about an item, oldest first, and what no longer holds.
func writeHistory(
    _ decisions: [Decision], now: Date, timeZone: TimeZone, on page: inout Page
) {
    let revoked = revocations(decisions)
    for decision in decisions {
        let verdict: StyledText =
            decision.verdict == .undo
            ? "undo\(target(decision))"
            : "\(decision.verdict.rawValue)\(reason(decision))"
        let when = agoInWords(since: decision.at, now: now)
        let minute = minuteInWords(decision.at, timeZone)
        let end: StyledText = revoked[decision.id].map { ", taken back by \($0)" } ?? ""
        page.point(
            "\(decision.id): \(verdict), by \(decision.by), \(when) (\(minute))\(end)")
        if let note = decision.note { page.below("note: \(note, layout: .flow)") }
    }
}
