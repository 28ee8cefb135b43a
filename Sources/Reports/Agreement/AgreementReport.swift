public import Moderation

/// Writes `report agreement` down; the same figures give the same bytes.
///
/// - Parameter doubled: the share of decisions that the desk has given a second time now, 0…1.
/// - Throws: the template library's error when our own template is broken, which a test rules out.
public func agreementReport(
    _ figures: AgreementFigures, doubled: Double, as format: ReportFormat
) throws -> String {
    try AgreementContent(figures: figures, doubled: doubled).content.text(as: format)
}
