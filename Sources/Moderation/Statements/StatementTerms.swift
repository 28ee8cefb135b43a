/// A language that statements are written in.
public enum StatementLanguage: String, Sendable, CaseIterable {
    case en, es
}

/// What `statements:` of `desk.yaml` says.
public struct StatementSettings: Sendable, Equatable {
    /// Where an author writes to: an address of any kind, on one line.
    public var contact: String?
    /// Where the rules stand for all to read.
    public var policyURL: String?
    /// Codes of ``EuropeanArea/countries`` that the site is offered in; empty is all of them.
    public var territory: [String] = []
    public var language = StatementLanguage.en
    /// Reasons for which a comment is hidden as illegal, each with the law; for all others the ground is
    /// the desk's own terms. They hold for every statement made from now on, also on an older decision.
    public var legalGrounds: [CategoryID: String] = [:]
    /// Where the legal grounds stand.
    public var legalGroundsPlace: Problem.Place?

    public init() {}
}

/// What is the same in every statement of a desk.
public struct StatementTerms: Sendable, Equatable {
    public var desk: String
    /// An identifier of the time zone database.
    public var timeZone: String
    public var appeals: AppealTerms
    public var settings: StatementSettings
    /// Of the desk's policy, in its order.
    public var categories: [CategoryTerms]
    /// What each profile tells an author first.
    public var notices: [Profile: String]

    public init(
        desk: String, timeZone: String, appeals: AppealTerms, settings: StatementSettings,
        categories: [CategoryTerms], notices: [Profile: String]
    ) {
        self.desk = desk
        self.timeZone = timeZone
        self.appeals = appeals
        self.settings = settings
        self.categories = categories
        self.notices = notices
    }

    /// The category that a decision names; `nil` for `other`, and for what the policy has no more.
    public func category(of decision: Decision) -> CategoryTerms? {
        categories.first { $0.id.rawValue == decision.reason }
    }

    /// The law that a decision rests on, as the settings are now; `nil` where it rests on the desk's terms.
    public func legalGround(of decision: Decision) -> String? {
        decision.reason.flatMap { settings.legalGrounds[CategoryID($0)] }
    }
}

/// Where the Digital Services Act holds.
public enum EuropeanArea {
    /// Members of the European Union and of the European Economic Area, sorted.
    ///
    /// **Source**: ISO 3166-1 alpha-2; DSA Transparency Database, `territorial_scope`: Greece is `GR`.
    public static let countries = [
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
        "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
    ]
}
