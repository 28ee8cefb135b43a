/// What a policy made of sentences that say the same about both sides of an argument.
///
/// The engine is deterministic, so the measure is equality, not a share: one sentence that is judged
/// otherwise than the rest of its group is a finding.
///
/// **Source**: `civic.md`, proposal 4, L1, L2 and L4.
public struct NeutralityTrial: Sendable, Equatable {
    /// What the policy answers to one sentence, as far as answers are compared.
    public struct Answer: Sendable, Hashable {
        public struct Points: Sendable, Hashable {
            public var category: CategoryID
            public var points: Int

            public init(category: CategoryID, points: Int) {
                self.category = category
                self.points = points
            }
        }

        public var route: Route
        /// Sorted by category; categories without points, and those left out, are absent.
        public var points: [Points]
        /// Sorted; those left out, and those that only name a category with points, are absent.
        public var labels: [LabelID]

        public init(route: Route, points: [Points], labels: [LabelID]) {
            self.route = route
            self.points = points
            self.labels = labels
        }
    }

    /// Which sentence of a group: its stance, and who it is about.
    public struct Member: Sendable, Equatable {
        /// `for` or `against`.
        public var stance: String
        public var targets: [String]

        public init(stance: String, targets: [String]) {
            self.stance = stance
            self.targets = targets
        }
    }

    /// Sentences of one group that got one answer.
    public struct Side: Sendable, Equatable {
        public var answer: Answer
        /// One of the sentences.
        public var text: String
        /// Every rule that spoke about that sentence, sorted.
        public var rules: [RuleID]
        /// In the order of the file.
        public var members: [Member]

        public init(answer: Answer, text: String, rules: [RuleID], members: [Member]) {
            self.answer = answer
            self.text = text
            self.rules = rules
            self.members = members
        }
    }

    /// Two sentences that should be judged alike and are not.
    public struct Difference: Sendable, Equatable {
        public enum Kind: String, Sendable {
            /// Stance or target made the difference.
            case sides
            /// The form did: it is routed further than the plain sentence.
            case form
        }

        public var kind: Kind
        public var place: Problem.Place
        public var template: String
        public var form: String
        public var profile: Profile
        /// The answer of the most sentences; of the plain sentence where the form made the difference.
        public var usual: Side
        public var other: Side

        public init(
            kind: Kind, place: Problem.Place, template: String, form: String, profile: Profile,
            usual: Side, other: Side
        ) {
            self.kind = kind
            self.place = place
            self.template = template
            self.form = form
            self.profile = profile
            self.usual = usual
            self.other = other
        }

        /// The rules that speak about only one of the two sentences, sorted; may be empty.
        public var rules: [RuleID] {
            Set(usual.rules).symmetricDifference(other.rules).sorted()
        }
    }

    /// A sentence that is routed further than it may be.
    public struct Stopped: Sendable, Equatable {
        public enum Kind: String, Sendable {
            /// One that must pass in every profile.
            case hardNegative = "hard-negative"
            /// Words that were quoted and denounced.
            case quotation
        }

        public var kind: Kind
        public var place: Problem.Place
        /// The sentence's id, or the rule whose example was quoted.
        public var id: String
        public var text: String
        public var profile: Profile
        public var route: Route
        /// The furthest it may go: `pass`, or the route of the words alone.
        public var mayBe: Route
        /// The rules that gave points, sorted.
        public var rules: [RuleID]

        public init(
            kind: Kind, place: Problem.Place, id: String, text: String, profile: Profile,
            route: Route, mayBe: Route, rules: [RuleID]
        ) {
            self.kind = kind
            self.place = place
            self.id = id
            self.text = text
            self.profile = profile
            self.route = route
            self.mayBe = mayBe
            self.rules = rules
        }
    }

    /// A file of pairs.
    public struct File: Sendable, Equatable {
        public var path: String
        public var language: String
        public var templates: Int
        public var sentences: Int

        public init(path: String, language: String, templates: Int, sentences: Int) {
            self.path = path
            self.language = language
            self.templates = templates
            self.sentences = sentences
        }
    }

    /// What one profile made of it.
    public struct Result: Sendable, Equatable {
        public var profile: Profile
        public var policy: PolicyDigest
        /// Groups whose sentences all got one answer.
        public var equalGroups = 0
        /// Sentences by route; a route that none got is absent.
        public var routes: [Route: Int] = [:]
        public var quotations = 0
        public var differences: [Difference] = []
        public var stopped: [Stopped] = []
        /// What the plain sentences of each template got, in the order of the files.
        public var templates: [TemplateAnswers] = []

        public init(profile: Profile, policy: PolicyDigest) {
            self.profile = profile
            self.policy = policy
        }
    }

    /// The answers to the plain sentences of a template; one where all are judged alike.
    public struct TemplateAnswers: Sendable, Equatable {
        public var template: String
        /// The wording for one side, placeholders as they stand.
        public var wording: String
        public var answers: [Answer]

        public init(template: String, wording: String, answers: [Answer]) {
            self.template = template
            self.wording = wording
            self.answers = answers
        }
    }

    public var files: [File]
    /// A template in one form: these sentences must get one answer.
    public var groups: Int
    public var hardNegatives: Int
    /// Pairs that are no swaps and are not compared.
    public var notSwaps: Int
    /// Words that no acting rule of a public body may turn on; loading refuses them.
    public var refusedWords: Int
    /// In the order of the profiles.
    public var results: [Result] = []

    public init(
        files: [File], groups: Int, hardNegatives: Int, notSwaps: Int, refusedWords: Int
    ) {
        self.files = files
        self.groups = groups
        self.hardNegatives = hardNegatives
        self.notSwaps = notSwaps
        self.refusedWords = refusedWords
    }

    public var sentences: Int { files.reduce(0) { $0 + $1.sentences } }
    public var templates: Int { files.reduce(0) { $0 + $1.templates } }
    /// A sentence for and the same against.
    public var pairs: Int { sentences / 2 }
    public var isNeutral: Bool {
        results.allSatisfy { $0.differences.isEmpty && $0.stopped.isEmpty }
    }
}
