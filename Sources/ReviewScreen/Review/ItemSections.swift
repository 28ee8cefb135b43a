import FoundationEssentials
import Moderation

/// The parts of one comment on the screen, each as rows of a width.
struct ItemSections {
    let model: ReviewModel
    let reviewed: ReviewedItem
    let width: Int

    private var item: QueueItem { reviewed.item }
    private var style: Style { model.setup.style }

    // MARK: - Above the body

    /// Where it stands: key, route, categories, age, language, and what is special about it.
    var facts: StyledText {
        var parts: [StyledText] = [
            "\(item.comment, .heading)",
            "\(item.assessment.route) \(scoreInWords(item.assessment.score))",
        ]
        let categories = item.assessment.categories.map(\.category)
        if !categories.isEmpty {
            parts.append(categories.map { "\($0)" }.joined(separator: ", "))
        }
        parts.append("\(ageInWords(since: item.createdAt ?? item.ingestedAt, now: model.now))")
        if let language = reviewed.reading?.languages.parts.first {
            parts.append("\(language.name, layout: .flow)")
        }
        if item.revision > 1 { parts.append("revision \(item.revision)") }
        if item.repeats > 0 {
            let count = grouped(item.repeats + 1)
            parts.append("\("×", .warning)\(count) decided together")
        }
        if let decision = standingDecision(item.decisions), model.source != .queue(.second) {
            parts.append("\(ItemSections.word(decision.verdict), .warning) by \(decision.by)")
        }
        if model.marked.contains(where: { $0.key == item.comment }) {
            parts.append("\("marked", .warning)")
        }
        return parts.joined(separator: "  ")
    }

    static func word(_ verdict: Verdict) -> SafeText {
        switch verdict {
        case .approve: "approved"
        case .hide: "hidden"
        case .spam: "spam"
        case .undo: "taken back"
        }
    }

    var labels: StyledText? {
        item.labels.isEmpty
            ? nil : "labels: \(item.labels.map { StyledText("\($0)") }.joined(separator: ", "))"
    }

    /// What it is about and what it answers; at most `most` rows.
    func context(most: Int) -> [StyledText] {
        var rows: [StyledText] = []
        if let article = item.article, let name = article.title ?? article.url {
            rows.append("on: \(name, layout: .flow)")
            if let passage = quotedPassage(article) { rows.append(passage) }
        }
        if reviewed.isParentSevere, item.parentText != nil {
            rows.append(
                "answers a severe comment; \(model.setup.keys.key(.conversation), .command) shows which"
            )
        } else if let text = item.parentText {
            let whole = StyledText("\(text, .quoted, layout: .flow)")
            rows += whole.wrapped(
                to: width, most: 2, first: "answers > ", hanging: "        > ")
        } else if let parent = item.parent {
            rows.append("answers \(CommentKey(source: item.comment.source, id: parent))")
        }
        if reviewed.replies > 0 {
            let key = model.setup.keys.key(.conversation)
            rows.append(
                "answered by \(countInWords(reviewed.replies, "comment")); \(key, .command) shows them"
            )
        }
        return rows.prefix(most).map { $0.truncated(to: width) }
    }

    /// The words round the quoted passage in the article, on one row.
    private func quotedPassage(_ article: Article) -> StyledText? {
        guard !model.isCollapsed, let body = article.body,
            let segment = reviewed.reading?.segments.first(where: { $0.scope == .quotedArticle }),
            let found = QuotedPassage(item.text[span: segment.span], in: body)
        else { return nil }
        let room = max(10, (width - 12) / 4)
        return """
            in it: …\(String(found.before.suffix(room)), .dim, layout: .flow)\
            \(style.matchBrackets.open)\(found.passage, .quoted, layout: .flow)\(style.matchBrackets.close)\
            \(found.after, .dim, layout: .flow)
            """
    }

    // MARK: - The body

    /// The comment's own words, quotations dimmed or set apart, matches marked.
    var body: [StyledText] {
        if let purged = item.purged {
            return StyledText("\(purged.inWords, .dim)").wrapped(to: width)
        }
        if model.isCollapsed { return collapsed }
        let active = item.assessment.signals.filter { $0.status == .active }
        let evidence = Evidence(item.text, matches: active.map(\.span))
        let segments = reviewed.reading?.segments ?? []
        guard !segments.isEmpty else {
            return rows(evidence.words(in: evidence.whole, layout: .paragraphs, style: style))
        }
        return style.colour && !style.plain
            ? inline(evidence, segments) : blocks(evidence, segments)
    }

    /// One text in which colour tells what is quoted.
    private func inline(_ evidence: Evidence, _ segments: [Segment]) -> [StyledText] {
        rows(
            segments.reduce(into: StyledText()) { text, segment in
                text += words(evidence, segment)
            })
    }

    /// Without colour what is quoted stands on rows of its own.
    private func blocks(_ evidence: Evidence, _ segments: [Segment]) -> [StyledText] {
        segments.flatMap { segment -> [StyledText] in
            let words = words(evidence, trimmed(segment))
            return words.isBlank ? [] : rows(words, sign: segment.scope.isQuoted ? "> " : "")
        }
    }

    private func rows(_ words: StyledText, sign: StyledText = "") -> [StyledText] {
        words.ofComment(width: width, sign: sign, style: style)
    }

    /// Without the spaces round it, which part nothing on a row of its own.
    private func trimmed(_ segment: Segment) -> Segment {
        let bytes = Array(item.text[span: segment.span].utf8)
        let start = bytes.firstIndex { $0 > 0x20 } ?? bytes.count
        let end = bytes.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? start
        let span = TextSpan(segment.span.start + start, segment.span.start + max(start, end))
        return Segment(scope: segment.scope, span: span)
    }

    private func words(_ evidence: Evidence, _ segment: Segment) -> StyledText {
        guard segment.scope.isQuoted else {
            return evidence.words(in: segment.span, layout: .paragraphs, style: style)
        }
        if model.hidesQuotations {
            let count = item.text[span: segment.span].count
            return "\(segment.scope.inWords, .quoted)\(", \(count) characters)", .quoted)"
        }
        return evidence.words(in: segment.span, role: .quoted, layout: .paragraphs, style: style)
    }

    /// What stands in place of a severe comment's words.
    private var collapsed: [StyledText] {
        let categories = item.assessment.careCategories
        let names = categories.map { StyledText("\($0, .warning)") }
        var rows = StyledText("severe: \(names.joined(separator: ", "))").wrapped(to: width)
        let titles = item.assessment.signals.filter {
            categories.contains($0.category) && $0.status == .active
        }.map(\.title)
        for title in Set(titles).sorted() {
            rows += StyledText("\(title, layout: .flow)").wrapped(to: width, first: "- ")
        }
        let target: StyledText =
            item.parent != nil
            ? "it answers another commenter" : "it is about the article"
        rows += target.wrapped(to: width, first: "- ")
        let key = model.setup.keys.key(.reveal)
        rows += StyledText(
            "\(key, .command) shows its \(item.text.count) characters; it can be decided or left unread"
        )
        .wrapped(to: width)
        return rows
    }

    // MARK: - Why

    /// What was found and said about it, the most telling first.
    var why: [StyledText] {
        var rows: [StyledText] = []
        if let differing = model.differing {
            rows += inWords(differing).wrapped(to: width, first: "- ", hanging: "  ")
        }
        // What led to the route first, then what only describes.
        let routing = item.assessment.routingSignals
        let others = item.assessment.signals.filter { $0.status == .active && $0.points != 0 }
        var seen: Set<RuleID> = []
        for signal in routing.filter({ $0.points != 0 }) + others
        where seen.insert(signal.rule).inserted {
            let points = "\(pointsInWords(signal.points))" as StyledText
            let told: StyledText =
                signal.message.isEmpty || model.isCollapsed
                ? "" : ". \(signal.message, layout: .flow)"
            let disguised: StyledText = signal.disguised ? ", disguised" : ""
            rows += StyledText(
                "\(signal.title, .heading, layout: .flow) (\(signal.category), \(points)\(disguised))\(told)"
            )
            .wrapped(to: width, most: 2, first: "- ")
        }
        if !item.assessment.inconclusive.isEmpty {
            rows.append(
                "- \("could not finish:", .warning) \(item.assessment.inconclusive.map { StyledText("\($0)") }.joined(separator: ", "))"
            )
        }
        for report in item.reports where report.answer == nil {
            let what: SafeText = report.notice == nil ? "reported by readers" : "a notice waits"
            let reasons = report.reasons.map { StyledText("\($0, layout: .flow)") }
            let told: StyledText =
                reasons.isEmpty ? "" : " as \(reasons.joined(separator: ", "))"
            rows.append(
                "- \(what, .warning)\(told) (\(report.count)); \(model.setup.keys.key(.history), .command) shows it"
            )
        }
        for appeal in item.appeals where appeal.answer == nil {
            rows += StyledText(
                "- \("appeal", .warning) \(appeal.id): \(appeal.text, .quoted, layout: .flow)"
            ).wrapped(to: width, most: 3)
        }
        if let last = item.acts.last {
            let note: StyledText = last.note.map { ": \($0, layout: .flow)" } ?? ""
            let did: StyledText =
                switch last.kind {
                case .note: "noted"
                case .escalate: "asks a lead"
                case .settle: "answered what a lead was asked"
                }
            rows.append("- \(last.by) \(did)\(note)")
        }
        if let labels { rows.append(labels) }
        return rows.map { $0.truncated(to: width) }
    }

    /// Two people who differ, and how a lead ends it.
    private func inWords(_ opinion: SecondOpinion) -> StyledText {
        let (first, keys) = (opinion.decision, model.setup.keys)
        let end: StyledText =
            model.source == .queue(.escalated)
            ? "\(keys.key(.escalate), .command) lets the first stand, \(keys.key(.undo), .command) takes it back to decide anew"
            : "a lead ends it"
        return
            "\("two opinions:", .warning) \(first.by) \(first.verdict.rawValue), \(opinion.by) \(opinion.verdict.rawValue); \(end)"
    }

    /// What the machine suggests, and the nearest thing that would change it.
    var suggestion: StyledText {
        let change: StyledText =
            reviewed.reading?.changes.first.map { "; \($0, layout: .flow)" } ?? ""
        return "suggests \(item.assessment.route)\(change)"
    }
}

extension SegmentScope {
    /// What stands in place of hidden words, without its end.
    fileprivate var inWords: SafeText {
        switch self {
        case .own: "(own words"
        case .quotedArticle: "(from the article"
        case .quotedComment: "(from another comment"
        case .quotedOther: "(quoted"
        }
    }
}
