import Moderation

/// A comment as the engine reads it: plain text, folded view, segments, links.
///
/// Read anew for each comment; it keeps its storage from one to the next.
struct ReadText: ~Copyable {
    /// Longer bodies are judged on their first 20,000 characters and go to a person.
    static let mostCharacters = 20_000

    private(set) var body = BodyText()
    private(set) var folded = FoldedText()
    /// In order, covering the plain text.
    private(set) var stretches: [ScopedStretch] = []
    /// Web addresses, in plain bytes, in order.
    private(set) var links: [(start: Int, end: Int)] = []
    /// For each token the stretch it begins in; empty while there is one stretch.
    private let tokenStretch = ReusedArray<Int32>()
    /// Bytes of the body as given.
    private var bodyCount = 0

    /// Whether characters beyond the limit were left out.
    var isCut: Bool { body.isCut }

    init() {}

    init(_ text: String) { read(text, format: .plain, article: nil, parent: nil) }

    /// - Complexity: O(length).
    mutating func read(
        _ text: String, format: BodyFormat, article: SharedText?, parent: SharedText?
    ) {
        bodyCount = text.utf8.count
        body.read(text, format: format, limit: ReadText.mostCharacters)
        folded.fold(body.bytes)
        Segmenter.segment(body, folded, article: article, parent: parent, into: &stretches)
        tokenStretch.removeAll()
        if stretches.count > 1 { placeTokens() }
        if !links.isEmpty { links = [] }
        if folded.hints.contains(.link) { links = ReadText.links(in: body.bytes) }
    }

    private func placeTokens() {
        var current = 0
        for token in folded.tokens {
            let start = folded.sourceSpan(token).start
            while current + 1 < stretches.count, start >= stretches[current].end { current += 1 }
            tokenStretch.append(Int32(current))
        }
    }

    /// The stretch that a token begins in.
    ///
    /// - Precondition: the token is there, so a stretch is.
    @inline(__always)
    func stretch(ofToken token: Int) -> Int { tokenStretch.isEmpty ? 0 : Int(tokenStretch[token]) }

    /// The scope of a run of tokens; `nil` when they belong to different owners.
    func scope(ofTokens range: Range<Int>) -> SegmentScope? {
        let first = stretches[stretch(ofToken: range.lowerBound)].scope
        guard stretches.count > 1 else { return first }
        for token in range where stretches[stretch(ofToken: token)].scope != first { return nil }
        return first
    }

    /// The author's own web addresses: those in the text, and those of markup whose text shows none.
    var ownLinks: [(start: Int, end: Int)] {
        func isOwn(_ place: (start: Int, end: Int)) -> Bool {
            stretches.contains {
                $0.scope == .own && $0.start <= place.start && place.start < $0.end
            }
        }
        let hidden = body.anchors.filter { !touchesLink($0.start, max($0.end, $0.start + 1)) }
        return (links + hidden).filter(isOwn).sorted { $0.start < $1.start }
    }

    /// Whether a stretch of plain bytes touches a web address.
    func touchesLink(_ start: Int, _ end: Int) -> Bool {
        links.contains { $0.start < end && start < $0.end }
    }

    func isInLink(_ word: Token) -> Bool {
        guard !links.isEmpty else { return false }
        let span = folded.sourceSpan(word)
        return touchesLink(span.start, span.end)
    }

    /// Where the author's own words begin and end; 0 when there are none.
    var ownStart: Int { stretches.first { $0.scope == .own }?.start ?? 0 }
    var ownEnd: Int { stretches.last { $0.scope == .own }?.end ?? 0 }

    /// The author's own bytes outside links, in plain offsets, in order.
    var ownRanges: [Range<Int>] {
        var ranges: [Range<Int>] = []
        var link = 0
        for stretch in stretches where stretch.scope == .own {
            var from = stretch.start
            while link < links.count, links[link].start < stretch.end {
                if links[link].start > from { ranges.append(from..<links[link].start) }
                from = max(from, links[link].end)
                if links[link].end > stretch.end { break }
                link += 1
            }
            if from < stretch.end { ranges.append(from..<stretch.end) }
        }
        return ranges
    }

    /// The segments in bytes of the body as given, with the reason for each; they cover it whole.
    func segments() -> [ExplainedSegment] {
        var segments = stretches.map { stretch in
            ExplainedSegment(
                segment: Segment(
                    scope: stretch.scope,
                    span: TextSpan(body.boundary(stretch.start), body.boundary(stretch.end))),
                reason: stretch.reason)
        }
        let covered = segments.last?.segment.span.end ?? 0
        if covered < body.sourceCount {
            segments.append(
                ExplainedSegment(
                    segment: Segment(scope: .own, span: TextSpan(covered, body.sourceCount)),
                    reason: "markup without text"))
        }
        if body.sourceCount < bodyCount {
            segments.append(
                ExplainedSegment(
                    segment: Segment(scope: .own, span: TextSpan(body.sourceCount, bodyCount)),
                    reason: "beyond the first \(Self.mostCharacters) characters: no rule read it"))
        }
        return segments
    }

    /// Stretches that begin with a scheme or `www.` and run to white space, a quote or a bracket.
    private static func links(in bytes: [UInt8]) -> [(start: Int, end: Int)] {
        bytes.withUnsafeBufferPointer(links)
    }

    private static func links(in bytes: UnsafeBufferPointer<UInt8>) -> [(start: Int, end: Int)] {
        var found: [(start: Int, end: Int)] = []
        var at = 0
        while at + 4 < bytes.count {
            let lower = bytes[at] | 0x20
            guard lower == 0x68 || lower == 0x77, beginsLink(bytes, at) else {
                at += 1
                continue
            }
            var end = at
            while end < bytes.count, !endsLink(bytes, end) { end += 1 }
            while end > at, [0x2E, 0x2C, 0x21, 0x3F].contains(bytes[end - 1]) { end -= 1 }
            found.append((at, end))
            at = end
        }
        return found
    }

    /// White space of any script, quotes and brackets.
    private static func endsLink(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
        switch bytes[at] {
        case 0...0x20, 0x22, 0x3C, 0x3E, 0x29, 0x5D: return true
        case 0xC2, 0xE1, 0xE2, 0xE3:
            if case .space = FoldingTable.fold(decodeScalar(bytes, at).scalar) { return true }
            return false
        default: return false
        }
    }

    private static let schemes = ["http://", "https://", "www."].map { Array($0.utf8) }

    private static func beginsLink(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
        if at > 0, isASCIIWord(bytes[at - 1]) {
            return false
        }
        return schemes.contains { scheme in
            at + scheme.count < bytes.count
                && zip(scheme, bytes[at...]).allSatisfy { $0 == ($1 >= 0x41 ? $1 | 0x20 : $1) }
        }
    }
}
