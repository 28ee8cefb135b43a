public import Moderation

/// Writes `report neutrality` down.
///
/// **Shape**: the same figures give the same bytes; the time told is the scope's end, never a clock's.
/// - Throws: ``SummaryError`` when the figures hold a day that is none.
public func neutralityReport(
    _ figures: NeutralityFigures, as format: ReportFormat
) throws -> String {
    try NeutralityContent(figures).content.text(as: format)
}
