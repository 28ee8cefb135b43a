import Moderation

/// Where a format keeps its records.
struct JSONLayout: Sendable {
    let paths: PathTree<Bool>
    var nesting: JSONNesting?
    var context: (any JSONContext)?

    /// - Parameter paths: of the records; the empty path is the document itself, or each of several.
    init(
        _ paths: [String], nesting: JSONNesting? = nil, context: (any JSONContext)? = nil
    ) {
        self.paths = PathTree(paths.map { ($0, true) })
        self.nesting = nesting
        self.context = context
    }
}

/// What earlier elements of an input say about later ones.
protocol JSONContext: Sendable {
    /// - Returns: what the input says of a record, or `nil` for an element that is no comment and
    ///   only tells of others.
    mutating func surroundings(of record: [UInt8]) -> Surroundings?
}

/// What an input says about a record outside of it.
struct Surroundings {
    var about: Article?
    var parent: CommentID?
}

/// Replies that stand within the comment they reply to.
struct JSONNesting: Sendable {
    /// The path from a comment to the array of its replies.
    let replies: PathTree<Bool>
    /// The path to its id, where replies do not name what they reply to.
    let id: PathTree<Bool>?

    init(replies: String, id: String? = nil) {
        self.replies = PathTree([(replies, true)])
        self.id = id.map { PathTree([($0, true)]) }
    }

    /// A comment and its replies, each with its own bytes: the replies are cut out of the comment,
    /// whose array of them is then empty.
    ///
    /// **Shape**: in document order; what cannot be walked stays one record.
    func records(in whole: RawRecord) -> [RawRecord] {
        var cutter = Cutter(nesting: self, whole: whole)
        cutter.cut(0..<whole.bytes.count, parent: whole.parent, level: 0)
        return cutter.records
    }

    private struct Cutter {
        let nesting: JSONNesting
        let whole: RawRecord
        var records: [RawRecord] = []
        /// Where the last record began.
        private var offset = 0
        private var line: Int

        init(nesting: JSONNesting, whole: RawRecord) {
            self.nesting = nesting
            self.whole = whole
            line = whole.place.line
        }

        mutating func cut(_ range: Range<Int>, parent: CommentID?, level: Int) {
            line += whole.bytes[offset..<range.lowerBound].count { $0 == UInt8(ascii: "\n") }
            offset = range.lowerBound
            var record = RawRecord(
                place: RecordPlace(
                    input: whole.place.input, line: line, offset: whole.place.offset + offset),
                bytes: Array(whole.bytes[range]), parent: parent)
            // Deeper than any thread goes: what is below stays in its comment.
            guard level < 100,
                let array = try? nesting.replies.token(in: record.bytes.span),
                array.kind == .array,
                let elements = try? JSONNesting.elements(of: array, in: record.bytes.span),
                !elements.isEmpty
            else { return records.append(record) }
            let outer = nesting.id.flatMap { JSONNesting.id(at: $0, in: record.bytes.span) }
            record.bytes.replaceSubrange((array.start + 1)..<(array.end - 1), with: [])
            records.append(record)
            for element in elements {
                let start = range.lowerBound + element.lowerBound
                cut(start..<(start + element.count), parent: outer, level: level + 1)
            }
        }
    }

    private static func elements(
        of array: JSONScanner.Token, in json: Span<UInt8>
    ) throws(RecordFault) -> [Range<Int>] {
        var elements: [Range<Int>] = []
        var scanner = JSONScanner(at: array.start)
        scanner.enter()
        while try scanner.hasElement(json) {
            let element = try scanner.value(json)
            let isString = element.kind == .string || element.kind == .escapedString
            elements.append((element.start - (isString ? 1 : 0))..<scanner.at)
        }
        return elements
    }

    private static func id(at path: PathTree<Bool>, in json: Span<UInt8>) -> CommentID? {
        guard let token = try? path.token(in: json), let value = try? JSONScanner.read(token, json)
        else { return nil }
        switch value {
        case .string(let text), .number(let text): return CommentID(text)
        default: return nil
        }
    }
}

extension PathTree {
    /// The first value at one of the paths in an object.
    func token(in json: Span<UInt8>) throws(RecordFault) -> JSONScanner.Token? {
        var scanner = JSONScanner()
        scanner.skipSpace(json)
        guard scanner.at < json.count, json[scanner.at] == UInt8(ascii: "{") else { return nil }
        return try token(in: json, &scanner, from: 0)
    }

    private func token(
        in json: Span<UInt8>, _ scanner: inout JSONScanner, from node: Node
    ) throws(RecordFault) -> JSONScanner.Token? {
        scanner.enter()
        while let key = try scanner.nextKey(json) {
            let value = try scanner.value(json)
            guard key.kind == .string,
                let child = child(json.extracting(key.start..<key.end), of: node)
            else { continue }
            if leaf(child) != nil { return value }
            guard value.kind == .object else { continue }
            var inner = JSONScanner(at: value.start)
            if let token = try token(in: json, &inner, from: child) { return token }
        }
        return nil
    }
}
