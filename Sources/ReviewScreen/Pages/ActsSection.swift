import FoundationEssentials
import Moderation

/// Writes what colleagues noted and asked, oldest first.
func writeActs(_ acts: [ReviewAct], now: Date, timeZone: TimeZone, on page: inout Page) {
    guard !acts.isEmpty else { return }
    page.section("notes")
    for act in acts {
        let what: StyledText =
            switch act.kind {
            case .note: "note"
            case .escalate: "\("for a lead", .warning)"
            case .settle: "no longer for a lead"
            }
        page.point("\(what), \(who(act.by, act.at, now, timeZone))")
        if let note = act.note { page.below("\(note, layout: .flow)") }
    }
}

/// Writes what readers said, and whether somebody answered.
func writeReports(_ reports: [Report], now: Date, timeZone: TimeZone, on page: inout Page) {
    guard !reports.isEmpty else { return }
    page.section("reports")
    for report in reports { writeReport(report, now: now, timeZone: timeZone, on: &page) }
}

/// Writes one report with its notice, if it is one.
func writeReport(_ report: Report, now: Date, timeZone: TimeZone, on page: inout Page) {
    let count: StyledText =
        report.notice != nil
        ? "notice \(report.id)"
        : report.count == 1 ? "1 report" : "\(grouped(report.count)) reports"
    let reasons: StyledText =
        report.reasons.isEmpty
        ? ""
        : " as \(report.reasons.map { StyledText("\($0, layout: .flow)") }.joined(separator: ", "))"
    let when = "\(agoInWords(since: report.at, now: now)) (\(minuteInWords(report.at, timeZone)))"
    page.point("\(count)\(reasons) on revision \(report.revision), \(when)")
    if let notice = report.notice {
        page.below("\(notice.explanation, .quoted, layout: .flow)")
        if let url = notice.url { page.below("at \(url, layout: .flow)") }
        let names = [notice.name, notice.email].compactMap(\.self)
        if !names.isEmpty {
            page.below(
                "from \(names.map { StyledText("\($0, layout: .flow)") }.joined(separator: ", "))")
        }
        if !notice.isComplete {
            let lacking: [StyledText] = [
                notice.explanation.isEmpty ? "an explanation" : nil,
                notice.url == nil ? "the address" : nil, notice.name == nil ? "a name" : nil,
                notice.email == nil ? "an e-mail address" : nil,
                notice.isInGoodFaith ? nil : "the statement of good faith",
            ].compactMap(\.self)
            page.below("\("it lacks", .warning) \(lacking.joined(separator: ", "))")
        }
    }
    if let answer = report.answer {
        let decision: StyledText = answer.decision.map { " with decision \($0)" } ?? ""
        let verdict: StyledText = answer.verdict == .agree ? "agreed" : "disagreed"
        page.below("\(verdict)\(decision), \(who(answer.by, answer.at, now, timeZone))")
    } else {
        page.below("\("open", .warning)")
    }
}

/// Who did something and when, at the end of a line.
func who(_ by: Moderator, _ at: Date, _ now: Date, _ timeZone: TimeZone) -> StyledText {
    "by \(by), \(agoInWords(since: at, now: now)) (\(minuteInWords(at, timeZone)))"
}

/// Writes objections of the author, and how each ended.
func writeAppeals(_ appeals: [Appeal], now: Date, timeZone: TimeZone, on page: inout Page) {
    guard !appeals.isEmpty else { return }
    page.section("appeals")
    for appeal in appeals {
        page.point(
            "appeal \(appeal.id) against decision \(appeal.decision.id), \(standing(appeal, now, timeZone))"
        )
        page.below("\(appeal.text, .quoted, layout: .flow)")
    }
}

/// Writes what second persons would have decided.
func writeOpinions(
    _ opinions: [SecondOpinion], now: Date, timeZone: TimeZone, on page: inout Page
) {
    guard !opinions.isEmpty else { return }
    page.section("second opinions")
    for opinion in opinions {
        let reason = reasonInWords(opinion.verdict, opinion.reason)
        page.point(
            """
            on decision \(opinion.decision.id): \(opinion.verdict.rawValue)\(reason), \
            \(who(opinion.by, opinion.at, now, timeZone))
            """)
    }
}
