import Foundation
import Moderation

/// Civic sentences in one language, written for this measurement; none is from anywhere else.
struct Sentences {
    /// BCP 47, the primary subtag.
    let language: String
    /// Short ones first.
    let all: [String]

    static let folder = Request.repository.appendingPathComponent("Tests/Measurements/Sentences")

    /// Written first, and enough of them to say something about a length.
    static let measured = ["en", "es", "de", "fr", "pt", "vi", "zh", "ar", "ru"]
    /// A dozen each, to see that they are told at all.
    static let tried = ["it", "nl", "pl", "tl", "ht", "so", "ja", "ko"]

    init(language: String) throws {
        self.language = language
        all = try Self.lines(language)
    }

    /// Lines of a file that are not remarks.
    static func lines(_ name: String) throws -> [String] {
        try String(contentsOf: folder.appendingPathComponent(name + ".txt"), encoding: .utf8)
            .split(separator: "\n").map(String.init).filter { !$0.hasPrefix("# ") }
    }

    /// The word lists were tuned on the first, third, fifth… of them, and not on the others.
    func half(_ half: Half) -> [String] {
        all.enumerated().filter { half == .all || ($0.offset % 2 == 0) == (half == .odd) }
            .map(\.element)
    }

    /// Words, as a reader counts them; two characters are a word where there are no spaces.
    static func words(_ text: String) -> Int {
        let spaced = text.split(whereSeparator: \.isWhitespace).count
        let dense = text.unicodeScalars.count { (0x3040...0x9FFF).contains($0.value) }
        return max(spaced, dense / 2)
    }
}

/// A comment in several languages, and what a desk that reads English should do.
struct MixedSentence {
    enum Reading: String, CaseIterable {
        /// English with words, names or a sentence of another language.
        case read
        /// As much of one as of the other.
        case even
        /// Another language with English names or a word of thanks.
        case unread
    }
    var reading: Reading
    var text: String

    static func all() throws -> [MixedSentence] {
        try Sentences.lines("mixed").map { line in
            let parts = line.split(separator: "|", maxSplits: 1)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 2, let reading = Reading(rawValue: parts[0]) else {
                throw CocoaError(.fileReadCorruptFile)
            }
            return MixedSentence(reading: reading, text: parts[1])
        }
    }
}
