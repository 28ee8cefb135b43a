public import Moderation

/// Everything about one rule, in sentences that can be read out in a meeting.
///
/// **Shape**: every line fits the width; widths below 20 are taken as 20. Parts with nothing to say
/// are left out.
/// - Parameter consequences: under each profile; empty for a label.
public func ruleView(
    _ rule: RuleDetail, consequences: [RuleConsequence], width: Int, style: Style
) -> [String] {
    var page = Page(width: width, style: style)
    writeHeader(rule, on: &page)
    page.section("what it looks for")
    for sentence in rule.looksFor { page.point("\(sentence, layout: .flow)") }
    write(rule.exceptions, under: "not when", on: &page)
    page.section("what it judges")
    page.point(scope(rule))
    if !rule.seesThrough.isEmpty {
        let disguises = rule.seesThrough.map { disguiseInWords($0) }
        page.point("it sees through \(inWords(disguises))")
    }
    write(rule.conditions, under: "where and when", on: &page)
    page.section("what it says")
    page.point("to the moderator: \(rule.tellModerator, layout: .flow)")
    if let words = rule.tellAuthor { page.point("to the author: \(words, layout: .flow)") }
    page.section("what it can lead to")
    if rule.isLabel {
        page.point("it only describes: a label gives no points and raises no route")
    }
    for consequence in consequences {
        page.point("\(consequence.profile.rawValue): \(outcome(consequence))")
    }
    for kind in RuleDetail.Example.Kind.allCases { writeExamples(rule, kind, on: &page) }
    writeReasons(rule, on: &page)
    return page.lines
}

private func writeHeader(_ rule: RuleDetail, on page: inout Page) {
    page.write("\(rule.id, .heading): \(rule.title, layout: .flow)", hanging: "  ")
    if rule.isLabel {
        page.write("gives the label \(rule.subject) (\(rule.subjectTitle, layout: .flow))")
    } else {
        let points: StyledText =
            rule.points < 0
            ? "takes \(pointsInWords(-rule.points)) off"
            : "gives \(pointsInWords(rule.points)) towards"
        let family: StyledText =
            rule.family.utf8.elementsEqual(rule.subject.utf8)
            ? "" : ", in the family \(rule.family)"
        page.write(
            "\(points) \(rule.subjectTitle, layout: .flow) (\(rule.subject))\(family)",
            hanging: "  ")
    }
    page.write("status: \(statusInWords(rule))", hanging: "  ")
    if rule.shadowed != nil {
        let trust = shellCommand(["gavel", "ingest", "--trust-rules"])
        page.write("change it, or let it act: " + trust, first: "  ", hanging: "  ")
    }
    page.write("pack \(rule.pack), \(rule.place)", hanging: "  ")
    if !rule.formerly.isEmpty {
        page.write("formerly \(rule.formerly.map { StyledText("\($0)") }.joined(separator: ", "))")
    }
}

private func write(_ sentences: [String], under title: SafeText, on page: inout Page) {
    guard !sentences.isEmpty else { return }
    page.section(title)
    for sentence in sentences { page.point("\(sentence, layout: .flow)") }
}

private func statusInWords(_ rule: RuleDetail) -> StyledText {
    if let held = rule.shadowed {
        let many: StyledText = "it hit \(held.hits) of \(held.comments) comments"
        return "\("shadow", .warning), " + many + ", so that the desk's last ingest held it back"
    }
    return switch rule.status {
    case "active": "active"
    case "shadow": "\("shadow", .warning), it is counted and gives no points yet"
    case "draft": "\("draft", .warning), only its examples are run"
    case "off": "\("off", .warning), this desk has switched it off"
    default: "\(rule.status, .warning)"
    }
}

private func scope(_ rule: RuleDetail) -> StyledText {
    let quoted = rule.skips.contains("quoted")
    let links = rule.skips.contains("links")
    return switch (quoted, links) {
    case (true, true): "the author's own words, without quotations and links"
    case (true, false): "the author's own words and links, without quotations"
    case (false, true): "the whole comment, quotations too, without links"
    case (false, false): "the whole comment, with quotations and links"
    }
}

private func disguiseInWords(_ disguise: String) -> StyledText {
    switch disguise {
    case "accents": "accents"
    case "lookalikes": "look-alike letters"
    case "leet": "digits for letters (f00l)"
    case "hidden": "invisible characters"
    case "repeats": "stretched letters (fooool)"
    case "spaced": "spaced letters (f o o l)"
    case "masked": "masked letters (f**l)"
    default: "\(disguise)"
    }
}

/// `a`, `a and b`, `a, b and c`.
func inWords(_ parts: [StyledText]) -> StyledText {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " and " + last
}

/// What the points alone do, and how far the machine may go at most.
private func outcome(_ consequence: RuleConsequence) -> StyledText {
    guard let ceiling = consequence.ceiling else {
        return "a label only, whatever the points"
    }
    if consequence.points <= 0 { return "it lowers; others may lead to \(ceiling) at most" }
    let points = pointsInWords(consequence.points)
    let lead: SafeText = consequence.points == 1 ? "leads" : "lead"
    guard let reached = consequence.reached else {
        let first = consequence.thresholds.first.map { first -> StyledText in
            "\(points) alone \(lead) nowhere, \(first.route) needs \(first.points)"
        }
        return (first ?? "\(points) alone \(lead) nowhere") + "; \(ceiling) at most"
    }
    if reached.route > ceiling {
        return "\(points) would do for \(reached.route), but \(ceiling) is the most allowed"
    }
    let most: StyledText =
        reached.route == ceiling ? ", the most allowed" : "; with others, \(ceiling) at most"
    return "\(points) alone \(lead) to \(reached.route)\(most)"
}

private func writeExamples(
    _ rule: RuleDetail, _ kind: RuleDetail.Example.Kind, on page: inout Page
) {
    let examples = rule.examples.filter { $0.kind == kind }
    guard !examples.isEmpty else { return }
    switch kind {
    case .match: page.section("it finds")
    case .noMatch: page.section("it leaves alone")
    case .knownMiss: page.section("it is known to miss")
    }
    for example in examples {
        let given = example.given.map { StyledText(", \($0, layout: .flow)") }
        let because: StyledText = example.because.map { " (\($0, layout: .flow))" } ?? ""
        page.point("“\(example.text)”\(given.joined(separator: ""))\(because)")
    }
}

private func writeReasons(_ rule: RuleDetail, on page: inout Page) {
    guard rule.because != nil || rule.owner != nil || !rule.references.isEmpty else { return }
    page.section("why it exists")
    if let because = rule.because { page.point("\(because, layout: .flow)") }
    if let owner = rule.owner { page.point("owner: \(owner, layout: .flow)") }
    for reference in rule.references { page.point("rests on: \(reference, layout: .flow)") }
}
