import FoundationEssentials
import Moderation

/// What a rule's conditions and measures ask about a comment beside its text.
struct JudgingContext {
    var facts = CommentFacts()
    /// The first part of the article's address.
    var section: String?
    var isReply = false
    /// Seconds since 1970.
    var writtenAt: Double?
    /// The languages that somebody at the desk reads; empty where it has not said.
    var reads: Set<String> = []
    /// What the comment declares, else what its words were taken for; empty is not known.
    var languages: [String] = []

    init() {}

    /// - Parameter text: `comment` as it was read; looked at only if a rule asks for its language.
    init(
        _ comment: Comment, _ facts: CommentFacts, _ policy: Policy, _ text: borrowing ReadText
    ) {
        self.facts = facts
        reads = policy.reads
        languages = facts.language.map { [$0] } ?? []
        guard policy.rules.hasConditions else { return }
        if policy.rules.asksForLanguage, languages.isEmpty {
            languages = text.languageGuess().told
        }
        section = comment.article?.url.flatMap(Self.section)
        isReply = comment.parent != nil || comment.parentText != nil
        writtenAt = comment.createdAt?.timeIntervalSince1970
    }

    /// What an example of a rule says stands around it.
    init(_ example: RuleDescription.Example) {
        facts = example.facts
        languages = facts.language.map { [$0] } ?? []
        reads = example.reads
        section = example.section
        isReply = example.isReply
    }

    /// Whether conditions hold; what is not known does not keep a rule from applying.
    func meets(_ conditions: RuleDescription.Conditions) -> Bool {
        func allows(_ list: [String], _ value: String?) -> Bool {
            guard let value, !list.isEmpty else { return true }
            return list.contains(value)
        }
        if !allows(conditions.sources, facts.source?.rawValue) { return false }
        if !allows(conditions.sections, section) { return false }
        if !conditions.languages.isEmpty, !languages.isEmpty,
            !languages.contains(where: conditions.languages.contains)
        {
            return false
        }
        if let place = conditions.place, (place == .reply) != isReply { return false }
        guard let writtenAt else { return true }
        return writtenAt >= conditions.from ?? -.infinity
            && writtenAt < conditions.until ?? .infinity
    }

    /// `news` of `https://site.example/news/story`.
    private static func section(_ url: String) -> String? {
        let path = url.utf8.split(separator: 0x2F, omittingEmptySubsequences: true)
        let isAbsolute = url.contains("://")
        let first = isAbsolute ? 2 : 0
        return path.count > first + 1 ? String(path[first]) : nil
    }
}
