import Crypto
import Moderation

/// Ids for formats that have none: the content is the id, so that reading again finds it again.
///
/// Two people who write the same words are two comments: the second of an input ends in `-2`.
struct DerivedIDs {
    private var seen: [CommentID: Int] = [:]

    /// `t-` and 64 bits of the SHA-256 of the article's title and the text.
    mutating func next(for comment: Comment) -> CommentID {
        var hash = SHA256()
        hash.update(data: Array((comment.article?.title ?? "").utf8) + [0])
        hash.update(data: Array(comment.text.utf8))
        let digits = hash.finalize().prefix(8).map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }
        let id = CommentID("t-" + digits.joined())
        let count = seen[id, default: 0] + 1
        seen[id] = count
        return count == 1 ? id : CommentID("\(id)-\(count)")
    }
}
