import FoundationEssentials
import Moderation

/// The field rules, held against one statement.
struct DSAStatementCheck {
    private let fields: [String: DSAValue]
    private let number: Int?
    private(set) var faults: [DSAFault] = []

    init(_ fields: [String: DSAValue], number: Int?) {
        // What is null or empty counts as absent.
        self.fields = fields.filter { $0.value != .null && $0.value != .text("") }
        self.number = number
        for key in fields.keys.sorted() where !Self.known.contains(key) {
            note(key, "is no field of a statement")
        }
        checkDecision()
        checkGround()
        checkContent()
        checkCategory()
        checkDates()
        checkSource()
        checkID()
    }

    private static let restrictions = [
        "decision_visibility", "decision_monetary", "decision_provision", "decision_account",
    ]
    private static let ends = [
        "end_date_account_restriction", "end_date_monetary_restriction",
        "end_date_service_restriction", "end_date_visibility_restriction",
    ]
    private static let known = Set(
        restrictions + ends + [
            "decision_visibility_other", "decision_monetary_other", "account_type",
            "decision_ground", "decision_ground_reference_url", "illegal_content_legal_ground",
            "illegal_content_explanation", "incompatible_content_ground",
            "incompatible_content_explanation", "incompatible_content_illegal", "content_type",
            "content_type_other", "category", "category_addition", "category_specification",
            "category_specification_other", "territorial_scope", "content_language",
            "content_date", "application_date", "decision_facts", "source_type",
            "source_identity", "automated_detection", "automated_decision", "puid", "content_id",
        ])

    // MARK: - The rules, in the order of the schema

    private mutating func checkDecision() {
        if !Self.restrictions.contains(where: { fields[$0] != nil }) {
            note("decision_visibility", "or a decision on money, provision or account is required")
        }
        list("decision_visibility", of: DSANames.visibility)
        other(
            "decision_visibility_other", where: "decision_visibility",
            is: "DECISION_VISIBILITY_OTHER")
        one("decision_monetary", of: DSANames.monetary)
        other("decision_monetary_other", where: "decision_monetary", is: "DECISION_MONETARY_OTHER")
        one("decision_provision", of: DSANames.provision)
        one("decision_account", of: DSANames.account)
        one("account_type", of: DSANames.accountType)
    }

    private mutating func checkGround() {
        one(
            "decision_ground", of: [DSANames.illegal, DSANames.incompatible], isRequired: true)
        if let url = text("decision_ground_reference_url", most: 500), !Self.isWeb(url) {
            note("decision_ground_reference_url", "is no web address")
        }
        for (field, most, ground) in [
            ("illegal_content_legal_ground", 500, DSANames.illegal),
            ("illegal_content_explanation", 2_000, DSANames.illegal),
            ("incompatible_content_ground", 500, DSANames.incompatible),
            ("incompatible_content_explanation", 2_000, DSANames.incompatible),
        ] {
            let isDue = fields["decision_ground"] == .text(ground)
            conditional(field, most: most, isDue: isDue, with: ground)
        }
        one("incompatible_content_illegal", of: ["Yes", "No"])
        let isIncompatible = fields["decision_ground"] == .text(DSANames.incompatible)
        if fields["incompatible_content_illegal"] != nil, !isIncompatible {
            note("incompatible_content_illegal", "stands only with \(DSANames.incompatible)")
        }
    }

    private mutating func checkContent() {
        list("content_type", of: DSANames.contentType, isRequired: true)
        other("content_type_other", where: "content_type", is: "CONTENT_TYPE_OTHER")
        list("territorial_scope", of: EuropeanArea.countries)
        if let language = text("content_language", most: 2),
            !DSANames.language.contains(language)
        {
            note("content_language", "must be an upper-case code of ISO 639-1")
        }
    }

    private mutating func checkCategory() {
        one("category", of: DSANames.category, isRequired: true)
        list("category_addition", of: DSANames.category)
        list("category_specification", of: DSANames.keyword)
        _ = text("category_specification_other", most: 500)
    }

    private mutating func checkDates() {
        date("content_date", years: 2000...2038, isRequired: true)
        date("application_date", years: 2020...2038, isRequired: true)
        for field in Self.ends { date(field, years: nil) }
    }

    private mutating func checkSource() {
        _ = text("decision_facts", most: 5_000, isRequired: true)
        one("source_type", of: DSANames.source, isRequired: true)
        if text("source_identity", most: 500) != nil,
            fields["source_type"] == .text(DSANames.voluntary)
        {
            note("source_identity", "is dropped with \(DSANames.voluntary); leave it out")
        }
        one("automated_detection", of: ["Yes", "No"], isRequired: true)
        one("automated_decision", of: DSANames.automatedDecision, isRequired: true)
    }

    private mutating func checkID() {
        if let puid = text("puid", most: 500, isRequired: true), !Self.isName(puid) {
            note("puid", "must be letters of ASCII, digits, - and _")
        }
        guard let content = fields["content_id"] else { return }
        guard case .object(let codes) = content, codes.count == 1,
            case .text(let code) = codes["EAN-13"], code.utf8.count == 13,
            code.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return note("content_id", #"must be {"EAN-13": 13 digits}"#) }
    }

    // MARK: - Kinds of fields

    private mutating func note(_ field: String, _ message: String) {
        faults.append(DSAFault(statement: number, field: field, message: message))
    }

    /// - Returns: the text where there is one, too long or not.
    private mutating func text(_ field: String, most: Int, isRequired: Bool = false) -> String? {
        guard let value = fields[field] else {
            if isRequired { note(field, "is required") }
            return nil
        }
        guard case .text(let text) = value else {
            note(field, "must be a text")
            return nil
        }
        let length = text.unicodeScalars.count
        if length > most { note(field, "has \(length) characters; at most \(most)") }
        return text
    }

    private mutating func one(_ field: String, of names: [String], isRequired: Bool = false) {
        guard let text = text(field, most: .max, isRequired: isRequired) else { return }
        if !names.contains(text) { note(field, Self.unknown(text, names)) }
    }

    private mutating func list(_ field: String, of names: [String], isRequired: Bool = false) {
        guard let value = fields[field] else {
            if isRequired { note(field, "is required") }
            return
        }
        guard case .list(let values) = value else { return note(field, "must be an array") }
        if values.isEmpty { note(field, "is empty") }
        for value in values {
            guard case .text(let text) = value else {
                note(field, "must be an array of texts")
                continue
            }
            if !names.contains(text) { note(field, Self.unknown(text, names)) }
        }
    }

    /// A text of at most 500 characters that is there if, and only if, another field says so.
    private mutating func other(_ field: String, where decides: String, is name: String) {
        let isDue =
            switch fields[decides] {
            case .text(let text): text == name
            case .list(let values): values.contains(.text(name))
            default: false
            }
        conditional(field, most: 500, isDue: isDue, with: name)
    }

    private mutating func conditional(_ field: String, most: Int, isDue: Bool, with name: String) {
        let isThere = fields[field] != nil
        if isDue, !isThere { note(field, "is required with \(name)") }
        if !isDue, isThere { note(field, "stands only with \(name)") }
        _ = text(field, most: most)
    }

    private mutating func date(_ field: String, years: ClosedRange<Int>?, isRequired: Bool = false)
    {
        guard let text = text(field, most: .max, isRequired: isRequired) else { return }
        guard let day = CivilDay(text) else {
            return note(field, "must be a day as YYYY-MM-DD")
        }
        if let years, !years.contains(day.year) {
            note(field, "must be from \(years.lowerBound) to \(years.upperBound)")
        }
    }

    private static func unknown(_ text: String, _ names: [String]) -> String {
        let near = nearestName(to: text, among: names).map { "; did you mean '\($0)'?" } ?? ""
        return "'\(oneLine(text, limit: 60))' is none of its names\(near)"
    }

    /// **Source**: `^[a-zA-Z0-9-_]+$`.
    private static func isName(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
            default: false
            }
        }
    }

    private static func isWeb(_ text: String) -> Bool {
        for scheme in ["https://", "http://"] where text.hasPrefix(scheme) {
            let host = text.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
            return !host.isEmpty && text.utf8.allSatisfy { (0x21..<0x7F).contains($0) }
        }
        return false
    }
}
