import Moderation

/// Articles that an input names once and its comments refer to.
///
/// **Shape**: holds at most 64 MiB of titles and addresses, some 300,000 articles; what comes after
/// is not remembered, and its comments go without.
struct ArticleTable: Sendable {
    private var articles: [[UInt8]: Article] = [:]
    private var bytes = 0

    mutating func remember(_ id: String, _ article: Article?) {
        guard let article else { return }
        let texts = [id, article.url, article.title, article.body]
        bytes += texts.reduce(64) { $0 + ($1?.utf8.count ?? 0) }
        guard bytes <= 64 << 20 else { return }
        articles[Array(id.utf8)] = article
    }

    subscript(id: String) -> Article? { articles[Array(id.utf8)] }
}
