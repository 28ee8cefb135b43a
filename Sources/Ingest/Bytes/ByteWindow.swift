import Glibc

/// The part of an input that is held: lines, or stretches of any kind, are taken from its front, and
/// can be given back until they are released.
///
/// A source that fails ends the input: what came before is taken first, and then `end` throws.
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
    private var failure: (any Error)?
    /// The offset and number of the line that is taken next.
    private(set) var offset = 0
    private(set) var lineNumber = 1

    init(_ source: some ByteSource) { self.source = source }

    /// A window on what a source holds, unpacked where it is packed with gzip.
    ///
    /// - Throws: what the source throws.
    init(unpacking source: some ByteSource, input: String) throws {
        var source = source
        var start: [UInt8] = []
        while start.count < gzipMark.count {
            let more = try source.read(upTo: Limits.chunk)
            if more.isEmpty { break }
            start += more
        }
        if start.starts(with: gzipMark) {
            self.source = GzipSource(source, after: start, input: input)
        } else {
            self.source = source
            bytes = start
        }
    }

    /// The held bytes from the next line on, after reading until there are `count` of them or the
    /// input ends.
    mutating func peek(_ count: Int) -> (bytes: ArraySlice<UInt8>, isWhole: Bool) {
        while base + bytes.count - offset < count, fill() {}
        let ahead = bytes[(offset - base)...]
        return (ahead.prefix(count), isComplete && ahead.count <= count)
    }

    /// Skips a byte order mark at the start of the input.
    mutating func skipByteOrderMark() {
        if peek(3).bytes.elementsEqual([0xEF, 0xBB, 0xBF]) {
            offset += 3
            release()
        }
    }

    /// Says whether the input ended as it should.
    ///
    /// - Throws: what the source threw.
    func end() throws { if let failure { throw failure } }

    /// Whether a record that ends here ends only because the source failed.
    func isCut(at end: Int) -> Bool { failure != nil && end == heldEnd }

    // MARK: Lines

    mutating func nextLine() -> Step {
        let feed = find(UInt8(ascii: "\n"), from: offset, upTo: released + Limits.record)
        guard case .found(let feed) = feed else { return feed == .tooFar ? .tooLong : lastLine() }
        let hasReturn = feed > offset && bytes[feed - base - 1] == UInt8(ascii: "\r")
        let line = Line(
            number: lineNumber, offset: offset, count: feed - offset - (hasReturn ? 1 : 0),
            next: feed + 1)
        take(line)
        return .line(line)
    }

    private mutating func lastLine() -> Step {
        let end = base + bytes.count
        guard end > offset else { return .end }
        let line = Line(
            number: lineNumber, offset: offset, count: end - offset, next: end)
        take(line)
        return .line(line)
    }

    /// The beginning of the next line, which is not taken; `nil` at the end of the input.
    mutating func nextLineStart(upTo count: Int) -> ArraySlice<UInt8>? {
        let ahead = peek(count).bytes
        return ahead.isEmpty ? nil : ahead.prefix { $0 != UInt8(ascii: "\n") }
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
        (isComplete, failure) = (false, nil)
    }

    /// Forgets the lines taken so far.
    mutating func release() { released = offset }

    /// Passes over the next line, however long, and releases it.
    mutating func skipLine() {
        while true {
            let limit = offset + Limits.chunk
            switch find(UInt8(ascii: "\n"), from: offset, upTo: limit) {
            case .found(let feed):
                offset = feed + 1
                lineNumber += 1
                return release()
            case .tooFar:
                offset = limit + 1
                release()
            case .end:
                offset = heldEnd
                return release()
            }
        }
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

    // MARK: Bytes

    enum Search: Equatable {
        case found(Int)
        /// Not before the offset that the search was to end at.
        case tooFar
        case end
    }

    /// The byte at an offset, or `nil` after the end of the input.
    ///
    /// - Precondition: the offset is not before what is released.
    @inline(__always)
    mutating func byte(at offset: Int) -> UInt8? {
        while offset - base >= bytes.count { if !fill() { return nil } }
        return bytes[offset - base]
    }

    /// The next place of a byte.
    mutating func find(_ byte: UInt8, from start: Int, upTo limit: Int) -> Search {
        var scanned = start
        while true {
            let end = min(base + bytes.count, limit + 1)
            if scanned < end {
                if let found = place(of: byte, in: (scanned - base)..<(end - base)) {
                    return .found(found + base)
                }
                scanned = end
            }
            if scanned > limit { return .tooFar }
            guard fill() else { return .end }
        }
    }

    /// Whether the bytes from an offset on are these.
    mutating func has(_ wanted: StaticString, at offset: Int) -> Bool {
        let count = wanted.utf8CodeUnitCount
        guard count == 0 || byte(at: offset + count - 1) != nil else { return false }
        return wanted.withUTF8Buffer { wanted in
            bytes[(offset - base)..<(offset - base + count)].elementsEqual(wanted)
        }
    }

    /// Whether held bytes are these.
    ///
    /// - Precondition: the range is held and not released.
    func holds(_ wanted: [UInt8], in range: Range<Int>) -> Bool {
        range.count == wanted.count
            && bytes[(range.lowerBound - base)..<(range.upperBound - base)].elementsEqual(wanted)
    }

    /// Takes and releases all before an offset.
    mutating func release(upTo next: Int) {
        precondition(next >= offset && next <= base + bytes.count)
        lineNumber += bytes[(offset - base)..<(next - base)].count { $0 == UInt8(ascii: "\n") }
        offset = next
        release()
    }

    /// The number of the line that an offset is on.
    ///
    /// - Precondition: the offset is held and not before the byte that is taken next.
    func line(of place: Int) -> Int {
        lineNumber + bytes[(offset - base)..<(place - base)].count { $0 == UInt8(ascii: "\n") }
    }

    /// A copy of held bytes.
    ///
    /// - Precondition: the range is held and not released.
    func copy(_ range: Range<Int>) -> [UInt8] {
        Array(bytes[(range.lowerBound - base)..<(range.upperBound - base)])
    }

    /// Where what is held ends.
    var heldEnd: Int { base + bytes.count }

    private func place(of byte: UInt8, in range: Range<Int>) -> Int? {
        bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return nil }
            precondition(range.lowerBound >= 0 && range.upperBound <= buffer.count)
            guard let found = memchr(base + range.lowerBound, Int32(byte), range.count) else {
                return nil
            }
            return UnsafeRawPointer(found) - UnsafeRawPointer(base)
        }
    }

    /// - Returns: whether there are more bytes than before.
    private mutating func fill() -> Bool {
        guard !isComplete else { return false }
        if released > base {
            bytes.removeFirst(released - base)
            base = released
        }
        do {
            let more = try source.read(upTo: Limits.chunk)
            isComplete = more.isEmpty
            bytes += more
        } catch {
            failure = error
            isComplete = true
        }
        return !isComplete
    }
}
