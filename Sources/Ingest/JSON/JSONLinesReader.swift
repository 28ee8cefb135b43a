import Moderation

/// One JSON object a line; blank lines are passed over.
struct JSONLinesReader: LineReader {
    let format = InputFormat.jsonl
    let decoder: any RecordDecoder
    var leavesUnfinished = false
    var window: ByteWindow
    let input: String

    init(_ window: ByteWindow, input: String, options: ReadingOptions) {
        self.window = window
        self.input = input
        decoder = JSONLinesDecoder(fields: options.fields, article: options.article)
    }

    func end(of line: ByteWindow.Line) -> Int? { isLeft(line) ? nil : line.end }
}

/// Understands one line of JSON without building the whole of it.
///
/// The scanner checks the grammar in full, so its verdict needs no second opinion; tests hold it
/// to Foundation's. Unknown members are passed over; of members with one name the first wins.
struct JSONLinesDecoder: RecordDecoder {
    private let names: FieldNames
    private let article: Article?

    private static let authorNames = FieldNames(members: [
        ("id", .authorID), ("name", .author), ("email", .authorEmail), ("ip", .authorAddress),
    ])
    private static let articleNames = FieldNames(members: [
        ("url", .articleURL), ("title", .articleTitle), ("body", .articleBody),
    ])

    init(fields: FieldMap, article: Article?) {
        names = FieldNames(fields, format: .jsonl)
        self.article = article
    }

    func decode(_ raw: RawRecord) -> Record {
        settle(raw) { bytes throws(RecordFault) in .comment(try comment(bytes.span, raw.about)) }
    }

    private func comment(
        _ json: Span<UInt8>, _ about: Article?
    ) throws(RecordFault) -> Comment {
        let draft = try draft(json, names)
        return try draft.finished(about: about ?? article, names: names)
    }

    /// The article that a JSON text is, or `nil` when none of its members says anything of one.
    func article(_ json: Span<UInt8>) throws(RecordFault) -> Article? {
        try draft(json, Self.articleNames).namedArticle
    }

    private func draft(
        _ json: Span<UInt8>, _ names: FieldNames
    ) throws(RecordFault) -> CommentDraft {
        var scanner = JSONScanner()
        scanner.skipSpace(json)
        guard scanner.at < json.count, json[scanner.at] == UInt8(ascii: "{") else {
            throw RecordFault(.notAnObject, "the record is not a JSON object")
        }
        let members = try members(of: json, &scanner, names)
        scanner.skipSpace(json)
        guard scanner.at == json.count else {
            throw RecordFault(.brokenJSON, "something follows the object", at: scanner.at)
        }
        do {
            _ = try UTF8Span(validating: json)
        } catch {
            throw RecordFault(.notUTF8, "not UTF-8", at: error.byteOffsets.lowerBound)
        }
        var draft = CommentDraft()
        for member in members { try set(member.field, to: member.value, json, in: &draft) }
        return draft
    }

    private struct Member {
        var field: Field
        var rank: Int
        var value: JSONScanner.Token
    }

    /// The known members of the object that begins at the scanner, each field once.
    private func members(
        of json: Span<UInt8>, _ scanner: inout JSONScanner, _ names: FieldNames
    ) throws(RecordFault) -> [Member] {
        var members: [Member] = []
        scanner.enter()
        while let key = try scanner.nextKey(json) {
            let match = try match(key, json, names)
            let value = try scanner.value(json)
            guard let match else { continue }
            let member = Member(field: match.field, rank: match.rank, value: value)
            guard let index = members.firstIndex(where: { $0.field == match.field }) else {
                members.append(member)
                continue
            }
            // A null says nothing, so another name of the field may speak.
            let held = members[index]
            if match.rank != held.rank, value.kind != .null,
                match.rank < held.rank || held.value.kind == .null
            {
                members[index] = member
            }
        }
        return members
    }

    private func match(
        _ key: JSONScanner.Token, _ json: Span<UInt8>, _ names: FieldNames
    ) throws(RecordFault) -> FieldNames.Match? {
        guard key.kind == .escapedString else {
            return names.match(json.extracting(key.start..<key.end))
        }
        let name = try JSONScanner.unescaped(key, json)
        return names.match(name.span)
    }

    private func set(
        _ field: Field, to token: JSONScanner.Token, _ json: Span<UInt8>,
        in draft: inout CommentDraft
    ) throws(RecordFault) {
        if token.kind == .object, field == .author || field == .article {
            let names = field == .author ? Self.authorNames : Self.articleNames
            var scanner = JSONScanner(at: token.start)
            for member in try members(of: json, &scanner, names) {
                try draft.set(member.field, to: try JSONScanner.read(member.value, json))
            }
        } else {
            try draft.set(field, to: try JSONScanner.read(token, json))
        }
    }
}
