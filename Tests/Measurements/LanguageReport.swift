import Foundation
import Moderation
import PolicyEngine

/// How well languages are told apart, and who would be called unreadable at a desk that reads
/// English.
struct LanguageReport {
    static let rule: RuleID = "unreadable.other-language"

    private let request: Request
    private let english: Classifier

    init(_ request: Request) throws {
        self.request = request
        english = try Self.classifier(request, reads: ["en"])
    }

    private static func classifier(_ request: Request, reads: [String]) throws -> Classifier {
        Classifier(
            policy: try Policy.load(from: request.policy, profile: request.profile, reads: reads))
    }

    // MARK: - Sentences of our own

    private static let lengths = [1...5, 6...10, 11...20, 21...1000]

    /// What one language's sentences were taken for.
    struct Tally {
        var language: String
        var guesses: [(words: Int, guess: String?)] = []
        /// Sentences of other languages that were taken for it.
        var wrong = 0

        var right: Int { guesses.count { $0.guess == language } }
        var unknown: Int { guesses.count { $0.guess == nil } }

        func recall(_ words: ClosedRange<Int>) -> Double? {
            let some = guesses.filter { words.contains($0.words) }
            return some.isEmpty
                ? nil : Double(some.count { $0.guess == language }) / Double(some.count)
        }
    }

    /// Mixed sentences, those of unlisted languages and the tricks are shown whole: no list was held
    /// against them but to see that nothing English is called unreadable.
    func showSentences() throws {
        print("\nlanguages, sentences of our own: \(request.half.rawValue) ones")
        var table = Table(
            "language", "sentences", "right", "unknown", "recall", "precision", "1-5 words", "6-10",
            "11-20", "21-")
        for tally in try Self.tallies(request.half, by: english) {
            let all = tally.right + tally.wrong
            let lengths = Self.lengths.map { figure(tally.recall($0)) }
            table.add(
                tally.language, "\(tally.guesses.count)", "\(tally.right)", "\(tally.unknown)",
                figure(Double(tally.right) / Double(tally.guesses.count)),
                figure(all == 0 ? nil : Double(tally.right) / Double(all)), lengths[0], lengths[1],
                lengths[2], lengths[3])
        }
        table.show()
        try showUnread()
    }

    static func tallies(_ half: Half, by classifier: Classifier) throws -> [Tally] {
        var tallies = (Sentences.measured + Sentences.tried).map { Tally(language: $0) }
        for index in tallies.indices {
            for text in try Sentences(language: tallies[index].language).half(half) {
                let guess = classifier.explain(Comment(text: text)).languages.language
                tallies[index].guesses.append((Sentences.words(text), guess))
                if let guess, guess != tallies[index].language,
                    let other = tallies.firstIndex(where: { $0.language == guess })
                {
                    tallies[other].wrong += 1
                }
            }
        }
        return tallies
    }

    private func showUnread() throws {
        print("queued as unreadable where the desk reads that language alone, and where English")
        var table = Table("language", "sentences", "its own desk", "a desk that reads English")
        for language in Sentences.measured + Sentences.tried {
            let texts = try Sentences(language: language).half(request.half)
            let own = try Self.classifier(request, reads: [language])
            table.add(
                language, "\(texts.count)", "\(Self.unread(texts, by: own))",
                "\(Self.unread(texts, by: english))")
        }
        table.show()
        let mixed = try MixedSentence.all()
        for reading in MixedSentence.Reading.allCases {
            let texts = mixed.filter { $0.reading == reading }.map(\.text)
            print(
                "  mixed, \(reading.rawValue): \(Self.unread(texts, by: english)) of \(texts.count)"
                    + " queued by a desk that reads English")
        }
        let unlisted = try Sentences.lines("unlisted")
        let named = unlisted.count {
            english.explain(Comment(text: $0)).languages.language != nil
        }
        print(
            "  languages without a list: \(named) of \(unlisted.count) taken for one that has a list"
        )
        let traps = try Sentences.lines("traps")
        print(
            "  names, tricks and noise: \(Self.unread(traps, by: english)) of \(traps.count) queued"
        )
    }

    /// How many texts the rule speaks in.
    static func unread(_ texts: [String], by classifier: Classifier) -> Int {
        texts.count { text in
            classifier.assess(Comment(text: text)).signals.contains { $0.rule == rule }
        }
    }

    // MARK: - Comments of the shared sets

    private static let names = [
        "ucc", "c3", "ctc", "civil", "wikitalk", "fox", "benign", "news_unlabelled", "polis",
    ]

    func show(_ sets: MeasuredSets) throws {
        print("\ncomments called unreadable by a desk that reads English")
        var table = Table("set", "comments", "unreadable", "share")
        for name in Self.names {
            guard let rows = try sets.judged(name, by: english) else { continue }
            // Polis says which language a conversation was held in.
            for (language, rows) in Dictionary(grouping: rows, by: \.row.language)
                .sorted(by: { ($0.key ?? "") < ($1.key ?? "") })
            {
                let unread = rows.count { row in
                    row.assessment.signals.contains { $0.rule == Self.rule }
                }
                table.add(
                    language.map { "\(name) (\($0))" } ?? name, "\(rows.count)", "\(unread)",
                    percent(unread, of: rows.count))
            }
        }
        table.show()
    }
}
