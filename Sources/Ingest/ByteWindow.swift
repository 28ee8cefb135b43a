/// How much of an input is held at a time.
///
/// **Source**: our own choices, except where said.
enum Limits {
    /// The longest record that is read whole: 32 MiB, some thousand times the longest comment any
    /// comment system takes, and little enough to hold a few of them.
    static let record = 32 << 20
    /// What is kept of a longer one, for a person to see what it was.
    static let kept = 1 << 20
    /// One read of the source: large enough that the call costs nothing beside the copying.
    static let chunk = 256 << 10
    /// A batch ends early when its records hold this many bytes, so that 500 long records do not
    /// take 500 times the longest.
    static let batch = 8 << 20
    /// What is looked at to recognise a format.
    static let sample = 64 << 10
    /// An article page has its replies within the first 1 MiB; the longest long reads hold a tenth.
    static let page = 1 << 20
    /// Nesting of JSON, the same as Foundation's `JSONDecoder`.
    static let nesting = 512
}

/// The part of an input that is held: lines are taken from its front, and can be given back until
/// they are released.
///
/// **Units**: all offsets are bytes from the start of the input.
struct ByteWindow: Sendable {
    /// A physical line without its end (`\n` or `\r\n`).
    struct Line: Equatable {
        /// Counted from 1.
        var number: Int
        var offset: Int
        var count: Int
        /// Where the next line begins.
        var next: Int

        var end: Int { offset + count }
    }

    enum Step: Equatable {
        case line(Line)
        /// With this line, what is not released yet would exceed `Limits.record`; nothing was taken.
        case tooLong
        case end
    }

    private var source: any ByteSource
    private var bytes: [UInt8] = []
    /// The offset of `bytes[0]`.
    private var base = 0
    /// What is before this offset may be forgotten.
    private var released = 0
    private var isComplete = false
    /// The offset and number of the line that is taken next.
    private(set) var offset = 0
    private(set) var lineNumber = 1

    init(_ source: some ByteSource) { self.source = source }

    /// The held bytes from the next line on, after reading until there are `count` of them or the
    /// input ends.
    mutating func peek(_ count: Int) throws -> (bytes: ArraySlice<UInt8>, isWhole: Bool) {
        while base + bytes.count - offset < count, try fill() {}
        let ahead = bytes[(offset - base)...]
        return (ahead.prefix(count), isComplete && ahead.count <= count)
    }

    /// Skips a byte order mark at the start of the input.
    mutating func skipByteOrderMark() throws {
        if try peek(3).bytes.elementsEqual([0xEF, 0xBB, 0xBF]) {
            offset += 3
            release()
        }
    }

    mutating func nextLine() throws -> Step {
        var scanned = offset
        while true {
            if let feed = lineFeed(from: scanned) {
                let hasReturn = feed > offset && bytes[feed - base - 1] == UInt8(ascii: "\r")
                let line = Line(
                    number: lineNumber, offset: offset,
                    count: feed - offset - (hasReturn ? 1 : 0), next: feed + 1)
                guard feed - released <= Limits.record else { return .tooLong }
                take(line)
                return .line(line)
            }
            scanned = base + bytes.count
            guard scanned - released <= Limits.record else { return .tooLong }
            guard try fill() else { break }
        }
        guard scanned > offset else { return .end }
        let line = Line(
            number: lineNumber, offset: offset, count: scanned - offset, next: scanned)
        take(line)
        return .line(line)
    }

    /// Gives lines back: all after `line` are taken again.
    ///
    /// - Precondition: nothing after `line` was released.
    mutating func rewind(toAfter line: Line) {
        precondition(line.next >= released)
        offset = line.next
        lineNumber = line.number + 1
    }

    /// Gives a line and all after it back: it is taken next.
    ///
    /// - Precondition: the line was not released.
    mutating func giveBack(_ line: Line) {
        precondition(line.offset >= released)
        offset = line.offset
        lineNumber = line.number
    }

    /// Whether the input ends before the line does.
    func isUnfinished(_ line: Line) -> Bool { line.next == line.end }

    var isSeekable: Bool { source is any SeekableSource }

    /// Goes on at another line of the input.
    ///
    /// - Precondition: `isSeekable`.
    mutating func seek(to offset: Int, line: Int) throws {
        guard var seekable = source as? any SeekableSource else {
            preconditionFailure("only a file is read on")
        }
        try seekable.seek(to: offset)
        source = seekable
        bytes = []
        (base, released, self.offset) = (offset, offset, offset)
        lineNumber = line
        isComplete = false
    }

    /// Forgets the lines taken so far.
    mutating func release() { released = offset }

    /// Passes over the next line, however long, and releases it.
    mutating func skipLine() throws {
        while true {
            if let feed = lineFeed(from: offset) {
                offset = feed + 1
                lineNumber += 1
                return release()
            }
            offset = base + bytes.count
            release()
            guard try fill() else { return }
        }
    }

    /// A copy of held bytes.
    ///
    /// - Precondition: the range is held and not released.
    func copy(_ range: Range<Int>) -> [UInt8] {
        Array(bytes[(range.lowerBound - base)..<(range.upperBound - base)])
    }

    /// What is kept of a record that is too long: its first bytes, and a line feed at the end,
    /// which no whole record has.
    func copyKept(from start: Int) -> [UInt8] {
        copy(start..<(start + Limits.kept - 1)) + [UInt8(ascii: "\n")]
    }

    func isBlank(_ line: Line) -> Bool {
        bytes[(line.offset - base)..<(line.end - base)].allSatisfy {
            $0 == 0x20 || 0x09...0x0D ~= $0
        }
    }

    /// Lets the bytes of a line be read in place.
    func withBytes<Result>(of line: Line, _ body: (ArraySlice<UInt8>) -> Result) -> Result {
        body(bytes[(line.offset - base)..<(line.end - base)])
    }

    private mutating func take(_ line: Line) {
        offset = line.next
        // What is written behind an unfinished line later stands on the same one.
        if !isUnfinished(line) { lineNumber += 1 }
    }

    private func lineFeed(from start: Int) -> Int? {
        bytes[(start - base)...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + base }
    }

    /// - Returns: whether there are more bytes than before.
    private mutating func fill() throws -> Bool {
        guard !isComplete else { return false }
        if released > base {
            bytes.removeFirst(released - base)
            base = released
        }
        let more = try source.read(upTo: Limits.chunk)
        isComplete = more.isEmpty
        bytes += more
        return !isComplete
    }
}
