import Moderation

/// What is known of an author, in one line: `3rd comment; 1 refused of 2 decided; 2 in the last hour`, and how often
/// in the same words.
///
/// **Never** a name: whoever decides looks at the words.
func authorInWords(_ facts: AuthorFacts) -> StyledText {
    guard facts.seen > 0 else { return "first comment" }
    var parts: [StyledText] = ["\(ordinalInWords(facts.seen + 1)) comment"]
    let decided = facts.approved + facts.refused
    if decided > 0 { parts.append("\(facts.refused) refused of \(decided) decided") }
    if facts.lastMinute > 0 { parts.append("\(facts.lastMinute) in the last minute") }
    if facts.lastHour > facts.lastMinute { parts.append("\(facts.lastHour) in the last hour") }
    if facts.lastDay > facts.lastHour { parts.append("\(facts.lastDay) in the last day") }
    if facts.repeats > 0 { parts.append("\(facts.repeats) of them in the same words") }
    return parts.joined(separator: "; ")
}

/// `1st`, `2nd`, `11th`, `23rd`.
private func ordinalInWords(_ number: Int) -> StyledText {
    let ending: StyledText =
        switch (number % 10, number % 100) {
        case (_, 11...13): "th"
        case (1, _): "st"
        case (2, _): "nd"
        case (3, _): "rd"
        default: "th"
        }
    return "\(number)\(ending)"
}
