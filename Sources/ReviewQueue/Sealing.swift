import Crypto
import FoundationEssentials
import Moderation

/// What an audit row vouches for of one revision: its text, its original bytes and its assessment.
///
/// Built the same way when a batch is written and when `verify` reads it back.
struct SealedRevision {
    var revisionID: Int64
    var contentHash: [UInt8]
    var snapshotHash: [UInt8]
    var route: String
    var score: Double
    var categories: String
    var labels: String
    var inconclusive: String
    /// `rule category start end scope disguised points status`, one line a signal.
    var signals: String

    static func line(
        rule: String, category: String, start: Int, end: Int, scope: String, disguised: Bool,
        points: Int, status: String
    ) -> String {
        "\(rule) \(category) \(start) \(end) \(scope) \(disguised ? 1 : 0) \(points) \(status)\n"
    }

    func update(_ hash: inout SHA256) {
        hash.update(data: contentHash)
        hash.update(data: snapshotHash)
        let fields = [
            String(revisionID), route, String(Int64((score * 1e9).rounded())), categories, labels,
            inconclusive, signals,
        ]
        for field in fields {
            hash.update(data: Array("\(field.utf8.count):".utf8))
            hash.update(data: Array(field.utf8))
        }
    }
}

/// SHA-256 of a text with its format: two texts are one revision only if both agree.
func contentHash(_ text: String, _ format: BodyFormat) -> [UInt8] {
    var hash = SHA256()
    hash.update(data: Array(format.rawValue.utf8) + [0])
    hash.update(data: Array(text.utf8))
    return Array(hash.finalize())
}

func sha256(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }
