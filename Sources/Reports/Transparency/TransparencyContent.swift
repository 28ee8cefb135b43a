import FoundationEssentials
import Moderation

/// All that `report transparency` says: a month for everybody to read, small counts withheld.
struct TransparencyContent {
    let figures: TransparencyFigures
    private let base: BaseCounts
    private let grounds: [GroundCounts]
    private let detections: [DetectionCounts]
    private let found: [FoundCounts]
    private let removed: PublicCounts.Count
    private let published: PublishedCounts
    private let clock: ReportClock

    private struct BaseCounts {
        var received, passed, queued, held: PublicCounts.Count
        /// Queued and held: told by no figure, and followed by subtraction.
        var asked: PublicCounts.Count
        var decided, approved, hidden, spam, undone: PublicCounts.Count
        var appeals, answered, upheld, restored: PublicCounts.Count
        var notices, noticesAnswered, readerReports: PublicCounts.Count
    }

    private struct GroundCounts {
        var row: TransparencyFigures.GroundRow
        var hidden, spam, upheld, restored: PublicCounts.Count
    }

    private struct DetectionCounts {
        var detection: TransparencyFigures.Detection
        var decided, approved, removed: PublicCounts.Count
    }

    private struct FoundCounts {
        var row: SummaryFigures.CategoryRow
        var flagged, approved, hidden, spam, undecided: PublicCounts.Count
    }

    init(_ figures: TransparencyFigures) {
        self.figures = figures
        clock = ReportClock(zone: figures.summary.scope.timeZone)
        var counts = PublicCounts()
        base = Self.base(figures, &counts)
        grounds = Self.grounds(figures, base, &counts)
        // Not told by itself, and follows from hidden and spam all the same.
        removed = counts.add(figures.summary.hidden + figures.summary.spam)
        counts.relate(removed, [base.hidden, base.spam])
        counts.relate(base.decided, [base.approved, removed])
        detections = Self.detections(figures, base, removed, &counts)
        found = Self.found(figures, &counts)
        for (total, parts) in [
            (base.approved, found.map(\.approved)), (base.hidden, found.map(\.hidden)),
            (base.spam, found.map(\.spam)),
        ] { counts.relateIfTrue(total, parts) }
        for ground in grounds {
            let same = found.first { $0.row.category.rawValue == ground.row.reason }
            guard let same else { continue }
            counts.relateIfTrue(ground.hidden, [same.hidden])
            counts.relateIfTrue(ground.spam, [same.spam])
        }
        counts.relateIfTrue(base.asked, found.map(\.flagged))
        published = counts.published()
    }

    // MARK: - Counts and their sums

    private static func base(
        _ figures: TransparencyFigures, _ counts: inout PublicCounts
    ) -> BaseCounts {
        let summary = figures.summary
        let held = (summary.routes[.hold] ?? 0) + (summary.routes[.reject] ?? 0)
        let base = BaseCounts(
            received: counts.add(summary.received),
            passed: counts.add(summary.routes[.pass] ?? 0),
            queued: counts.add(summary.routes[.queue] ?? 0), held: counts.add(held),
            asked: counts.add((summary.routes[.queue] ?? 0) + held),
            decided: counts.add(summary.approved + summary.hidden + summary.spam),
            approved: counts.add(summary.approved), hidden: counts.add(summary.hidden),
            spam: counts.add(summary.spam), undone: counts.add(summary.undone),
            appeals: counts.add(figures.appealsOpened),
            answered: counts.add(figures.appealsUpheld + figures.appealsRestored),
            upheld: counts.add(figures.appealsUpheld),
            restored: counts.add(figures.appealsRestored), notices: counts.add(figures.notices),
            noticesAnswered: counts.add(figures.secondsToNoticeAnswer.count),
            readerReports: counts.add(figures.readerReports))
        counts.relate(base.received, [base.passed, base.queued, base.held])
        counts.relate(base.received, [base.passed, base.asked])
        counts.relate(base.asked, [base.queued, base.held])
        counts.relate(base.decided, [base.approved, base.hidden, base.spam])
        counts.relate(base.answered, [base.upheld, base.restored])
        return base
    }

    private static func grounds(
        _ figures: TransparencyFigures, _ base: BaseCounts, _ counts: inout PublicCounts
    ) -> [GroundCounts] {
        // By id: the order of sizes would tell withheld ones.
        let rows = figures.grounds.sorted { ($0.reason ?? "~") < ($1.reason ?? "~") }
        let grounds = rows.map { row in
            GroundCounts(
                row: row, hidden: counts.add(row.hidden), spam: counts.add(row.spam),
                upheld: counts.add(row.upheld), restored: counts.add(row.restored))
        }
        counts.relate(base.hidden, grounds.map(\.hidden))
        counts.relate(base.spam, grounds.map(\.spam))
        counts.relate(base.upheld, grounds.map(\.upheld))
        counts.relate(base.restored, grounds.map(\.restored))
        return grounds
    }

    private static func detections(
        _ figures: TransparencyFigures, _ base: BaseCounts, _ removed: PublicCounts.Count,
        _ counts: inout PublicCounts
    ) -> [DetectionCounts] {
        let rows = figures.detections.map { row in
            let detection = DetectionCounts(
                detection: row.detection, decided: counts.add(row.approved + row.removed),
                approved: counts.add(row.approved), removed: counts.add(row.removed))
            counts.relate(detection.decided, [detection.approved, detection.removed])
            return detection
        }
        counts.relate(base.decided, rows.map(\.decided))
        counts.relate(base.approved, rows.map(\.approved))
        counts.relate(removed, rows.map(\.removed))
        return rows
    }

    private static func found(
        _ figures: TransparencyFigures, _ counts: inout PublicCounts
    ) -> [FoundCounts] {
        figures.summary.categories.sorted { $0.category < $1.category }.map { row in
            let decided = row.approved + row.hidden + row.spam
            let found = FoundCounts(
                row: row, flagged: counts.add(row.flagged), approved: counts.add(row.approved),
                hidden: counts.add(row.hidden), spam: counts.add(row.spam),
                undecided: counts.add(row.flagged - decided))
            counts.relate(
                found.flagged, [found.approved, found.hidden, found.spam, found.undecided])
            return found
        }
    }

    // MARK: - What is said

    var content: ReportContent {
        ReportContent(
            "transparency", heading: "Transparency report", scope: figures.summary.scope,
            about: [Figure("began", "The desk began", began.map { .day($0) } ?? .moment(nil))],
            lead: lead, figures: keyFigures,
            tables: [
                funnelTable, groundTable, detectionTable, foundTable, categoryTable, ruleTable,
            ],
            definitions: [
                .arrived, .passed, .queued, .held, .decided, .removed, .holdRate, .removalRate,
                .timeToDecision, .overturnRate, .flagged, .detection, .withheld,
            ])
    }

    private func words(_ count: PublicCounts.Count, _ one: String, _ many: String) -> String {
        published.value(count).map { counted($0, one, many) }
            ?? "a withheld number of \(many)"
    }

    /// The day of the desk's first text.
    private var began: CivilDay? { figures.began.map { clock.day(of: $0) } }

    /// A month in which the desk began is no whole one, and must not be read as if it were.
    private var beganLate: String? {
        let scope = figures.summary.scope
        guard let began, let from = scope.from, let at = figures.began, scope.contains(at),
            clock.day(of: from).number < began.number
        else { return nil }
        return "The desk began on \(began.long): it holds nothing of the days of the month before."
    }

    private var lead: [String] {
        var sentences = [
            "The desk received \(words(base.received, "comment", "comments")), and people decided "
                + "\(words(base.decided, "comment", "comments")).",
            "The machine removed nothing: it sorts, and a person decides.",
        ]
        if let beganLate { sentences.insert(beganLate, at: 1) }
        if figures.appealsOpened > 0 {
            sentences.append(
                "\(words(base.appeals, "appeal was", "appeals were")) made against a decision.")
        }
        if published.withheld > 0 {
            sentences.append(
                "Counts of one to nine are withheld, and others where they would tell one.")
        }
        return sentences
    }

    /// Told only where as many took longer as may be counted, and to the minute, as a nearest rank is the
    /// time of one comment.
    private func time(_ share: Double, _ times: [Double], _ count: PublicCounts.Count) -> Cell {
        let beyond = Double(times.count) * (1 - share)
        guard published.isShown(count), beyond >= Double(Suppression.least) - 1e-9,
            let time = percentile(share, of: times)
        else { return times.isEmpty ? .seconds(nil) : .suppressed }
        return .seconds((time / 60).rounded(.up) * 60)
    }

    private var keyFigures: [Figure] {
        let times = figures.summary.secondsToDecision
        let notices = figures.secondsToNoticeAnswer
        func figure(
            _ key: StaticString, _ title: String, _ count: PublicCounts.Count,
            isLarge: Bool = false
        ) -> Figure {
            Figure(key, title, published.cell(count), isLarge: isLarge)
        }
        return [
            figure("received", "Received", base.received, isLarge: true),
            figure("passed", "Passed by the machine", base.passed),
            figure("queued", "Queued for a person", base.queued, isLarge: true),
            figure("held", "Held for a person", base.held, isLarge: true),
            figure("decided", "Decided by a person", base.decided, isLarge: true),
            figure("approved", "Approved", base.approved),
            figure("hidden", "Hidden", base.hidden, isLarge: true),
            figure("spam", "Marked as spam", base.spam, isLarge: true),
            figure("undone", "Decisions undone", base.undone),
            Figure("automatic", "Decided by the machine alone", .count(0)),
            Figure("holdRate", "Hold rate", published.share([base.held], of: base.received)),
            Figure(
                "removalRate", "Removal rate",
                published.share([base.hidden, base.spam], of: base.decided), isLarge: true),
            Figure(
                "p50", "Half within", time(0.5, times, base.decided), note: "p50", isLarge: true),
            Figure("p95", "95 in 100 within", time(0.95, times, base.decided), note: "p95"),
            figure("appeals", "Appeals", base.appeals, isLarge: true),
            figure("appealsAnswered", "Appeals answered", base.answered),
            figure("appealsUpheld", "Decisions upheld", base.upheld),
            figure("appealsRestored", "Comments restored", base.restored),
            Figure(
                "overturnRate", "Overturn rate",
                published.share([base.restored], of: base.answered), isLarge: true),
            Figure(
                "restoredOfRemoved", "Restored of those removed",
                published.share([base.restored], of: removed)),
            figure("notices", "Notices of illegal content", base.notices),
            figure("noticesAnswered", "Notices answered", base.noticesAnswered),
            Figure(
                "noticeP50", "Half of the notices answered within",
                time(0.5, notices, base.noticesAnswered)),
            figure("readerReports", "Reports of readers", base.readerReports),
        ]
    }

    private var funnelTable: FigureTable {
        let stages: [(String, PublicCounts.Count)] = [
            ("Received", base.received), ("Decided by a person", base.decided),
            ("Hidden", base.hidden), ("Marked as spam", base.spam),
            ("Appealed", base.appeals), ("Restored on appeal", base.restored),
        ]
        var table = FigureTable(
            "funnel", "From what came in to what was restored",
            caption: "What came in during the month, and what was done in it; a decision may be on "
                + "a comment of an earlier month.",
            whenEmpty: "", columns: [Column("stage", "Stage"), Column("count", "Texts")],
            rows: stages.map { [.text($0.0), published.cell($0.1)] })
        table.chart = FunnelChart(stages: stages.map { ($0.0, published.value($0.1)) }).markup()
        return table
    }

    private var groundTable: FigureTable {
        FigureTable(
            "grounds", "Why comments were removed",
            caption: "The ground that a person named, and the appeals answered in the month.",
            whenEmpty: "Nothing was removed, and no appeal answered.",
            columns: [
                Column("ground", "Ground"), Column("reason", "Id"), Column("hidden", "Hidden"),
                Column("spam", "Spam"), Column("upheld", "Upheld on appeal"),
                Column("restored", "Restored on appeal"),
            ],
            rows: grounds.map { ground in
                [
                    .text(ground.row.title), .code(ground.row.reason ?? "none"),
                    published.cell(ground.hidden), published.cell(ground.spam),
                    published.cell(ground.upheld), published.cell(ground.restored),
                ]
            })
    }

    private var detectionTable: FigureTable {
        FigureTable(
            "detection", "How comments came before a person",
            caption: "Decisions of the month by what pointed to the comment first named here.",
            whenEmpty: "Nothing was decided.",
            columns: [
                Column("title", "Pointed to by"), Column("source", "Id"),
                Column("decided", "Decided"), Column("approved", "Approved"),
                Column("removed", "Removed"),
            ],
            rows: detections.map { row in
                [
                    .text(row.detection.title), .code(row.detection.rawValue),
                    published.cell(row.decided), published.cell(row.approved),
                    published.cell(row.removed),
                ]
            })
    }

    private var foundTable: FigureTable {
        FigureTable(
            "categories", "What rules found, and what people made of it",
            caption: "Comments with at least one finding in a category, and the decisions on them. "
                + "A comment with findings in two categories is counted in both.",
            whenEmpty: "No rule found anything in this month.",
            columns: [
                Column("title", "Category"), Column("category", "Id"),
                Column("flagged", "Flagged"), Column("approved", "Approved"),
                Column("hidden", "Hidden"), Column("spam", "Spam"),
                Column("undecided", "Not decided"),
            ],
            rows: found.map { row in
                [
                    .text(row.row.title), .code(row.row.category.rawValue),
                    published.cell(row.flagged), published.cell(row.approved),
                    published.cell(row.hidden), published.cell(row.spam),
                    published.cell(row.undecided),
                ]
            })
    }

    private static let formerPolicy =
        "The desk has another policy since. What this one said stands in the records of the month, which "
        + "“gavel export records” hands out."

    private var categoryTable: FigureTable {
        FigureTable(
            "policyText", "What the policy says",
            caption:
                "Every category, and the most that the machine may do by itself; a person decides "
                + "in every case.",
            whenEmpty: Self.formerPolicy,
            columns: [
                Column("title", "Category"), Column("category", "Id"),
                Column("definition", "What it is"), Column("notIncluded", "What it is not"),
                Column("machine", "The machine may"),
            ],
            rows: figures.categories.map {
                [
                    .text($0.title), .code($0.id.rawValue), .text($0.definition),
                    .text($0.notIncluded), .text($0.ceiling.inWords),
                ]
            })
    }

    private var ruleTable: FigureTable {
        FigureTable(
            "policyRules", "The rules",
            caption: "Every rule that acts under the policy \(figures.summary.scope.policy).",
            whenEmpty: Self.formerPolicy,
            columns: [
                Column("title", "Rule"), Column("rule", "Id"), Column("subject", "Finds"),
            ],
            rows: figures.rules.map {
                [.text($0.title), .code($0.id.rawValue), .text($0.subject)]
            })
    }
}

extension TransparencyFigures.Detection {
    var title: String {
        switch self {
        case .notice: "A notice of illegal content"
        case .readers: "Reports of readers"
        case .rule: "A rule of the policy"
        case .person: "A person of the desk, unasked"
        }
    }
}

extension Route? {
    fileprivate var inWords: String {
        switch self {
        case nil, .pass: "label it"
        case .queue: "put it before a person"
        case .hold: "hold it until a person decides"
        case .reject: "hold it, and suggest to a person that it be rejected"
        }
    }
}
