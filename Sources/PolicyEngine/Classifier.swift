public import Moderation

/// Judges comments by one policy. Pure: the same comment and policy give the same assessment.
///
/// **Never** shared between threads: it owns what matching writes to. The policy is shared.
public final class Classifier {
    public let policy: Policy
    private let matcher: RuleMatcher
    let scorer: Scorer
    private let articles = ArticleMemory()
    private let parents = ArticleMemory()

    /// - Parameter usesPrefilter: `false` tries every rule on everything: slower, and the same
    ///   answer, which a test holds it to.
    public init(policy: Policy, usesPrefilter: Bool = true) {
        self.policy = policy
        matcher = RuleMatcher(policy.rules, usesPrefilter: usesPrefilter)
        scorer = Scorer(policy: policy)
    }

    /// - Parameter facts: what the desk knows around the comment; rules do not act on what is unknown.
    /// - Complexity: O(length of the text), with a bounded cost a pattern.
    public func assess(
        _ comment: Comment, facts: CommentFacts = CommentFacts()
    ) -> Assessment {
        judge(comment, facts).assessment
    }

    /// What was found and what it came to; the text is in the matcher until the next comment.
    struct Judgement {
        var findings: RuleFindings
        var result: Scorer.Result
        var assessment: Assessment
    }

    /// The text last judged.
    var text: ReadText { _read { yield matcher.text } }

    func read(_ comment: Comment) {
        matcher.read(
            comment.text, format: comment.format, article: articles.shared(comment.article),
            parent: parents.shared(comment.parentText.map { Article(body: $0) }))
    }

    func judge(_ comment: Comment, _ facts: CommentFacts) -> Judgement {
        read(comment)
        let findings = matcher.findings(JudgingContext(comment, facts, policy, text))
        let labels = labels(findings)
        let active = activeRules(findings.hits.lazy.map(\.rule))
        let result = scorer.result(
            rules: active, labels: labels.map(\.id),
            unfinished: activeRules(findings.inconclusive), isCut: text.isCut)
        let categories = result.tallies.filter { $0.after > 0 }.map {
            CategoryScore(
                category: $0.category, points: $0.after, score: Scorer.score(points: $0.after),
                route: $0.route,
                severity: policy.categoryByID[$0.category]?.severity ?? 0)
        }
        let assessment = Assessment(
            route: result.route, score: result.score, categories: categories,
            labels: withCategoryLabels(labels, categories),
            signals: findings.hits.isEmpty ? [] : signals(comment.text, findings),
            inconclusive: result.inconclusive, policy: policy.digest,
            profile: policy.profile.profile)
        return Judgement(findings: findings, result: result, assessment: assessment)
    }

    /// The active ones of some rules, each once; rules stand together in findings.
    private func activeRules(_ indices: some Sequence<Int>) -> [Int] {
        var active: [Int] = []
        for index in indices where active.last != index && policy.rules.all[index].isActive {
            active.append(index)
        }
        return active
    }

    // MARK: - Labels and signals

    private func labels(_ findings: RuleFindings) -> [Label] {
        var labels: [Label] = []
        func add(_ id: LabelID, _ start: Int, _ end: Int) {
            guard !labels.contains(where: { $0.id == id }) else { return }
            labels.append(Label(id: id, span: text.body.sourceSpan(start, end)))
        }
        if text.stretches.count > 1 || text.stretches.first?.scope != .own {
            for (scope, id) in Self.quotationLabels {
                if let stretch = quotation(scope) { add(id, stretch.start, stretch.end) }
            }
        }
        for hit in findings.hits {
            let rule = policy.rules.all[hit.rule]
            guard rule.isActive, case .label(let id) = rule.description.subject else { continue }
            add(id, hit.start, hit.end)
        }
        return labels.count > 1 ? labels.sorted() : labels
    }

    private static let quotationLabels: [(SegmentScope, LabelID)] = [
        (.quotedArticle, "quotes-article"), (.quotedComment, "quotes-comment"),
    ]

    /// The first stretch of a scope with three words or more: one or two are a term, no quotation.
    private func quotation(_ scope: SegmentScope) -> ScopedStretch? {
        guard text.stretches.contains(where: { $0.scope == scope }) else { return nil }
        var words = [Int](repeating: 0, count: text.stretches.count)
        for token in text.folded.tokens.indices { words[text.stretch(ofToken: token)] += 1 }
        for (index, stretch) in text.stretches.enumerated()
        where stretch.scope == scope && words[index] >= 3 {
            return stretch
        }
        return nil
    }

    /// Categories that are labels only under this profile speak as labels.
    private func withCategoryLabels(_ labels: [Label], _ categories: [CategoryScore]) -> [Label] {
        guard !categories.isEmpty else { return labels }
        let profile = policy.profile.profile
        let added = categories.filter { policy.categoryByID[$0.category]?.ceiling[profile] == nil }
            .map { Label(id: LabelID($0.category.rawValue)) }
            .filter { label in !labels.contains { $0.id == label.id } }
        return (labels + added).sorted()
    }

    private func message(_ rule: CompiledRule, _ words: String) -> String {
        let sentence = rule.sentence(with: words)
        guard rule.namesLanguages else { return sentence }
        let unread = text.languageGuess().unread(by: policy.reads).map(\.name)
        return sentence.replacing(
            CompiledRule.languages,
            with: unread.isEmpty ? "an unknown language" : unread.joined(separator: " and "))
    }

    private func signals(_ body: String, _ findings: RuleFindings) -> [Signal] {
        var lastCounted = -1
        return findings.hits.compactMap { hit -> Signal? in
            let compiled = policy.rules.all[hit.rule]
            let rule = compiled.description
            guard case .category(let category) = rule.subject, rule.status != .draft else {
                return nil
            }
            let span = text.body.sourceSpan(hit.start, hit.end)
            let words = body[span: span]
            // A rule gives its points once, however often it speaks.
            let isFirst = hit.rule != lastCounted
            lastCounted = hit.rule
            return Signal(
                rule: rule.id, category: category, title: rule.title,
                message: message(compiled, words),
                span: span, text: words, scope: hit.scope,
                disguised: !hit.marks.isDisjoint(with: .disguises),
                points: isFirst && rule.status == .active ? rule.points : 0,
                status: rule.status == .shadow ? .shadow : .active)
        }.sorted()
    }
}
