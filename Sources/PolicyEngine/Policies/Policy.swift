public import Moderation

/// A compiled policy: rules, taxonomy and thresholds, ready to judge with.
///
/// Immutable and shared between workers; its digest names it in every record.
public struct Policy: Sendable {
    public let digest: PolicyDigest
    public let profile: ProfileSettings
    /// In the order of `categories.yaml`.
    public let categories: [Category]
    public let labels: [LabelDefinition]
    public let packs: [PackPin]
    /// Every file it was read from, for the record.
    public let files: [PolicyFile]
    /// What a thorough check noticed and does not refuse; empty after a plain load.
    public internal(set) var warnings: [Problem] = []
    let rules: RuleSet
    /// What the desk gives to rules that ask for it.
    let deskLists: [DeskList]
    /// The languages that somebody at the desk reads, as primary subtags of BCP 47; empty where the
    /// desk has not said.
    public let reads: Set<String>

    let categoryByID: [CategoryID: Category]

    init(
        digest: PolicyDigest, profile: ProfileSettings, categories: [Category],
        labels: [LabelDefinition], packs: [PackPin], files: [PolicyFile],
        deskLists: [DeskList], reads: Set<String>, rules: RuleSet
    ) {
        self.digest = digest
        self.profile = profile
        self.categories = categories
        self.labels = labels
        self.packs = packs
        self.files = files
        self.deskLists = deskLists
        self.reads = reads
        self.rules = rules
        categoryByID = Dictionary(uniqueKeysWithValues: categories.map { ($0.id, $0) })
    }

    /// The same policy at a desk that has not said what it reads.
    ///
    /// For sentences that come with the policy: they are in several languages, and which of them a
    /// desk reads says nothing about the rules.
    public var forEveryLanguage: Policy {
        Policy(
            digest: digest, profile: profile, categories: categories, labels: labels, packs: packs,
            files: files, deskLists: deskLists, reads: [], rules: rules)
    }

    /// Id, title and category of each rule, in file order.
    public var ruleIndex: [RuleEntry] {
        rules.all.map { rule in
            RuleEntry(
                id: rule.description.id, title: rule.description.title,
                subject: rule.description.subject.name, points: rule.description.points)
        }
    }
}

public struct RuleEntry: Sendable, Equatable {
    public var id: RuleID
    public var title: String
    /// The category or label it speaks about.
    public var subject: String
    public var points: Int
}

/// A pack by name and, where the desk pins it, version.
public struct PackPin: Sendable, Hashable, CustomStringConvertible {
    public var name: String
    public var version: String?

    public init(name: String, version: String? = nil) {
        self.name = name
        self.version = version
    }

    public var description: String { version.map { "\(name) \($0)" } ?? name }
}

/// A file of a policy as it was read.
public struct PolicyFile: Sendable, Equatable {
    /// Relative to the policy's folder.
    public var path: String
    public var text: String
}

/// One category of the closed taxonomy.
public struct Category: Sendable, Equatable {
    public var id: CategoryID
    public var title: String
    public var definition: String
    /// What a reader may take for it and is not.
    public var notIncluded: String
    /// 0 (label) … 4 (emergency).
    public var severity: Int
    /// Whether judging it can turn on what side someone is on.
    public var isViewpointSensitive: Bool
    /// The most the machine may suggest under each profile; `nil` is a label only.
    public var ceiling: [Profile: Route]
    /// What the author is told when a comment is restricted for it; `nil` where none ever is.
    public var notice: String?
    /// How the transparency database of the Digital Services Act files it; `nil` for what is never
    /// restricted.
    public var dsa: DSAFiling?
    /// The rejection reason of Coral.
    public var coral: String?
}

/// A describing word and how far it lowers viewpoint-sensitive categories.
public struct LabelDefinition: Sendable, Equatable {
    public var id: LabelID
    public var title: String
    /// Points taken off every viewpoint-sensitive category; 0 describes only.
    public var credit: Int
}

/// What a profile sets: who is bound by what, and how many points lead where.
public struct ProfileSettings: Sendable, Equatable {
    public var profile: Profile
    public var title: String
    /// One sentence on the law behind it, printed on reports.
    public var meaning: String
    /// Points of one category that lead to each route, least first.
    public var thresholds: [RouteThreshold]
    /// The most points one family of rules can give.
    public var familyCap: Int
    public var notice: String
    public var retention: String

    /// The route that a category's points lead to, before any ceiling.
    func route(forPoints points: Int) -> Route {
        thresholds.last { points >= $0.points }?.route ?? .pass
    }
}
