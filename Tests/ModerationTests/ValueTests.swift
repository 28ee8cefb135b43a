import Moderation
import Testing

@Suite struct ValueTests {
    @Test func `a comment key keeps colons of its id`() {
        let key = CommentKey("news:https://example.org/1")
        #expect(key?.source == "news")
        #expect(key?.id == "https://example.org/1")
        #expect(key?.description == "news:https://example.org/1")
    }

    @Test(arguments: ["news", ":1", "news:", ""])
    func `a key without both sides is none`(_ text: String) {
        #expect(CommentKey(text) == nil)
    }

    @Test func `routes are ordered from pass to reject`() {
        #expect(Route.allCases == [.pass, .queue, .hold, .reject])
        #expect(Route.allCases.sorted() == Route.allCases)
    }

    @Test func `a span reads bytes and never splits beyond the text`() {
        let text = "naïve"
        #expect(text[span: TextSpan(0, 2)] == "na")
        #expect(text[span: TextSpan(2, 4)] == "ï")
        #expect(text[span: TextSpan(4, 99)] == "ve")
        #expect(text[span: TextSpan(99, 4)] == "")
    }

    @Test func `an author is told apart by id, then e-mail, then name`() {
        #expect(Author(id: "7", name: "A").key == "id:7")
        #expect(Author(name: "A", email: "A@Example.org").key == "email:a@example.org")
        #expect(Author(name: "A").key == "name:A")
        #expect(Author(address: "192.0.2.1").key == nil)
    }

    @Test func `the leading category is the one with the worst route`() {
        let assessment = Assessment(
            route: .hold, score: 0.8,
            categories: [
                CategoryScore(category: "attack", points: 9, score: 0.7, route: .queue),
                CategoryScore(category: "pii", points: 5, score: 0.6, route: .hold),
            ], policy: "0", profile: .publisher)
        #expect(assessment.leadingCategory == "pii")
    }
}

@Suite struct ProblemTests {
    @Test func `a problem shows place, code, excerpt, caret and help`() {
        let problem = Problem(
            place: Problem.Place(file: "packs/a/pack.yaml", line: 12, column: 5), code: "P002",
            message: "unknown key 'weigth'", excerpt: "    weigth: 3",
            help: "did you mean 'weight'?")
        #expect(
            problem.description == """
                packs/a/pack.yaml:12:5: error[P002]: unknown key 'weigth'
                    12 |     weigth: 3
                       |     ^
                  help: did you mean 'weight'?
                """)
    }

    @Test func `details stand between the excerpt and the help`() {
        let problem = Problem(
            code: "P050", message: "not alike", details: ["for: pass", "against: queue"],
            help: "look again")
        #expect(
            problem.description == """
                gavel: error[P050]: not alike
                  for: pass
                  against: queue
                  help: look again
                """)
    }

    @Test func `the nearest name is suggested only when it is near`() {
        #expect(nearestName(to: "weigth", among: ["width", "weight", "height"]) == "weight")
        #expect(nearestName(to: "colour", among: ["phrases", "near"]) == nil)
        #expect(nearestName(to: "a", among: ["xyz"]) == nil)
    }

    @Test func `a byte is two hexadecimal digits`() {
        let bytes: [UInt8] = [0, 9, 10, 0x6F, 0xFF]
        #expect(hexDigits(bytes) == "00090a6fff")
        #expect(hexDigits([UInt8]()) == "")
    }
}
