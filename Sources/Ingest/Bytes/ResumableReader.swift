public import Moderation

/// A source that can be moved to any of its bytes: a file, and never a pipe.
public protocol SeekableSource: ByteSource {
    /// The next read begins at this byte of the input, counted from 0.
    mutating func seek(to offset: Int) throws
}

/// A reader of a format whose records stand alone, so that a file that grows is read on from where
/// it was left.
public protocol ResumableReader: RecordReader {
    /// Whether the input is one that `resume` can move.
    var canResume: Bool { get }
    /// Where the record after those given so far begins.
    var position: RecordPlace { get }
    /// Leaves a record that the input ends in before its line does: it is being written just now.
    var leavesUnfinished: Bool { get set }
    /// Goes on at a record; what the format says at its beginning, such as a header, is known.
    ///
    /// - Parameter place: a `position` of a reader of the same input.
    /// - Precondition: `canResume`.
    mutating func resume(at place: RecordPlace) throws
}
