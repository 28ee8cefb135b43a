import Moderation
import PolicyEngine
import Testing

@testable import gavel_measure

/// The language guess on sentences that its lists were not tuned on: what README says of it.
struct LanguageFigureTests {
    private static func classifier(_ reads: [String]) throws -> Classifier {
        let request = try #require(Request([]))
        return Classifier(
            policy: try Policy.load(from: request.policy, profile: .publisher, reads: reads))
    }

    @Test func `there are forty sentences of many lengths in each language that is measured`()
        throws
    {
        for language in Sentences.measured {
            let lengths = try Sentences(language: language).all.map(Sentences.words)
            #expect(lengths.count >= 40, "\(language)")
            #expect(lengths.min()! <= 5 && lengths.max()! >= 30, "\(language)")
            #expect(Set(try Sentences(language: language).all).count == lengths.count)
        }
        #expect(try MixedSentence.all().count >= 30)
    }

    @Test
    func `a held-out sentence of eleven words or more is told, and a shorter one is not mistaken`()
        throws
    {
        let tallies = try LanguageReport.tallies(.even, by: Self.classifier(["en"]))
        for tally in tallies {
            #expect(tally.recall(11...1000)! == 1, "\(tally.language)")
            #expect(tally.wrong == 0, "\(tally.language)")
            #expect(tally.right + tally.unknown == tally.guesses.count, "\(tally.language)")
        }
        for tally in tallies where Sentences.measured.contains(tally.language) {
            #expect(tally.recall(6...10)! >= 0.75, "\(tally.language)")
        }
    }

    @Test(arguments: Sentences.measured + Sentences.tried)
    func `nobody is unread at a desk that reads the language`(language: String) throws {
        let sentences = try Sentences(language: language).all
        #expect(LanguageReport.unread(sentences, by: try Self.classifier([language])) == 0)
    }

    @Test func `a desk that reads English queues what is foreign, and nothing English`() throws {
        let classifier = try Self.classifier(["en"])
        for reading in MixedSentence.Reading.allCases {
            let texts = try MixedSentence.all().filter { $0.reading == reading }.map(\.text)
            let unread = LanguageReport.unread(texts, by: classifier)
            #expect(unread == (reading == .unread ? texts.count : 0), "\(reading)")
        }
        #expect(LanguageReport.unread(try Sentences.lines("traps"), by: classifier) == 0)
    }
}
