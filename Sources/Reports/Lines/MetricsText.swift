import FoundationEssentials
public import Moderation

/// The figures of a run for a monitoring system.
///
/// **Source**: the text format of Prometheus (exposition format 0.0.4), as node_exporter's textfile
/// collector reads it; names with units as its naming guide asks.
public func metricsText(_ figures: IngestFigures) -> String {
    var text = MetricsWriter(desk: figures.desk)
    text.write(
        "last_success_timestamp_seconds", "When ingest last ended well; 0 for never.",
        figures.lastSuccess?.timeIntervalSince1970 ?? 0)
    text.write(
        "last_run_timestamp_seconds", "When ingest last ended.",
        figures.finishedAt.timeIntervalSince1970)
    text.write("last_run_duration_seconds", "How long it took.", figures.seconds)
    text.write(
        "last_run_exit_status", "Its exit status, as README lists them.",
        Double(figures.exitStatus))
    if let run = figures.run {
        text.write(
            "last_run_records", "Records that it read, by what became of them.",
            by: "result",
            [
                ("new", run.new), ("edited", run.edited), ("known", run.known),
                ("set_aside", run.setAside),
            ])
    }
    text.write(
        "source_failed", "1 for a source that the last run could not read.", by: "source",
        figures.sources.map { ($0.name.rawValue, $0.failed ? 1 : 0) })
    guard let backlog = figures.backlog else { return text.text }
    text.write(
        "comments", "Comments of the desk, by the route of their newest revision.", by: "route",
        Route.allCases.map { ($0.rawValue, backlog.routes[$0] ?? 0) })
    text.write("set_aside_records", "Records that could not be read.", Double(backlog.setAside))
    text.write("open_items", "Items that wait for a person.", Double(backlog.open))
    text.write(
        "held_items", "Of those, the ones that the machine suggests holding.",
        Double(backlog.held))
    if let oldest = backlog.oldestOpen {
        text.write(
            "oldest_open_timestamp_seconds", "When the item was read that waits longest.",
            oldest.timeIntervalSince1970)
    }
    return text.text
}

private struct MetricsWriter {
    private(set) var text = ""
    private let desk: String

    init(desk: String) { self.desk = "desk=\"\(Self.escaped(desk))\"" }

    mutating func write(_ name: StaticString, _ help: StaticString, _ value: Double) {
        head(name, help)
        text += "gavel_\(name){\(desk)} \(Self.number(value))\n"
    }

    /// Nothing where there are no values.
    mutating func write(
        _ name: StaticString, _ help: StaticString, by label: StaticString,
        _ values: [(String, Int)]
    ) {
        if values.isEmpty { return }
        head(name, help)
        for (key, value) in values {
            text += "gavel_\(name){\(desk),\(label)=\"\(Self.escaped(key))\"} \(value)\n"
        }
    }

    private mutating func head(_ name: StaticString, _ help: StaticString) {
        text += "# HELP gavel_\(name) \(help)\n# TYPE gavel_\(name) gauge\n"
    }

    /// Thousandths at most, and no exponent.
    private static func number(_ value: Double) -> String {
        let thousandths = Int((value * 1000).rounded())
        guard thousandths % 1000 != 0 else { return "\(thousandths / 1000)" }
        let digits = String(abs(thousandths % 1000) + 1000).dropFirst()
        return "\(value < 0 ? "-" : "")\(abs(thousandths / 1000)).\(digits)"
    }

    private static func escaped(_ value: String) -> String {
        value.unicodeScalars.map { scalar in
            switch scalar {
            case "\\": "\\\\"
            case "\"": "\\\""
            case "\n": "\\n"
            default: String(scalar)
            }
        }.joined()
    }
}
