import FoundationEssentials
import Moderation

/// One figure with the name programs know it by and the words people read.
struct Figure {
    var key: StaticString
    var title: String
    var value: Cell
    /// What it was counted over, where that is not plain.
    var note: String?
    /// Whether it stands among the first that a page shows, or is folded away.
    var isLarge = false

    init(
        _ key: StaticString, _ title: String, _ value: Cell, note: String? = nil,
        isLarge: Bool = false
    ) {
        self.key = key
        self.title = title
        self.value = value
        self.note = note
        self.isLarge = isLarge
    }
}

struct Column {
    var key: StaticString
    var title: String

    init(_ key: StaticString, _ title: String) {
        self.key = key
        self.title = title
    }
}

/// Rows of figures; the first cell of a row names it.
///
/// **Shape**: where the second cell is an id of ours, a page writes it in small letters below the name.
struct FigureTable {
    /// A mark that tells what a shape of the drawing stands for.
    struct Key {
        var style: String
        var text: String
    }

    var key: StaticString
    var title: String
    /// What the rows are, and over what they were counted.
    var caption: String
    /// What is said instead of a table without rows.
    var whenEmpty: String
    var columns: [Column]
    var rows: [[Cell]]
    /// Our own drawing of it; empty where there is too little to draw.
    var chart = ""
    var legend: [Key] = []
    /// A column of drawings of our own, one a row, and what it is called; empty where there is none.
    var bars: [String] = []
    var barTitle = ""

    init(
        _ key: StaticString, _ title: String, caption: String, whenEmpty: String,
        columns: [Column], rows: [[Cell]]
    ) {
        self.key = key
        self.title = title
        self.caption = caption
        self.whenEmpty = whenEmpty
        self.columns = columns
        self.rows = rows
    }
}

/// All that one report says, once, for the four formats to write down.
///
/// **Shape**: no format computes a figure of its own, so none can say something else.
struct ReportContent {
    /// The name that the command and programs know it by.
    var name: StaticString
    var heading: String
    var scope: ReportScope
    /// The time that it is about, in words.
    var period: String
    var asOf: String
    /// What else the report is about, beside the desk, the profile and the policy.
    var about: [Figure]
    /// What happened, in plain words, before any table; the first sentence stands large.
    var lead: [String]
    var figures: [Figure]
    var tables: [FigureTable]
    var definitions: [Definition]
    var clock: ReportClock

    init(
        _ name: StaticString, heading: String, scope: ReportScope, period: String? = nil,
        about: [Figure] = [], lead: [String], figures: [Figure], tables: [FigureTable],
        definitions: [Definition]
    ) {
        let clock = ReportClock(zone: scope.timeZone)
        self.name = name
        self.heading = heading
        self.scope = scope
        self.period = period ?? clock.period(from: scope.from, to: scope.to)
        self.asOf = "as of \(clock.text(scope.to)), \(clock.zoneName)"
        self.about = about
        self.lead = lead
        self.figures = figures
        self.tables = tables + [Self.policyTable(scope)].compactMap(\.self)
        self.definitions = definitions
        self.clock = clock
    }

    /// The policies in force in the period; `nil` where the report has none.
    private static func policyTable(_ scope: ReportScope) -> FigureTable? {
        guard let policies = scope.policies else { return nil }
        return FigureTable(
            "policies", "The policy in force",
            caption:
                "Each policy that judged in the period or was decided by. A digest is the SHA-256 of all "
                + "its rules, so that nobody can change one without a trace.",
            whenEmpty:
                "Nothing was judged or decided in this period. The policy \(scope.policy) is the "
                + "one in use when this was made.",
            columns: [
                Column("digest", "Policy"), Column("profile", "Profile"),
                Column("since", "First used"),
            ],
            rows: policies.map {
                [.text($0.digest.rawValue), .text($0.profile.rawValue), .moment($0.firstUsedAt)]
            })
    }

    /// What the report is about.
    var allAbout: [Figure] {
        [
            Figure("desk", "Desk", .text(scope.desk)),
            Figure("profile", "Profile", .code(scope.profile.rawValue)),
            Figure("policy", "Policy", .code(scope.policy.rawValue)),
            Figure("from", "From", .moment(scope.from)),
            Figure("to", "To, not included", .moment(scope.to)),
            Figure("timeZone", "Time zone", .text(clock.zoneName)),
        ] + about
    }

    func text(as format: ReportFormat) throws -> String {
        switch format {
        case .html: try html()
        case .md: markdown()
        case .csv: csv()
        case .json: json()
        }
    }
}

/// The forms a report comes in; the figures are the same in each.
public enum ReportFormat: String, Sendable, CaseIterable {
    case html, md, csv, json
}
