public import Moderation

extension Classifier {
    /// An assessment with every step that led to it.
    ///
    /// - Complexity: as `assess`, and once more for each rule that gave points.
    public func explain(
        _ comment: Comment, facts: CommentFacts = CommentFacts()
    ) -> Explanation {
        let judgement = judge(comment, facts)
        let excepted = judgement.findings.excepted.map { hit, because in
            let span = text.body.sourceSpan(hit.start, hit.end)
            return ExceptedHit(
                rule: policy.rules.all[hit.rule].description.id, span: span,
                text: comment.text[span: span], because: because)
        }
        return Explanation(
            text: comment.text, article: comment.article, assessment: judgement.assessment,
            segments: text.segments(), languages: text.languageGuess(),
            categories: judgement.result.tallies.map(explained),
            excepted: excepted.sorted { ($0.span, $0.rule) < ($1.span, $1.rule) },
            shadow: judgement.assessment.signals.filter { $0.status == .shadow },
            whatWouldChange: changes(judgement))
    }

    private func explained(_ tally: Scorer.Tally) -> ExplainedCategory {
        let category = policy.categoryByID[tally.category]
        return ExplainedCategory(
            category: tally.category, title: category?.title ?? tally.category.rawValue,
            pointsBeforeCaps: tally.before, pointsAfterCaps: tally.after,
            thresholds: policy.profile.thresholds,
            ceiling: category?.ceiling[policy.profile.profile], route: tally.route)
    }

    /// Tries the route without each rule, and says how far the next route is.
    private func changes(_ judgement: Judgement) -> [String] {
        let route = judgement.assessment.route
        let rules = Array(
            Set(
                judgement.findings.hits.map(\.rule).filter {
                    policy.rules.all[$0].description.status == .active
                })
        ).sorted()
        let labels = judgement.assessment.labels.map(\.id)
        var sentences: [String] = []
        for rule in rules {
            let without = scorer.result(
                rules: rules.filter { $0 != rule }, labels: labels, unfinished: [],
                isCut: text.isCut
            ).route
            if without < route {
                let id = policy.rules.all[rule].description.id
                sentences.append("without \(id) the route would be \(without)")
            }
        }
        for tally in judgement.result.tallies {
            sentences.append(contentsOf: distance(tally))
        }
        if !judgement.assessment.inconclusive.isEmpty {
            sentences.append(
                "could not finish checking \(judgement.assessment.inconclusive.map(\.rawValue).joined(separator: ", ")); a person looks instead"
            )
        }
        if judgement.result.tallies.isEmpty, let first = policy.profile.thresholds.first {
            sentences.append(
                "a finding of \(first.points) points or more in one category would make it \(first.route)"
            )
        }
        return sentences
    }

    private func distance(_ tally: Scorer.Tally) -> [String] {
        let profile = policy.profile.profile
        guard let ceiling = policy.categoryByID[tally.category]?.ceiling[profile] else {
            return [
                "\(tally.category) is a label only under \(profile): no points change the route"
            ]
        }
        if tally.route >= ceiling {
            return ["\(tally.category) has reached its ceiling under \(profile): \(ceiling)"]
        }
        guard let next = policy.profile.thresholds.first(where: { $0.points > tally.after }) else {
            return []
        }
        let missing = next.points - tally.after
        return [
            "\(missing) more point\(missing == 1 ? "" : "s") in \(tally.category) would make it \(next.route)"
        ]
    }
}
