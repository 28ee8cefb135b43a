import Crypto
import Ingest
import Moderation
import ReviewQueue

/// One input on its way into the pipeline.
struct Intake {
    /// The input as people name it, in places of problems and of records.
    var name: String
    var source: SourceName
    var options: ReadingOptions
    /// Where its bytes are.
    var path: String
    /// How a file of a source is read on; `nil` for an input that is read whole each time.
    var growth: Growth?
    let track: ReadTrack

    /// - Parameter name: what people call it; else its path.
    init(
        path: String, name: String? = nil, source: SourceName, options: ReadingOptions,
        growth: Growth? = nil
    ) {
        self.path = path
        self.name = name ?? path
        self.source = source
        self.options = options
        self.growth = growth
        track = ReadTrack(hashes: growth != nil)
    }

    /// How many bytes there are to read; `nil` for a pipe.
    var size: Int? {
        if let growth { return Int(growth.state.size) - (growth.from?.checkpoint.offset ?? 0) }
        return path == "-" ? nil : FileState(path: path).map { Int($0.size) }
    }

    /// How many of them were read.
    var bytesRead: Int { track.offset - (growth?.from?.checkpoint.offset ?? 0) }

    /// A file that grows, or is written anew, between runs.
    struct Growth {
        /// Open already, so that what was looked at is what is read.
        var file: FileSource
        var state: FileState
        var reading: String
        /// Where to go on, and the hash of what is before it; `nil` from the beginning.
        var from: (checkpoint: FileCheckpoint, hash: SHA256)?
        /// Whether the file is as the run before found it: then nobody is writing its last line.
        var isStill: Bool
        /// Of the whole file, where its format is not read on.
        var whole: SHA256?
    }

    /// Opens it and goes on where it was left.
    mutating func open() throws -> any RecordReader {
        let file = try growth?.file ?? FileSource(path: path, name: name)
        let tracked = TrackedFile(file, track: track)
        let reader = try openReader(tracked, name: name, options: options)
        guard var growth else { return reader }
        guard var resumable = reader as? any ResumableReader, isResumed(resumable) else {
            track.stopHashing()
            // Before it is read, so that whoever writes it anew meanwhile is noticed.
            growth.whole = try growth.file.hash(upTo: Int(growth.state.size))
            self.growth = growth
            return reader
        }
        resumable.leavesUnfinished = !growth.isStill
        if let (checkpoint, hash) = growth.from {
            try resumable.resume(
                at: RecordPlace(input: name, line: checkpoint.line, offset: checkpoint.offset))
            track.goOn(at: checkpoint.offset, after: hash)
        }
        return resumable
    }

    /// Where the next run goes on.
    ///
    /// - Parameter isEnd: whether the reader has given all records, and not only a batch.
    func checkpoint(_ reader: any RecordReader, isEnd: Bool) -> FileCheckpoint? {
        guard let growth else { return nil }
        if let resumable = reader as? any ResumableReader, isResumed(resumable) {
            let place = resumable.position
            return FileCheckpoint(
                input: name, offset: place.offset, line: place.line,
                digest: track.digest(upTo: place.offset), state: growth.state,
                reading: growth.reading)
        }
        guard isEnd, let whole = growth.whole else { return nil }
        return FileCheckpoint(
            input: name, offset: Int(growth.state.size), line: 1, digest: Array(whole.finalize()),
            state: growth.state, reading: growth.reading)
    }

    /// Ids that count the same words of an input need all of it.
    private func isResumed(_ reader: any ResumableReader) -> Bool {
        reader.canResume && !reader.format.derivesIDs
    }
}
