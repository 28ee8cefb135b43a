import Moderation

/// Recognises a format by the first bytes of an input.
///
/// - Parameter isWhole: whether the sample is all there is.
/// - Throws: `F004` for bytes that are no text, `F005` and `F014` for a format known but not read.
func recognise(
    _ sample: ArraySlice<UInt8>, isWhole: Bool, input: String, fields: FieldMap
) throws(Problem) -> InputFormat {
    try refuseOthers(sample, input: input)
    if sample.starts(with: sqliteMark) { return .isso }
    if let format = try recognisedXML(sample, input: input) { return format }
    if let format = recognisedJSON(sample) { return format }
    if Mailbox.isRecognised(sample) { return .mbox }
    let lines = sample.split(
        separator: UInt8(ascii: "\n"), maxSplits: 64, omittingEmptySubsequences: true)
    guard let first = lines.first(where: { !$0.allSatisfy(isSpace) }) else {
        try refuseBinary(sample, isWhole: isWhole, input: input)
        return .text
    }
    if let format = recognisedTable(first, fields: fields) { return format }
    try refuseBinary(sample, isWhole: isWhole, input: input)
    // A table whose text column has an unknown name must not become one comment in silence: read as
    // CSV, it says what its columns are.
    if !fields.isEmpty || looksLikeTable(lines) { return .csv }
    return .text
}

/// How a file of SQLite begins.
private let sqliteMark = Array("SQLite format 3\0".utf8)

// MARK: - JSON

private func recognisedJSON(_ sample: ArraySlice<UInt8>) -> InputFormat? {
    let start = sample.drop(while: isSpace)
    let isArray =
        start.first == UInt8(ascii: "[")
        && start.dropFirst().first { !isSpace($0) }.map { "{]".utf8.contains($0) } == true
    guard isArray || looksLikeJSON(start) else { return nil }
    if let format = exportOfJSON(JSONOutline(start)) { return format }
    if isArray { return .json }
    // One object over several lines, or one a line.
    let line = start.prefix { $0 != UInt8(ascii: "\n") }
    return line.dropFirst().allSatisfy(isSpace) && line.count < start.count ? .json : .jsonl
}

private func exportOfJSON(_ outline: JSONOutline) -> InputFormat? {
    switch true {
    case outline.has("comment_ID"), outline.has("content.rendered", "author_name"):
        .wordPressJSON
    case outline.has("comment.body", "story.id"), outline.has("storyID", "revisions"),
        outline.has("tenantID", "siteID"), outline.has("data.comments.edges"),
        outline.has("data.comments.nodes"), outline.has("data.story.comments"):
        .coral
    case outline.has("cooked", "topic_id"), outline.has("post.cooked"),
        outline.has("latest_posts.*.cooked"), outline.has("post_stream.posts"):
        .discourse
    case outline.has("data.attributes.docketId"), outline.has("data.*.attributes.docketId"),
        outline.has("attributes.comment", "attributes.docketId"),
        outline.has("data.attributes.comment"), outline.has("data.*.attributes.comment"),
        outline.has("data.*.attributes.documentType"):
        .regulations
    case outline.has("kind", "data.children"), outline.has("link_id", "parent_id", "body"):
        .reddit
    case outline.has("in_reply_to_id", "content", "account"),
        outline.has("ancestors", "descendants"):
        .mastodon
    case outline.has("data.*.message", "data.*.created_time"), outline.has("comments_v2"),
        outline.has("message", "created_time"):
        .facebook
    default: nil
    }
}

/// Whether bytes begin as an object does: a brace, then a key or the closing brace.
func looksLikeJSON(_ bytes: ArraySlice<UInt8>) -> Bool {
    let start = bytes.drop(while: isSpace)
    guard start.first == UInt8(ascii: "{") else { return false }
    let next = start.dropFirst().first { !isSpace($0) }
    return next == UInt8(ascii: "\"") || next == UInt8(ascii: "}")
}

// MARK: - XML

/// - Throws: `F005` for XML of another kind.
private func recognisedXML(
    _ sample: ArraySlice<UInt8>, input: String
) throws(Problem) -> InputFormat? {
    // Some exports of Disqus begin with a stray back-quote.
    let start = sample.drop { isSpace($0) || $0 == UInt8(ascii: "`") }
    guard start.first == UInt8(ascii: "<") else { return nil }
    let root = XMLProlog(start).root
    switch root {
    case "rss" where start.firstRange(of: Array("http://wordpress.org/export/".utf8)) != nil:
        return .wxr
    case "rss", "feed", "rdf:RDF": return .rss
    case "disqus": return .disqus
    default:
        guard start.starts(with: "<?xml".utf8) else { return nil }
        throw Problem(
            .otherFormat, in: input,
            "this is XML, and neither of WordPress, of Disqus nor a feed of comments",
            help: "export comments as CSV or as JSON lines")
    }
}

// MARK: - Tables

private func recognisedTable(
    _ header: ArraySlice<UInt8>, fields: FieldMap
) -> InputFormat? {
    if fields.isEmpty {
        if ExportHeader<DecidimCSV.Key>(header).has(.id, .body, .commentable, .kind) {
            return .decidim
        }
        if ExportHeader<RegulationsCSV.Key>(header).has(.id, .text, .docket) { return .regulations }
    }
    return CSVHeader.recognised(in: header, fields: fields) == nil ? nil : .csv
}

/// Whether the first two lines have the same number of cells, three or more, and the first holds
/// only names.
private func looksLikeTable(_ lines: [ArraySlice<UInt8>]) -> Bool {
    guard lines.count >= 2 else { return false }
    return [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")]
        .contains { delimiter in
            let names = lines[0].split(separator: delimiter, omittingEmptySubsequences: false)
            let count = lines[1].count { $0 == delimiter } + 1
            return names.count >= 3 && count >= names.count
                && names.allSatisfy { name in
                    let name = name.filter { !isSpace($0) && $0 != UInt8(ascii: "\"") }
                    return !name.isEmpty && name.count <= 40
                        && name.allSatisfy {
                            $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "/")
                                || (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0)
                        }
                }
        }
}

func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }

// MARK: - What is not read

private func refuseOthers(_ sample: ArraySlice<UInt8>, input: String) throws(Problem) {
    if sample.starts(with: [0xFF, 0xFE]) || sample.starts(with: [0xFE, 0xFF]) {
        throw Problem(
            .otherFormat, in: input, "this is UTF-16, and UTF-8 is read",
            help: "convert it: iconv -f UTF-16 -t UTF-8 FILE")
    }
    for container in containers where sample.starts(with: container.mark) {
        throw Problem(
            .container, in: input, "this is \(container.name), and of packed inputs gzip is read",
            help: container.help)
    }
}

/// **Source**: the marks of `file(1)`.
private let containers: [(mark: [UInt8], name: String, help: String)] = [
    (
        [0x50, 0x4B, 0x03, 0x04], "a zip archive",
        "take one file out: unzip -p FILE NAME | gavel … -"
    ),
    ([0x42, 0x5A, 0x68], "compressed with bzip2", "unpack it first: bunzip2 -c FILE | gavel … -"),
    (
        [0xFD, 0x37, 0x7A, 0x58, 0x5A], "compressed with xz",
        "unpack it first: unxz -c FILE | gavel … -"
    ),
    (
        [0x28, 0xB5, 0x2F, 0xFD], "compressed with zstd",
        "unpack it first: unzstd -c FILE | gavel … -"
    ),
    ([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive", "unpack it first, and give the file in it"),
    (
        Array("-----BEGIN PGP MESSAGE".utf8), "encrypted with PGP",
        "decrypt it first: gpg -d FILE | gavel … -"
    ),
    (Array("%PDF-".utf8), "a PDF document", "export comments as CSV or as JSON lines"),
]

private func refuseBinary(
    _ sample: ArraySlice<UInt8>, isWhole: Bool, input: String
) throws(Problem) {
    // A text may hold a stray zero byte; UTF-16 and binary files have one in ten and more.
    let zeros = sample.count { $0 == 0 }
    if zeros > 0, zeros * 100 > sample.count {
        throw Problem(
            .unknownFormat, in: input,
            "this is no text: \(zeros) of its first \(sample.count) "
                + "bytes are zero",
            help: "name the format with --format \(formatNames)")
    }
    // A sample may end within a character: up to three bytes of it are forgiven.
    do {
        _ = try UTF8Span(validating: sample.span)
    } catch {
        let place = error.byteOffsets.lowerBound
        guard !isWhole, place > sample.count - 4 else {
            throw Problem(
                .unknownFormat, in: input,
                "the format is not recognised, and byte \(place + 1) "
                    + "is not UTF-8",
                help: "name the format with --format \(formatNames), or convert the file with iconv"
            )
        }
    }
}

private let formatNames = InputFormat.allCases.map(\.rawValue).joined(separator: "|")
