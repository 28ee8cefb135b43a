public import FoundationEssentials

/// What a report is about: the desk, the time, and what judged there.
public struct ReportScope: Sendable, Equatable {
    public var desk: String
    public var profile: Profile
    public var policy: PolicyDigest
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
