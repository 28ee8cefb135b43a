import Foundation
import Moderation
import TestSupport
import Testing

@testable import Reports

@Suite struct NeutralityReportTests {
    private func comparison(
        _ trait: NeutralityFigures.Trait, _ id: String, _ title: String, _ hits: Int, _ of: Int,
        _ restHits: Int, _ restOf: Int
    ) -> NeutralityFigures.Comparison {
        NeutralityFigures.Comparison(
            trait: trait, id: id, title: title, group: Proportion(hits, of: of),
            rest: Proportion(restHits, of: restOf))
    }

    private func trial(unlike: Bool) -> NeutralityTrial {
        let files = [
            NeutralityTrial.File(
                path: "/srv/policies/neutrality/pairs-en.yaml", language: "en", templates: 64,
                sentences: 3_024),
            NeutralityTrial.File(
                path: "/srv/policies/neutrality/pairs-es.yaml", language: "es", templates: 30,
                sentences: 1_320),
        ]
        var trial = NeutralityTrial(
            files: files, groups: 564, hardNegatives: 46, notSwaps: 6, refusedWords: 112)
        var result = NeutralityTrial.Result(profile: .government, policy: "9f2c41d07a3e")
        if unlike {
            let side = NeutralityTrial.Side(
                answer: .init(route: .pass, points: [], labels: []), text: "A sentence.",
                rules: [], members: [])
            result.differences = [
                NeutralityTrial.Difference(
                    kind: .sides, place: Problem.Place(file: files[1].path, line: 7),
                    template: "t", form: "plain", profile: .government, usual: side, other: side)
            ]
        }
        trial.results = [result]
        return trial
    }

    private func figures(title: String = "letters", unlike: Bool = false) -> NeutralityFigures {
        NeutralityFigures(
            scope: threeDays(), flagged: Proportion(161, of: 1_042),
            removed: Proportion(40, of: 160), sampledReceived: 1_042, sampledDecided: 160,
            flagRates: [
                comparison(
                    .target, "official-criticism", "Criticism of officials or the paper", 9, 90,
                    152, 952),
                comparison(.language, "en", "English", 120, 900, 41, 142),
                comparison(.language, "es", "Spanish", 40, 130, 121, 912),
                comparison(.language, "none", "Not told: short or mixed", 1, 8, 160, 1_034),
                comparison(.label, "question", "Asks a question", 33, 214, 128, 828),
                comparison(.source, "letters", title, 0, 41, 161, 1_001),
            ],
            removalRates: [
                comparison(.language, "es", "Spanish", 11, 40, 29, 120),
                comparison(.source, "letters", title, 12, 20, 0, 140),
            ],
            ruleLanguages: [
                NeutralityFigures.RuleLanguage(
                    rule: "attack.name-calling", title: "Name-calling aimed at a person",
                    comparison: comparison(.language, "es", "Spanish", 4, 18, 15, 30))
            ],
            days: [
                .init(day: "2026-10-05", removed: Proportion(10, of: 40)),
                .init(day: "2026-10-06", removed: Proportion(2, of: 20)),
                .init(day: "2026-10-13", removed: Proportion(27, of: 50)),
                .init(day: "2026-10-20", removed: Proportion(1, of: 44)),
                .init(day: "2026-10-27", removed: Proportion(0, of: 6)),
            ], moderators: .init(all: 7, compared: 5, rates: [0.1, 0.17, 0.25, 0.3, 0.4]),
            trial: trial(unlike: unlike))
    }

    private var nothing: NeutralityFigures {
        NeutralityFigures(
            scope: threeDays(), flagged: Proportion(0, of: 0), removed: Proportion(0, of: 0),
            sampledReceived: 0, sampledDecided: 0, flagRates: [], removalRates: [],
            ruleLanguages: [], days: [], moderators: .init(all: 0, compared: 0, rates: []))
    }

    @Test(arguments: ReportFormat.allCases)
    func `a small town's rates, and those of a period without anything`(
        format: ReportFormat
    ) throws {
        expectReport(try neutralityReport(figures(), as: format), "neutrality.\(format.rawValue)")
        let empty = try neutralityReport(nothing, as: format)
        #expect(!empty.contains("nan") && !empty.contains("inf,"))
        if format == .html || format == .md {
            #expect(empty.contains("too few texts"))
            #expect(empty.contains("no pairs of sentences"))
        }
    }

    @Test func `what stands out is said in words with a mark, and by a code`() throws {
        let content = try NeutralityContent(figures())
        let findings = content.flagTable.rows.map { $0[11] }
        #expect(
            findings == [
                .finding("too-few", words: "too few to say"),
                .finding("less", words: "▼ less often"), .finding("more", words: "▲ more often"),
                .finding("too-few", words: "too few to say"),
                .finding("too-few", words: "too few to say"),
                .finding("too-few", words: "too few to say"),
            ])
        #expect(content.removalTable.rows[1][11] == .finding("more", words: "▲ more often"))
        #expect(content.removalTable.rows[1][7] == .ratio(nil), "there is no end to it")
        let text = content.lead.joined(separator: " ").replacing("\u{202F}", with: " ")
        #expect(text.contains("More often put before a person than the rest: “Spanish”."))
        #expect(text.contains("never guessed"))
        let json = try neutralityReport(figures(), as: .json)
        #expect(json.contains(#""finding": "more""#) && !json.contains("▲ more"))
    }

    @Test func `too few to tell is never said to be alike`() throws {
        var figures = figures()
        figures.removalRates = []
        figures.ruleLanguages = []
        figures.flagRates = [comparison(.language, "es", "Spanish", 2, 15, 4, 30)]
        var content = try NeutralityContent(figures)
        #expect(content.compared == 1 && content.tooFew == 1)
        #expect(
            content.lead[0].hasPrefix("There are too few texts in this period to tell: of 1 ratio"))
        let enough = comparison(.source, "letters", "letters", 2_000, 10_000, 2_000, 10_000)
        figures.flagRates.append(enough)
        content = try NeutralityContent(figures)
        #expect(
            content.lead[0] == "Of 1 ratio with enough texts to tell, none stands out."
                + " 1 more cannot be told: too few texts.")
        figures.flagRates = [enough]
        content = try NeutralityContent(figures)
        #expect(content.lead[0] == "Of 1 ratio with enough texts to tell, none stands out.")
        let keys = content.content.figures.filter { "\($0.key)" == "tooFew" }
        #expect(keys.map(\.value) == [.count(0)])
    }

    @Test func `heads of columns are told beside their table and among the definitions`() throws {
        let page = try neutralityReport(figures(), as: .html)
        #expect(page.components(separatedBy: "all other texts; the ratio is the").count == 4)
        let terms = try NeutralityContent(figures()).content.definitions.map(\.term)
        for head in ["Rest", "Ratio", "Needed", "▲ ▼"] { #expect(terms.contains(head)) }
    }

    @Test func `two groups that mirror each other are one ratio`() throws {
        var figures = figures()
        figures.flagRates = [
            comparison(.source, "news", "News", 300, 1_000, 10, 100),
            comparison(.source, "letters", "Letters", 10, 100, 300, 1_000),
        ]
        (figures.removalRates, figures.ruleLanguages) = ([], [])
        let content = try NeutralityContent(figures)
        #expect(content.compared == 1 && content.standOut == 1)
        #expect(content.flagTable.rows.count == 2, "the table has both")
        let lead = content.lead.joined(separator: " ")
        #expect(lead.contains("More often put before a person than the rest: “News”."))
        #expect(!lead.contains("Less often") && !lead.contains("“Letters”"))
    }

    @Test func `a small sure difference is told as such, and so are words that are gone`() throws {
        var figures = figures()
        figures.flagRates = [
            comparison(.source, "news", "News", 12_000, 100_000, 10_000, 100_000)
        ]
        (figures.sampledReceived, figures.unreadReceived) = (1_030, 12)
        let table = try NeutralityContent(figures).flagTable
        #expect(table.rows[0][11] == .finding("slight", words: "≠ differs, by less than 1.25"))
        #expect(
            table.caption.replacing("\u{202F}", with: " ").contains(
                "all 1 042, of which 12 could not be read any more."))
    }

    @Test func `the lowest and the highest are told of ten people or more`() throws {
        func names(_ rates: [Double]) throws -> [Cell] {
            var figures = figures()
            figures.moderators = .init(all: rates.count, compared: rates.count, rates: rates)
            return try NeutralityContent(figures).peopleTable.rows.map { $0[0] }
        }
        let ten = (0..<10).map { Double($0) / 10 }
        #expect(try names(ten) == ["lowest", "middle", "highest"].map(Cell.text))
        #expect(try names(Array(ten.prefix(9))) == [.text("middle")])
        #expect(try names([]) == [])
    }

    @Test func `a chart that cannot hold all groups says so, and names all that stand out`() {
        let groups = (0..<30).map { number in
            comparison(
                .source, "s\(number)", "Source \(number)", number == 29 ? 90 : 30, 100, 300, 1_000)
        }
        let markup = RatioChart(groups, measure: "Flag rate", id: "a").markup()
        #expect(markup.contains("For the first 24 of 30 groups a dot"))
        #expect(markup.contains("These stand out: Source 29."))
    }

    @Test func `weeks outside their limits are named, and those with little are not judged`() throws
    {
        let rates = try RemovalRates(figures().days)
        #expect(rates.granularity == .week && rates.centre == 0.25)
        #expect(
            rates.rows.map(\.start.text) == [
                "2026-10-05", "2026-10-12", "2026-10-19", "2026-10-26",
            ])
        #expect(rates.rows.map(\.removed.of) == [60, 50, 44, 6])
        #expect(rates.rows.map(\.isAbove) == [false, true, false, false])
        #expect(rates.rows.map(\.isBelow) == [false, false, true, false])
        #expect(rates.rows.map(\.isJudged) == [true, true, true, false])
        // 0.25 ± 3 √(0.25 × 0.75 / 60).
        #expect(
            abs(rates.rows[0].low - 0.0823) < 0.0001 && abs(rates.rows[0].high - 0.4177) < 0.0001)
        let lead = try NeutralityContent(figures()).lead.joined(separator: " ")
        #expect(lead.contains("12 October 2026 (above), 19 October 2026 (below)"))
        let chart = try NeutralityContent(figures()).weekTable.chart
        #expect(chart.components(separatedBy: #"class="outline""#).count == 3)
    }

    @Test func `many weeks are gathered into months, and nothing is lost`() throws {
        let first = CivilDay("2023-01-02")!.number
        let days = (0..<700).map {
            NeutralityFigures.Day(
                day: CivilDay(number: first + $0).text, removed: Proportion($0 % 3, of: 5))
        }
        let rates = try RemovalRates(days)
        #expect(rates.granularity == .month && rates.rows.count == 24)
        #expect(rates.rows.map(\.removed.of).reduce(0, +) == 3_500)
        #expect(throws: SummaryError.notADay("today")) {
            try RemovalRates([.init(day: "today", removed: Proportion(0, of: 1))])
        }
    }

    @Test func `pairs are told by file, without where the files lie`() throws {
        let content = try NeutralityContent(figures(unlike: true))
        #expect(content.pairTable.rows.map(\.last) == [.count(0), .count(1)])
        #expect(content.pairTable.rows.map { $0[3] } == [.count(1_512), .count(660)])
        let report = try neutralityReport(figures(unlike: true), as: .md)
        #expect(!report.contains("/srv") && report.contains("pairs-es.yaml"))
    }

    @Test func `a ratio of one stands in the middle of its chart, and what is far off at its end`()
    {
        let chart = RatioChart(figures().flagRates, measure: "Flag rate", id: "flag-chart")
        #expect(chart.comparisons.count == 5, "eight texts make no ratio")
        let markup = chart.markup()
        #expect(markup.contains(#"<line class="axis" x1="428" y1="38" x2="428""#))
        let alike = RatioChart(
            [comparison(.source, "a", "A", 10, 100, 10, 100)], measure: "Flag rate", id: "a")
        #expect(alike.markup().contains(#"<circle class="dot" cx="428" cy="57" r="5"/>"#))
        let far = RatioChart(
            [comparison(.source, "a", "A", 90, 100, 1, 10_000)], measure: "Flag rate", id: "a")
        #expect(!far.markup().contains(#"class="dot""#), "no dot where no ratio is")
    }

    @Test func `hostile titles stay text`() throws {
        let page = try neutralityReport(figures(title: hostileWords), as: .html)
        let plain = try neutralityReport(figures(), as: .html)
        expectEscaped(page, as: plain)
        expectSound(plain)
        let markdown = try neutralityReport(figures(title: "a | b\n| *c*"), as: .md)
        #expect(markdown.contains(#"| a \| b \| \*c\* |"#))
        #expect(try neutralityReport(figures(title: "=cmd()"), as: .csv).contains("'=cmd()"))
    }
}
