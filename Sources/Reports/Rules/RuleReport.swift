public import Moderation

/// Writes `report rules` down.
///
/// **Shape**: the same figures give the same bytes; the time told is the scope's end, never a clock's.
public func ruleReport(_ figures: RuleFigures, as format: ReportFormat) throws -> String {
    try RuleContent(figures).content.text(as: format)
}
