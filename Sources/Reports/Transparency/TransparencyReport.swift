public import Moderation

/// Writes `report transparency` down, small counts withheld.
///
/// - Throws: the template library's error when our own template is broken, which a test rules out.
public func transparencyReport(
    _ figures: TransparencyFigures, as format: ReportFormat
) throws -> String {
    try TransparencyContent(figures).content.text(as: format)
}
