import Foundation

/// When ingest last ran and last succeeded: a small file beside the database.
///
/// Not in the database, so that a run over nothing new changes no row.
struct LastIngest: Codable, Equatable {
    /// RFC 3339, UTC.
    var finishedAt: String?
    var succeededAt: String?

    init(path: String) {
        let data = FileManager.default.contents(atPath: path) ?? Data()
        self = (try? JSONDecoder().decode(LastIngest.self, from: data)) ?? LastIngest()
    }

    private init() {}

    /// - Throws: `Problem` E001.
    mutating func note(success: Bool, now: Date, path: String) throws {
        finishedAt = now.formatted(.iso8601)
        if success { succeededAt = finishedAt }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        try writeWhole(Array(encoder.encode(self)), to: path)
    }
}
