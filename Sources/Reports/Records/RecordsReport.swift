public import Moderation

/// Writes `report records` down; the same figures give the same bytes.
///
/// - Throws: the template library's error when our own template is broken, which a test rules out.
public func recordsReport(_ figures: RecordsFigures, as format: ReportFormat) throws -> String {
    try RecordsContent(figures: figures).content.text(as: format)
}
