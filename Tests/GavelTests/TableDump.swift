import Foundation
import Testing

/// Every row of every table of a database, in order, blobs in hexadecimal digits.
///
/// - Parameter contents: leaves out what a run says about itself: its tables, its number, its times.
func tableDump(_ path: String, contents: Bool = false) throws -> [String] {
    let file = try SQLiteFile(path)
    let ofTheRun: Set<String> = ["run", "audit", "checkpoint", "fileCheckpoint"]
    let ofTheTime: Set<String> = ["runID", "ingestedAt", "writtenAt", "firstUsedAt", "seenAt"]
    let tables = try file.rows(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    ).map { $0[0] }
    return try tables.filter { !contents || !ofTheRun.contains($0) }.flatMap { table in
        let columns = try file.rows("SELECT name FROM pragma_table_info('\(table)')").map { $0[0] }
            .filter { !contents || !ofTheTime.contains($0) }
        let list = columns.map { "quote(\"\($0)\")" }.joined(separator: ", ")
        return try file.rows("SELECT \(list) FROM \"\(table)\"")
            .map { "\(table) \($0.joined(separator: ", "))" }.sorted()
    }
}

/// The first column of a question's answer.
func ask(_ path: String, _ sql: String) throws -> [String] {
    try SQLiteFile(path).rows(sql).map { $0[0] }
}

/// A database that nobody else can write to, until it is let go.
final class HeldDatabase {
    private let file: SQLiteFile

    init(_ path: String) throws {
        file = try SQLiteFile(path)
        _ = try file.rows("BEGIN IMMEDIATE")
    }

    func letGo() { _ = try? file.rows("ROLLBACK") }
}

/// SQLite as the process has it already, reached by name: tests see the file, not our module.
private final class SQLiteFile {
    private typealias Handle = OpaquePointer
    private typealias Open =
        @convention(c) (
            UnsafePointer<CChar>, UnsafeMutablePointer<Handle?>, Int32, UnsafePointer<CChar>?
        ) -> Int32
    private typealias Prepare =
        @convention(c) (
            Handle?, UnsafePointer<CChar>, Int32, UnsafeMutablePointer<Handle?>,
            UnsafeMutablePointer<UnsafePointer<CChar>?>?
        ) -> Int32
    private typealias OfHandle = @convention(c) (Handle?) -> Int32
    private typealias Text = @convention(c) (Handle?, Int32) -> UnsafePointer<CChar>?

    private var file: Handle?

    init(_ path: String) throws {
        let readWrite: Int32 = 2
        let open = try Self.function("sqlite3_open_v2", Open.self)
        try #require(open(path, &file, readWrite, nil) == 0, "cannot open \(path)")
    }

    deinit { _ = try? Self.function("sqlite3_close_v2", OfHandle.self)(file) }

    func rows(_ sql: String) throws -> [[String]] {
        var statement: Handle?
        let prepare = try Self.function("sqlite3_prepare_v2", Prepare.self)
        let step = try Self.function("sqlite3_step", OfHandle.self)
        let count = try Self.function("sqlite3_column_count", OfHandle.self)
        let text = try Self.function("sqlite3_column_text", Text.self)
        try #require(prepare(file, sql, -1, &statement, nil) == 0, "cannot ask \(sql)")
        defer { _ = try? Self.function("sqlite3_finalize", OfHandle.self)(statement) }
        var rows: [[String]] = []
        while true {
            let code = step(statement)
            if code == 101 { return rows }  // SQLITE_DONE
            try #require(code == 100, "SQLite answers \(code) to \(sql)")
            rows.append(
                (0..<count(statement)).map { column in
                    text(statement, column).map { String(cString: $0) } ?? "NULL"
                })
        }
    }

    private static func function<Function>(
        _ name: String, _ type: Function.Type
    ) throws -> Function {
        let symbol = try #require(dlsym(dlopen(nil, RTLD_NOW), name), "no \(name)")
        return unsafeBitCast(symbol, to: type)
    }
}
