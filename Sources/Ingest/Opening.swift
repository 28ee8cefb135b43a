import Moderation

/// Opens an input for reading, recognising its format by content where none was named.
///
/// What is packed with gzip is unpacked on the way.
///
/// - Parameter name: the input's name as the user wrote it, for places and problems.
/// - Throws: `Problem` with an `F0xx` code, and what the source throws.
public func openReader(
    _ source: some ByteSource, name: String, options: ReadingOptions = ReadingOptions()
) throws -> any RecordReader {
    var window = try ByteWindow(unpacking: source, input: name)
    window.skipByteOrderMark()
    let sample = window.peek(Limits.sample)
    let format =
        try options.format
        ?? recognise(sample.bytes, isWhole: sample.isWhole, input: name, fields: options.fields)
    guard format.hasFieldNames || options.fields.isEmpty else {
        throw Problem(
            .badMapping, in: name, "\(format.rawValue) has no fields that --map could name",
            help: "leave --map out, or name the format with --format")
    }
    func json<Export: JSONExport>(_ export: Export.Type) -> any RecordReader {
        export.reader(
            window, input: name, format: format, outline: JSONOutline(sample.bytes),
            options: options)
    }
    switch format {
    case .jsonl: return JSONLinesReader(window, input: name, options: options)
    case .json:
        return JSONDocumentReader(
            window, input: name, format: format, layout: JSONLayout(["", "*"]),
            decoder: JSONLinesDecoder(fields: options.fields, article: options.article))
    case .csv: return try CSVReader(window, input: name, options: options)
    case .text: return TextReader(window, input: name, options: options)
    case .wordPressJSON: return json(WordPressJSON.self)
    case .coral: return json(CoralJSON.self)
    case .discourse: return json(DiscourseJSON.self)
    case .reddit: return json(RedditJSON.self)
    case .mastodon: return json(MastodonJSON.self)
    case .facebook: return json(FacebookJSON.self)
    case .regulations:
        let start = sample.bytes.drop(while: isSpace).first
        if start == UInt8(ascii: "{") || start == UInt8(ascii: "[") {
            return json(RegulationsJSON.self)
        }
        return try CSVReader(
            window, input: name, format: format, export: RegulationsCSV.self, options: options)
    case .decidim:
        return try CSVReader(
            window, input: name, format: format, export: DecidimCSV.self, options: options)
    case .wxr: return XMLDocumentReader(window, input: name, export: WXR.self, options: options)
    case .rss: return XMLDocumentReader(window, input: name, export: Feed.self, options: options)
    case .disqus:
        return XMLDocumentReader(window, input: name, export: DisqusXML.self, options: options)
    case .mbox: return MailboxReader(window, input: name, options: options)
    case .isso: return try IssoReader(path: source.path, input: name, options: options)
    }
}
