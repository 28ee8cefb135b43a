public import FoundationEssentials
import GRDB
public import Moderation

/// The desk's SQLite file: everything that was read, judged and decided, and the only SQL there is.
///
/// Many processes may share the file: readers never wait (WAL), a writer waits up to five seconds
/// for another one. Operations are domain verbs over batches, so that another engine could stand
/// behind them.
public struct ReviewQueue: Sendable {
    let database: DatabasePool
    /// What authors are keyed with; `nil` where no comments are kept.
    let secret: AuthorSecret?

    init(database: DatabasePool, secret: AuthorSecret?) {
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

    /// Opens a desk's file, bringing an older schema up to date.
    ///
    /// - Throws: `QueueError.missing`, `.newer` (the file is left as it is) or `.database`.
    public static func open(at path: String) throws -> ReviewQueue {
        guard FileManager.default.fileExists(atPath: path) else { throw QueueError.missing(path) }
        return try ReviewQueue(path: path, isNew: false, secret: nil)
    }

    private init(path: String, isNew: Bool, secret: AuthorSecret?) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.foreignKeysEnabled = true
        configuration.label = "gavel"
        configuration.prepareDatabase { db in
            // 16 MiB of pages: an ingest batch touches four indexes.
            try db.execute(sql: "PRAGMA cache_size = -16384")
            // So that INSERT OR REPLACE, too, meets the triggers that refuse DELETE.
            try db.execute(sql: "PRAGMA recursive_triggers = ON")
        }
        do {
            if !isNew { try Self.refuseOthers(path) }
            let database = try DatabasePool(path: path, configuration: configuration)
            self.init(database: database, secret: secret)
            try Schema.migrator.migrate(database)
            // A decision that was confirmed must survive a power cut.
            try database.writeWithoutTransaction {
                try $0.execute(sql: "PRAGMA synchronous = FULL")
            }
        } catch let error as QueueError {
            throw error
        } catch {
            throw QueueError(error, path: path)
        }
    }

    /// Looks without a right to write, so that not one byte of a refused file changes.
    ///
    /// - Throws: `QueueError.newer`; `.database` for an empty file or another program's database,
    ///   which never becomes a desk in silence.
    private static func refuseOthers(_ path: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        let file = try DatabaseQueue(path: path, configuration: configuration)
        if try file.read(Schema.migrator.hasBeenSuperseded) { throw QueueError.newer(path) }
        if try file.read(Schema.migrator.appliedIdentifiers).isEmpty {
            throw QueueError.database(path: path, message: "this is not a desk's database")
        }
    }

    /// Runs a transaction that begins by taking the write lock.
    func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
        do {
            return try database.write(body)
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
