public import Moderation

/// The forms a report comes in; the figures are the same in each.
public enum ReportFormat: String, Sendable, CaseIterable {
    case html, md, csv, json
}

/// Writes `report summary` down.
///
/// **Shape**: the same figures give the same bytes; the time told is `figures.to`, never a clock's.
/// - Throws: ``SummaryError`` when the figures hold a day that is none; the template library's
///   error when our own template is broken, which a test rules out.
public func summaryReport(
    _ figures: SummaryFigures, as format: ReportFormat
) throws -> String {
    let content = try SummaryContent(figures)
    return switch format {
    case .html: try content.html()
    case .md: content.markdown()
    case .csv: content.csv()
    case .json: content.json()
    }
}
