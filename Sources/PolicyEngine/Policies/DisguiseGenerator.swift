/// Makes disguised copies of an example, one a disguise, to prove what a rule claims to see through.
enum DisguiseGenerator {
    struct Copy {
        var disguise: RuleDescription.Disguise
        var text: String
    }

    /// Shorter words have too few letters left to be read once disguised.
    private static let fewestLetters = 4

    /// Copies of a text in which the longest plain word inside `span` wears each disguise.
    ///
    /// - Parameter span: bytes of the text; words elsewhere stay as they are.
    /// - Returns: nothing when no word of four plain letters stands there.
    static func copies(
        of text: String, in span: Range<Int>, wearing disguises: [RuleDescription.Disguise]
    ) -> [Copy] {
        let bytes = Array(text.utf8)
        guard let word = longestWord(bytes, span) else { return [] }
        let letters = Array(bytes[word])
        return disguises.compactMap { disguise in
            disguised(letters, disguise).map { spelling in
                let whole = bytes[..<word.lowerBound] + spelling + bytes[word.upperBound...]
                return Copy(disguise: disguise, text: String(decoding: whole, as: UTF8.self))
            }
        }
    }

    private static func longestWord(_ bytes: [UInt8], _ span: Range<Int>) -> Range<Int>? {
        var best: Range<Int>?
        var at = span.lowerBound
        while at < span.upperBound {
            guard isLetter(bytes[at]) else {
                at += 1
                continue
            }
            var end = at
            while end < span.upperBound, isLetter(bytes[end]) { end += 1 }
            let isWhole =
                (at == 0 || !joins(bytes[at - 1])) && (end == bytes.count || !joins(bytes[end]))
            if isWhole, end - at >= max(fewestLetters, (best?.count ?? 0) + 1) { best = at..<end }
            at = end
        }
        return best
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    /// A letter, digit, apostrophe or byte of a longer character: the word goes on.
    private static func joins(_ byte: UInt8) -> Bool {
        byte >= 0x80 || isLetter(byte) || (0x30...0x39).contains(byte) || byte == 0x27
    }

    /// `nil` when the word has no letter that this disguise could change.
    private static func disguised(
        _ word: [UInt8], _ disguise: RuleDescription.Disguise
    ) -> [UInt8]? {
        let middle = word.count / 2
        switch disguise {
        case .hidden: return word[..<middle] + Array("\u{200B}".utf8) + word[middle...]
        case .accents: return replacing(word, ["a": "á", "e": "é", "i": "í", "o": "ó", "u": "ú"])
        case .lookalikes:
            return replacing(
                word, ["a": "а", "e": "е", "o": "о", "c": "с", "p": "р", "i": "і", "s": "ѕ"])
        case .leet: return replacing(word, ["a": "4", "e": "3", "i": "1", "o": "0", "s": "5"])
        case .repeats:
            return word[..<middle] + [UInt8](repeating: word[middle], count: 4)
                + word[(middle + 1)...]
        case .spaced:
            return Array(word.map { [$0] }.joined(separator: [0x20]))
        case .masked:
            return word[..<middle] + [UInt8(ascii: "*")] + word[(middle + 1)...]
        }
    }

    /// Replaces the first inner letter that the table knows.
    private static func replacing(_ word: [UInt8], _ table: [Character: String]) -> [UInt8]? {
        for (offset, byte) in word.enumerated().dropFirst() {
            let letter = Character(Unicode.Scalar(byte | 0x20))
            if let other = table[letter] {
                return word[..<offset] + Array(other.utf8) + word[(offset + 1)...]
            }
        }
        return nil
    }
}
