import Moderation
import Testing

@testable import PolicyEngine

/// Spellings that hide a word, and words that only look as if they did.
struct DisguiseTests {
    private static let insult = ProbeRule.phrases([
        "idiot", "stupid", "fool", "clown", "mean", "ass",
    ])

    @Test(arguments: [
        ("clówn", "clówn"), ("cl\u{200B}own", "cl\u{200B}own"), ("сlоwn", "сlоwn"),
        ("cl0wn", "cl0wn"), ("1d10t", "1d10t"), ("id!ot", "id!ot"), ("$tupid", "$tupid"),
        ("such $tupid!", "$tupid"), ("f00l", "f00l"), ("@ss", "@ss"), ("clooooown", "clooooown"),
        ("foooool", "foooool"), ("st|_|pid", ""), ("ｃｌｏｗｎ", "ｃｌｏｗｎ"),
        ("CL\u{AD}OWN", "CL\u{AD}OWN"),
        ("1D1OOOT", "1D1OOOT"), ("c\u{202E}lown", "c\u{202E}lown"), ("𝐜𝐥𝐨𝐰𝐧", "𝐜𝐥𝐨𝐰𝐧"),
        ("cＬown", "cＬown"),
    ])
    func `a disguised word is found where it stands`(text: String, found: String) throws {
        let classifier = try ProbePolicy(Self.insult).classifier()
        #expect(classifier.found("what a \(text) this is") == (found.isEmpty ? [] : [found]))
    }

    @Test(arguments: [
        "fol", "rnean", "Scunthorpe", "assess the class", "pass the bass", "cocktail", "clowning",
        "foolscap", "meaning", "idiotic", "foo1proof", "101 fo 0l", "the c lown", "$100 in A1 lots",
        "route 66 at 8:15", "stop!now", "сор", "H2O", "cloown", "fooll",
    ])
    func `what only looks like a word is left alone`(text: String) throws {
        let classifier = try ProbePolicy(Self.insult).classifier()
        #expect(classifier.found(text) == [])
    }

    @Test func `a hit says whether it needed a disguise`() throws {
        let classifier = try ProbePolicy(Self.insult).classifier()
        func flags(_ text: String) -> [Bool] {
            classifier.assess(Comment(text: text)).signals.map(\.disguised)
        }
        #expect(flags("a clown") == [false])
        // An accent is how people write; it is no disguise.
        #expect(flags("a clówn") == [false])
        #expect(flags("a CLOWN") == [false])
        for text in ["a cl0wn", "a сlown", "a cl\u{200B}own", "a clowwwn", "a cl@wn id!ot"] {
            #expect(flags(text) == [true], "\(text)")
        }
        #expect(flags("a \u{200B}clown\u{200B}") == [false])
        #expect(flags("a clown and a cl0wn") == [false, true])
    }

    @Test(arguments: [
        ("accents", "clówn"), ("lookalikes", "сlown"), ("hidden", "cl\u{200B}own"),
        ("leet", "cl0wn"),
        ("repeats", "clooown"),
    ])
    func `a rule sees through what it names and nothing else`(name: String, text: String) throws {
        let all = ["accents", "lookalikes", "hidden", "leet", "repeats"]
        func finds(_ names: [String]) throws -> Bool {
            let more = ["see_through: [\(names.joined(separator: ", "))]"]
            return try ProbePolicy(.phrases(["clown"], more: more)).classifier().finds(text)
        }
        #expect(try finds([name]))
        #expect(try !finds(all.filter { $0 != name }))
        #expect(try !finds([]))
    }

    @Test func `a generated disguise is seen through by who names it, and by nobody else`() throws {
        let all = RuleDescription.Disguise.allCases
        let copies = DisguiseGenerator.copies(of: "what a coaster", in: 7..<14, wearing: all)
        #expect(copies.map(\.disguise) == all)
        for copy in copies {
            for disguise in all {
                let more = ["see_through: [\(disguise.rawValue)]"]
                let classifier = try ProbePolicy(.phrases(["coaster"], more: more)).classifier()
                #expect(
                    classifier.finds(copy.text) == (disguise == copy.disguise),
                    "\(copy.disguise) to who sees \(disguise)")
            }
        }
    }

    @Test func `a disguise inside a phrase does not change where the phrase ends`() throws {
        let classifier = try ProbePolicy(.phrases(["hot air", "air head*"])).classifier()
        #expect(classifier.found("so h0t a!r here") == ["h0t a!r"])
        #expect(classifier.found("a!r he@ds!") == ["a!r he@ds"])
    }

    @Test func `a pattern sees accents and hidden characters off`() throws {
        let rule = ProbeRule(
            find: "{regex: {pattern: '(?<![a-z])clown(?![a-z])', needs: [clown], reach: 6}}",
            match: "clown")
        let classifier = try ProbePolicy(rule).classifier()
        #expect(classifier.found("A CLÓWN, a cl\u{200B}own") == ["CLÓWN", "cl\u{200B}own"])
        #expect(classifier.found("clowns") == [])
    }

    @Test func `a comment mark of HTML hides no letter`() throws {
        let classifier = try ProbePolicy(Self.insult).classifier()
        #expect(classifier.found("cl<b></b>own", format: .html) == ["cl<b></b>own"])
        #expect(classifier.found("cl<!-- x -->own", format: .html).count == 1)
        #expect(classifier.found("fine <!-- clown --> day", format: .html) == [])
    }

    @Test func `a tag that never closes takes no words out of judgement`() throws {
        let classifier = try ProbePolicy(Self.insult).classifier()
        for tag in ["<style>", "<script>", "<blockquote>", "<q>"] {
            #expect(classifier.found("\(tag)you clown", format: .html) == ["clown"], "\(tag)")
        }
    }

    @Test func `disguised copies of examples are counted by what is still found`() throws {
        let policy = try ProbePolicy(
            .phrases(["clown"], match: "What a clown he is."),
            ProbeRule(id: "probe.short", find: "{phrases: [fox]}", match: "a fox", twin: "> fox"),
            ProbeRule(
                id: "probe.pattern", find: "{regex: {pattern: 'goose', needs: [goose], reach: 6}}",
                match: "goose", twin: "> goose")
        ).load()
        let tallies = Dictionary(
            uniqueKeysWithValues: policy.disguiseTallies.map { ($0.disguise, $0) })
        // The short word is never disguised, the pattern never asked.
        #expect(tallies.values.allSatisfy { $0.copies == 1 })
        for disguise in ["accents", "lookalikes", "leet", "hidden", "repeats"] {
            #expect(tallies[disguise]?.found == 1, "\(disguise)")
        }
        // The pack does not claim to see through these.
        for disguise in ["spaced", "masked"] {
            #expect(tallies[disguise]?.found == 0 && tallies[disguise]?.share == 0, "\(disguise)")
        }
    }
}
