public import Moderation

/// Writes `report moderators` down; the same figures give the same bytes.
///
/// - Throws: the template library's error when our own template is broken, which a test rules out.
public func moderatorReport(
    _ figures: ModeratorFigures, as format: ReportFormat
) throws -> String {
    try ModeratorContent(figures: figures).content.text(as: format)
}
