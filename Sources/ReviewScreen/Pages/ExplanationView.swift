public import Moderation

/// Why a comment got its route: the answer in one sentence, then all that led to it.
///
/// **Shape**: every line fits the width; widths below 20 are taken as 20. Parts with nothing to say
/// are left out.
/// - Complexity: O(length of the body + number of signals × number of segments).
public func explanationView(_ explanation: Explanation, width: Int, style: Style) -> [String] {
    explanationRows(explanation, width: width, style: style).map(style.paint)
}

func explanationRows(_ explanation: Explanation, width: Int, style: Style) -> [StyledText] {
    var page = Page(width: width, style: style)
    let assessment = explanation.assessment
    page.write(
        "\("route:", .heading) \(assessment.route) — \(RouteSentence(explanation).text)",
        hanging: "  ")
    page.write(
        """
        score \(scoreInWords(assessment.score)), policy \(assessment.policy), \
        profile \(assessment.profile.rawValue)
        """, hanging: "  ")
    writeArticle(explanation.article, on: &page)

    writeLanguages(explanation.languages, on: &page)
    writeSegments(explanation, on: &page)
    let active = assessment.signals.filter { $0.status == .active }
    if !active.isEmpty || !assessment.labels.isEmpty || !assessment.inconclusive.isEmpty {
        page.section("what was found")
        writeSignals(active, on: &page)
        writeLabels(assessment.labels.map(\.id), on: &page)
        for rule in assessment.inconclusive {
            page.point("\("could not finish:", .warning) \(rule)")
        }
    }
    writeCategories(explanation, on: &page)
    if !explanation.excepted.isEmpty {
        page.section("taken back by exceptions")
        for hit in explanation.excepted {
            page.point("“\(hit.text, layout: .flow)”: \(hit.because, layout: .flow)")
            page.below("\("rule ", .dim)\(hit.rule, .dim)")
        }
    }
    if !explanation.shadow.isEmpty {
        page.section("under trial, not counted")
        writeSignals(explanation.shadow, on: &page)
    }
    if !explanation.whatWouldChange.isEmpty {
        page.section("what would change the route")
        for change in explanation.whatWouldChange { page.point("\(change, layout: .flow)") }
    }
    return page.rows
}

/// Writes what languages the author's own words are in, where that can be told.
private func writeLanguages(_ guess: LanguageGuess, on page: inout Page) {
    let parts = guess.parts.map { part in
        StyledText("\(part.name) \(Int((part.share * 100).rounded())) %")
    }
    if parts.isEmpty { return }
    page.write("guessed language: \(parts.joined(separator: ", "))", hanging: "  ")
}

/// Writes the body cut by whose words they are; what is quoted has `>` before every line.
private func writeSegments(_ explanation: Explanation, on page: inout Page) {
    let active = explanation.assessment.signals.filter { $0.status == .active }
    let evidence = Evidence(explanation.text, matches: active.map(\.span))
    let shown = explanation.segments.compactMap { explained in
        shownSpan(explained.segment.span, in: explanation.text).map { (explained, $0) }
    }
    if shown.isEmpty { return }
    page.section("whose words")
    for (explained, span) in shown {
        let isQuoted = explained.segment.scope.isQuoted
        let role: Style.Role = isQuoted ? .quoted : .body
        let sign: StyledText = isQuoted ? "> " : ""
        // Private data, for one, is nobody's to repeat.
        let isFound = isQuoted && active.contains { $0.span.overlaps(explained.segment.span) }
        let judged: StyledText =
            isFound
            ? "judged by the rules that read quotations: " : isQuoted ? "not judged: " : "judged: "
        page.point(
            "\(explained.segment.scope.rawValue, .heading), \(judged)"
                + "\(explained.reason, layout: .flow)")
        let words = evidence.words(
            in: span, role: role, layout: .paragraphs, style: page.style)
        page.comment(words, sign: sign)
    }
}

/// A segment without the line ends round it; `nil` when no letter or digit is left to read, such as the
/// full stop after a quotation.
private func shownSpan(_ span: TextSpan, in text: String) -> TextSpan? {
    let bytes = Array(text[span: span].utf8)
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
    let start = bytes.firstIndex { !isSpace($0) } ?? bytes.count
    let end = bytes.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? start
    let isWorded = bytes[start..<max(start, end)].contains { byte in
        byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }
    return isWorded ? TextSpan(span.start + start, span.start + end) : nil
}

/// Writes each category's way from points over caps and thresholds to its route.
private func writeCategories(_ explanation: Explanation, on page: inout Page) {
    guard !explanation.categories.isEmpty else { return }
    page.section("how the points led to the route")
    for category in explanation.categories {
        page.point(
            """
            \(category.title, .heading, layout: .flow) (\(category.category)): \
            \(pointsInWords(category.pointsAfterCaps)), route \(category.route)
            """)
        if category.pointsBeforeCaps != category.pointsAfterCaps {
            page.below("\(pointsInWords(category.pointsBeforeCaps)) before caps")
        }
        let steps = category.thresholds.map {
            StyledText("\($0.route) from \(pointsInWords($0.points))")
        }
        if !steps.isEmpty { page.below("thresholds: \(steps.joined(separator: ", "))") }
        let profile = explanation.assessment.profile.rawValue
        if let ceiling = category.ceiling {
            page.below("the profile \(profile) allows at most \(ceiling) here")
        } else {
            page.below("the profile \(profile) allows a label only here")
        }
    }
}

/// The reason for a route in half a sentence.
private struct RouteSentence {
    let text: StyledText

    init(_ explanation: Explanation) {
        let assessment = explanation.assessment
        let leading = explanation.categories.filter {
            $0.route == assessment.route && $0.pointsAfterCaps > 0
        }.max { $0.pointsAfterCaps < $1.pointsAfterCaps }
        if let leading {
            text = Self.sentence(leading, assessment)
        } else if !assessment.inconclusive.isEmpty {
            let count = assessment.inconclusive.count
            text = "\(countInWords(count, "rule")) could not finish; a person should look"
        } else {
            text = "nothing in the author's own words matched an acting rule"
        }
    }

    private static func sentence(
        _ leading: ExplainedCategory, _ assessment: Assessment
    ) -> StyledText {
        let found: StyledText =
            "\(pointsInWords(leading.pointsAfterCaps)) in \(leading.title, layout: .flow)"
        let reached = leading.thresholds.last { $0.points <= leading.pointsAfterCaps }
        if let reached, reached.route > assessment.route {
            let limit: StyledText = leading.ceiling.map { "at most \($0)" } ?? "a label only"
            return """
                \(found), enough for \(reached.route), but the profile \
                \(assessment.profile.rawValue) allows \(limit)
                """
        }
        if let reached {
            return "\(found) reached the \(reached.points) that \(reached.route) needs"
        }
        if let first = leading.thresholds.first {
            return "\(found) stay below the \(first.points) that \(first.route) needs"
        }
        return found
    }
}
