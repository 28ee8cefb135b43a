import Moderation

/// Writes how a letter stands in its campaign, and what it says that the form does not.
func writeLetter(_ letter: CampaignLetter, of item: QueueItem, on page: inout Page) {
    let campaign = letter.campaign
    page.section("campaign")
    page.point("\(campaign.id): \(lettersInWords(campaign))")
    if campaign.representative == item.comment {
        page.point("this is the form that the others follow")
    } else {
        writeAdded(letter.added, Evidence(item.text, matches: []), on: &page)
        page.point("the form that it follows:")
        page.command(["gavel", "queue", "show", campaign.representative.description])
    }
    if campaign.waiting > 1 {
        page.point("to decide its letters together, after a preview:")
        page.command(["gavel", "decide", "--campaign", campaign.id, "approve", "--dry-run"])
    }
}

private func writeAdded(_ added: [AddedPart], _ evidence: Evidence, on page: inout Page) {
    func words(_ part: AddedPart) -> StyledText {
        let words = evidence.words(in: part.span, layout: .flow, style: page.style)
        return part.scope.isQuoted ? "\(words) (\(part.scope.rawValue))" : words
    }
    let main = added.filter(\.saysSomething)
    let small = added.filter { !$0.saysSomething }
    if added.isEmpty {
        page.point("it says what the form says, and nothing else")
    } else if main.isEmpty {
        page.point("it adds a few words to the form, and no more")
    } else {
        page.point("what it says and the form does not:")
        for part in main { page.write(words(part), first: "  + ", hanging: "    ") }
    }
    if !small.isEmpty {
        let mostLines = 4  // greetings and names; the text above has them all
        let all = small.map { "“\(words($0))”" as StyledText }.joined(separator: ", ")
        page.point("other words here and there: \(all.truncated(to: mostLines * page.width))")
    }
}
