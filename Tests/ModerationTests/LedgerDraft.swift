import Foundation
import Moderation

/// Monday, 2 November 2026, 00:00 UTC, and so many seconds on.
func after(_ seconds: Double) -> Date { Date(timeIntervalSince1970: 1_793_577_600 + seconds) }

let day = 86_400.0

/// A ledger that a test writes down line by line; people are 0, 1 and so on.
struct LedgerDraft {
    var ledger: ReviewLedger

    /// - Parameter from: in days.
    init(from: Double? = 0, to: Double = 7, people: Int = 5) {
        ledger = ReviewLedger(
            scope: ReportScope(
                desk: "Ledger", profile: .publisher, policy: "aaaabbbbcccc",
                from: from.map { after($0 * day) }, to: after(to * day), timeZone: "UTC"),
            sources: ["news", "letters"], moderators: (0..<people).map { Moderator("m\($0)") })
    }

    @discardableResult
    mutating func text(
        _ route: Route = .queue, at seconds: Double = 0, source: Int = 0
    ) -> Int {
        let number = Int64(ledger.texts.count + 1)
        let written = after(seconds)
        ledger.texts.append(
            ReviewLedger.Text(
                id: number, comment: number, source: source, revision: 1, writtenAt: written,
                arrivedAt: written, route: route, severity: 1,
                isOfPeriod: ledger.scope.contains(written)))
        return ledger.texts.count - 1
    }

    @discardableResult
    mutating func decide(
        _ text: Int, _ verdict: Verdict = .approve, by person: Int = 0, at seconds: Double,
        bulk: Int64? = nil
    ) -> Int {
        let index = ledger.decisions.count
        ledger.decisions.append(
            ReviewLedger.Decision(
                id: Int64(index + 1), text: text, verdict: verdict, moderator: person,
                at: after(seconds), bulk: bulk))
        ledger.texts[text].decision = index
        return index
    }

    mutating func undo(_ decision: Int, by person: Int = 0, at seconds: Double) {
        let undone = ledger.decisions[decision]
        ledger.decisions.append(
            ReviewLedger.Decision(
                id: Int64(ledger.decisions.count + 1), text: undone.text, verdict: .undo,
                moderator: person, at: after(seconds), revokes: undone.id, bulk: undone.bulk))
        ledger.decisions[decision].undoneAt = after(seconds)
        ledger.texts[undone.text].decision = nil
    }

    mutating func fire(_ rule: RuleID, _ texts: [Int], isActive: Bool = true) {
        ledger.findings.append(
            ReviewLedger.RuleFindings(
                rule: rule, category: "attack", title: "Title of \(rule)", isActive: isActive,
                texts: texts.map(Int32.init)))
    }

    mutating func label(_ label: LabelID, _ texts: [Int]) {
        ledger.labels.append(
            ReviewLedger.LabelTexts(label: label, texts: texts.map(Int32.init)))
    }
}
