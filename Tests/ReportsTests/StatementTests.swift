import Foundation
import Moderation
import TestSupport
import Testing

@testable import Reports

@Suite struct StatementTests {
    @Test(arguments: Profile.allCases, StatementLanguage.allCases)
    func `a statement is in the words of its profile and language`(
        profile: Profile, language: StatementLanguage
    ) {
        let letter = statementLetter(clownStatement(profile), harlowTerms, in: language)
        expectGolden(letter, "statements/\(profile)-\(language).txt")
        #expect(letter.contains("America/Denver"))
        #expect(letter.contains(language == .en ? "5 October 2026" : "5 de octubre de 2026"))
        let citesArticle17 = letter.contains("Article 17") || letter.contains("artículo 17")
        #expect(citesArticle17 == (profile == .publisherEU))
    }

    @Test(arguments: Profile.allCases, StatementLanguage.allCases)
    func `a reason that no rule found promises no rule and says what it means`(
        profile: Profile, language: StatementLanguage
    ) {
        var statement = clownStatement(profile)
        (statement.findings, statement.wasDetectedByRule) = ([], false)
        let letter = statementLetter(statement, harlowTerms, in: language)
        expectGolden(letter, "statements/\(profile)-by-person-\(language).txt")
        let words = attackTerms.told(in: language)
        #expect(letter.contains("\(words.title). \(words.definition)"))
        #expect(letter.contains(language == .en ? "A person decided" : "Una persona decidió"))
        for promise in [
            "The rule", "he published rule", "the words it concerns", "La regla", "la regla,",
            "las palabras a las que",
        ] { #expect(!letter.contains(promise), "\(promise)") }
        statement.wasDetectedByRule = true
        let sorted = statementLetter(statement, harlowTerms, in: language)
        #expect(
            sorted.contains(language == .en ? "for something else" : "por otra cosa"))
    }

    @Test(arguments: StatementLanguage.allCases)
    func `an undo tells that the comment is shown again`(language: StatementLanguage) {
        var statement = clownStatement(.government)
        statement.undo = undoDecision
        #expect(statement.kind == .reinstatement && statement.seq == 8)
        expectGolden(
            statementLetter(statement, harlowTerms, in: language),
            "statements/reinstated-\(language).txt")
    }

    @Test func `spam is told that the regulation asks for no statement`() {
        var statement = clownStatement(.publisherEU)
        statement.decision = hidden(.publisherEU, reason: "spam", verdict: .spam)
        let letter = statementLetter(statement, harlowTerms, in: .en)
        #expect(letter.contains("Article 17(2) of the Regulation asks for no statement of reasons"))
        statement.decision = hidden(.government, reason: "spam", verdict: .spam)
        #expect(!statementLetter(statement, harlowTerms, in: .en).contains("Article"))
    }

    @Test(arguments: [
        (StatementOfReasons.Origin.ownInitiative, true),
        (.notice, false), (.readerReports, false),
    ])
    func `a statement tells what made somebody look and whether a rule did`(
        origin: StatementOfReasons.Origin, detected: Bool
    ) {
        var statement = clownStatement(.publisherEU)
        (statement.origin, statement.wasDetectedByRule) = (origin, detected)
        statement.findings = []
        let letter = statementLetter(statement, harlowTerms, in: .en)
        #expect(letter.contains("own initiative") == (origin == .ownInitiative))
        #expect(letter.contains("notice under Article 16") == (origin == .notice))
        #expect(letter.contains("was not detected by automated means") == !detected)
        #expect(letter.contains("The decision was taken by a person"))
    }

    @Test func `the ground is the terms unless the desk names a law`() {
        var terms = harlowTerms
        #expect(statementLetter(clownStatement(.publisherEU), terms).contains("(e) Incompatible"))
        terms.settings.legalGrounds = ["attack": "Section 185 of the Criminal Code"]
        terms.settings.territory = ["AT", "DE"]
        let letter = statementLetter(clownStatement(.publisherEU), terms)
        #expect(letter.contains("(d) Illegal content"))
        #expect(letter.contains("Section 185 of the Criminal Code"))
        #expect(letter.contains("AT, DE"))
        #expect(!letter.contains("(e)") && !letter.contains("our terms"))
        #expect(letter.contains("\nWe restricted your comment. This statement"))
    }

    @Test(arguments: Profile.allCases)
    func `nobody is told that all is kept where it is not`(profile: Profile) throws {
        var statement = clownStatement(profile)
        func letter() -> String { statementLetter(statement, harlowTerms, in: .en) }
        #expect(letter().contains("not deleted or altered, and nothing else that you wrote"))
        statement.decision.replies = .hide
        #expect(letter().contains("\nIt was not deleted or altered.\n"))
        statement.isPurged = true
        #expect(letter().contains("\nIts words were deleted from our records since.\n"))
        #expect(
            statementLetter(statement, harlowTerms, in: .es).contains(
                "\nDesde entonces sus palabras se han borrado de nuestros registros.\n"))
        statement.decision.replies = .keep
        #expect(!letter().contains("not deleted"))
        #expect(letter().contains("records since, and nothing else that you wrote is affected"))
        var json = JSONWriter()
        json.statement(statement, harlowTerms)
        #expect(json.text.contains(#""deleted":true"#))
    }

    @Test func `what 'other' means is said by the desk and never taken from the private note`() {
        var statement = clownStatement(.publisher)
        statement.decision = hidden(.publisher, reason: "other")
        #expect(statement.needsWords)
        statement.said = "It repeats a rumour.\nTwice."
        #expect(!statement.needsWords)
        let letter = statementLetter(statement, harlowTerms)
        #expect(letter.contains("\nIt repeats a rumour. Twice.\n"))
        #expect(letter.contains("a reason that the published list does not name."))
    }

    @Test(arguments: Profile.allCases, StatementLanguage.allCases)
    func `no statement holds the note, or who decided`(
        profile: Profile, language: StatementLanguage
    ) {
        var json = JSONWriter()
        json.statement(clownStatement(profile), harlowTerms, in: language)
        for text in [
            statementLetter(clownStatement(profile), harlowTerms, in: language), json.text,
        ] {
            #expect(!text.contains("neighbour") && !text.contains("Ben"))
            #expect(!text.contains("ana ") && !text.contains("\"ana\""))
        }
    }

    @Test func `hostile words stay words on their line`() {
        var statement = clownStatement(.publisher)
        statement.findings[0].words = ["a\u{1B}[2J\n\nDecision 9", "b\u{2028}c"]
        statement.decision.comment = CommentKey(source: "w\u{7}", id: "1\n\nForged heading")
        statement.articleURL = "https://x.example/\r\nForged: yes"
        let letter = statementLetter(statement, harlowTerms)
        #expect(
            letter.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0 != "\u{7F}" })
        let lines = letter.split(separator: "\n")
        #expect(!lines.contains { $0.hasPrefix("Forged") || $0.hasPrefix("Decision 9") })
        #expect(letter.contains("“a\u{FFFD}[2J Decision 9”, “b c”"))
    }

    @Test func `a statement for programs has the same members whatever it tells`() throws {
        var reinstated = clownStatement(.publisherEU)
        reinstated.undo = undoDecision
        var other = clownStatement(.government)
        other.decision = hidden(.government, reason: "other")
        (other.findings, other.articleURL, other.writtenAt) = ([], nil, nil)
        var lines = ""
        var members: [[String]] = []
        for statement in [clownStatement(.publisherEU), reinstated, other] {
            var json = JSONWriter()
            json.statement(statement, harlowTerms)
            json.endLine()
            lines += json.text
            let object = try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: Any]
            members.append((object?.keys).map { $0.sorted() } ?? [])
        }
        #expect(Set(members).count == 1 && !members[0].isEmpty)
        expectGolden(lines, "statements/statements.jsonl")
    }

    @Test func `a letter names the last day that an appeal has to its end`() {
        var statement = clownStatement(.publisher)
        for hour in 0..<24 {
            // Decided at 06:00 in Denver, and later by so many hours.
            statement.decision.at = noon.addingTimeInterval(Double(hour) * 3_600)
            let day = hour < 18 ? "7 April 2027" : "8 April 2027"
            #expect(statementLetter(statement, harlowTerms, in: .en).contains("until \(day)."))
        }
    }

    @Test func `without a contact the letter says to answer the message`() {
        var terms = harlowTerms
        terms.settings.contact = nil
        #expect(
            statementLetter(clownStatement(.government), terms).contains(
                "Answer the message that brought you this and name decision 7."))
    }
}

@Suite struct SpanishTermsTests {
    /// The categories of `categories.yaml`, whose values stand on one line each, plain or in `'`.
    private static let shipped: [CategoryTerms] = {
        let categories = text("policies/categories.yaml").components(separatedBy: "\nlabels:")[0]
        return categories.components(separatedBy: "\n  - id: ").dropFirst().map { entry in
            CategoryTerms(
                id: CategoryID(String(entry.prefix { $0 != "\n" })),
                title: value("    title", entry) ?? "",
                definition: value("    definition", entry) ?? "",
                notIncluded: value("    not_included", entry) ?? "",
                notice: value("    notice", entry))
        }
    }()

    private static func text(_ path: String) -> String {
        let url = repository.appendingPathComponent(path)
        return (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    }

    private static func value(_ key: String, _ text: String) -> String? {
        let lines = text.components(separatedBy: "\n")
        guard let line = lines.first(where: { $0.hasPrefix(key + ": ") }) else { return nil }
        let value = String(line.dropFirst(key.count + 2))
        guard value.hasPrefix("'") else { return value }
        return value.dropFirst().dropLast().replacingOccurrences(of: "''", with: "'")
    }

    @Test func `every category has Spanish words, and no other has`() {
        #expect(Self.shipped.count == 22)
        #expect(
            Set(Self.shipped.map(\.id)) == Set(SpanishTerms.categories.keys))
        for category in Self.shipped {
            let (id, words) = (category.id, SpanishTerms.categories[category.id])
            #expect((words?.notice != nil) == (category.notice != nil), "\(id)")
            #expect(words.map { !$0.title.isEmpty && $0.title.count <= 50 } == true, "\(id)")
            #expect(words.map { $0.definition.hasSuffix(".") } == true, "\(id)")
            #expect(words?.notIncluded.first?.isLowercase == true, "\(id)")
        }
    }

    @Test func `every shipped label has a Spanish title, and no other has`() {
        let labels = Self.text("policies/categories.yaml").components(separatedBy: "\nlabels:")[1]
        let shipped = labels.components(separatedBy: "\n  - id: ").dropFirst().map { entry in
            (
                id: LabelID(String(entry.prefix { $0 != "\n" })),
                title: Self.value("    title", entry)
            )
        }
        #expect(Set(shipped.map(\.id)) == Set(SpanishTerms.labels.keys))
        for (id, title) in shipped { #expect(SpanishTerms.labels[id]?.of == title, "\(id)") }
        let own = PublishedPolicy.Label(id: "question", title: "Asks us", rules: [])
        #expect(own.title(in: .es) == "Asks us")
    }

    @Test func `no translation is older than what it translates`() {
        for category in Self.shipped {
            let mark = SpanishTerms.mark([
                category.title, category.definition, category.notIncluded, category.notice ?? "",
            ])
            #expect(SpanishTerms.categories[category.id]?.of == mark, "\(category.id)")
            #expect(
                category.told(in: .es).title == SpanishTerms.categories[category.id]?.title,
                "\(category.id)")
        }
        for profile in Profile.allCases {
            let notice = Self.value("notice", Self.text("policies/profiles/\(profile).yaml"))
            let mark = SpanishTerms.mark([notice ?? ""])
            #expect(SpanishTerms.notices[profile]?.of == mark, "\(profile)")
        }
    }

    @Test func `what a desk says in words of its own stays as it is written`() {
        let own = CategoryTerms(id: "parking", title: "Parking", definition: "Cars.")
        #expect(own.told(in: .es) == own)
        for field in [\CategoryTerms.title, \.definition, \.notIncluded] {
            var changed = attackTerms
            changed[keyPath: field] = "Ours."
            #expect(changed.told(in: .es) == changed)
        }
        var silent = attackTerms
        silent.notice = nil
        #expect(silent.told(in: .es) == silent)
        var terms = harlowTerms
        #expect(terms.notice(of: .publisher, in: .es)?.hasPrefix("Nuestra redacción") == true)
        terms.notices[.publisher] = "Ours."
        #expect(terms.notice(of: .publisher, in: .es) == "Ours.")
        #expect(attackTerms.told(in: .es).title == "Ataque personal")
        #expect(attackTerms.told(in: .en) == attackTerms)
    }
}
