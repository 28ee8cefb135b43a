public import Moderation

/// Writes `report summary` down.
///
/// **Shape**: the same figures give the same bytes; the time told is the scope's end, never a clock's.
/// - Throws: ``SummaryError`` when the figures hold a day that is none; the template library's
///   error when our own template is broken, which a test rules out.
public func summaryReport(
    _ figures: SummaryFigures, as format: ReportFormat
) throws -> String {
    try SummaryContent(figures).content.text(as: format)
}
