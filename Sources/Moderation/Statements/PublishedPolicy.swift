/// A desk's terms for all to read.
///
/// **Source**: Regulation (EU) 2022/2065 Art. 14(1): policies, procedures, measures and tools of content
/// moderation, algorithms and human review, and the rules of complaint, in plain language and
/// machine-readable.
public struct PublishedPolicy: Sendable, Equatable {
    public struct Rule: Sendable, Equatable {
        public var id: RuleID
        public var title: String
        /// What an author is told of it; `nil` for one that only describes.
        public var sentence: String?
        /// Whether it is under trial: counted, without consequence.
        public var isOnTrial: Bool

        public init(id: RuleID, title: String, sentence: String?, isOnTrial: Bool) {
            self.id = id
            self.title = title
            self.sentence = sentence
            self.isOnTrial = isOnTrial
        }
    }

    public struct Category: Sendable, Equatable {
        public var terms: CategoryTerms
        /// The most that a machine may suggest under the profile; `nil` is a label only.
        public var ceiling: Route?
        /// In file order; may be empty.
        public var rules: [Rule]

        public init(terms: CategoryTerms, ceiling: Route?, rules: [Rule]) {
            self.terms = terms
            self.ceiling = ceiling
            self.rules = rules
        }
    }

    public struct Label: Sendable, Equatable {
        public var id: LabelID
        public var title: String
        public var rules: [Rule]

        public init(id: LabelID, title: String, rules: [Rule]) {
            self.id = id
            self.title = title
            self.rules = rules
        }
    }

    public var profile: Profile
    public var profileTitle: String
    /// One sentence on the law behind the profile.
    public var meaning: String
    public var policy: PolicyDigest
    /// Name and version, in the policy's order.
    public var packs: [String]
    public var categories: [Category]
    public var labels: [Label]
    public var terms: StatementTerms

    public init(
        profile: Profile, profileTitle: String, meaning: String, policy: PolicyDigest,
        packs: [String], categories: [Category], labels: [Label], terms: StatementTerms
    ) {
        self.profile = profile
        self.profileTitle = profileTitle
        self.meaning = meaning
        self.policy = policy
        self.packs = packs
        self.categories = categories
        self.labels = labels
        self.terms = terms
    }
}
