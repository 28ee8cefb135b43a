public import Moderation

extension Policy {
    /// Whether any rule asks how many earlier comments say nearly the same, which is dear to count.
    public var asksForNearDuplicates: Bool {
        rules.historyChecks.contains { $0.measure == .nearDuplicates }
    }

    /// Whether any rule may judge a comment otherwise by the one history than by the other.
    ///
    /// - Complexity: O(rules that measure what was written before).
    public func tellsApart(_ one: CommentFacts, _ other: CommentFacts) -> Bool {
        rules.historyChecks.contains { $0.holds(for: one) != $0.holds(for: other) }
    }
}

extension MeasureCheck {
    /// Whether what was written before is within the bounds; never where it is not known.
    fileprivate func holds(for facts: CommentFacts) -> Bool {
        guard let value = measure.value(facts) else { return false }
        return value >= atLeast ?? -.infinity && value <= atMost ?? .infinity
    }
}
