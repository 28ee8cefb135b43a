public import FoundationEssentials

/// What a report is about: the desk, the time, and what judged there.
public struct ReportScope: Sendable, Equatable {
    /// A policy that judged or was decided by in the period.
    public struct PolicyUse: Sendable, Equatable {
        public var digest: PolicyDigest
        public var profile: Profile
        public var firstUsedAt: Date

        public init(digest: PolicyDigest, profile: Profile, firstUsedAt: Date) {
            self.digest = digest
            self.profile = profile
            self.firstUsedAt = firstUsedAt
        }
    }

    public var desk: String
    /// Of the policy below.
    public var profile: Profile
    /// The last one used in the period; where none was, the one in use when the report was made.
    public var policy: PolicyDigest
    /// All that were used in the period, by when they first were on the desk; `nil` where the report has
    /// no period.
    public var policies: [PolicyUse]?
    /// Included; `nil` means since the first comment.
    public var from: Date?
    /// Not included; everything is told as it stood then.
    public var to: Date
    /// The identifier of the time zone that days are counted in.
    public var timeZone: String

    public init(
        desk: String, profile: Profile, policy: PolicyDigest, from: Date?, to: Date,
        timeZone: String
    ) {
        self.desk = desk
        self.profile = profile
        self.policy = policy
        self.from = from
        self.to = to
        self.timeZone = timeZone
    }

    /// Whether a moment lies in the period.
    public func contains(_ moment: Date) -> Bool {
        moment < to && (from.map { moment >= $0 } ?? true)
    }
}
