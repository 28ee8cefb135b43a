import Foundation
import Moderation
import Testing

@Suite struct ModeratorFiguresTests {
    /// Monday, 2 November 2026, 00:00 UTC, and so many minutes on.
    private func at(_ minutes: Double) -> Date {
        Date(timeIntervalSince1970: 1_793_577_600 + minutes * 60)
    }

    private func ledger(
        _ decisions: [ReviewLedger.Decision], severity: [Int] = [0, 3, 4], zone: String = "UTC"
    ) -> ReviewLedger {
        ReviewLedger(
            scope: ReportScope(
                desk: "Ledger", profile: .publisher, policy: "aaaabbbbcccc", from: at(0),
                to: at(7 * 1_440), timeZone: zone), sources: ["news"], reasons: ["attack"],
            moderators: ["cleo", "ann", "ben"],
            texts: severity.enumerated().map { index, severity in
                ReviewLedger.Text(
                    id: Int64(index), comment: Int64(index), source: 0, revision: 1,
                    writtenAt: at(-10), arrivedAt: at(-5), route: .queue, severity: severity)
            }, decisions: decisions)
    }

    private func decision(
        _ id: Int64, _ verdict: Verdict, by moderator: Int, _ minutes: Double, text: Int = 0,
        revokes: Int64? = nil
    ) -> ReviewLedger.Decision {
        ReviewLedger.Decision(
            id: id, text: text, verdict: verdict, moderator: moderator, at: at(minutes),
            revokes: revokes)
    }

    @Test func `each figure of three people, by hand`() {
        let ledger = ledger([
            decision(1, .approve, by: 1, -1),  // before the period
            decision(2, .hide, by: 1, 10, text: 1), decision(3, .spam, by: 1, 10, text: 2),
            decision(4, .approve, by: 1, 12), decision(5, .undo, by: 2, 15, revokes: 2),
            decision(6, .undo, by: 1, 41.999, revokes: 4),
            decision(7, .hide, by: 1, 72, text: 1), decision(8, .approve, by: 2, 60),
            decision(9, .undo, by: 2, 61, revokes: 1),
        ])
        let acts = ModeratorActs(
            moments: [.init(by: "cleo", at: at(100)), .init(by: "ben", at: at(59))],
            opinions: [
                .init(first: "ann", second: "ben", agrees: true),
                .init(first: "ben", second: "cleo", agrees: false),
            ], overturned: [2, 1])
        let figures = ModeratorFigures(ledger, acts: acts)
        #expect(figures.people.map(\.name) == ["ann", "ben", "cleo"])
        let ann = figures.people[0].tally
        #expect((ann.approved, ann.hidden, ann.spam) == (0, 1, 1))
        #expect((ann.undoneByOthers, ann.undoneThemselves, ann.overturned) == (1, 1, 1))
        #expect((ann.decided, ann.standing, ann.severe) == (4, 2, 3))
        #expect((ann.pairs, ann.agreeing) == (1, 1))
        // 10 and 10 are one act; 12 to 41:59 is within the pause, 41:59 to 72 is not.
        #expect(ann.steps == [120, 29.999 * 60].map { ($0 * 1000).rounded() / 1000 })
        let ben = figures.people[1].tally
        #expect((ben.approved, ben.decided, ben.pairs, ben.agreeing) == (1, 1, 2, 1))
        #expect(ben.steps == [60, 60])
        #expect(figures.people[2].tally.decided == 0 && figures.people[2].tally.pairs == 1)
        #expect((figures.whole.decided, figures.whole.pairs, figures.active) == (5, 2, 3))
        #expect(figures.whole.steps.count == 4)
        // ann: 10 to 41:59, 72; ben: 15, 59 to 61; cleo: 100.
        #expect(figures.sessions.map { ($0 * 1000).rounded() } == [0, 0, 0, 120_000, 1_919_940])
        #expect(figures.activeHours == 3, "ann's hours 0 and 1, ben's hour 1")
        #expect(figures.hours[0].prefix(2) == [3, 2])
    }

    @Test func `one person's figures are theirs alone, with nothing to subtract from`() {
        let ledger = ledger([
            decision(1, .hide, by: 1, 10), decision(2, .approve, by: 2, 20, text: 1),
        ])
        let all = ModeratorFigures(ledger, acts: ModeratorActs())
        let own = ModeratorFigures(ledger, acts: ModeratorActs(), only: "ben")
        #expect(own.people == [all.people[1]])
        #expect(own.whole == own.people[0].tally && own.active == 1 && all.active == 2)
        #expect(own.sessions == [0] && own.activeHours == 1)
        #expect(own.hours.joined().reduce(0, +) == 1)
        let none = ModeratorFigures(ledger, acts: ModeratorActs(), only: "eve")
        #expect(none.people == [] && none.whole == .init() && none.sessions == [])
    }

    @Test func `whose decision was only given a second time is not active, and still has a row`() {
        let acts = ModeratorActs(
            moments: [.init(by: "ben", at: at(10))],
            opinions: [.init(first: "ann", second: "ben", agrees: true)])
        let figures = ModeratorFigures(ledger([decision(1, .hide, by: 1, -60)]), acts: acts)
        #expect(figures.people.map(\.name) == ["ann", "ben"] && figures.active == 1)
        #expect(figures.people[0].tally.pairs == 1)
        let own = ModeratorFigures(
            ledger([]),
            acts: ModeratorActs(
                opinions: acts.opinions + [.init(first: "ben", second: "cleo", agrees: false)]),
            only: "ann")
        #expect((own.whole.pairs, own.whole.agreeing) == (1, 1), "not those of colleagues")
    }

    @Test func `many decisions at one stroke are one judgement of a rate`() {
        let decisions = (0..<3).map { text in
            ReviewLedger.Decision(
                id: Int64(text + 1), text: text, verdict: .spam, moderator: 1, at: at(10), bulk: 4)
        }
        let figures = ModeratorFigures(ledger(decisions), acts: ModeratorActs())
        #expect(figures.people[0].tally.removal == Proportion(3, of: 3, bulks: [4: 3]))
        #expect(figures.whole.removal.acts == 1)
    }

    @Test func `hours and weekdays are those of the desk's own clock`() {
        let decisions = [decision(1, .hide, by: 1, 30), decision(2, .spam, by: 1, 150, text: 1)]
        // Seven hours behind: Sunday, 17:30 and 19:30.
        let denver = ModeratorFigures(
            ledger(decisions, zone: "America/Denver"), acts: ModeratorActs())
        #expect(denver.hours[6][17] == 1 && denver.hours[6][19] == 1)
        // 5 hours 45 minutes ahead: Monday, 06:15 and 08:15.
        let kathmandu = ModeratorFigures(
            ledger(decisions, zone: "Asia/Kathmandu"), acts: ModeratorActs())
        #expect(kathmandu.hours[0][6] == 1 && kathmandu.hours[0][8] == 1)
        #expect(kathmandu.hours.joined().reduce(0, +) == 2)
    }

    @Test func `a period without an act has figures of nothing`() {
        let figures = ModeratorFigures(ledger([]), acts: ModeratorActs())
        #expect(figures.people == [] && figures.active == 0 && figures.sessions == [])
        #expect(figures.hours == ModeratorFigures.noHours && figures.activeHours == 0)
    }
}
