/// A script other than Latin, with the language that is most often written in it.
///
/// **Source**: Unicode 15.0, Blocks.txt: the blocks that hold the letters of a script.
struct WritingSystem: Sendable {
    /// BCP 47, the primary subtag.
    var code: String
    /// The language's English name.
    var name: String
    /// Letters that are taken for a word where words are not parted by spaces; `nil` where they are.
    var lettersPerWord: Int?
    var ranges: [ClosedRange<UInt32>]

    private init(
        _ code: String, _ name: String, lettersPerWord: Int? = nil, _ ranges: ClosedRange<UInt32>...
    ) {
        self.code = code
        self.name = name
        self.lettersPerWord = lettersPerWord
        self.ranges = ranges
    }
}

extension WritingSystem {
    static let all: [WritingSystem] = [
        WritingSystem(
            "zh", "Chinese", lettersPerWord: 2, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,
            0x20000...0x3FFFF),
        WritingSystem(
            "ja", "Japanese", lettersPerWord: 2, 0x3040...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9F),
        WritingSystem("ko", "Korean", 0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7FF),
        WritingSystem(
            "ar", "Arabic", 0x0600...0x06FF, 0x0750...0x077F, 0xFB50...0xFDFF, 0xFE70...0xFEFE),
        WritingSystem(
            "ru", "Russian", 0x0400...0x052F, 0x1C80...0x1C8F, 0x2DE0...0x2DFF, 0xA640...0xA69F),
        WritingSystem("el", "Greek", 0x0370...0x03FF, 0x1F00...0x1FFF),
        WritingSystem("he", "Hebrew", 0x0590...0x05FF, 0xFB1D...0xFB4F),
        WritingSystem("hy", "Armenian", 0x0530...0x058F),
        WritingSystem("ka", "Georgian", 0x10A0...0x10FF, 0x1C90...0x1CBF),
        WritingSystem("am", "Amharic", 0x1200...0x139F, 0x2D80...0x2DDF),
        WritingSystem("hi", "Hindi", 0x0900...0x097F),
        WritingSystem("bn", "Bengali", 0x0980...0x09FF),
        WritingSystem("pa", "Punjabi", 0x0A00...0x0A7F),
        WritingSystem("gu", "Gujarati", 0x0A80...0x0AFF),
        WritingSystem("ta", "Tamil", 0x0B80...0x0BFF),
        WritingSystem("te", "Telugu", 0x0C00...0x0C7F),
        WritingSystem("kn", "Kannada", 0x0C80...0x0CFF),
        WritingSystem("ml", "Malayalam", 0x0D00...0x0D7F),
        WritingSystem("si", "Sinhala", 0x0D80...0x0DFF),
        WritingSystem("th", "Thai", lettersPerWord: 4, 0x0E00...0x0E7F),
        WritingSystem("lo", "Lao", lettersPerWord: 4, 0x0E80...0x0EFF),
        WritingSystem("my", "Burmese", lettersPerWord: 4, 0x1000...0x109F),
        WritingSystem("km", "Khmer", lettersPerWord: 4, 0x1780...0x17FF),
    ]

    /// Stands for every script that the table does not have.
    static let unknown = WritingSystem("und", "a script that is not told apart")

    /// Languages that write the letters of another, told by letters that only they have.
    ///
    /// **Source**: the alphabets of the languages, as CLDR 44 lists them (exemplar characters).
    struct Relative: Sendable {
        var code: String
        var name: String
        /// Whose letters it shares.
        var among: String
        var letters: String

        fileprivate init(_ code: String, _ name: String, among: String, _ letters: String) {
            self.code = code
            self.name = name
            self.among = among
            self.letters = letters
        }
    }

    /// The first whose own letters are one in a hundred or more is taken.
    static let relatives: [Relative] = [
        Relative("ur", "Urdu", among: "ar", "ٹڈڑںےہھ"),
        Relative("fa", "Persian", among: "ar", "پچژگیک"),
        Relative("be", "Belarusian", among: "ru", "ўЎ"),
        Relative("uk", "Ukrainian", among: "ru", "іїєґІЇЄҐ"),
        Relative("sr", "Serbian", among: "ru", "јљњђћџЈЉЊЂЋЏ"),
    ]

    /// For a language of the table those that are not told apart from it.
    static let alike: [String: [String]] = [
        "ar": ["ckb", "ps", "sd", "ug"], "fa": ["ckb", "ps"], "ur": ["sd", "pa"],
        "ru": ["bg", "kk", "ky", "mk", "mn", "tg", "tt"], "sr": ["mk"], "hi": ["mr", "ne"],
        "he": ["yi"], "bn": ["as"], "am": ["ti"],
    ]

    /// The number of the script that a scalar is a letter of; that of `all.count` for a script that
    /// the table does not have, `nil` for Latin letters and for signs.
    static func number(of scalar: UInt32) -> Int? {
        guard scalar >= 0x0370 else { return nil }
        var low = 0
        var high = blocks.count
        while low < high {
            let middle = (low + high) / 2
            if blocks[middle].range.upperBound < scalar { low = middle + 1 } else { high = middle }
        }
        if low < blocks.count, blocks[low].range.contains(scalar) { return blocks[low].number }
        // General punctuation to arrows and shapes: letters there are Latin ones in circles.
        if (0x2000...0x2BFF).contains(scalar) || scalar >= 0x1D400 { return nil }
        let isLetter = Unicode.Scalar(scalar)?.properties.isAlphabetic ?? false
        return isLetter && !ReadText.isLatin(scalar) ? all.count : nil
    }

    /// The number of the relative that a letter tells; `nil` for others.
    @inline(__always)
    static func relative(of scalar: UInt32) -> Int? {
        guard scalar < 0x700 else { return nil }
        let number = Int(relativeByLetter[Int(scalar)])
        return number == 0 ? nil : number - 1
    }

    /// In the order of Unicode.
    private static let blocks: [(range: ClosedRange<UInt32>, number: Int)] =
        all.enumerated().flatMap { number, system in system.ranges.map { ($0, number) } }
        .sorted { $0.range.lowerBound < $1.range.lowerBound }

    /// One more than the number of the relative; 0 for letters that tell none.
    private static let relativeByLetter: [UInt8] = {
        var table = [UInt8](repeating: 0, count: 0x700)
        for (number, relative) in relatives.enumerated() {
            for letter in relative.letters.unicodeScalars {
                table[Int(letter.value)] = UInt8(number + 1)
            }
        }
        return table
    }()
}
