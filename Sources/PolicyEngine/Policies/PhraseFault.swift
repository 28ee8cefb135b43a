/// Why a phrase would not be read as it is written.
struct PhraseFault {
    var code: PolicyCode
    var message: String
    var help: String

    /// - Returns: `nil` for a phrase that is read as it is written.
    init?(_ phrase: String) {
        let bytes = phrase.utf8
        if !bytes.contains(where: isASCIIWord), PhraseFolder.words(of: phrase).isEmpty {
            code = .emptyPhrase
            message = "'\(phrase)' holds no word"
            help = "write a word, or take it out"
        } else if bytes.contains(0x2A), Self.hasStrayStar(Array(bytes)) {
            code = .wrongValue
            message = "'\(phrase)' has a star that ends no word"
            help = "a star lets a word go on; masked letters are found by 'see_through: [masked]'"
        } else if bytes.contains(where: { $0 == 0x7B || $0 == 0x7D }) {
            code = .wrongValue
            message = "'\(phrase)' would be read as words, not as a list"
            help = "let a list stand by itself; 'near' finds what stands before it"
        } else if let count = Self.tooManyWords(phrase) {
            code = .textTooLong
            message = "the phrase has \(count) words"
            help = "\(PhraseBook.mostWords) at most; take the part that matters"
        } else {
            return nil
        }
    }

    private static func hasStrayStar(_ bytes: [UInt8]) -> Bool {
        bytes.indices.contains { place in
            bytes[place] == 0x2A
                && (place == 0 || !Disguises.isWordByte(bytes[place - 1])
                    || place + 1 < bytes.count && bytes[place + 1] != 0x20)
        }
    }

    /// Short phrases, which most are, are not read to be counted: of ASCII a word and its space take
    /// two bytes.
    private static func tooManyWords(_ phrase: String) -> Int? {
        guard phrase.utf8.count > 2 * PhraseBook.mostWords || !phrase.utf8.allSatisfy({ $0 < 0x80 })
        else { return nil }
        let count = PhraseFolder.words(of: phrase).count
        return count > PhraseBook.mostWords ? count : nil
    }
}
