import FoundationEssentials
import Moderation

/// One value of a report, typed, so that each format writes it in its own way.
enum Cell: Equatable {
    case text(String)
    /// A name of ours, such as a rule id or a policy digest.
    case code(String)
    case count(Int)
    /// 0…1; `nil` where there was nothing to divide by.
    case share(Double?)
    case seconds(Double?)
    case moment(Date?)
    case day(CivilDay)
}

/// One figure with the name programs know it by and the words people read.
struct Figure {
    var key: StaticString
    var title: String
    var value: Cell
    /// What it was counted over, where that is not plain.
    var note: String?
}

struct Column {
    var key: StaticString
    var title: String
}

/// Rows of figures; the first cell of a row names it.
struct FigureTable {
    var key: StaticString
    var title: String
    /// What the rows are, and over what they were counted.
    var caption: String
    /// What is said instead of a table without rows.
    var whenEmpty: String
    var columns: [Column]
    var rows: [[Cell]]
}

/// All that `report summary` says, once, for the four formats to write down.
///
/// **Shape**: no format computes a figure of its own, so none can say something else.
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
        clock = ReportClock(zone: figures.timeZone)
        self.figures.categories.sort { ($1.flagged, $0.category) < ($0.flagged, $1.category) }
        self.figures.rules.sort { ($1.fired, $0.rule) < ($0.fired, $1.rule) }
        self.figures.sources.sort { ($1.received, $0.source) < ($0.received, $1.source) }
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

    /// What the report is about.
    var about: [Figure] {
        [
            Figure(key: "desk", title: "Desk", value: .text(figures.desk)),
            Figure(key: "profile", title: "Profile", value: .code(figures.profile.rawValue)),
            Figure(key: "policy", title: "Policy", value: .code(figures.policy.rawValue)),
            Figure(key: "from", title: "From", value: .moment(figures.from)),
            Figure(key: "to", title: "To, not included", value: .moment(figures.to)),
            Figure(key: "timeZone", title: "Time zone", value: .text(clock.zoneName)),
            Figure(
                key: "volumeUnit", title: "Counted by", value: .code(volumes.granularity.rawValue)),
        ]
    }

    var keyFigures: [Figure] {
        [
            Figure(
                key: "received", title: "Received", value: .count(figures.received),
                note: edits),
            Figure(key: "edited", title: "Edits", value: .count(figures.edited)),
            Figure(key: "passed", title: "Passed by the machine", value: .count(routed(.pass))),
            Figure(key: "queued", title: "Queued for a person", value: .count(routed(.queue))),
            Figure(
                key: "held", title: "Held for a person", value: .count(held),
                note: routed(.reject) > 0
                    ? "\(grouped(routed(.reject))) of them suggested for rejection" : nil),
            Figure(
                key: "rejected", title: "Suggested for rejection", value: .count(routed(.reject))),
            Figure(key: "decided", title: "Decided by a person", value: .count(decided)),
            Figure(key: "approved", title: "Approved", value: .count(figures.approved)),
            Figure(key: "hidden", title: "Hidden", value: .count(figures.hidden)),
            Figure(key: "spam", title: "Marked as spam", value: .count(figures.spam)),
            Figure(key: "undone", title: "Decisions undone", value: .count(figures.undone)),
            Figure(key: "open", title: "Still open", value: .count(figures.open)),
            Figure(
                key: "oldestOpen", title: "Oldest open since", value: .moment(figures.oldestOpen)),
            Figure(key: "setAside", title: "Set aside", value: .count(figures.setAside)),
            Figure(
                key: "holdRate", title: "Hold rate",
                value: .share(share(held, of: figures.received)),
                note: "\(sample(figures.received)) received"),
            Figure(
                key: "removalRate", title: "Removal rate",
                value: .share(share(removed, of: decided)),
                note: "\(sample(decided)) decided"),
            Figure(key: "timed", title: "Decisions timed", value: .count(times.count)),
            Figure(
                key: "p50", title: "Half within", value: .seconds(percentile(0.5, of: times)),
                note: "p50, \(sample(times.count))"),
            Figure(
                key: "p95", title: "95 in 100 within",
                value: .seconds(percentile(0.95, of: times)),
                note: "p95, \(sample(times.count))"),
        ]
    }

    var tables: [FigureTable] {
        [volumeTable, timesTable, categoryTable, ruleTable, sourceTable]
    }
}
