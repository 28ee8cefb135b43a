import FoundationEssentials
import Moderation
import TestSupport

/// 1 to 31 October 2026, in UTC.
let october = ReportScope(
    desk: "Harlow Springs", profile: .government, policy: "9f2c41d07a3e",
    from: Date(timeIntervalSince1970: 1_790_812_800),
    to: Date(timeIntervalSince1970: 1_793_491_200),
    timeZone: "UTC")

/// A month of a small town's desk, made up from a seed: the same every time.
func ledger(
    texts count: Int = 600, scope: ReportScope = october, seed: UInt64 = 11
) -> ReviewLedger {
    var generator = SeededGenerator(seed: seed)
    var ledger = ReviewLedger(
        scope: scope, sources: ["letters", "wordpress"],
        reasons: ["attack", "pii", "other", "spam"],
        moderators: ["ana", "ben", "cy"])
    let start = scope.from!
    var found: [[Int32]] = [[], [], [], []]
    for index in 0..<count {
        let written = start.addingTimeInterval(Double(index) * 4_400)
        let route = [Route.pass, .pass, .queue, .queue, .hold].randomElement(using: &generator)!
        var text = ReviewLedger.Text(
            id: Int64(index + 1), comment: Int64(index + 1), source: index % 3 == 0 ? 0 : 1,
            revision: index % 40 == 39 ? 2 : 1, writtenAt: written,
            arrivedAt: written.addingTimeInterval(60), route: route,
            severity: route == .pass ? 0 : Int.random(in: 1...4, using: &generator))
        if route > .pass { found[Int.random(in: 0...3, using: &generator)].append(Int32(index)) }
        let isLate = text.arrivedAt.addingTimeInterval(90_000) > scope.to
        if route > .pass, !isLate, Int.random(in: 0..<10, using: &generator) > 0 {
            let verdict = [Verdict.approve, .approve, .approve, .hide, .spam]
                .randomElement(using: &generator)!
            let at = text.arrivedAt.addingTimeInterval(
                Double(Int.random(in: 20...80_000, using: &generator)))
            let id = Int64(ledger.decisions.count + 1)
            text.decision = ledger.decisions.count
            ledger.decisions.append(
                ReviewLedger.Decision(
                    id: id, text: index, verdict: verdict,
                    reason: verdict == .hide
                        ? Int.random(in: 0...2, using: &generator) : verdict == .spam ? 3 : nil,
                    moderator: Int.random(in: 0...2, using: &generator), at: at))
            if verdict == .hide, Int.random(in: 0..<3, using: &generator) == 0 {
                let opened = at.addingTimeInterval(3_600)
                ledger.appeals.append(
                    ReviewLedger.Appeal(
                        reason: ledger.decisions.last!.reason, openedAt: opened,
                        due: opened.addingTimeInterval(14 * 86_400),
                        outcome: index % 2 == 0 ? .uphold : .restore,
                        answeredAt: opened.addingTimeInterval(7_200)))
            }
        } else if route > .pass {
            ledger.backlog.append(text)
        }
        if index % 29 == 0 {
            ledger.reports.append(
                ReviewLedger.Report(
                    text: text.id, isNotice: index % 58 == 0, count: 1 + index % 3,
                    at: text.arrivedAt, answeredAt: text.decision.map { ledger.decisions[$0].at }))
        }
        ledger.texts.append(text)
    }
    ledger.reportedComments = ledger.reports.count { !$0.isNotice && $0.answeredAt == nil }
    let rules: [(RuleID, CategoryID, String)] = [
        ("attack.name-calling", "attack", "Name-calling aimed at a person"),
        ("pii.phone", "pii", "Telephone number"), ("spam.links", "spam", "Many links"),
        ("threat.harm", "threat", "Says they will hurt somebody"),
    ]
    ledger.findings = zip(rules, found).map { rule, texts in
        ReviewLedger.RuleFindings(
            rule: rule.0, category: rule.1, title: rule.2, isActive: true, texts: texts)
    }
    return ledger
}
