import Moderation

/// Articles, or comments that are replied to, and their word runs, kept while comments about them
/// come: a run of comments is usually about few.
///
/// Texts are compared by their bytes: comparing untrusted Strings is quadratic in combining marks.
final class ArticleMemory {
    private struct Kept {
        var title: [UInt8]
        var body: [UInt8]
        var text: SharedText
    }

    private static let most = 64
    /// Of text, in all: its runs take 26 bytes a byte, and who writes a comment chooses its length.
    private static let mostBytes = 1_000_000

    /// By a hash of the bytes.
    private var kept: [UInt64: Kept] = [:]
    private var last: Kept?
    private var bytes = 0

    /// - Complexity: O(length) of a comparison of bytes for an article seen before.
    func shared(_ article: Article?) -> SharedText? {
        guard let article, article.title != nil || article.body != nil else { return nil }
        if let last, Self.isSame(last, article) { return last.text }
        let title = Array((article.title ?? "").utf8)
        let body = Array((article.body ?? "").utf8)
        let key = mixed(wordHash(title)) ^ wordHash(body)
        if let known = kept[key], Self.isSame(known, article) {
            last = known
            return known.text
        }
        let fresh = Kept(
            title: title, body: body, text: SharedText([article.title, article.body]))
        let size = title.count + body.count
        if kept.count >= Self.most || bytes + size > Self.mostBytes {
            kept.removeAll()
            bytes = 0
        }
        if size <= Self.mostBytes, kept.updateValue(fresh, forKey: key) == nil { bytes += size }
        last = fresh
        return fresh.text
    }

    private static func isSame(_ kept: Kept, _ article: Article) -> Bool {
        isSame(kept.title, article.title ?? "") && isSame(kept.body, article.body ?? "")
    }

    private static func isSame(_ bytes: [UInt8], _ text: String) -> Bool {
        guard bytes.count == text.utf8.count else { return false }
        return text.utf8.withContiguousStorageIfAvailable { $0.elementsEqual(bytes) }
            ?? text.utf8.elementsEqual(bytes)
    }
}
