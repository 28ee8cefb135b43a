import Foundation
import Moderation
import TestSupport
import Testing

@testable import Reports

/// The sample of the schema's documentation, a field a line.
private let sample: [String: any Sendable] = [
    "decision_visibility": ["DECISION_VISIBILITY_CONTENT_DISABLED"],
    "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
    "decision_ground_reference_url": "https://news.example/comment-policy#pii",
    "incompatible_content_ground": "Comment policy v3, rule 4 (private personal data)",
    "incompatible_content_explanation":
        "The comment gives the home street address of a private person.",
    "incompatible_content_illegal": "No", "content_type": ["CONTENT_TYPE_TEXT"],
    "category": "STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
    "category_specification": ["KEYWORD_OTHER"],
    "category_specification_other": "Publication of a private address",
    "territorial_scope": ["DE"], "content_language": "EN", "content_date": "2026-11-20",
    "application_date": "2026-11-20",
    "decision_facts": "Detected by a published pattern rule, then decided by a moderator.",
    "source_type": "SOURCE_VOLUNTARY", "automated_detection": "Yes",
    "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED", "puid": "civ-2026-000123",
]

/// One field or several changed, and the fields that have to be named for it.
struct BrokenField: CustomTestStringConvertible, Sendable {
    /// `nil` takes the field away.
    let changes: [(String, (any Sendable)?)]
    let faults: Set<String>
    var testDescription: String {
        changes.map { field, value in
            "\(field)=\(value.map { String("\($0)".prefix(40)) } ?? "-")"
        }.joined(separator: ", ")
    }

    init(_ field: String, _ value: (any Sendable)?, _ faults: String...) {
        self.init([(field, value)], faults.isEmpty ? [field] : Set(faults))
    }

    init(_ changes: [(String, (any Sendable)?)], _ faults: Set<String>) {
        self.changes = changes
        self.faults = faults
    }
}

/// Stands for JSON's `null`.
struct Null: Sendable {}

private let long = String(repeating: "é", count: 501)

private let broken: [BrokenField] = {
    // Each required field absent, null and empty.
    var cases: [BrokenField] = [
        "decision_visibility", "decision_ground", "incompatible_content_ground",
        "incompatible_content_explanation", "content_type", "category", "content_date",
        "application_date", "decision_facts", "source_type", "automated_detection",
        "automated_decision", "puid",
    ].flatMap { field in
        // Without a ground, what belongs to one stands alone.
        let faults: Set<String> =
            field == "decision_ground"
            ? [
                field, "incompatible_content_ground", "incompatible_content_explanation",
                "incompatible_content_illegal",
            ] : [field]
        return [
            BrokenField([(field, nil)], faults), BrokenField([(field, Null())], faults),
            BrokenField([(field, "")], faults),
        ]
    }
    // A name that is none, for every closed list.
    cases += [
        BrokenField("decision_visibility", ["DECISION_VISIBILITY_DISABLED"]),
        BrokenField("decision_monetary", "DECISION_MONETARY_FINE"),
        BrokenField("decision_provision", "DECISION_PROVISION_SUSPENSION"),
        BrokenField("decision_account", "DECISION_ACCOUNT_BANNED"),
        BrokenField("account_type", "ACCOUNT_TYPE_NONE"),
        BrokenField(
            "decision_ground", "DECISION_GROUND_OTHER", "decision_ground",
            "incompatible_content_ground", "incompatible_content_explanation",
            "incompatible_content_illegal"),
        BrokenField("incompatible_content_illegal", "no"),
        BrokenField("content_type", ["CONTENT_TYPE_COMMENT"]),
        BrokenField("category", "STATEMENT_CATEGORY_PRIVACY"),
        BrokenField("category_addition", ["VIOLENCE"]),
        BrokenField("category_specification", ["KEYWORD_DOXXING"]),
        BrokenField("territorial_scope", ["EL"]), BrokenField("territorial_scope", ["DE", "US"]),
        BrokenField("content_language", "en"), BrokenField("content_language", "XQ"),
        BrokenField("content_language", "ENG"),
        BrokenField("source_type", "SOURCE_READER"), BrokenField("automated_detection", "yes"),
        BrokenField("automated_detection", true),
        BrokenField("automated_decision", "AUTOMATED_DECISION_NONE"),
    ]
    // An array where there is one value, and the other way round; empty arrays.
    cases += [
        BrokenField("decision_visibility", "DECISION_VISIBILITY_CONTENT_DISABLED"),
        BrokenField("decision_visibility", [String]()),
        BrokenField("content_type", "CONTENT_TYPE_TEXT"), BrokenField("content_type", [1]),
        BrokenField("category", ["STATEMENT_CATEGORY_VIOLENCE"]),
        BrokenField("territorial_scope", "DE"),
        BrokenField("category_specification", "KEYWORD_OTHER"),
        BrokenField("decision_facts", 7),
    ]
    // Too long.
    cases += [
        BrokenField(
            "decision_ground_reference_url",
            "https://x.example/" + String(repeating: "a", count: 500)),
        BrokenField("incompatible_content_ground", long),
        BrokenField("incompatible_content_explanation", String(repeating: "a", count: 2_001)),
        BrokenField("category_specification_other", long),
        BrokenField("decision_facts", String(repeating: "a", count: 5_001)),
        BrokenField("puid", String(repeating: "a", count: 501)),
        BrokenField(
            [("source_type", "SOURCE_ARTICLE_16"), ("source_identity", long)], ["source_identity"]),
        BrokenField(
            [
                ("decision_visibility", ["DECISION_VISIBILITY_OTHER"]),
                ("decision_visibility_other", long),
            ], ["decision_visibility_other"]),
        BrokenField(
            [("content_type", ["CONTENT_TYPE_OTHER"]), ("content_type_other", long)],
            ["content_type_other"]),
        BrokenField(
            [
                ("decision_monetary", "DECISION_MONETARY_OTHER"), ("decision_monetary_other", long),
            ], ["decision_monetary_other"]),
    ]
    // What stands only, and always, with something else.
    cases += [
        BrokenField("decision_visibility_other", "x"), BrokenField("content_type_other", "x"),
        BrokenField("decision_monetary_other", "x"),
        BrokenField(
            "decision_visibility", ["DECISION_VISIBILITY_OTHER"], "decision_visibility_other"),
        BrokenField("content_type", ["CONTENT_TYPE_OTHER"], "content_type_other"),
        BrokenField("decision_monetary", "DECISION_MONETARY_OTHER", "decision_monetary_other"),
        BrokenField("illegal_content_legal_ground", "x"),
        BrokenField("illegal_content_explanation", "x"),
        BrokenField(
            "decision_ground", "DECISION_GROUND_ILLEGAL_CONTENT", "illegal_content_legal_ground",
            "illegal_content_explanation", "incompatible_content_ground",
            "incompatible_content_explanation", "incompatible_content_illegal"),
        BrokenField("source_identity", "x"),
    ]
    // Days that are none, or out of range.
    cases += [
        BrokenField("content_date", "1999-12-31"), BrokenField("content_date", "2039-01-01"),
        BrokenField("content_date", "2026-02-30"), BrokenField("content_date", "20-11-2026"),
        BrokenField("content_date", "2026-11-20 00:00:00"),
        BrokenField("application_date", "2019-12-31"),
        BrokenField("application_date", "2039-01-01"), BrokenField("application_date", "today"),
        BrokenField("end_date_visibility_restriction", "never"),
        BrokenField("end_date_account_restriction", "2026-13-01"),
        BrokenField("end_date_monetary_restriction", 2026),
        BrokenField("end_date_service_restriction", "2026-1-1"),
    ]
    // Addresses, ids and fields that are none.
    cases += [
        BrokenField("decision_ground_reference_url", "news.example/policy"),
        BrokenField("decision_ground_reference_url", "https://"),
        BrokenField("decision_ground_reference_url", "https://x.example/a b"),
        BrokenField("puid", "civ 1"), BrokenField("puid", "civ.1"), BrokenField("puid", "cív-1"),
        BrokenField("puid", "civ-1\n"), BrokenField("puid", 12),
        BrokenField("content_id", ["EAN-13": "123456789012"]),
        BrokenField("content_id", ["EAN-13": "12345678901a3"]),
        BrokenField("content_id", ["ISBN": "1234567890123"]),
        BrokenField("content_id", "1234567890123"), BrokenField("author", "lee"),
    ]
    return cases
}()

private let sound: [BrokenField] = [
    BrokenField([], []),
    BrokenField(
        [
            ("decision_ground", "DECISION_GROUND_ILLEGAL_CONTENT"),
            ("illegal_content_legal_ground", "x"), ("illegal_content_explanation", "x"),
            ("incompatible_content_ground", nil), ("incompatible_content_explanation", nil),
            ("incompatible_content_illegal", nil),
        ], []),
    BrokenField([("territorial_scope", Null())], []),
    BrokenField([("content_language", nil), ("decision_ground_reference_url", nil)], []),
    BrokenField(
        [("decision_visibility", nil), ("decision_account", "DECISION_ACCOUNT_SUSPENDED")], []),
    BrokenField(
        [
            ("decision_visibility", nil),
            ("decision_provision", "DECISION_PROVISION_TOTAL_SUSPENSION"),
        ], []),
    BrokenField(
        [("decision_visibility", nil), ("decision_monetary", "DECISION_MONETARY_TERMINATION")], []),
    BrokenField([("source_type", "SOURCE_ARTICLE_16"), ("source_identity", "A body")], []),
    BrokenField([("content_id", ["EAN-13": "1234567890123"])], []),
    BrokenField([("end_date_visibility_restriction", "2030-01-01")], []),
    BrokenField([("content_date", "2000-01-01"), ("application_date", "2020-01-01")], []),
    BrokenField([("content_date", "2038-12-31"), ("application_date", "2038-12-31")], []),
    BrokenField([("puid", String(repeating: "a", count: 500))], []),
    BrokenField([("incompatible_content_ground", String(repeating: "é", count: 500))], []),
]

@Suite struct DSAValidatorTests {
    private func value(_ json: Any) throws -> DSAValue {
        try DSAValue(json: JSONSerialization.data(withJSONObject: json))
    }

    private func changed(_ case: BrokenField) -> [String: Any] {
        var statement: [String: Any] = sample
        for (field, value) in `case`.changes {
            statement[field] = value is Null ? NSNull() : value
        }
        return statement
    }

    private func batch(_ count: Int) -> [[String: Any]] {
        (0..<count).map { number in
            var statement: [String: Any] = sample
            statement["puid"] = "civ-\(number)"
            return statement
        }
    }

    @Test(arguments: sound)
    func `what the schema takes is sound`(statement: BrokenField) throws {
        #expect(DSAValidator.faults(in: try value(changed(statement))) == [])
        #expect(DSAValidator.faults(in: try value(["statements": [changed(statement)]])) == [])
    }

    @Test(arguments: broken)
    func `every rule is broken by a case of its own, and the field is named`(
        statement: BrokenField
    ) throws {
        let faults = DSAValidator.faults(in: try value(["statements": [changed(statement)]]))
        #expect(Set(faults.map(\.field)) == statement.faults, "\(faults)")
        #expect(faults.allSatisfy { $0.statement == 0 })
    }

    @Test func `a batch has 1 to 100 statements, each with a puid of its own`() throws {
        #expect(DSAValidator.faults(in: try value(["statements": batch(100)])) == [])
        for count in [0, 101] {
            let faults = DSAValidator.faults(in: try value(["statements": batch(count)]))
            #expect(faults.map(\.field) == ["statements"], "\(faults)")
        }
        var twice = batch(3)
        twice[2]["puid"] = "civ-0"
        let faults = DSAValidator.faults(in: try value(["statements": twice]))
        #expect(faults.map(\.description) == ["statements[2].puid: is that of statement 0"])
    }

    @Test func `what is no batch is refused`() throws {
        for json in [
            #"[]"#, #""x""#, #"{"statements":{}}"#, #"{"statements":["x"]}"#, "3", "null",
        ] {
            let faults = DSAValidator.faults(in: try DSAValue(json: json.utf8))
            #expect(faults.count == 1, "\(json): \(faults)")
        }
        let more = try value(["statements": batch(1), "platform": "x"])
        #expect(DSAValidator.faults(in: more).map(\.field) == ["platform"])
        #expect(throws: (any Error).self) { try DSAValue(json: "{".utf8) }
    }

    @Test func `a name that is nearly one is answered with it`() throws {
        let statement = BrokenField("category", "STATEMENT_CATEGORY_VIOLENC")
        let faults = DSAValidator.faults(in: try value(changed(statement)))
        #expect(faults[0].message.contains("did you mean 'STATEMENT_CATEGORY_VIOLENCE'?"))
    }
}

@Suite struct DSAStatementTests {
    private func batch(_ statements: [StatementOfReasons], _ terms: StatementTerms = harlowTerms)
        throws -> [UInt8]
    {
        dsaBatch(try statements.map { try DSAStatement($0, terms, desk: "0123456789ab") })
    }

    private var statements: [StatementOfReasons] {
        var pii = clownStatement(.publisherEU)
        pii.decision = hidden(.publisherEU, reason: "pii", id: 9)
        (pii.findings, pii.wasDetectedByRule, pii.origin) = ([], false, .notice)
        var hate = clownStatement(.publisherEU)
        hate.decision = hidden(.publisherEU, reason: "hate", id: 12)
        (hate.findings, hate.origin) = ([], .ownInitiative)
        return [clownStatement(.publisherEU), pii, hate]
    }

    @Test func `a batch is sound, the same each time, and without personal data`() throws {
        let bytes = try batch(statements)
        #expect(DSAValidator.faults(in: try DSAValue(json: bytes)) == [])
        #expect(try batch(statements) == bytes)
        let text = String(decoding: bytes, as: UTF8.self)
        for word in [
            "clown", "fool", "\"ana", " ana ", "neighbour", "c1\"", "wordpress", "harlow.example/a",
        ] {
            #expect(!text.contains(word), "\(word)")
        }
        expectGolden(text, "statements/dsa.json")
    }

    @Test func `what a desk says is illegal is told as illegal`() throws {
        var terms = harlowTerms
        terms.settings.legalGrounds = ["hate": "Section 130 of the Criminal Code"]
        terms.settings.territory = ["DE"]
        terms.settings.policyURL = nil
        let bytes = try batch([statements[2]], terms)
        #expect(DSAValidator.faults(in: try DSAValue(json: bytes)) == [])
        let text = String(decoding: bytes, as: UTF8.self)
        for part in [
            #""decision_ground":"DECISION_GROUND_ILLEGAL_CONTENT""#,
            #""illegal_content_legal_ground":"Section 130 of the Criminal Code""#,
            #""category":"STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH""#, "KEYWORD_HATE_SPEECH",
            #""territorial_scope":["DE"]"#,
        ] { #expect(text.contains(part), "\(part)") }
    }

    @Test func `long words of a policy are cut to what the database takes`() throws {
        var terms = harlowTerms
        terms.categories[1].title = String(repeating: "ñ", count: 700)
        terms.categories[1].definition = String(repeating: "ñ", count: 3_000)
        #expect(
            DSAValidator.faults(in: try DSAValue(json: try batch([statements[1]], terms))) == [])
    }

    @Test func `what cannot be told says why`() {
        func obstacle(_ change: (inout StatementOfReasons) -> Void) -> DSAStatement.Obstacle? {
            var statement = clownStatement(.publisherEU)
            change(&statement)
            do {
                _ = try DSAStatement(statement, harlowTerms, desk: "x")
                return nil
            } catch { return error }
        }
        #expect(obstacle { $0.writtenAt = nil } == .noDate)
        #expect(
            obstacle { $0.writtenAt = Date(timeIntervalSince1970: 900_000_000) } == .dateOutside)
        #expect(
            obstacle { $0.decision.at = Date(timeIntervalSince1970: 1_500_000_000) }
                == .decidedOutside)
        for reason in ["other", "style", "gone"] {
            #expect(obstacle { $0.decision.reason = reason } == .noCategory)
        }
        #expect(obstacle { _ in } == nil)
    }
}
