import Moderation

/// Messages of a mailbox in mbox form, or one message by itself.
///
/// **Source**: RFC 4155 (mbox): a message begins with a line `From ` that follows a blank line.
struct MailboxReader: RecordReader {
    let format = InputFormat.mbox
    let decoder: any RecordDecoder
    private var window: ByteWindow
    private let input: String

    init(_ window: ByteWindow, input: String, options: ReadingOptions) {
        self.window = window
        self.input = input
        decoder = MailDecoder(article: options.article)
    }

    mutating func next(upTo limit: Int) throws -> [RawRecord] {
        var batch = Batch(input: input, limit: limit)
        while !batch.isFull {
            switch window.nextLine() {
            case .line(let line):
                if !window.isBlank(line) { addMessage(from: line, to: &batch) }
                window.release()
            case .tooLong:
                batch.addKept(of: window)
                window.skipLine()
                skipMessage()
            case .end:
                return try batch.last(of: window)
            }
        }
        return batch.records
    }

    private mutating func addMessage(from first: ByteWindow.Line, to batch: inout Batch) {
        var end = first.end
        var last = first
        var isAfterBlank = false
        while true {
            switch window.nextLine() {
            case .line(let line):
                if isAfterBlank, window.withBytes(of: line, Mailbox.isFromLine) {
                    window.rewind(toAfter: last)
                    return add(first, end, &batch)
                }
                isAfterBlank = window.isBlank(line)
                if !isAfterBlank { end = line.end }
                last = line
            case .end:
                return add(first, end, &batch)
            case .tooLong:
                batch.addKept(of: window, from: first.offset, line: first.number)
                return skipMessage()
            }
        }
    }

    private mutating func add(
        _ first: ByteWindow.Line, _ end: Int, _ batch: inout Batch
    ) {
        batch.add(
            window.copy(first.offset..<end), first,
            fault: window.isCut(at: window.offset) ? .cut : nil)
    }

    /// Passes over the rest of a message that is too long.
    private mutating func skipMessage() {
        var isAfterBlank = false
        while true {
            window.release()
            guard let next = window.nextLineStart(upTo: 200) else { return }
            if isAfterBlank, Mailbox.isFromLine(next) { return }
            isAfterBlank = next.allSatisfy(isSpace)
            window.skipLine()
        }
    }
}

/// How mailboxes and messages begin.
enum Mailbox {
    /// Whether a line divides messages: `From`, a sender, and a date with a time and a year.
    static func isFromLine(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.starts(with: "From ".utf8), line.count <= 200 else { return false }
        let words = line.split(separator: 0x20)
        let hasTime = words.contains { word in
            let parts = word.split(separator: UInt8(ascii: ":"))
            return parts.count >= 2 && parts.allSatisfy { $0.allSatisfy { 0x30...0x39 ~= $0 } }
        }
        return hasTime
            && words.contains { word in
                let word = trimmed(word)
                return word.count == 4 && word.allSatisfy { 0x30...0x39 ~= $0 }
            }
    }

    /// Whether an input begins as a mailbox does, or with the headers of a message.
    static func isRecognised(_ sample: ArraySlice<UInt8>) -> Bool {
        let lines = sample.drop(while: isSpace).split(
            separator: UInt8(ascii: "\n"), maxSplits: 200, omittingEmptySubsequences: false)
        guard let first = lines.first else { return false }
        if isFromLine(first) { return true }
        var known: Set<String> = []
        for line in lines {
            if trimmed(line).isEmpty { break }
            if line.first.map({ $0 == 0x20 || $0 == 0x09 }) == true { continue }
            guard let name = headerName(line) else { return false }
            if headers.contains(name) { known.insert(name) }
        }
        return known.contains("from") && known.count >= 2
    }

    private static let headers: Set<String> = [
        "from", "to", "subject", "date", "message-id", "received", "return-path", "mime-version",
        "content-type", "delivered-to", "in-reply-to", "reply-to",
    ]

    /// The name of a header line, in lower case.
    static func headerName(_ line: ArraySlice<UInt8>) -> String? {
        let name = line.prefix { $0 != UInt8(ascii: ":") }
        guard 1...60 ~= name.count, name.count < line.count,
            name.allSatisfy({ 0x21...0x7E ~= $0 })
        else { return nil }
        return String(decoding: name, as: UTF8.self).lowercased()
    }
}
