import Moderation

/// Plain text: an article followed by replies, or one comment per block between blank lines.
///
/// A line of three or more `-` or `*` divides blocks as a blank line does.
struct TextReader: RecordReader {
    let format = InputFormat.text
    let decoder: any RecordDecoder
    private var window: ByteWindow
    private let input: String

    /// Looks for an article at the head of the input, unless the options name one.
    init(_ window: ByteWindow, input: String, options: ReadingOptions) {
        self.window = window
        self.input = input
        var article = options.article
        if article == nil, let page = ArticlePage(self.window.peek(Limits.page).bytes) {
            article = page.article
            let replies = self.window.offset + page.replies
            while self.window.offset < replies, case .line = self.window.nextLine() {
                self.window.release()
            }
        }
        decoder = TextDecoder(article: article)
    }

    mutating func next(upTo limit: Int) throws -> [RawRecord] {
        var batch = Batch(input: input, limit: limit)
        while !batch.isFull {
            switch window.nextLine() {
            case .line(let line):
                if !isDivider(line) { addBlock(from: line, to: &batch) }
                window.release()
            case .tooLong:
                batch.addKept(of: window)
                skipBlock()
            case .end:
                return try batch.last(of: window)
            }
        }
        return batch.records
    }

    private mutating func addBlock(
        from first: ByteWindow.Line, to batch: inout Batch
    ) {
        var last = first
        while true {
            switch window.nextLine() {
            case .line(let line) where !isDivider(line):
                last = line
            case .line, .end:
                return batch.add(
                    window.copy(first.offset..<last.end), first,
                    fault: window.isCut(at: last.end) ? .cut : nil)
            case .tooLong:
                batch.addKept(of: window, from: first.offset, line: first.number)
                return skipBlock()
            }
        }
    }

    /// Passes over the rest of a block that is too long.
    private mutating func skipBlock() {
        while true {
            window.release()
            switch window.nextLine() {
            case .line(let line): if isDivider(line) { return }
            case .tooLong: window.skipLine()
            case .end: return
            }
        }
    }

    private func isDivider(_ line: ByteWindow.Line) -> Bool {
        window.isBlank(line) || window.withBytes(of: line, isRule)
    }
}

/// Whether a line is only a rule: three or more `-`, or as many `*`.
func isRule(_ line: ArraySlice<UInt8>) -> Bool {
    let line = trimmed(line)
    guard line.count >= 3, let mark = line.first,
        mark == UInt8(ascii: "-") || mark == UInt8(ascii: "*")
    else { return false }
    return line.allSatisfy { $0 == mark }
}

/// A line without the white space on either side of it.
func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line.drop(while: isSpace)
    while let last = line.last, isSpace(last) { line.removeLast() }
    return line
}

/// A block is a comment, whole; it has no id of its own.
struct TextDecoder: RecordDecoder {
    let article: Article?

    func decode(_ raw: RawRecord) -> Record {
        settle(raw) { bytes throws(RecordFault) in
            let text = try repairedText(bytes.span)
            guard !isBlank(text) else { throw RecordFault(.emptyText, "empty text") }
            return .comment(Comment(text: text, article: article))
        }
    }
}
