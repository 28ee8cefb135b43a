public import Moderation

/// Judges comments by one policy. Pure: the same comment and policy give the same assessment.
///
/// **Never** shared between threads: it owns what matching writes to. The policy is shared.
public final class Classifier {
    public let policy: Policy
    private let matcher: RuleMatcher
    let scorer: Scorer
    private var articles: [UInt64: SharedText] = [:]
    /// Articles kept indexed; a run of comments is usually about few.
    private static let mostArticles = 64

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

    /// What was read and found, for the explanation.
    struct Judgement {
        var text: ReadText
        var findings: RuleFindings
        var result: Scorer.Result
        var assessment: Assessment
        var shadow: [Signal]
    }

    func judge(_ comment: Comment, _ facts: CommentFacts) -> Judgement {
        let text = ReadText(
            comment.text, format: comment.format, article: shared(comment.article),
            parent: comment.parentText.map { SharedText([$0]) })
        let findings = matcher.findings(in: text, JudgingContext(comment, facts))
        let labels = labels(text, findings)
        let active = activeRules(findings.hits.map(\.rule))
        let result = scorer.result(
            rules: active, labels: labels.map(\.id),
            unfinished: activeRules(findings.inconclusive), isCut: text.isCut)
        let all = signals(comment.text, text, findings)
        let categories = result.tallies.filter { $0.after > 0 }.map {
            CategoryScore(
                category: $0.category, points: $0.after, score: Scorer.score(points: $0.after),
                route: $0.route)
        }
        let assessment = Assessment(
            route: result.route, score: result.score, categories: categories,
            labels: withCategoryLabels(labels, categories), signals: all,
            inconclusive: result.inconclusive, policy: policy.digest,
            profile: policy.profile.profile)
        return Judgement(
            text: text, findings: findings, result: result, assessment: assessment,
            shadow: all.filter { $0.status == .shadow })
    }

    /// The active ones of some rules, each once; rules stand together in findings.
    private func activeRules(_ indices: [Int]) -> [Int] {
        var active: [Int] = []
        for index in indices where active.last != index && policy.rules.all[index].isActive {
            active.append(index)
        }
        return active
    }

    /// Keyed by a hash of the bytes: comparing untrusted Strings is quadratic in combining marks.
    private func shared(_ article: Article?) -> SharedText? {
        guard let article, article.title != nil || article.body != nil else { return nil }
        let key = fnvHash(
            Array((article.title ?? "").utf8) + [0] + Array((article.body ?? "").utf8))
        if let known = articles[key] { return known }
        let shared = SharedText([article.title, article.body])
        if articles.count >= Self.mostArticles { articles.removeAll() }
        articles[key] = shared
        return shared
    }

    // MARK: - Labels and signals

    private func labels(_ text: ReadText, _ findings: RuleFindings) -> [Label] {
        var labels: [Label] = []
        func add(_ id: LabelID, _ start: Int, _ end: Int) {
            guard !labels.contains(where: { $0.id == id }) else { return }
            labels.append(Label(id: id, span: text.body.sourceSpan(start, end)))
        }
        if text.stretches.count > 1 || text.stretches.first?.scope != .own {
            for (scope, id) in Self.quotationLabels {
                if let stretch = quotation(text, scope) { add(id, stretch.start, stretch.end) }
            }
        }
        for hit in findings.hits {
            let rule = policy.rules.all[hit.rule]
            guard rule.isActive, case .label(let id) = rule.description.subject else { continue }
            add(id, hit.start, hit.end)
        }
        return labels.sorted()
    }

    private static let quotationLabels: [(SegmentScope, LabelID)] = [
        (.quotedArticle, "quotes-article"), (.quotedComment, "quotes-comment"),
    ]

    /// The first stretch of a scope with three words or more: one or two are a term, no quotation.
    private func quotation(_ text: ReadText, _ scope: SegmentScope) -> ScopedStretch? {
        guard text.stretches.contains(where: { $0.scope == scope }) else { return nil }
        var words = [Int](repeating: 0, count: text.stretches.count)
        for stretch in text.tokenStretch { words[Int(stretch)] += 1 }
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

    private func signals(
        _ body: String, _ text: ReadText, _ findings: RuleFindings
    ) -> [Signal] {
        var lastCounted = -1
        return findings.hits.compactMap { hit -> Signal? in
            let rule = policy.rules.all[hit.rule].description
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
                message: rule.tellModerator.replacing("{match}", with: Self.short(words)),
                span: span, text: words, scope: hit.scope,
                disguised: !hit.marks.isDisjoint(with: .disguises),
                points: isFirst && rule.status == .active ? rule.points : 0,
                status: rule.status == .shadow ? .shadow : .active)
        }.sorted()
    }

    /// The words as they fit into a sentence: at most 60 characters.
    private static func short(_ words: String) -> String {
        words.unicodeScalars.count <= 60
            ? words : String(String.UnicodeScalarView(words.unicodeScalars.prefix(59))) + "…"
    }
}
