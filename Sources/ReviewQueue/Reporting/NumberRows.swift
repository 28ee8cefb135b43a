import GRDB
import GRDBSQLite

/// Rows of a query, read by SQLite's own interface.
///
/// For the few loops that go through every text of a desk: GRDB asks for the type of each column first,
/// which takes as long as the query itself.
///
/// Unsafe by need, safe by these invariants: the statement is GRDB's, lives as long as this does and is
/// used by one thread, within one transaction of its connection; text is copied before the next row is
/// read; a column is one of the query's (checked).
final class NumberRows {
    private let statement: Statement
    private let handle: OpaquePointer
    private let columns: Int32

    /// - Parameter statement: one that nobody else goes through meanwhile.
    init(_ statement: Statement, _ arguments: StatementArguments) throws {
        try statement.setArguments(arguments)
        self.statement = statement
        handle = statement.sqliteStatement
        columns = Int32(statement.columnCount)
    }

    // So that it does not hold what it read, and can be used again.
    deinit { sqlite3_reset(handle) }

    /// Goes to the next row, or tells that there is none.
    ///
    /// - Throws: `DatabaseError`, as GRDB does.
    func next() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code:
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code),
                message: String(cString: sqlite3_errmsg(sqlite3_db_handle(handle))))
        }
    }

    /// The number in a column of the row; 0 for none.
    func number(_ column: Int32) -> Int64 {
        precondition(column >= 0 && column < columns)
        return sqlite3_column_int64(handle, column)
    }

    /// The text in a column of the row; `nil` for none.
    func text(_ column: Int32) -> String? {
        precondition(column >= 0 && column < columns)
        guard let start = sqlite3_column_text(handle, column) else { return nil }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// The first byte of the text in a column of the row; 0 for none.
    func initial(_ column: Int32) -> UInt8 {
        precondition(column >= 0 && column < columns)
        // SQLite ends each text with a zero.
        return sqlite3_column_text(handle, column)?.pointee ?? 0
    }
}
