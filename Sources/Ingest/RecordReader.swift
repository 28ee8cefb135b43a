public import Moderation

/// Finds where the records of an input begin and end, in order, and no more than that.
///
/// Framing is sequential and cheap; understanding is the decoder's, on as many cores as there are.
public protocol RecordReader: Sendable {
    /// The next records: at least one unless the input is at its end, and at most `limit`.
    ///
    /// **Shape**: a record's bytes stand without the line end after them. Bytes that end in a line
    /// feed are the beginning of a record too long to be read, and decode to a set-aside reason.
    /// - Throws: what the source throws.
    mutating func next(upTo limit: Int) throws -> [RawRecord]
    var decoder: any RecordDecoder { get }
    var format: InputFormat { get }
}

/// Understands one framed record by itself.
///
/// **Never** depends on other records, so the answer is the same in any order on any thread.
public protocol RecordDecoder: Sendable {
    func decode(_ raw: RawRecord) -> Record
}

/// How an input is to be read.
public struct ReadingOptions: Sendable {
    /// `nil` recognises the format by its content.
    public var format: InputFormat?
    /// What comments without an article of their own are about.
    public var article: Article?
    public var fields: FieldMap

    public init(
        format: InputFormat? = nil, article: Article? = nil, fields: FieldMap = FieldMap()
    ) {
        self.format = format
        self.article = article
        self.fields = fields
    }
}

/// Opens an input for reading, recognising its format by content where none was named.
///
/// - Parameter name: the input's name as the user wrote it, for places and problems.
/// - Throws: `Problem` with an `F0xx` code, and what the source throws.
public func openReader(
    _ source: some ByteSource, name: String, options: ReadingOptions = ReadingOptions()
) throws -> any RecordReader {
    var window = ByteWindow(source)
    try window.skipByteOrderMark()
    var format = options.format
    if format == nil {
        let sample = try window.peek(Limits.sample)
        format = try recognise(
            sample.bytes, isWhole: sample.isWhole, input: name, fields: options.fields)
    }
    switch format {
    case .jsonl:
        return JSONLinesReader(window, input: name, options: options)
    case .csv:
        return try CSVReader(window, input: name, options: options)
    case .text, nil:
        guard options.fields.isEmpty else {
            throw Problem(
                .badMapping, in: name, "text has no fields that --map could name",
                help: "leave --map out, or name the format with --format")
        }
        return try TextReader(window, input: name, options: options)
    }
}

extension RecordDecoder {
    /// Settles what became of a record.
    func settle(
        _ raw: RawRecord, _ understand: ([UInt8]) throws(RecordFault) -> Comment
    ) -> Record {
        do throws(RecordFault) {
            if raw.bytes.last == UInt8(ascii: "\n") {
                throw RecordFault(
                    .tooLong, "the record is longer than 32 MiB; its first 1 MiB was kept")
            }
            return Record(raw: raw, outcome: .comment(try understand(raw.bytes)))
        } catch {
            return Record(raw: raw, outcome: .setAside(error.reason))
        }
    }
}
