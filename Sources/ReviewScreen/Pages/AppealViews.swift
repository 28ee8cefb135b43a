public import FoundationEssentials
public import Moderation

/// Appeals, two lines each, the one due first at the head, with the next command last.
///
/// **Shape**: every line fits the width; widths below 20 are taken as 20.
public func appealTable(
    _ appeals: [Appeal], now: Date, timeZone: TimeZone = .gmt, width: Int, style: Style
) -> [String] {
    var page = Page(width: width, style: style)
    for appeal in appeals {
        page.write(
            "\("appeal \(appeal.id)", .heading): \(appeal.decision.comment), \(standing(appeal, now, timeZone))",
            hanging: "  ")
        page.writeLine("  \(appeal.text, .quoted, layout: .flow)")
    }
    guard let first = appeals.first else {
        page.write("no appeal waits; gavel appeal list --all shows those that were answered")
        return page.lines
    }
    let show = shellCommand(["gavel", "appeal", "show", "\(first.id)"])
    page.write("\(appeals.count) shown; next: " + show, hanging: "  ")
    return page.lines
}

/// Everything about one appeal, from the decision to what may be typed next.
///
/// **Shape**: every line fits the width; widths below 20 are taken as 20.
public func appealView(
    _ appeal: Appeal, of item: QueueItem, now: Date, timeZone: TimeZone = .gmt, width: Int,
    style: Style
) -> [String] {
    var page = Page(width: width, style: style)
    page.write(
        "\("appeal \(appeal.id)", .heading) on \(item.comment), \(standing(appeal, now, timeZone))",
        hanging: "  ")
    let decision = appeal.decision
    let reason: StyledText = decision.reason.map { " for \($0)" } ?? ""
    page.write(
        """
        against decision \(decision.id): \(decision.verdict.rawValue)\(reason), \
        \(who(decision.by, decision.at, now, timeZone))
        """, hanging: "  ")
    page.write(
        "entered \(who(appeal.enteredBy, appeal.openedAt, now, timeZone))", hanging: "  ")
    if let contact = appeal.contact {
        page.write("answer to: \(contact, layout: .flow)", hanging: "  ")
    }
    writeArticle(item.article, on: &page)
    page.section("the commenter says")
    page.below(appeal.text.isEmpty ? "purged" : "\(appeal.text, layout: .paragraphs)")
    page.section("comment")
    if item.revision != decision.revision {
        page.below("\("edited since:", .warning) revision \(decision.revision) was decided")
    }
    page.below("\(item.purged?.inWords ?? item.text, layout: .paragraphs)")
    if let answer = appeal.answer {
        page.section("answer")
        page.point("\(answer.outcome.rawValue), \(who(answer.by, answer.at, now, timeZone))")
        if let note = answer.note { page.below("\(note, layout: .flow)") }
        return page.lines
    }
    page.section("next")
    page.write("somebody else than \(decision.by) answers:", first: "  ", hanging: "  ")
    for outcome in ["restore", "uphold"] {
        page.command(["gavel", "appeal", "decide", "\(appeal.id)", outcome, "--note", "WHY"])
    }
    return page.lines
}

func standing(_ appeal: Appeal, _ now: Date, _ timeZone: TimeZone) -> StyledText {
    if let answer = appeal.answer {
        return "\(answer.outcome == .restore ? "restored" : "upheld") by \(answer.by)"
    }
    let due = dayInWords(appeal.due, timeZone)
    let late = now.timeIntervalSince(appeal.due)
    return late > 0
        ? "\("overdue", .warning) since \(due)"
        : "due \(due), in \(ageInWords(since: now, now: appeal.due))"
}

/// Notices, each with what it says, with the next command last.
///
/// **Shape**: every line fits the width; widths below 20 are taken as 20.
public func noticeTable(
    _ notices: [Report], now: Date, timeZone: TimeZone = .gmt, width: Int, style: Style
) -> [String] {
    var page = Page(width: width, style: style)
    for notice in notices {
        page.write("\(notice.comment, .heading)", hanging: "  ")
        writeReport(notice, now: now, timeZone: timeZone, on: &page)
    }
    guard let first = notices.first else {
        page.write("no notice waits; gavel notice list --all shows those that were answered")
        return page.lines
    }
    let show = shellCommand(["gavel", "queue", "show", first.comment.description])
    page.write("\(notices.count) shown; next: " + show, hanging: "  ")
    return page.lines
}

/// Second opinions that were just given.
///
/// **Shape**: a line each; every line fits the width.
public func opinionLines(_ opinions: [SecondOpinion], width: Int, style: Style) -> [String] {
    var page = Page(width: width, style: style)
    for opinion in opinions {
        let first = opinion.decision
        let end: StyledText =
            opinion.agrees
            ? "you agree with \(first.by)"
            : "\(first.by) said \(first.verdict.rawValue); a lead will look"
        page.write(
            "second opinion on decision \(first.id), \(first.comment): \(opinion.verdict.rawValue); \(end)",
            hanging: "  ")
    }
    return page.lines
}
