/// The paragraphs of a letter with its greeting and its signature, told by line ends and marks alone, which
/// many languages share.
///
/// A greeting is a short first line that ends in a comma or a colon. A signature begins with a short line
/// that ends in a comma, has few short lines below it and nothing after them.
struct LetterBlocks {
    enum Block: Equatable {
        case greeting, signature
        /// Counted from 0; empty lines part them.
        case paragraph(Int)

        var isParagraph: Bool { if case .paragraph = self { true } else { false } }
    }

    private var greetingEnd = 0
    private var signatureStart = Int.max
    /// Where each paragraph's first word stands, in plain bytes, ascending.
    private var starts: [Int] = []

    private static let mostGreetingWords = 6
    private static let mostSignatureWords = 4
    private static let mostSignatureLines = 4

    /// A line: plain bytes, and how many words.
    private struct Line {
        var start: Int
        var end: Int
        var words = 0
    }

    /// - Complexity: O(length).
    init(_ text: borrowing ReadText) {
        let bytes = text.body.bytes
        var lines: [Line] = []
        var line = Line(start: 0, end: bytes.firstIndex(of: 0x0A) ?? bytes.count)
        var isBelowEmpty = true
        for token in text.folded.tokens {
            let start = text.folded.sourceSpan(token).start
            while start > line.end {
                if line.words > 0 { lines.append(line) }
                isBelowEmpty = isBelowEmpty || line.words == 0
                let next = line.end + 1
                line = Line(start: next, end: bytes[next...].firstIndex(of: 0x0A) ?? bytes.count)
            }
            if isBelowEmpty { starts.append(start) }
            isBelowEmpty = false
            line.words += 1
        }
        if line.words > 0 { lines.append(line) }
        findFrame(lines, bytes)
    }

    private mutating func findFrame(_ lines: [Line], _ bytes: [UInt8]) {
        func lastMark(_ line: Line) -> UInt8? {
            bytes[line.start..<line.end].last { !isWhiteSpace($0) }
        }
        guard let first = lines.first, lines.count > 1 else { return }
        if first.words <= Self.mostGreetingWords,
            [UInt8(ascii: ","), UInt8(ascii: ":")].contains(lastMark(first))
        {
            greetingEnd = first.end
        }
        let short = lines.suffix(Self.mostSignatureLines).reversed().prefix {
            $0.words <= Self.mostSignatureWords
        }
        if let closing = short.dropFirst().last(where: { lastMark($0) == UInt8(ascii: ",") }) {
            signatureStart = closing.start
        }
    }

    /// The block of a word that begins at a plain byte.
    ///
    /// - Complexity: O(log paragraphs).
    func block(of place: Int) -> Block {
        if place < greetingEnd { return .greeting }
        if place >= signatureStart { return .signature }
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= place { low = middle + 1 } else { high = middle }
        }
        return .paragraph(low)
    }
}
