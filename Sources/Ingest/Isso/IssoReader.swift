import Moderation

/// Comments of an Isso database, which is only read.
///
/// **Shape**: a record's bytes are its row as a JSON object; its line is the row's place in the
/// order of ids.
///
/// **Source**: Isso, `isso/db/comments.py`: mode 1 is published, 2 waits, 4 is deleted.
struct IssoReader: RecordReader {
    let format = InputFormat.isso
    let decoder: any RecordDecoder
    private let database: SQLiteFile
    private let input: String
    private var lastID: Int64 = .min
    private var rows = 0
    private var offset = 0

    /// - Throws: `F003` when the database cannot be opened, `F016` when it is none of Isso or does
    ///   not come from a file.
    init(path: String?, input: String, options: ReadingOptions) throws {
        guard let path else {
            throw Problem(
                .notIsso, in: input, "a database cannot be read from a pipe or from packed data",
                help: "give the file itself; it is only read")
        }
        self.input = input
        database = try SQLiteFile(path: path, input: input)
        decoder = ExportDecoder<Isso>.json(article: options.article)
    }

    mutating func next(upTo limit: Int) throws -> [RawRecord] {
        var batch = Batch(input: input, limit: limit)
        for row in try database.rows(of: Isso.rows, after: lastID, limit: limit) {
            rows += 1
            batch.add(row.json, line: rows, offset: offset)
            offset += row.json.count
            lastID = row.id
        }
        return batch.records
    }
}

/// The rows of Isso.
enum Isso: ExportFormat {
    enum Key: String, ExportKey {
        case id, parent, created, modified, mode, text, author, email, uri, title
        case address = "remote_addr"
    }

    /// The values that make a comment, and none that changes by being read or voted on.
    static let rows = """
        SELECT c.id, json_object('id', c.id, 'parent', c.parent, 'created', c.created, 'modified',
        c.modified, 'mode', c.mode, 'remote_addr', c.remote_addr, 'text', c.text, 'author', c.author,
        'email', c.email, 'website', c.website, 'uri', t.uri, 'title', t.title)
        FROM comments c LEFT JOIN threads t ON t.id = c.tid WHERE c.id > ? ORDER BY c.id LIMIT ?
        """

    static func understand(
        _ fields: Fields<Key>, of raw: RawRecord
    ) throws(RecordFault) -> Understood {
        let mode = try fields.string(.mode)
        if mode == "4" { return .passedOver(.deleted) }
        return .comment(
            Comment(
                id: try fields.ownID(.id), text: try fields.text(.text), format: .markdown,
                parent: try fields.parent(.parent),
                article: Article(
                    ifAny: try fields.string(.uri), title: try fields.string(.title)),
                author: Author(
                    ifAny: nil, name: try fields.string(.author),
                    email: try fields.string(.email), address: try fields.string(.address)),
                createdAt: try fields.time(.created), editedAt: try fields.time(.modified),
                status: mode == "2" ? "pending" : mode == "1" ? "valid" : mode))
    }
}
