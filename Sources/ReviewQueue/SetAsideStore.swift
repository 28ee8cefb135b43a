import FoundationEssentials
import GRDB
import Moderation

/// Keeps the bytes of records that could not be read, each once.
enum SetAsideStore {
    typealias Place = (source: SourceName, input: String)

    static func holds(_ db: Database, _ record: SetAsideRecord, _ place: Place) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM setAside JOIN source USING (sourceID)
                    WHERE name = ? AND input = ? AND line = ? AND hash = ?)
                    """),
            arguments: [
                place.source.rawValue, place.input, record.raw.place.line,
                Data(sha256(record.raw.bytes)),
            ]) ?? false
    }

    /// - Precondition: the source is on the desk, and `holds` says no.
    static func write(
        _ db: Database, _ record: SetAsideRecord, _ place: Place, run: Int64
    ) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO setAside (sourceID, input, line, offset, code, reason, hash, bytes, runID)
                SELECT sourceID, ?, ?, ?, ?, ?, ?, ?, ? FROM source WHERE name = ?
                """
        ).execute(arguments: [
            place.input, record.raw.place.line, record.raw.place.offset, record.reason.code,
            record.reason.message, Data(sha256(record.raw.bytes)), Data(record.raw.bytes), run,
            place.source.rawValue,
        ])
    }
}
