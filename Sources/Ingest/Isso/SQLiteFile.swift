import GRDBSQLite
import Glibc
import Moderation

/// A database of another program, opened to be read. The only file of this arm that knows SQLite.
///
/// Unsafe by need, safe by these invariants: the connection is opened in `init` with SQLite's own
/// locking between threads, closed once in `deinit`, and a statement lives within one call.
///
/// **Never** writes: it is opened read-only. Changes that its program left in the log beside it are
/// read, too.
final class SQLiteFile: @unchecked Sendable {
    private let connection: OpaquePointer
    private let input: String

    /// - Throws: `F003` when it cannot be opened.
    init(path: String, input: String) throws {
        self.input = input
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(
            Self.address(of: path), &opened,
            SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_FULLMUTEX, nil)
        guard code == SQLITE_OK, let opened else {
            sqlite3_close_v2(opened)
            throw Problem(
                .unreadable, in: input, "the database cannot be opened: \(Self.words(code))",
                help: "see who may read it with 'ls -l'")
        }
        connection = opened
        // Isso writes for a moment only.
        sqlite3_busy_timeout(connection, 5_000)
    }

    deinit { sqlite3_close_v2(connection) }

    /// Rows of a query of two columns, the id and a JSON text, after an id.
    ///
    /// - Throws: `F016` when the database has not the query's tables or is damaged.
    func rows(
        of query: String, after id: Int64, limit: Int
    ) throws -> [(id: Int64, json: [UInt8])] {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(connection, query, -1, &statement, nil) == SQLITE_OK else {
            throw problem()
        }
        defer { sqlite3_finalize(statement) }
        sqlite3_bind_int64(statement, 1, id)
        sqlite3_bind_int64(statement, 2, Int64(limit))
        var rows: [(id: Int64, json: [UInt8])] = []
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW:
                let count = Int(sqlite3_column_bytes(statement, 1))
                let json = UnsafeRawBufferPointer(
                    start: sqlite3_column_text(statement, 1), count: count)
                rows.append((sqlite3_column_int64(statement, 0), Array(json)))
            case SQLITE_DONE: return rows
            default:
                if !rows.isEmpty { return rows }
                throw problem()
            }
        }
    }

    private func problem() -> Problem {
        let code = sqlite3_errcode(connection)
        guard code == SQLITE_BUSY else {
            return Problem(
                .notIsso, in: input,
                "this SQLite file has no comments of Isso: \(Self.words(code))",
                help: "give the file that 'dbpath' names in Isso's configuration")
        }
        return Problem(
            .unreadable, in: input, "another program keeps the database locked",
            help: "read it again in a moment")
    }

    private static func words(_ code: Int32) -> String {
        String(cString: sqlite3_errstr(code))
    }

    /// A database that keeps a log and has none beside it is opened as unchanging, because opening
    /// it otherwise would make one.
    private static func address(of path: String) -> String {
        let safe = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-".utf8)
        var address = "file:"
        for byte in path.utf8 {
            if safe.contains(byte) {
                address.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                address += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
            }
        }
        var status = stat()
        let hasLog = stat(path + "-wal", &status) == 0 && status.st_size > 0
        return address + (keepsLog(path) && !hasLog ? "?mode=ro&immutable=1" : "?mode=ro")
    }

    /// **Source**: SQLite, "Database File Format", 1.3: a 2 in byte 18 means write-ahead logging.
    private static func keepsLog(_ path: String) -> Bool {
        guard var source = try? FileSource(path: path), let start = try? source.read(upTo: 20),
            start.count == 20
        else { return false }
        return start[18] == 2
    }
}
