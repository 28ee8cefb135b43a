import Crypto
import FoundationEssentials
import GRDB
import Moderation

/// What an audit row vouches for of one revision: whose it is, its text, its original bytes, what
/// it was judged on and its assessment.
///
/// Built the same way when a batch is written and when `verify` reads it back.
struct SealedRevision {
    var revisionID: Int64
    /// Whose text it is and what it was judged on, as `subject` writes it.
    var subject: String
    var contentHash: [UInt8]
    var snapshotHash: [UInt8]
    var route: String
    var score: Double
    var categories: String
    var labels: String
    var inconclusive: String
    /// `rule category start end scope disguised points status`, then title and message, each with
    /// its length before it; one line a signal.
    var signals: String
    /// What it was judged by besides, as `StoredFacts` writes it.
    var facts: String?

    /// What an audit row says of `authors` when its seal holds their keys; one without it was written
    /// by an older version and holds them in plain words.
    static let keyedAuthors = "keyed"

    /// The subject of an assessment that came after a revision's first.
    ///
    /// - Parameter parent: the hash of a text it answers that came after it.
    static func again(answering parent: [UInt8]?) -> String {
        "again" + (parent.map { " answering " + hex($0) } ?? "")
    }

    /// The line of a row of `signal`.
    static func line(_ row: Row) -> String {
        line(
            rule: row["rule"], category: row["category"], title: row["title"],
            message: row["message"], start: row["spanStart"], end: row["spanEnd"],
            scope: row["scope"], disguised: row["disguised"], points: row["points"],
            status: row["status"])
    }

    static func line(
        rule: String, category: String, title: String, message: String, start: Int, end: Int,
        scope: String, disguised: Bool, points: Int, status: String
    ) -> String {
        "\(rule) \(category) \(start) \(end) \(scope) \(disguised ? 1 : 0) \(points) \(status)"
            + " \(title.utf8.count):\(title) \(message.utf8.count):\(message)\n"
    }

    /// What a revision answers: the text that came with it, or the hash of it where it was purged.
    static func answered(_ parentText: String?, purged: [UInt8]? = nil) -> String? {
        guard let purged else { return parentText.map { "text " + $0 } }
        // A text in the place of one that went is no empty text.
        return parentText == "" ? "hash " + hex(purged) : "forged"
    }

    /// What belongs to the comment and not to a revision (when, in reply to what, by whom) is sealed
    /// with its first.
    static func subject(
        source: String, id: String, number: Int, answered: String?, editedAt: Int64?,
        ingestedAt: Int64, article: [UInt8]?, createdAt: Int64?, parent: String?, author: String?
    ) -> String {
        var fields: [String?] = [
            source, id, String(number), String(ingestedAt), editedAt.map { String($0) },
            article.map { hex($0) }, answered,
        ]
        if number == 1 { fields += [createdAt.map { String($0) }, parent, author] }
        return fields.map { $0.map { "\($0.utf8.count):\($0)" } ?? "-" }.joined(separator: ",")
    }

    func update(_ hash: inout SHA256) {
        hash.update(data: contentHash)
        hash.update(data: snapshotHash)
        // To a billionth: SQLite gives a REAL back as it was, its text form need not be.
        let billionths = Int64((score * 1e9).rounded())
        let fields: [String?] = [
            String(revisionID), subject, route, String(billionths), categories, labels,
            inconclusive,
            signals, facts,
        ]
        for case let field? in fields {
            hash.update(data: Array("\(field.utf8.count):".utf8))
            hash.update(data: Array(field.utf8))
        }
    }
}

/// SHA-256 of a text with its format: two texts are one revision only if both agree.
func contentHash(_ text: String, _ format: BodyFormat) -> [UInt8] {
    contentHash(text, named: format.rawValue)
}

/// The same of a format that may be none.
func contentHash(_ text: String, named format: String) -> [UInt8] {
    var hash = SHA256()
    hash.update(data: Array(format.utf8) + [0])
    hash.update(data: Array(text.utf8))
    return Array(hash.finalize())
}

/// SHA-256 of an article's fields, each with its length before it.
func articleHash(_ article: Article) -> [UInt8] {
    var hash = SHA256()
    for field in [article.url, article.title, article.body] {
        hash.update(data: Array("\(field?.utf8.count ?? -1):\(field ?? "")".utf8))
    }
    return Array(hash.finalize())
}

func sha256(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }
