import Moderation

/// A body as plain text, with the way back to the bytes it was given as.
///
/// **Shape**: for plain bodies the text is the body. For Markdown, marks in pairs and link targets are
/// gone. For HTML, tags are gone, block tags are line ends, entities are characters; `quotes` are the stretches of `<blockquote>` and `<q>`.
struct BodyText: ~Copyable {
    private(set) var bytes: [UInt8] = []
    /// Plain offsets, half-open, in order, not overlapping.
    private(set) var quotes: [(start: Int, end: Int)] = []
    /// Where the text of links stands whose address is in the markup, in plain offsets.
    private(set) var anchors: [(start: Int, end: Int)] = []
    private var openAnchor: Int?
    /// Bytes of the body that were read.
    private(set) var sourceCount = 0
    /// Whether characters beyond the limit were left out.
    private(set) var isCut = false
    private var wasMarkedUp = false
    private var starts: [Int32] = []
    private var ends: [Int32] = []

    /// Reads a body into this value, keeping its storage for the next one.
    ///
    /// - Parameter limit: characters (Unicode scalars) of the body that are read.
    /// - Complexity: O(length of the body).
    mutating func read(_ body: String, format: BodyFormat, limit: Int) {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: body.utf8)
        isCut = cut(to: limit)
        sourceCount = bytes.count
        guard format != .plain || wasMarkedUp else { return }
        wasMarkedUp = format != .plain
        quotes = []
        anchors = []
        openAnchor = nil
        starts.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        guard format != .plain else { return }
        let source = bytes
        bytes = []
        if format == .html { readHTML(source) } else { readMarkdown(source) }
    }

    /// A body within the limit is only counted when it could exceed it.
    private mutating func cut(to limit: Int) -> Bool {
        guard bytes.count > limit else { return false }
        var characters = 0
        for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
            characters += 1
            if characters > limit {
                bytes.removeSubrange(offset...)
                return true
            }
        }
        return false
    }

    /// The source bytes behind a stretch of the plain text.
    func sourceSpan(_ start: Int, _ end: Int) -> TextSpan {
        guard !starts.isEmpty else { return TextSpan(start, end) }
        guard start < end else { return TextSpan(boundary(start), boundary(start)) }
        return TextSpan(Int(starts[start]), Int(ends[end - 1]))
    }

    /// The source offset that parts what lies before a plain offset from what lies behind it.
    func boundary(_ offset: Int) -> Int {
        guard !starts.isEmpty || sourceCount != bytes.count else { return offset }
        if offset <= 0 { return 0 }
        return offset < starts.count ? Int(starts[offset]) : sourceCount
    }

    private mutating func append(_ byte: UInt8, _ start: Int, _ end: Int) {
        bytes.append(byte)
        starts.append(Int32(start))
        ends.append(Int32(end))
    }

    private mutating func readMarkdown(_ body: [UInt8]) {
        let marks = MarkdownMarks(body)
        guard !marks.hidden.isEmpty else {
            bytes = body
            return
        }
        var plainOffset = [Int](repeating: 0, count: body.count + 1)
        var next = 0
        for (at, byte) in body.enumerated() {
            plainOffset[at] = bytes.count
            while next < marks.hidden.count, at >= marks.hidden[next].upperBound { next += 1 }
            if next < marks.hidden.count, marks.hidden[next].contains(at) { continue }
            append(byte, at, at + 1)
        }
        plainOffset[body.count] = bytes.count
        anchors = marks.links.map { (plainOffset[$0.lowerBound], plainOffset[$0.upperBound]) }
    }

    private mutating func readHTML(_ body: [UInt8]) {
        var at = 0
        var openQuotes: [Int] = []
        var skipUntil: [UInt8]?
        let ends = HTMLEnds(body)
        while at < body.count {
            let byte = body[at]
            if byte == 0x3C, skipUntil == nil, let end = ends.endOfComment(body, at) {
                at = end
                continue
            }
            if byte == 0x3C, let tag = HTMLTag(body, at) {
                if let name = skipUntil {
                    if tag.isClosing, tag.name == name { skipUntil = nil }
                } else {
                    enter(tag, at, &openQuotes)
                    if !tag.isClosing, ends.isOpaque(tag, at) { skipUntil = tag.name }
                }
                at = tag.end
                continue
            }
            if skipUntil == nil {
                if byte == 0x26, let entity = HTMLEntity(body, at) {
                    for value in entity.bytes { append(value, at, entity.end) }
                    at = entity.end
                    continue
                }
                append(byte, at, at + 1)
            }
            at += 1
        }
    }

    private mutating func enter(_ tag: HTMLTag, _ at: Int, _ openQuotes: inout [Int]) {
        if tag.isBlock, !bytes.isEmpty, bytes.last != 0x0A { append(0x0A, at, tag.end) }
        if tag.isQuote {
            if tag.isClosing {
                if let open = openQuotes.popLast(), openQuotes.isEmpty {
                    quotes.append((open, bytes.count))
                }
            } else {
                openQuotes.append(bytes.count)
            }
        }
        if tag.hasAddress {
            openAnchor = bytes.count
        } else if tag.isClosing, tag.name == [0x61], let open = openAnchor {
            anchors.append((open, bytes.count))
            openAnchor = nil
        }
    }
}
