import Moderation
import PolicyEngine
import Testing

/// `phrases`, `near` and what takes a hit back.
struct PhraseTests {
    private func found(_ rule: ProbeRule, _ text: String) throws -> [String] {
        try ProbePolicy(rule).classifier().found(text)
    }

    private func near(
        _ settings: String, match: String, first: String = "[you, u]", then: String = "[clown]"
    ) -> ProbeRule {
        ProbeRule(
            find: "{near: {first: \(first), then: \(then), \(settings)}}", match: match)
    }

    @Test func `a phrase is whole words in order`() throws {
        let rule = ProbeRule.phrases(["hot air", "clown"])
        #expect(try found(rule, "Hot   AIR and a (clown).") == ["Hot   AIR", "clown"])
        #expect(try found(rule, "hot-air") == ["hot-air"])
        for harmless in ["clowns", "preclown", "air hot", "hot dry air", "hotair", "clown's"] {
            #expect(try found(rule, harmless) == [], "\(harmless)")
        }
    }

    @Test func `a star lets a word go on`() throws {
        let rule = ProbeRule.phrases(["clown*", "get* lost*"])
        #expect(try found(rule, "clown clowns clownish") == ["clown", "clowns", "clownish"])
        #expect(try found(rule, "getting lostest") == ["getting lostest"])
        for harmless in ["clow", "aclown", "get a lost dog"] {
            #expect(try found(rule, harmless) == [], "\(harmless)")
        }
    }

    @Test(arguments: ["foooo1 ", "f o o ", "$fooo1 ", "fo##o "])
    func `words that can be read in many ways take no longer the more of them a phrase has`(
        word: String
    ) throws {
        let stems = Array(repeating: "fo*", count: 6).joined(separator: " ")
        let rule = ProbeRule.phrases(
            [stems], match: "fo fo fo fo fo fo",
            more: ["see_through: [accents, lookalikes, hidden, leet, repeats, spaced, masked]"])
        let classifier = try ProbePolicy(rule).classifier()
        let started = ContinuousClock.now
        #expect(classifier.finds(String(repeating: word, count: 200)))
        #expect(ContinuousClock.now - started < .seconds(20))
    }

    @Test func `the longer of two phrases is shown`() throws {
        #expect(
            try found(.phrases(["hot air", "hot air balloon"]), "a hot air balloon")
                == ["hot air balloon"])
    }

    @Test func `a list is read like phrases, remarks left out`() throws {
        for ends in ["\n", "\r\n"] {
            var policy = ProbePolicy(
                ProbeRule(find: "{phrases: [\"{names}\", goof]}", match: "a goof"))
            policy.files["packs/probe/lists/names.txt"] =
                ["# remark", "clown*  # by far the commonest", "", "  hot   air "]
                .joined(separator: ends) + ends
            let classifier = try policy.classifier()
            #expect(classifier.found("clowns with hot air") == ["clowns", "hot air"])
            #expect(!classifier.finds("a remark by far the commonest"))
        }
    }

    @Test func `near asks for the order`() throws {
        let rule = near("within_words: 3", match: "you clown")
        #expect(try found(rule, "you are such a clown") == ["you are such a clown"])
        #expect(try found(rule, "the clown saw you") == [])
        let either = near("within_words: 3, either_order: true", match: "you clown")
        #expect(try found(either, "the clown saw you") == ["clown saw you"])
    }

    @Test(arguments: 0...4)
    func `near counts the words between`(most: Int) throws {
        let rule = near("within_words: \(most)", match: "you clown")
        for between in 0...6 {
            let text = "you " + String(repeating: "so ", count: between) + "clown"
            #expect(try found(rule, text).isEmpty == (between > most), "\(text) \(most)")
        }
    }

    @Test func `near lets only its own words stand between`() throws {
        let rule = near(
            "within_words: 4, between_only: [are, such a, really*]", match: "you are clown")
        #expect(try found(rule, "you are such a clown") == ["you are such a clown"])
        #expect(try found(rule, "you reallyyes clown") == ["you reallyyes clown"])
        for harmless in ["you saw a clown", "you are such clown", "you a clown"] {
            #expect(try found(rule, harmless) == [], "\(harmless)")
        }
    }

    @Test func `near stays in its sentence unless told otherwise`() throws {
        let texts = ["I saw you. A clown came.", "I saw you!\nA clown came.", "seen you\nclown"]
        let rule = near("within_words: 3", match: "you clown")
        let across = near("within_words: 3, same_sentence: false", match: "you clown")
        for text in texts {
            #expect(try found(rule, text) == [], "\(text)")
            #expect(try found(across, text).count == 1, "\(text)")
        }
        #expect(try found(rule, "you, the 3.5 clown").count == 1)
    }

    @Test func `near takes the nearest partner that may stand there`() throws {
        let rule = near("within_words: 9", match: "you clown")
        #expect(try found(rule, "you and you and a clown") == ["you and a clown"])
    }

    @Test func `a quoted partner does not stand in the way of one's own`() throws {
        let rule = near("within_words: 9", match: "you clown")
        #expect(try found(rule, "you wrote so, clown").count == 1)
        // The hit itself spans a quotation, so it has two owners; the own partner is still there.
        #expect(try found(rule, "“you” clown") == [])
    }

    @Test func `near finds a partner of many words`() throws {
        let words = (1...12).map { "w\($0)" }.joined(separator: " ")
        let rule = near("within_words: 1", match: "\(words) clown", first: "[\(words)]")
        #expect(try ProbePolicy(rule).problems() == "")
    }

    @Test func `near finds a partner of many words, each spaced out`() throws {
        let words = ["stone", "river", "bench", "alder", "plaza", "cedar"]
        let phrase = words.joined(separator: " ")
        let spaced = words.map { $0.map { "\($0)" }.joined(separator: " ") }.joined(separator: "  ")
        var rule = near("within_words: 1", match: "\(phrase) clown", first: "[\(phrase)]")
        rule.more = ["see_through: [spaced]"]
        #expect(try found(rule, "so \(spaced) clown") == ["\(spaced) clown"])
        rule = .phrases(
            ["clown"],
            more: [
                "see_through: [spaced]",
                "except: {overlapping: [\(phrase) clown], after_words: {words: [\(phrase)]}}",
            ])
        #expect(try found(rule, "so \(spaced) clown") == [])
        #expect(try found(rule, "so \(spaced) a clown") == [])
        #expect(try found(rule, "so \(spaced) is but a clown").count == 1)
    }

    @Test func `a hit that overlaps a harmless phrase is taken back`() throws {
        let rule = ProbeRule.phrases(
            ["clown", "hot air"],
            more: ["except: {overlapping: [clown college, \"hot air balloon*\"]}"])
        let classifier = try ProbePolicy(rule).classifier()
        #expect(classifier.found("the clown college and a clown") == ["clown"])
        #expect(classifier.found("hot air balloons") == [])
        let excepted = classifier.explain(Comment(text: "Clown college!")).excepted
        #expect(excepted.map(\.text) == ["Clown"])
        #expect(excepted.map(\.rule) == ["probe.rule"])
    }

    @Test(arguments: 1...4)
    func `a hit shortly after an excepting word is taken back`(within: Int) throws {
        let rule = ProbeRule.phrases(
            ["clown"], more: ["except: {after_words: {words: [\"not\", never], within: \(within)}}"]
        )
        let classifier = try ProbePolicy(rule).classifier()
        for between in 0...5 {
            let text = "never " + String(repeating: "so ", count: between) + "clown"
            // `within` counts the words from the excepting one to the hit, the hit's first included.
            #expect(classifier.finds(text) == (between >= within), "\(text) within \(within)")
        }
        #expect(classifier.finds("clown never"))
    }

    @Test(arguments: 1...4)
    func `a hit shortly before an excepting word is taken back`(within: Int) throws {
        let rule = ProbeRule.phrases(
            ["clown", "hot air"],
            more: ["except: {before_words: {words: [college, day school], within: \(within)}}"])
        let classifier = try ProbePolicy(rule).classifier()
        for hit in ["clown", "hot air"] {
            for between in 0...5 {
                for word in ["college", "day school"] {
                    let text = "so \(hit) " + String(repeating: "so ", count: between) + word
                    #expect(classifier.finds(text) == (between >= within), "\(text) \(within)")
                }
            }
            #expect(classifier.finds("college \(hit)"))
            #expect(classifier.finds("so \(hit). College begins."), "in another sentence")
            #expect(classifier.finds(hit))
        }
        let excepted = classifier.explain(Comment(text: "A clown college!")).excepted
        #expect(excepted.map(\.text) == ["clown"])
        #expect(
            excepted.map(\.because) == ["comes within \(within) words before an excepting word"])
    }

    @Test func `a mark before an excepting word is taken back`() throws {
        let rule = ProbeRule(
            find: "{regex: {pattern: '!{5}', reach: 5}}", match: "so!!!!!", twin: "so!",
            more: ["except: {before_words: {words: [bravo]}}"])
        let classifier = try ProbePolicy(rule).classifier()
        #expect(classifier.found("so!!!!! Bravo") == [])
        #expect(classifier.found("bravo!!!!! so") == ["!!!!!"])
        #expect(classifier.found("so!!!!!") == ["!!!!!"])
    }

    @Test func `links are left alone unless a rule says why not`() throws {
        let text = "see https://a.example/clown/x and www.clown.example/ now"
        #expect(try found(.phrases(["clown"]), text) == [])
        var rule = ProbeRule.phrases(["clown"], more: ["skip: [quoted]"])
        #expect(try found(rule, text) == ["clown", "clown"])
        #expect(try found(rule, "“a clown”") == [])
        rule = ProbeRule.phrases(["clown"], more: ["skip: []", "because: a test says so"])
        rule.twin = "clown college"
        rule.more.append("except: {overlapping: [clown college]}")
        #expect(
            try found(rule, "“a clown”\n> clown\nwww.clown.example/") == [
                "clown", "clown", "clown",
            ])
    }

    @Test(arguments: ["\u{A0}", "\u{3000}", "\u{2003}"])
    func `a link ends at any white space`(space: String) throws {
        #expect(try found(.phrases(["clown"]), "https://a.example/x\(space)clown") == ["clown"])
    }

    @Test func `words of different owners make no phrase`() throws {
        #expect(try found(.phrases(["hot air"]), "hot “air” rises") == [])
    }

    @Test func `a retired rule is silent and a shadow rule gives no points`() throws {
        let retired = ProbeRule.phrases(["clown"], more: ["status: retired"])
        #expect(try found(retired, "clown") == [])
        let shadow = ProbeRule.phrases(["clown"], more: ["status: shadow"])
        let explanation = try ProbePolicy(shadow).classifier().explain(Comment(text: "clown"))
        #expect(explanation.shadow.map(\.text) == ["clown"])
        #expect(
            explanation.assessment.signals.allSatisfy { $0.points == 0 && $0.status == .shadow })
        #expect(explanation.assessment.route == .pass)
        #expect(explanation.assessment.categories.isEmpty)
    }
}
