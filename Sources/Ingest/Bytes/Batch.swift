import Moderation

/// The records of one answer, until there are enough of them.
struct Batch {
    private(set) var records: [RawRecord] = []
    private let input: String
    private let limit: Int
    private var bytes = 0

    /// - Parameter limit: at least 1.
    init(input: String, limit: Int) {
        precondition(limit > 0)
        self.input = input
        self.limit = limit
    }

    var isFull: Bool { records.count >= limit || bytes >= Limits.batch }

    /// - Parameter line: the record's first line.
    mutating func add(
        _ record: [UInt8], _ line: ByteWindow.Line, fault: RecordFault? = nil
    ) {
        add(record, line: line.number, offset: line.offset, fault: fault)
    }

    mutating func add(
        _ record: [UInt8], line: Int, offset: Int, about: Article? = nil,
        parent: CommentID? = nil, fault: RecordFault? = nil
    ) {
        bytes += record.count
        records.append(
            RawRecord(
                place: RecordPlace(input: input, line: line, offset: offset), bytes: record,
                about: about, parent: parent, fault: fault?.reason))
    }

    /// Adds a record that was cut out before, as it is.
    mutating func add(_ record: RawRecord) {
        bytes += record.bytes.count
        records.append(record)
    }

    /// Adds what is kept of a record that is too long: its first bytes.
    mutating func addKept(of window: ByteWindow, from start: Int? = nil, line: Int? = nil) {
        let start = start ?? window.offset
        add(
            window.copy(start..<min(start + Limits.kept, window.heldEnd)),
            line: line ?? window.lineNumber, offset: start, fault: .tooLong)
    }

    /// The answer at the end of an input: what is left of it, and only then why it ended.
    ///
    /// - Throws: what the source threw, when there is no record before that.
    func last(of window: ByteWindow) throws -> [RawRecord] {
        if records.isEmpty { try window.end() }
        return records
    }
}

extension RecordFault {
    static let tooLong = RecordFault(
        .tooLong, "the record is longer than 32 MiB; its first 1 MiB was kept")
    static let cut = RecordFault(.cut, "the input ends within the record")
}
