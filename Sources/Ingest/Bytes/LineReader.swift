import Moderation

/// A reader whose records begin with lines, and of which each stands for itself, so that reading can go
/// on behind any of them.
protocol LineReader: ResumableReader {
    var window: ByteWindow { get set }
    var input: String { get }

    /// Takes the other lines of the record that begins with `first`, and says where it ends; `nil` for
    /// one that is unfinished and left.
    mutating func end(of first: ByteWindow.Line) -> Int?
}

extension LineReader {
    mutating func next(upTo limit: Int) throws -> [RawRecord] {
        var batch = Batch(input: input, limit: limit)
        while !batch.isFull {
            switch window.nextLine() {
            case .line(let line):
                if !window.isBlank(line) || isLeft(line) {
                    guard let end = end(of: line) else {
                        window.giveBack(line)
                        return try batch.last(of: window)
                    }
                    batch.add(
                        window.copy(line.offset..<end), line,
                        fault: window.isCut(at: end) ? .cut : nil)
                }
                window.release()
            case .tooLong:
                batch.addKept(of: window)
                window.skipLine()
            case .end:
                return try batch.last(of: window)
            }
        }
        return batch.records
    }

    /// Whether a line is the last, its end is not written, and it is to be left.
    func isLeft(_ line: ByteWindow.Line) -> Bool {
        leavesUnfinished && window.isUnfinished(line)
    }

    var canResume: Bool { window.isSeekable }

    var position: RecordPlace {
        RecordPlace(input: input, line: window.lineNumber, offset: window.offset)
    }

    mutating func resume(at place: RecordPlace) throws {
        try window.seek(to: place.offset, line: place.line)
    }
}
