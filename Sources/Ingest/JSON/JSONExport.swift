import Moderation

/// An export that is written as JSON.
protocol JSONExport: ExportFormat {
    /// Paths from a document to its records, where they are wrapped; else a document, or each
    /// element of its array, is a record.
    static var wrappers: [String] { get }
    /// Replies that stand within the comment they reply to.
    static var nesting: JSONNesting? { get }
    /// What earlier records say about later ones.
    static var context: (any JSONContext)? { get }
    /// A member whose members count as the record's own.
    static var envelope: String? { get }
}

extension JSONExport {
    static var wrappers: [String] { [] }
    static var nesting: JSONNesting? { nil }
    static var context: (any JSONContext)? { nil }
    static var envelope: String? { nil }

    /// - Parameter outline: of the input's beginning, which says whether the records are wrapped.
    static func reader(
        _ window: ByteWindow, input: String, format: InputFormat, outline: JSONOutline,
        options: ReadingOptions
    ) -> any RecordReader {
        let isWrapped = wrappers.contains { outline.has($0) }
        return JSONDocumentReader(
            window, input: input, format: format,
            layout: JSONLayout(
                isWrapped ? wrappers + wrappers.map { "*." + $0 } : ["", "*"], nesting: nesting,
                context: context),
            decoder: ExportDecoder<Self>.json(article: options.article, envelope: envelope))
    }
}

/// The paths that the beginning of a JSON input has, `*` for the elements of an array.
struct JSONOutline {
    private var paths: Set<String> = []

    /// - Complexity: O(bytes); names that no format has are not kept.
    init(_ sample: ArraySlice<UInt8>) {
        var scanner = JSONScanner()
        let json = sample.span
        scanner.skipSpace(json)
        // A sample ends where it ends: what was met before is what counts.
        try? walk(json, &scanner, path: "", level: 0)
    }

    /// Whether the document, or an element of its array, has all of these paths.
    func has(_ wanted: String...) -> Bool {
        wanted.allSatisfy(paths.contains) || wanted.allSatisfy { paths.contains("*." + $0) }
    }

    private mutating func walk(
        _ json: Span<UInt8>, _ scanner: inout JSONScanner, path: String, level: Int
    ) throws(RecordFault) {
        guard scanner.at < json.count else { return }
        let open = json[scanner.at]
        let isInner = open == UInt8(ascii: "{") || open == UInt8(ascii: "[")
        // Deeper than any path that is asked for.
        guard level < 10, isInner else {
            _ = try scanner.value(json)
            return
        }
        scanner.enter()
        if open == UInt8(ascii: "[") {
            let element = path + (path.isEmpty ? "*" : ".*")
            while try scanner.hasElement(json) {
                paths.insert(element)
                try walk(json, &scanner, path: element, level: level + 1)
            }
            return
        }
        while let key = try scanner.nextKey(json) {
            let inner = path + (path.isEmpty ? "" : ".") + Self.name(key, json)
            paths.insert(inner)
            scanner.skipSpace(json)
            try walk(json, &scanner, path: inner, level: level + 1)
        }
    }

    /// Only letters, digits and underscores, and few of them: the names of formats, cheap to hash.
    private static func name(_ key: JSONScanner.Token, _ json: Span<UInt8>) -> String {
        let name = (key.start..<key.end).map { json[$0] }
        let isPlain =
            1...40 ~= name.count
            && name.allSatisfy {
                $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "$") || 0x30...0x39 ~= $0
                    || 0x61...0x7A ~= $0 | 0x20
            }
        return isPlain ? String(decoding: name, as: UTF8.self) : "?"
    }
}
