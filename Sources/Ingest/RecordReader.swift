public import Moderation

/// Finds where the records of an input begin and end, in order, and no more than that.
///
/// Framing is sequential and cheap; understanding is the decoder's, on as many cores as there are.
public protocol RecordReader: Sendable {
    /// The next records: at least one unless the input is at its end, and at most `limit`.
    ///
    /// **Shape**: a record's bytes stand without the line end after them. One that cannot be read,
    /// being too long or cut off, says so itself and decodes to that reason.
    /// - Throws: what the source throws, and `F0xx` for an input that is damaged or ends too soon;
    ///   either only after the records that came before.
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

extension RecordDecoder {
    /// Settles what became of a record.
    func settle(
        _ raw: RawRecord, _ understand: ([UInt8]) throws(RecordFault) -> Understood
    ) -> Record {
        if let fault = raw.fault { return Record(raw: raw, outcome: .setAside(fault)) }
        do throws(RecordFault) {
            switch try understand(raw.bytes) {
            case .comment(let comment, let repairs):
                return Record(raw: raw, outcome: .comment(comment), repairs: repairs)
            case .passedOver(let kind):
                return Record(raw: raw, outcome: .passedOver(kind))
            }
        } catch {
            return Record(raw: raw, outcome: .setAside(error.reason))
        }
    }
}
