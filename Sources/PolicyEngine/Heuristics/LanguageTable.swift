/// Which of the languages that are told by words a word speaks for.
///
/// A set of `WordLanguage.all` is one bit a language.
struct LanguageTable: Sendable {
    typealias Languages = UInt16

    /// What one word says.
    struct Voice: BitwiseCopyable {
        var clear: Languages = 0
        var faint: Languages = 0
        /// The word by its number in the table; −1 for one that only its letters or its ending speak
        /// for.
        var number: Int32 = -1
        /// Holds letters that no language of the table writes.
        var isStrange = false

        var languages: Languages { clear | faint }
    }

    private struct Entry {
        /// As the word is often typed: without accents, unless another word is left then.
        var bare = Voice()
        /// With accents, where a list has them.
        var marked = Voice()
    }

    static let shared = LanguageTable()

    /// English has no letters of its own, and is the first.
    static let english: Languages = 1
    /// Without its accents a shorter word is another one: más and mas, für and fur.
    private static let fewestBare = 4
    /// In a shorter word an ending says nothing.
    private static let fewestForEnding = 7

    private var words = HashIndex(minimumCapacity: 2048)
    private var entries: [Entry] = []
    private var endings = HashIndex(minimumCapacity: 64)
    /// For each letter the languages that write it.
    private var letters = [Languages](repeating: 0, count: 0x250)
    private var vietnamese: Languages = 0

    private init() {
        precondition(WordLanguage.all.count <= Languages.bitWidth)
        for (number, language) in WordLanguage.all.enumerated() {
            let bit: Languages = 1 << Languages(number)
            for word in language.words.split(whereSeparator: \.isWhitespace) {
                add(word) { $0.clear |= bit }
            }
            for word in language.faint.split(whereSeparator: \.isWhitespace) {
                add(word) { $0.faint |= bit }
            }
            for letter in language.letters.unicodeScalars {
                let capital = letter.properties.uppercaseMapping.unicodeScalars.first!
                for form in [letter.value, capital.value] where form < 0x250 {
                    letters[Int(form)] |= bit
                }
                if letter.value >= 0x1EA0 { vietnamese |= bit }
            }
            for ending in language.endings.split(whereSeparator: \.isWhitespace) {
                let key = wordHash(Array(ending.utf8))
                endings.set(key, max(0, endings[key]) | Int32(bit))
            }
        }
    }

    private mutating func add(_ word: Substring, _ change: (inout Voice) -> Void) {
        let folded = Array(FoldedText(Array(word.utf8)).bytes)
        let key = wordHash(folded)
        if words[key] < 0 {
            words.set(key, Int32(entries.count))
            entries.append(Entry())
        }
        let number = Int(words[key])
        let isMarked = !word.utf8.allSatisfy { $0 < 0x80 }
        if isMarked { change(&entries[number].marked) }
        if !isMarked || folded.count >= Self.fewestBare { change(&entries[number].bare) }
    }

    /// - Parameters:
    ///   - token: a word of the Latin script, of the folded view that `bytes` holds.
    ///   - letters: the languages that write all letters of the word beyond a to z; `nil` when it has
    ///     none.
    func voice(
        _ token: Token, in bytes: ReusedArray<UInt8>, letters: Languages?
    ) -> Voice {
        var number = words[token.hash]
        if number < 0 { number = elided(token, bytes) }
        guard number >= 0 else {
            let ending = ending(token, bytes)
            let spoken = letters.map { ending == 0 ? $0 : ending & $0 } ?? ending
            return Voice(faint: spoken, isStrange: letters == 0)
        }
        let entry = entries[Int(number)]
        guard let letters else {
            var voice = entry.bare
            voice.number = number
            return voice
        }
        var voice = Voice(
            clear: entry.marked.clear & letters, faint: entry.marked.faint & letters, number: number
        )
        // Accents on an English word are a disguise, or a slip.
        if voice.languages == 0 { voice.clear = entry.bare.clear & Self.english }
        voice.faint = (voice.faint | letters) & ~voice.clear
        voice.isStrange = voice.languages == 0
        return voice
    }

    /// The number of what stands before an apostrophe: `l'` of `l'école`.
    private func elided(_ token: Token, _ bytes: ReusedArray<UInt8>) -> Int32 {
        let start = Int(token.start)
        let most = min(Int(token.end), start + 7)
        var at = start + 1
        while at < most {
            if bytes[at] == 0x27 { return words[wordHash(bytes.base + start, at + 1 - start)] }
            at += 1
        }
        return -1
    }

    private func ending(_ token: Token, _ bytes: ReusedArray<UInt8>) -> Languages {
        let end = Int(token.end)
        guard end - Int(token.start) >= Self.fewestForEnding else { return 0 }
        let five = endings[wordHash(bytes.base + end - 5, 5)]
        let found = five >= 0 ? five : endings[wordHash(bytes.base + end - 4, 4)]
        return Languages(truncatingIfNeeded: max(0, found))
    }

    /// The languages that write a letter beyond a to z.
    @inline(__always)
    func languages(writing scalar: UInt32) -> Languages {
        if scalar < 0x250 { return letters[Int(scalar)] }
        return scalar >= 0x1EA0 && scalar <= 0x1EF9 ? vietnamese : 0
    }
}
