import Moderation
import Testing

@testable import PolicyEngine

@Suite struct WordingTests {
    private static let letter =
        "I urge the council to keep the Sunday hours of the library, because families with two jobs"
        + " have no other day to come, and because the staff asked for it."

    private func wording(
        _ text: String, format: BodyFormat = .plain, parentText: String? = nil
    ) throws -> Wording? {
        let classifier = Classifier(
            policy: try ProbePolicy(
                ProbeRule(find: "{phrases: [zebra]}", match: "a zebra")
            ).load())
        _ = classifier.assess(
            Moderation.Comment(text: text, format: format, parentText: parentText))
        return classifier.wording()
    }

    @Test(arguments: [
        letter.uppercased(), letter.replacing("council", with: "cóuncil"),
        letter.replacing(",", with: " —\n"), letter + " https://example.org/a?from=mail",
        letter + "\n\n> Who wants this?",
    ])
    func `case, accents, marks, links and quotations make no other wording`(text: String) throws {
        #expect(try wording(text) == wording(Self.letter))
    }

    @Test func `a word more or another word makes another wording, and a near one`() throws {
        let one = try #require(try wording(Self.letter))
        for text in [
            Self.letter + " Truly.", Self.letter.replacing("two jobs", with: "three jobs"),
        ] {
            let other = try #require(try wording(text))
            #expect(other.hash != one.hash)
            #expect(Wording.areNear(one.shingles, other.shingles))
        }
    }

    @Test func `a short form with any one of its words replaced is near it`() throws {
        let words = """
            Please keep the night bus to the mill running through the winter because the early shift \
            at the bakery has no other way to work
            """.split(separator: " ").map(String.init)
        let form = try #require(try wording(words.joined(separator: " ")))
        #expect(form.words == 25)
        for place in words.indices {
            var edited = words
            edited[place] = "zucchini"
            let other = try #require(try wording(edited.joined(separator: " ")))
            #expect(Wording.areNear(form.shingles, other.shingles), "word \(place + 1)")
        }
        for places in [(5, 15), (8, 18)] {
            var edited = words
            edited[places.0] = "zucchini"
            edited[places.1] = "marrow"
            let other = try #require(try wording(edited.joined(separator: " ")))
            #expect(!Wording.areNear(form.shingles, other.shingles))
        }
    }

    @Test func `most short letters with one word replaced meet their form by a key`() throws {
        let letters = (0..<200).map { number in
            (0..<25).map { "word\(number)x\($0)" }
        }
        var met = 0
        for (number, letter) in letters.enumerated() {
            var edited = letter
            edited[4 + number % 17] = "zucchini"
            let form = try #require(try wording(letter.joined(separator: " ")))
            let other = try #require(try wording(edited.joined(separator: " ")))
            if !Set(form.keys).isDisjoint(with: other.keys) { met += 1 }
        }
        // 92 % of 200 are 184, with a standard deviation of four.
        #expect(met >= 170)
    }

    @Test func `who quotes a letter whole does not send it`() throws {
        let reply = try wording(
            "> \(Self.letter)\n\nThat is your view. Mine is that the money should go to the night"
                + " bus first, and that the library can wait until the audit of last year is read.")
        let letter = try #require(try wording(Self.letter))
        #expect(!Wording.areNear(letter.shingles, try #require(reply).shingles))
    }

    @Test func `a comment of links and quotations alone has no wording`() throws {
        #expect(try wording("> Who wants this?\nhttps://example.org/") == nil)
    }

    @Test func `of long texts an even sample is compared`() {
        // Every third hash up to 9,000: 3,000 shingles, of which the least 1,024 are kept.
        let long = (0..<UInt32(Wording.mostShingles)).map { $0 * 3 }
        let edited = long.enumerated().map { $0 % 12 == 0 ? $1 + 1 : $1 }
        let other = long.enumerated().map { $0 % 2 == 0 ? $1 + 1 : $1 }
        #expect(Wording.areNear(long, edited))
        #expect(!Wording.areNear(long, other))
        // All of a shorter text in a sample of a longer one: less than half of both together.
        #expect(!Wording.areNear(long, Array(long.prefix(300))))
        #expect(!Wording.areNear(long, []))
    }
}
