import Foundation
import Moderation
import TestSupport
import Testing

@testable import Reports

/// Any ledger at all gives figures that hold together.
@Suite struct LedgerPropertyTests {
    private func ledger(_ random: inout SeededGenerator) -> ReviewLedger {
        let count = Int.random(in: 0...120, using: &random)
        let from = noon.addingTimeInterval(-Double.random(in: 1...200, using: &random) * 86_400)
        var ledger = ReviewLedger(
            scope: ReportScope(
                desk: "Any", profile: .publisher, policy: "9f2c41d07a3e",
                from: Bool.random(using: &random) ? from : nil, to: noon,
                timeZone: "America/Denver"), sources: ["a", "b", "c"],
            moderators: ["x", "y", "z", "w"])
        for index in 0..<count {
            let written = from.addingTimeInterval(
                Double.random(in: -0.3...1, using: &random) * noon.timeIntervalSince(from))
            ledger.texts.append(
                ReviewLedger.Text(
                    id: Int64(index + 1), comment: Int64(index),
                    source: Int.random(in: 0...2, using: &random),
                    revision: 1, writtenAt: written, arrivedAt: written,
                    route: Route.allCases.randomElement(using: &random)!, severity: 1,
                    isOfPeriod: ledger.scope.contains(written)))
        }
        var at = from
        for text in 0..<count where Bool.random(using: &random) {
            at += Double.random(in: -5...400, using: &random)
            let decision = ledger.decisions.count
            ledger.decisions.append(
                ReviewLedger.Decision(
                    id: Int64(decision + 1), text: text,
                    verdict: [.approve, .hide, .spam].randomElement(using: &random)!,
                    moderator: Int.random(in: 0...3, using: &random), at: at,
                    bulk: Bool.random(using: &random)
                        ? Int64.random(in: 0...9, using: &random) : nil))
            guard Int.random(in: 0..<5, using: &random) == 0 else {
                ledger.texts[text].decision = decision
                continue
            }
            ledger.decisions[decision].undoneAt = at
            ledger.decisions.append(
                ReviewLedger.Decision(
                    id: Int64(decision + 2), text: text, verdict: .undo, moderator: 0, at: at,
                    revokes: Int64(decision + 1)))
        }
        func some() -> [Int32] {
            (0..<Int32(count)).filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
        }
        for rule in 0..<Int.random(in: 0...6, using: &random) {
            ledger.findings.append(
                ReviewLedger.RuleFindings(
                    rule: RuleID("r.\(rule)"), category: "attack", title: "Rule \(rule)",
                    isActive: rule % 3 != 2, texts: some()))
        }
        ledger.labels = ["official-criticism", "question"].map {
            ReviewLedger.LabelTexts(label: $0, texts: some())
        }
        return ledger
    }

    private func expectFinite(_ content: ReportContent, _ why: String) {
        let cells = content.figures.map(\.value) + content.tables.flatMap { $0.rows.joined() }
        for cell in cells {
            switch cell {
            case .share(let value?):
                #expect((0...1).contains(value), "\(why)")
            case .ratio(let value?), .seconds(let value?):
                #expect(value.isFinite && value >= 0, "\(why)")
            default: break
            }
        }
        for table in content.tables {
            #expect(table.rows.allSatisfy { $0.count == table.columns.count }, "\(why)")
            #expect(!table.chart.contains("nan") && !table.chart.contains("inf"), "\(why)")
        }
    }

    @Test func `figures of rules are finite, in their intervals, and add up`() throws {
        var random = SeededGenerator()
        for _ in 0..<150 {
            let ledger = ledger(&random)
            let inUse = ["r.0", "r.1", "r.9"].map {
                RuleFigures.RuleInUse(rule: RuleID($0), category: "attack", title: $0, since: nil)
            }
            let figures = RuleFigures(ledger, inUse: inUse, began: nil)
            let why = "\(random)"
            for row in figures.rules + figures.trials {
                #expect(row.upheld <= row.decided && row.decided <= row.fired, "\(why)")
                #expect(row.overlap.map { $0.texts <= row.fired } ?? true, "\(why)")
                guard let interval = WilsonInterval(row.judged),
                    let precision = share(row.upheld, of: row.decided)
                else { continue }
                #expect(interval.low <= precision + 1e-12 && precision <= interval.high + 1e-12)
            }
            let caused = figures.rules.reduce(0) { $0 + $1.work }
            #expect(caused <= figures.work + 1e-6, "\(why)")
            #expect(figures.work <= Double(figures.decisions) * 180, "\(why)")
            #expect(figures.flagged <= figures.received, "\(why)")
            expectFinite(RuleContent(figures).content, why)
        }
    }

    @Test func `the summary is as sure of a rule as the report on rules`() throws {
        var random = SeededGenerator()
        var bulks = 0
        for _ in 0..<150 {
            let ledger = ledger(&random)
            let why = "\(random)"
            let rules = RuleContent(RuleFigures(ledger, inUse: [], began: nil))
            let summary = try SummaryContent(SummaryFigures(ledger, titles: [:], setAside: 0))
            /// Decided to the end of the interval, by the rule's id.
            func judged(_ table: FigureTable) -> [String: [String]] {
                let columns = table.columns.indices.filter {
                    ["decided", "upheld", "precision", "low", "high"].contains(
                        "\(table.columns[$0].key)")
                }
                #expect(columns.count == 5)
                return Dictionary(
                    uniqueKeysWithValues: table.rows.map { row in
                        ("\(row[1])", columns.map { "\(row[$0])" })
                    })
            }
            let told = judged(summary.ruleTable)
            let costs = judged(rules.costTable).filter { told[$0.key] != nil }
            #expect(told == costs, "\(why)")
            bulks += summary.figures.rules.count { !$0.judged.bulks.isEmpty }
        }
        #expect(bulks > 0)
    }

    @Test func `figures of neutrality are finite, in their intervals, and add up`() throws {
        var random = SeededGenerator()
        for _ in 0..<150 {
            let ledger = ledger(&random)
            var languages: [Int32: NeutralityFigures.Language] = [:]
            for index in ledger.texts.indices {
                languages[Int32(index)] =
                    index % 4 > 0
                    ? .init(code: "l\(index % 4)", name: "L\(index % 4)") : .unknown
            }
            let figures = NeutralityFigures(
                ledger, languages: languages,
                labels: ["question": "Asks", "official-criticism": "Harsh"])
            let why = "\(random)"
            for (all, comparisons) in [
                (figures.flagged, figures.flagRates), (figures.removed, figures.removalRates),
            ] {
                for comparison in comparisons {
                    #expect(comparison.group.of + comparison.rest.of == all.of, "\(why)")
                    #expect(comparison.group.hits + comparison.rest.hits == all.hits, "\(why)")
                    guard let ratio = comparison.ratio, let point = ratio.ratio else { continue }
                    #expect(ratio.low <= point && point <= ratio.high ?? .infinity, "\(why)")
                }
                for trait in [NeutralityFigures.Trait.language, .source] {
                    let parts = comparisons.filter { $0.trait == trait }
                    guard !parts.isEmpty else { continue }
                    #expect(parts.reduce(0) { $0 + $1.group.of } == all.of, "\(why)")
                }
            }
            #expect(
                figures.days.reduce(0) { $0 + $1.removed.of } == figures.removed.of, "\(why)")
            expectFinite(try NeutralityContent(figures).content, why)
        }
    }
}
