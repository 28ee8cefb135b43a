public import FoundationEssentials
import GRDB
public import Moderation

/// The desk's SQLite file: everything that was read, judged and decided, and the only SQL there is.
///
/// Many processes may share the file: readers never wait (WAL), a writer waits up to half a minute
/// for another one. Operations are domain verbs over batches, so that another engine could stand
/// behind them.
public struct ReviewQueue: Sendable {
    /// A pool where one process reads beside its own writes, else one connection.
    let database: any DatabaseWriter
    /// What authors are keyed with; `nil` where no comments are kept.
    let secret: AuthorSecret?

    init(database: any DatabaseWriter, secret: AuthorSecret?) {
        self.database = database
        self.secret = secret
    }

    /// Makes the file of a new desk, with its first audit row.
    ///
    /// - Parameter secret: what its authors are keyed with; without one its first ingest brings it.
    /// - Throws: `QueueError.exists` when there is a file already; it is not touched.
    public static func create(
        at path: String, profile: Profile, secret: AuthorSecret? = nil, by actor: Moderator,
        now: Date
    ) throws -> ReviewQueue {
        guard !FileManager.default.fileExists(atPath: path) else { throw QueueError.exists(path) }
        let queue = try ReviewQueue(path: path, isNew: true, secret: secret)
        _ = try queue.write { db in
            try db.execute(
                sql: "UPDATE wordingMethod SET version = ?", arguments: [Wording.method])
            var detail = ["profile": profile.rawValue]
            if let secret {
                try AuthorStore.adopt(db, secret)
                detail["authorKey"] = secret.fingerprint
            }
            try AuditChain.append(
                db, at: now, by: actor, action: "init", subject: "desk", detail: detail)
        }
        return queue
    }

    /// Opens a desk's file, bringing an older schema up to date; of a file that needs none nothing is
    /// written, and nobody's write is waited for.
    ///
    /// - Parameter readsBesideWrites: for work that reads and writes at once, such as an ingest.
    /// - Throws: `QueueError.missing`, `.newer` (the file is left as it is) or `.database`.
    public static func open(
        at path: String, readsBesideWrites: Bool = false
    ) throws -> ReviewQueue {
        guard FileManager.default.fileExists(atPath: path) else { throw QueueError.missing(path) }
        return try ReviewQueue(
            path: path, isNew: false, readsBesideWrites: readsBesideWrites, secret: nil)
    }

    private init(
        path: String, isNew: Bool, readsBesideWrites: Bool = true, secret: AuthorSecret?
    ) throws {
        do {
            let isCurrent = isNew ? false : try Self.isCurrent(path)
            let database: any DatabaseWriter =
                readsBesideWrites || !isCurrent
                ? try Self.pool(path)
                : try DatabaseQueue(path: path, configuration: Self.configuration)
            self.init(database: database, secret: secret)
            if !isCurrent { try Schema.migrator.migrate(database) }
        } catch let error as QueueError {
            throw error
        } catch {
            throw QueueError(error, path: path)
        }
    }

    /// How long a writer waits for another before it gives up. The longest write there is, a batch of
    /// 500 comments, takes a tenth of a second; a laptop that sleeps in between takes longer.
    private static let patience: TimeInterval = 30

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(patience)
        configuration.foreignKeysEnabled = true
        configuration.label = "gavel"
        configuration.prepareDatabase { db in
            // 16 MiB of pages: an ingest batch touches four indexes.
            try db.execute(sql: "PRAGMA cache_size = -16384")
            // So that INSERT OR REPLACE, too, meets the triggers that refuse DELETE.
            try db.execute(sql: "PRAGMA recursive_triggers = ON")
        }
        return configuration
    }

    /// One connection more, without a right to write.
    static func reader(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(patience)
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Many connections, of which one writes. The first of a file writes to it.
    static func pool(_ path: String) throws -> DatabasePool {
        let pool = try DatabasePool(path: path, configuration: configuration)
        // A decision that was confirmed must survive a power cut. One connection alone is so by itself.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        return pool
    }

    /// Looks without a right to write, so that not one byte of a refused file changes.
    ///
    /// - Returns: whether its schema is this version's.
    /// - Throws: `QueueError.newer`; `.database` for an empty file or another program's database,
    ///   which never becomes a desk in silence.
    private static func isCurrent(_ path: String) throws -> Bool {
        let file = try reader(path)
        let (applied, isNewer) = try file.read { db in
            (
                try Schema.migrator.appliedIdentifiers(db),
                try Schema.migrator.hasBeenSuperseded(db)
            )
        }
        if isNewer { throw QueueError.newer(path) }
        if applied.isEmpty {
            throw QueueError.database(path: path, message: "this is not a desk's database")
        }
        return applied.isSuperset(of: Schema.migrator.migrations)
    }

    /// Runs a transaction that begins by taking the write lock.
    ///
    /// - Parameter keeping: whether what it wrote stays.
    func write<Value>(
        keeping: Bool = true, _ body: (Database) throws -> Value
    ) throws -> Value {
        do {
            return try database.write { db in
                guard !keeping else { return try body(db) }
                var value: Value?
                try db.inSavepoint {
                    value = try body(db)
                    return .rollback
                }
                return value!
            }
        } catch let error as DatabaseError {
            throw QueueError(error, path: database.path)
        }
    }

    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        do {
            return try database.read(body)
        } catch let error as DatabaseError {
            throw QueueError(error, path: database.path)
        }
    }

    /// Writes a consistent copy of the whole file while others work; it has the audit row of its making.
    ///
    /// Copied in one step under one read transaction: a copy in several begins anew whenever another
    /// process writes, and on a busy desk never ends.
    /// - Throws: `QueueError.exists` when the target is there already.
    public func backup(to path: String, by actor: Moderator, now: Date) throws {
        guard !FileManager.default.fileExists(atPath: path) else { throw QueueError.exists(path) }
        _ = try write { db in
            try AuditChain.append(
                db, at: now, by: actor, action: "backup",
                subject: URL(fileURLWithPath: path).lastPathComponent, detail: [:])
        }
        try copy(to: path)
    }

    func copy(to path: String) throws {
        // Made beside and renamed, so that a copy that failed is never taken for one.
        let partial = path + ".part"
        do {
            try? FileManager.default.removeItem(atPath: partial)
            let copy = try DatabaseQueue(path: partial)
            try database.backup(to: copy)
            try copy.close()
            try FileManager.default.moveItem(atPath: partial, toPath: path)
        } catch {
            try? FileManager.default.removeItem(atPath: partial)
            throw QueueError(error, path: path)
        }
    }
}

/// What failed on our side or the machine's; **never** holds SQL arguments or comment text.
public enum QueueError: Error, Sendable, Equatable, CustomStringConvertible {
    case missing(String)
    case exists(String)
    case newer(String)
    /// SQLite's own sentence.
    case database(path: String, message: String)

    init(_ error: any Error, path: String) {
        if let error = error as? DatabaseError {
            let message = error.message ?? "code \(error.extendedResultCode.rawValue)"
            self = .database(path: path, message: message)
        } else {
            self = .database(path: path, message: "the file cannot be used")
        }
    }

    /// The one next thing to do.
    public var nextStep: String {
        switch self {
        case .missing: "gavel init DIR makes a desk"
        case .exists: "name another file"
        case .newer: "use the newer program on this desk"
        case .database: "see that the disk has room and that you may write to the desk's folder"
        }
    }

    public var description: String {
        switch self {
        case .missing(let path): "\(path): there is no desk here"
        case .exists(let path): "\(path): the file exists already and was not touched"
        case .newer(let path):
            "\(path): written by a newer version of gavel; the file was not changed"
        case .database(let path, let message): "\(path): the database failed: \(message)"
        }
    }
}

/// Milliseconds since 1970, as every time in the database is kept.
extension Date {
    var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1000).rounded()) }

    init(milliseconds: Int64) { self.init(timeIntervalSince1970: Double(milliseconds) / 1000) }
}
