import FoundationEssentials
import GRDB
public import Moderation

/// What a file system says of a file: the same again, and nobody wrote to it.
public struct FileState: Sendable, Equatable {
    public var device: Int64
    public var inode: Int64
    /// Bytes.
    public var size: Int64
    /// Nanoseconds since 1970; only ever compared for equality, so that a clock set back does no harm.
    public var modifiedAt: Int64

    public init(device: Int64, inode: Int64, size: Int64, modifiedAt: Int64) {
        self.device = device
        self.inode = inode
        self.size = size
        self.modifiedAt = modifiedAt
    }

    /// Whether both are one file, however it has grown.
    public func isSameFile(as other: FileState) -> Bool {
        device == other.device && inode == other.inode
    }
}

/// How far a file of a source was read: where the next run goes on.
public struct FileCheckpoint: Sendable, Equatable {
    /// The file's name at the time.
    public var input: String
    /// Where the next record begins, in bytes from 0, and its line from 1.
    public var offset: Int
    public var line: Int
    /// SHA-256 of the bytes before `offset`: a file that begins otherwise is another one.
    public var digest: [UInt8]
    /// As it was when it was opened.
    public var state: FileState
    /// How it was read; read in another way it is read from its beginning.
    public var reading: String

    public init(
        input: String, offset: Int, line: Int, digest: [UInt8], state: FileState, reading: String
    ) {
        self.input = input
        self.offset = offset
        self.line = line
        self.digest = digest
        self.state = state
        self.reading = reading
    }
}

extension ReviewQueue {
    /// How far the files of a source were read, in the order of their names.
    public func fileCheckpoints(of source: SourceName) throws -> [FileCheckpoint] {
        try read { db in try CheckpointStore.all(db, source) }
    }

    /// Notes how far a file was read where no batch did; what is noted already changes no row.
    public func keep(_ checkpoint: FileCheckpoint, of source: SourceName) throws {
        let isKept = try read { db in try CheckpointStore.all(db, source).contains(checkpoint) }
        guard !isKept else { return }
        try write { db in
            let id = try SourceStore.id(db, source)
            try CheckpointStore.write(db, checkpoint, source: id)
        }
    }
}

/// Rows of `fileCheckpoint`.
enum CheckpointStore {
    static func all(_ db: Database, _ source: SourceName) throws -> [FileCheckpoint] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT fileCheckpoint.* FROM fileCheckpoint JOIN source USING (sourceID)
                    WHERE name = ? ORDER BY input
                    """), arguments: [source.rawValue]
        ).map { row in
            FileCheckpoint(
                input: row["input"], offset: row["offset"], line: row["line"],
                digest: Array(row["digest"] as Data),
                state: FileState(
                    device: row["device"], inode: row["inode"], size: row["size"],
                    modifiedAt: row["modifiedAt"]), reading: row["reading"])
        }
    }

    static func write(_ db: Database, _ checkpoint: FileCheckpoint, source: Int64) throws {
        try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO fileCheckpoint (sourceID, input, offset, line, digest, device,
                inode, size, modifiedAt, reading) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            source, checkpoint.input, checkpoint.offset, checkpoint.line, Data(checkpoint.digest),
            checkpoint.state.device, checkpoint.state.inode, checkpoint.state.size,
            checkpoint.state.modifiedAt, checkpoint.reading,
        ])
    }
}

/// Rows of `source`.
enum SourceStore {
    /// The source's number; it gets one where it has none.
    static func id(_ db: Database, _ source: SourceName) throws -> Int64 {
        try db.cachedStatement(sql: "INSERT OR IGNORE INTO source (name) VALUES (?)")
            .execute(arguments: [source.rawValue])
        return try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT sourceID FROM source WHERE name = ?"),
            arguments: [source.rawValue])!
    }
}
