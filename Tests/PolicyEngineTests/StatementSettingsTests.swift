import Foundation
import Moderation
import PolicyEngine
import TestSupport
import Testing

@Suite struct StatementSettingsTests {
    @Test func `a desk says where authors write to, where it is read, and what is unlawful`() throws
    {
        let settings = try DeskSettings.read(
            path: "desk.yaml",
            text: """
                profile: publisher-eu
                statements:
                  contact: Letters desk, 1 Main St
                  policy_url: https://news.example/policy
                  territory: [DE, AT, DE]
                  language: es
                  legal_grounds: {hate: Section 130}
                """
        ).statements
        #expect(settings.contact == "Letters desk, 1 Main St")
        #expect(settings.policyURL == "https://news.example/policy")
        #expect(settings.territory == ["AT", "DE"])
        #expect(settings.language == .es)
        #expect(settings.legalGrounds == ["hate": "Section 130"])
        #expect(settings.legalGroundsPlace?.line == 7)
        let without = try DeskSettings.read(path: "desk.yaml", text: "profile: publisher\n")
        #expect(without.statements == StatementSettings())
    }

    @Test func `only the European Union asks for six months to appeal`() throws {
        func days(_ profile: String, _ appeals: String) throws -> Double {
            try DeskSettings.read(
                path: "desk.yaml", text: "profile: \(profile)\n\(appeals)"
            ).appeals.toOpen / 86_400
        }
        #expect(try days("publisher-eu", "") == 185)
        #expect(try days("publisher-eu", "appeals: {open_within: 184}\n") == 184)
        #expect(try days("government", "appeals: {open_within: 30}\n") == 30)
        #expect(throws: Problems.self) {
            try days("publisher-eu", "appeals: {open_within: 183}\n")
        }
    }

    @Test func `every code of the settings is in the index with its meaning`() throws {
        let text = try String(
            contentsOf: repository.appendingPathComponent("policies/README.md"), encoding: .utf8)
        for code in SettingsCode.allCases {
            #expect(text.contains("| \(code.rawValue) | \(code.meaning) |"), "\(code)")
        }
    }

    @Test func `the countries are the thirty, sorted`() {
        #expect(EuropeanArea.countries.count == 30)
        #expect(EuropeanArea.countries == EuropeanArea.countries.sorted())
        #expect(EuropeanArea.countries.contains("GR") && !EuropeanArea.countries.contains("EL"))
    }
}
