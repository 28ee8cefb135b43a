/// A word of a phrase, folded; a stem stands for every word that begins with it.
struct PhraseWord: Sendable, Equatable {
    var bytes: [UInt8]
    var isStem: Bool
}

/// A phrase of a list, as written and as its folded words; there is one at least.
struct FoldedPhrase: Sendable {
    var text: String
    var words: [PhraseWord]
}

/// Reads phrases as packs write them: words in order, `*` at a word's end.
///
/// Keeps its storage from phrase to phrase: a policy has tens of thousands.
struct PhraseFolder: ~Copyable {
    private var folded = FoldedText()

    /// The folded words of a phrase, none when it holds no word; of a piece that ends in `*` the last
    /// word is a stem.
    ///
    /// - Complexity: O(length).
    mutating func words(of phrase: String) -> [PhraseWord] {
        var words: [PhraseWord] = []
        for piece in phrase.utf8.split(separator: 0x20) {
            let isStem = piece.last == 0x2A
            let letters = Array(isStem ? piece.dropLast() : piece)
            if letters.isEmpty { continue }
            // Plain words, which nearly all are, fold to themselves.
            if letters.allSatisfy({ isASCIIWord($0) && !(0x41...0x5A).contains($0) }) {
                words.append(PhraseWord(bytes: letters, isStem: isStem))
                continue
            }
            folded.fold(letters)
            for (index, token) in folded.tokens.enumerated() {
                words.append(
                    PhraseWord(
                        bytes: Array(folded.bytes[Int(token.start)..<Int(token.end)]),
                        isStem: isStem && index == folded.tokens.count - 1))
            }
        }
        return words
    }

    /// Phrases with their words; those without any are left out.
    static func folded(_ phrases: [String]) -> [FoldedPhrase] {
        var folder = PhraseFolder()
        return phrases.compactMap { phrase in
            let words = folder.words(of: phrase)
            return words.isEmpty ? nil : FoldedPhrase(text: phrase, words: words)
        }
    }

    /// The words of one phrase, where no other follows.
    static func words(of phrase: String) -> [PhraseWord] {
        var folder = PhraseFolder()
        return folder.words(of: phrase)
    }
}
