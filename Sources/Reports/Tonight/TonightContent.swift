import FoundationEssentials
public import Moderation

/// All that `report tonight` says: short enough for a mail.
struct TonightContent {
    let figures: TonightFigures
    private let clock: ReportClock

    init(_ figures: TonightFigures) {
        self.figures = figures
        clock = ReportClock(zone: figures.scope.timeZone)
    }

    var content: ReportContent {
        ReportContent(
            "tonight", heading: "Tonight", scope: figures.scope, period: since, lead: lead,
            figures: keyFigures, tables: [waitingTable, firstTable],
            definitions: [.severity, .age])
    }

    private var ages: [Double] { figures.waiting.flatMap(\.ages).sorted() }
    private var emergencies: Int {
        figures.waiting.filter { $0.severity >= 4 }.reduce(0) { $0 + $1.ages.count }
    }

    private var since: String {
        figures.scope.from.map { "Since \(clock.text($0))" } ?? "Since the first comment"
    }

    private var lead: [String] {
        var sentences: [String] = []
        if emergencies > 0 {
            sentences.append(
                "\(counted(emergencies, "emergency waits", "emergencies wait")): look at "
                    + "\(emergencies == 1 ? "it" : "them") first.")
        }
        if let oldest = ages.last {
            sentences.append(
                "\(counted(ages.count, "comment waits", "comments wait")) for a person, the oldest "
                    + "for \(duration(oldest)).")
        } else {
            sentences.append("Nothing waits for a person.")
        }
        let decided = figures.approved + figures.hidden + figures.spam
        sentences.append(
            "\(since), \(counted(figures.received, "comment", "comments")) came in and people "
                + "decided \(grouped(decided)).")
        if figures.appealsOverdue > 0 {
            sentences.append(
                "\(counted(figures.appealsOverdue, "appeal is", "appeals are")) past the time limit."
            )
        }
        return sentences
    }

    private var keyFigures: [Figure] {
        [
            Figure("waiting", "Waiting", .count(ages.count), isLarge: true),
            Figure("emergencies", "Emergencies waiting", .count(emergencies), isLarge: true),
            Figure("oldest", "The oldest waits for", .seconds(ages.last), isLarge: true),
            Figure(
                "p95Age", "95 in 100 wait no longer than", .seconds(percentile(0.95, of: ages)),
                note: "p95, \(sample(ages.count))", isLarge: true),
            Figure("received", "Came in since", .count(figures.received), isLarge: true),
            Figure("approved", "Approved since", .count(figures.approved), isLarge: true),
            Figure(
                "removed", "Hidden or spam since", .count(figures.hidden + figures.spam),
                isLarge: true),
            Figure("undone", "Taken back since", .count(figures.undone)),
            Figure("setAside", "Set aside since", .count(figures.setAside), isLarge: true),
            Figure(
                "appeals", "Appeals waiting", .count(figures.appealsWaiting),
                note: figures.nextAppealDue.map { "the next is due \(clock.text($0))" },
                isLarge: true),
            Figure("appealsOverdue", "Appeals past the limit", .count(figures.appealsOverdue)),
            Figure("notices", "Notices waiting", .count(figures.noticesWaiting), isLarge: true),
            Figure(
                "reported", "Reported by readers", .count(figures.reportedWaiting), isLarge: true),
            Figure(
                "lastIngest", "Last ingest", .moment(figures.lastIngest), isLarge: true),
        ]
    }

    private var waitingTable: FigureTable {
        FigureTable(
            "severities", "What waits, by severity",
            caption: "Comments that wait for a decision at the end of the period.",
            whenEmpty: "Nothing waits.",
            columns: [
                Column("title", "Severity"), Column("severity", "Id"),
                Column("waiting", "Waiting"), Column("held", "Of them held"),
                Column("new", "New since"), Column("oldest", "Oldest"), Column("p95", "p95 age"),
            ],
            rows: figures.waiting.map { row in
                [
                    .text(severityTitle(row.severity)), .code("S\(row.severity)"),
                    .count(row.ages.count), .count(row.held), .count(row.new),
                    .seconds(row.ages.last), .seconds(percentile(0.95, of: row.ages)),
                ]
            })
    }

    private var firstTable: FigureTable {
        FigureTable(
            "first", "Look at these first",
            caption: "“gavel queue show” reads one; “gavel review” begins with them.",
            whenEmpty: "Nothing waits.",
            columns: [
                Column("comment", "Comment"), Column("severity", "Severity"),
                Column("route", "Suggested"), Column("waits", "Waits for"),
            ],
            rows: figures.first.map { first in
                [
                    .text(first.comment.description), .text(severityTitle(first.severity)),
                    .text(first.route.rawValue),
                    .seconds(figures.scope.to.timeIntervalSince(first.arrivedAt)),
                ]
            })
    }
}

/// What a severity is called.
///
/// **Source**: `civic.md`, proposal 1: S0 label … S4 emergency.
func severityTitle(_ severity: Int) -> String {
    switch severity {
    case 4...: "Emergency"
    case 3: "Severe"
    case 2: "Serious"
    case 1: "Minor"
    default: "None"
    }
}

/// Writes `report tonight` down.
///
/// - Throws: the template library's error when our own template is broken, which a test rules out.
public func tonightReport(_ figures: TonightFigures, as format: ReportFormat) throws -> String {
    try TonightContent(figures).content.text(as: format)
}
