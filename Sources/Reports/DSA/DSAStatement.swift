import FoundationEssentials
public import Moderation

/// A statement of reasons as the transparency database takes it.
///
/// **Never** holds personal data: no author, no word of the comment, nobody who decided or reported.
/// **Source**: Regulation (EU) 2022/2065 Art. 24(5); DSA Transparency Database, June 2026.
public struct DSAStatement: Sendable, Equatable {
    public let statement: StatementOfReasons
    let terms: StatementTerms
    /// Unique on the platform, the same in every export.
    public let puid: String
    private let category: CategoryTerms
    private let filing: DSAFiling
    private let contentDate: CivilDay
    private let applicationDate: CivilDay

    /// Why a decision cannot be told.
    public enum Obstacle: String, Error, Sendable, CaseIterable {
        case noCategory = "its reason has no category of the transparency database"
        case noDate = "its source does not say when the comment was written"
        case dateOutside = "the comment was written before 2000 or after 2038"
        case decidedOutside = "it was made before 2020 or after 2038"
    }

    /// - Parameter desk: what tells the desk from every other: letters, digits, `-` and `_`.
    public init(
        _ statement: StatementOfReasons, _ terms: StatementTerms, desk: String
    ) throws(Obstacle) {
        let decision = statement.decision
        guard let category = terms.category(of: decision),
            let filing = Self.filing(category, isIllegal: terms.legalGround(of: decision) != nil)
        else { throw .noCategory }
        guard let writtenAt = statement.writtenAt else { throw .noDate }
        let clock = ReportClock(zone: terms.timeZone)
        contentDate = clock.day(of: writtenAt)
        applicationDate = clock.day(of: decision.at)
        guard (2000...2038).contains(contentDate.year) else { throw .dateOutside }
        guard (2020...2038).contains(applicationDate.year) else { throw .decidedOutside }
        self.statement = statement
        self.terms = terms
        self.category = category
        self.filing = filing
        puid = "gavel-\(desk)-\(decision.id)"
    }

    /// What the policy says, but for contempt of a group where the law forbids it.
    ///
    /// **Source**: `hate` is filed as speech only where it is illegal; the terms alone make it another
    /// violation of them.
    private static func filing(_ category: CategoryTerms, isIllegal: Bool) -> DSAFiling? {
        if category.id == "hate", isIllegal {
            return DSAFiling(
                category: "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
                keyword: "KEYWORD_HATE_SPEECH")
        }
        return category.dsa
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("decision_visibility", ["DECISION_VISIBILITY_CONTENT_DISABLED"])
            writeGround(&json)
            json.member("content_type", ["CONTENT_TYPE_TEXT"])
            json.member("category", filing.category)
            json.member("category_specification", [filing.keyword])
            if filing.keyword == "KEYWORD_OTHER" {
                json.member("category_specification_other", cut(category.title, to: 500))
            }
            json.member(
                "territorial_scope",
                terms.settings.territory.isEmpty
                    ? EuropeanArea.countries : terms.settings.territory)
            json.member("content_date", contentDate.text)
            json.member("application_date", applicationDate.text)
            json.member("decision_facts", facts)
            json.member("source_type", source)
            json.member("automated_detection", statement.wasDetectedByRule ? "Yes" : "No")
            json.member("automated_decision", "AUTOMATED_DECISION_NOT_AUTOMATED")
            json.member("puid", puid)
        }
    }

    private func writeGround(_ json: inout JSONWriter) {
        let law = terms.legalGround(of: statement.decision)
        json.member("decision_ground", law == nil ? DSANames.incompatible : DSANames.illegal)
        if let url = terms.settings.policyURL { json.member("decision_ground_reference_url", url) }
        if let law {
            json.member("illegal_content_legal_ground", cut(law, to: 500))
            json.member("illegal_content_explanation", cut(category.definition, to: 2_000))
        } else {
            json.member(
                "incompatible_content_ground",
                cut(
                    "Comment policy \(statement.decision.policy), rule '\(category.id)': \(category.title)",
                    to: 500))
            json.member("incompatible_content_explanation", cut(category.definition, to: 2_000))
        }
    }

    /// Titles of rules are the policy's own words.
    private var facts: String {
        let found: String
        if !statement.wasDetectedByRule {
            found = "No pattern rule found it."
        } else if statement.findings.isEmpty {
            found = "Put before a moderator by a published pattern rule."
        } else {
            let titles = statement.findings.map(\.title).joined(separator: "; ")
            found = "Detected by published pattern rules: \(titles)."
        }
        let cause =
            switch statement.origin {
            case .ownInitiative: "Examined on own initiative."
            case .readerReports: "Reported by readers."
            case .notice: "Examined after a notice under Article 16."
            }
        return cut("\(found) \(cause) A moderator read the comment and decided.", to: 5_000)
    }

    private var source: String {
        switch statement.origin {
        case .ownInitiative: DSANames.voluntary
        case .readerReports: "SOURCE_TYPE_OTHER_NOTIFICATION"
        case .notice: "SOURCE_ARTICLE_16"
        }
    }

    /// **Units**: Unicode scalars, as the database counts.
    private func cut(_ text: String, to most: Int) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.prefix(most)))
    }
}

/// One request of the transparency database: `{"statements":[…]}`, a statement a line.
///
/// - Parameter statements: 1 to ``DSAValidator/most``.
public func dsaBatch(_ statements: some Collection<DSAStatement>) -> [UInt8] {
    var bytes = Array(#"{"statements":["#.utf8)
    var json = JSONWriter()
    for (index, statement) in statements.enumerated() {
        json.removeAll()
        statement.write(to: &json)
        bytes += Array((index == 0 ? "\n" : ",\n").utf8) + json.bytes
    }
    return bytes + Array("\n]}\n".utf8)
}
