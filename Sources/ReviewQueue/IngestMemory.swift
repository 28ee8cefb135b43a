import GRDB
import Moderation

/// What an ingest keeps in mind from batch to batch.
///
/// Made anew after a fault, when the database does not hold what it holds.
struct IngestMemory: Sendable {
    var wordings: WordingMemory
    var snapshots: SnapshotIndex
    var authors = KnownAuthors()
}

extension IngestMemory {
    init(_ db: Database) throws {
        self.init(wordings: try WordingMemory(db), snapshots: try SnapshotIndex(db))
    }
}

/// The authors met last, so that who writes often is not hashed and looked up each time.
struct KnownAuthors: Sendable {
    struct Entry: Sendable {
        var id: Int64
        var key: AuthorKey
    }

    private struct Name: Hashable {
        var source: Int64
        /// `Author.key`.
        var plain: String
    }

    /// Who writes often is soon back; all are forgotten together.
    private static let most = 4096

    private var entries: [Name: Entry] = [:]

    /// Finds an author, or writes down a new one.
    ///
    /// - Precondition: the author has a key.
    mutating func entry(
        of author: Author, _ db: Database, source: (id: Int64, name: SourceName),
        _ secret: AuthorSecret
    ) throws -> Entry {
        let name = Name(source: source.id, plain: author.key!)
        if let known = entries[name] { return known }
        let key = secret.key(of: name.plain, in: source.name.rawValue)
        let id = try AuthorStore.id(db, author, key: key, source: source.id)
        let entry = Entry(id: id, key: key)
        if entries.count >= Self.most { entries.removeAll(keepingCapacity: true) }
        entries[name] = entry
        return entry
    }
}
