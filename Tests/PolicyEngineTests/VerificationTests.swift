import Moderation
import Testing

@testable import PolicyEngine

/// What a match must pass besides its pattern, and what the article or another script changes.
struct VerificationTests {
    @Test(arguments: [
        ("4111 1111 1111 1111", true), ("4111-1111-1111-1112", false), ("378282246310005", true),
        ("0000 0000 0000 0000", false), ("4222222222222", true), ("411111111111", false),
        ("6304000000000000", true), ("41111111111111111111", false), ("4111a11111111111", false),
    ])
    func `a card's digits add up`(number: String, isCard: Bool) {
        #expect(Verification.card.accepts(number.utf8) == isCard)
    }

    @Test(arguments: [
        ("gb82 west 1234 5698 7654 32", true), ("gb82 west 1234 5698 7654 33", false),
        ("de89370400440532013000", true), ("de8937040044053201300", false),
        ("es91-2100-0418-4502-0005-1332", true), ("zz89370400440532013000", false),
        ("no9386011117947", true), ("", false),
    ])
    func `an account's signs add up`(number: String, isIBAN: Bool) {
        #expect(Verification.iban.accepts(number.utf8) == isIBAN)
    }

    @Test func `a match that does not add up is none, and the search goes on behind it`() throws {
        let rule = ProbeRule(
            find: "{regex: {pattern: '[0-9]{16}', reach: 16, verify: card}}",
            match: "4111111111111111", twin: "4111111111111112")
        let classifier = try ProbePolicy(rule).classifier()
        #expect(classifier.found("4111111111111112 4111111111111111") == ["4111111111111111"])
    }

    @Test func `what stands in the article is left alone`() throws {
        let rule = ProbeRule(
            find: "{regex: {pattern: '[0-9]{3}-[0-9]{4}', reach: 8}}", match: "555-0142",
            more: ["except: {in_article: true}"])
        let classifier = try ProbePolicy(rule).classifier()
        let article = "The desk answers 555-0100 until noon, and 0142 555 is a lot."
        #expect(classifier.found("555-0100 or 555-0142", article: article) == ["555-0142"])
        #expect(classifier.found("555-0100 or 555-0142") == ["555-0100", "555-0142"])
        let excepted = classifier.explain(
            Comment(text: "555-0100", article: Article(body: article))
        ).excepted
        #expect(excepted.map(\.because) == ["stands in the article"])
    }

    @Test func `an example may stand under an article`() throws {
        let rule = ProbeRule(
            find: "{phrases: [oak street]}", match: "oak street",
            more: ["except: {in_article: true}"])
        var policy = ProbePolicy(rule)
        let yaml = policy.files["packs/probe/pack.yaml"]!!
        policy.files["packs/probe/pack.yaml"] = yaml.replacing(
            "no_match: [",
            with: "no_match: [{text: oak street, with: {article: Fire on Oak Street}}, ")
        #expect(try policy.problems() == "")
    }

    @Test(arguments: [
        ("Where is the bus stop?", 0), ("Où est l'arrêt à côté, Łukasz?", 0),
        ("Где автобусная остановка", 1),
        ("公車站在哪裡呢請問一下", 1), ("¿Dónde está?", 0), ("да", 0), ("bus автобус bus bus bus", 0.4),
        ("“автобусная остановка здесь”", 0),
    ])
    func `letters of other scripts are counted among the author's own`(text: String, share: Double)
    {
        let read = ReadText(text)
        let measured = read.measure(.otherScriptShare, CommentFacts())?.value ?? -1
        #expect(abs(measured - share) < 0.05, "\(measured)")
    }

    @Test func `names of other systems are held to their lists`() throws {
        var policy = ProbePolicy(.phrases(["clown"]))
        let yaml = policy.files["categories.yaml"]!!
        for (line, name) in [
            ("    coral: RUDE", "RUDE"),
            ("    dsa: {category: STATEMENT_CATEGORY_RUDE, keyword: KEYWORD_OTHER}", "RUDE"),
            ("    dsa: {category: STATEMENT_CATEGORY_VIOLENCE, keyword: KEYWORD_RUDE}", "RUDE"),
        ] {
            policy.files["categories.yaml"] = yaml.replacing(
                "    title: Title of threat", with: line + "\n    title: Title of threat")
            let problems = try policy.problems()
            #expect(problems.contains("P004") && problems.contains(name), "\(problems)")
        }
    }
}
