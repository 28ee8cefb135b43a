/// How much a sound policy holds.
public struct PolicyCensus: Sendable, Equatable {
    /// The policy's name under one profile.
    public struct Name: Sendable, Equatable {
        public var profile: Profile
        public var digest: PolicyDigest

        public init(profile: Profile, digest: PolicyDigest) {
            self.profile = profile
            self.digest = digest
        }
    }

    public var packs: Int
    public var rules: Int
    public var examples: Int
    /// One for each profile it was read under; empty when only some of its packs were read.
    public var names: [Name]

    public init(packs: Int, rules: Int, examples: Int, names: [Name]) {
        self.packs = packs
        self.rules = rules
        self.examples = examples
        self.names = names
    }
}

/// What became of sentences that every policy must let pass.
public struct CorpusTrial: Sendable, Equatable {
    /// A sentence that did not pass.
    public struct Failure: Sendable, Equatable {
        public var comment: CommentID
        public var profile: Profile
        public var route: Route
        /// The rules that spoke with points, sorted.
        public var rules: [RuleID]

        public init(comment: CommentID, profile: Profile, route: Route, rules: [RuleID]) {
            self.comment = comment
            self.profile = profile
            self.route = route
            self.rules = rules
        }
    }

    /// The file they stand in.
    public var file: String
    public var sentences: Int
    public var profiles: [Profile]
    /// In the order of the file, then of the profiles; empty when all pass.
    public var failures: [Failure]

    public init(file: String, sentences: Int, profiles: [Profile], failures: [Failure]) {
        self.file = file
        self.sentences = sentences
        self.profiles = profiles
        self.failures = failures
    }
}
