import FoundationEssentials
import Moderation

/// All that `report summary` says.
struct SummaryContent {
    var figures: SummaryFigures
    var volumes: Volumes
    /// Ascending, without what is not a time.
    var times: [Double]
    var clock: ReportClock

    /// - Throws: ``SummaryError``.
    init(_ figures: SummaryFigures) throws {
        self.figures = figures
        volumes = try Volumes(figures.days)
        times = figures.secondsToDecision.filter { $0.isFinite && $0 >= 0 }.sorted()
        clock = ReportClock(zone: figures.scope.timeZone)
        self.figures.categories.sort { ($1.flagged, $0.category) < ($0.flagged, $1.category) }
        self.figures.rules.sort { ($1.fired, $0.rule) < ($0.fired, $1.rule) }
        self.figures.sources.sort { ($1.received, $0.source) < ($0.received, $1.source) }
    }

    var content: ReportContent {
        ReportContent(
            "summary", heading: "Comment moderation", scope: figures.scope,
            about: [
                Figure("volumeUnit", "Counted by", .code(volumes.granularity.rawValue))
            ], lead: lead, figures: keyFigures, tables: tables, definitions: definitions)
    }

    /// How many of those received were edits, if any.
    var edits: String? {
        switch figures.edited {
        case ..<1: nil
        case 1: "1 of them an edit"
        default: "\(grouped(figures.edited)) of them edits"
        }
    }

    func routed(_ route: Route) -> Int { figures.routes[route] ?? 0 }

    /// All that the machine would keep from view until a person looked.
    var held: Int { routed(.hold) + routed(.reject) }
    var decided: Int { figures.approved + figures.hidden + figures.spam }
    var removed: Int { figures.hidden + figures.spam }

    var keyFigures: [Figure] {
        [
            Figure(
                "received", "Received", .count(figures.received), note: edits, isLarge: true),
            Figure("edited", "Edits", .count(figures.edited)),
            Figure("passed", "Passed by the machine", .count(routed(.pass)), isLarge: true),
            Figure("queued", "Queued for a person", .count(routed(.queue)), isLarge: true),
            Figure(
                "held", "Held for a person", .count(held),
                note: routed(.reject) > 0
                    ? "\(grouped(routed(.reject))) of them suggested for rejection" : nil,
                isLarge: true),
            Figure("rejected", "Suggested for rejection", .count(routed(.reject))),
            Figure("decided", "Decided by a person", .count(decided), isLarge: true),
            Figure("approved", "Approved", .count(figures.approved)),
            Figure("hidden", "Hidden", .count(figures.hidden), isLarge: true),
            Figure("spam", "Marked as spam", .count(figures.spam), isLarge: true),
            Figure("undone", "Decisions undone", .count(figures.undone)),
            Figure("open", "Still open", .count(figures.open), isLarge: true),
            Figure("oldestOpen", "Oldest open since", .moment(figures.oldestOpen)),
            Figure("setAside", "Set aside", .count(figures.setAside), isLarge: true),
            Figure(
                "holdRate", "Hold rate", .share(share(held, of: figures.received)),
                note: "\(sample(figures.received)) received"),
            Figure(
                "removalRate", "Removal rate", .share(share(removed, of: decided)),
                note: "\(sample(decided)) decided", isLarge: true),
            Figure("timed", "Decisions timed", .count(times.count)),
            Figure(
                "p50", "Half within", .seconds(percentile(0.5, of: times)),
                note: "p50, \(sample(times.count))", isLarge: true),
            Figure(
                "p95", "95 in 100 within", .seconds(percentile(0.95, of: times)),
                note: "p95, \(sample(times.count))", isLarge: true),
        ]
    }

    var tables: [FigureTable] {
        [volumeTable, timesTable, categoryTable, ruleTable, sourceTable]
    }

    /// What each word and rate means.
    var definitions: [Definition] {
        [
            .received, .passed, .queued, .held, .decided, .holdRate, .removalRate,
            .timeToDecision, .flagged, .fired, .upheld, .precision, .asOneAct, .open, .setAside,
        ]
    }
}
