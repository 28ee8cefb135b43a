import FoundationEssentials
public import Moderation

/// Writes `report campaigns` down, largest first, as given.
///
/// **Never** holds a comment's text: the representative is named, to be read on the desk.
/// - Throws: the template library's error when our own template is broken, which a test rules out.
public func campaignReport(
    _ figures: CampaignFigures, as format: ReportFormat
) throws -> String {
    try CampaignContent(figures: figures).content.text(as: format)
}

/// What a campaign is, in the words of the report.
let campaignDefinition = """
    Letters that many send in nearly the same words: \(Campaign.fewestAuthors) authors or more, \
    \(Campaign.fewestWords) words or more, four fifths of the shorter letter, or all of it but a word, \
    in the longer. Each is speech of its sender, counted and never held for it; every side of a \
    matter is measured alike.
    """
