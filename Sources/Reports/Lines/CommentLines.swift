import FoundationEssentials
public import Moderation

extension JSONWriter {
    /// One line of `export comments`, without its line end.
    ///
    /// **Shape**: `decision` is the number of the one that stands, as in `export decisions`; `text` is
    /// `null` and `purged` says what is left where the text was purged; `author` has names only where
    /// they were asked for.
    public mutating func comment(_ comment: ExportedComment) {
        object { json in
            json.member("source", comment.comment.source)
            json.member("id", comment.comment.id)
            json.member("revision", comment.revision)
            json.member("text", comment.text)
            json.member("format", comment.format.rawValue)
            json.member("parent", comment.parent)
            json.key("author")
            json.exportedAuthor(comment.author)
            json.key("article")
            json.addressObject(comment.article)
            json.member("createdAt", comment.createdAt)
            json.member("editedAt", comment.editedAt)
            json.member("ingestedAt", comment.ingestedAt)
            json.member("route", comment.route.rawValue)
            json.member("score", score: comment.score)
            json.member("state", comment.state.rawValue)
            json.member("decision", comment.decision.map { Int($0.id) })
            json.member("policy", comment.policy)
            json.key("purged")
            json.purgedObject(comment.purged)
        }
    }

    private mutating func exportedAuthor(_ author: ExportedAuthor?) {
        guard let author else { return null() }
        object { json in
            json.member("id", author.key)
            guard let details = author.details else { return }
            json.member("account", details.externalID)
            json.member("name", details.name)
            json.member("email", details.email)
        }
    }

    private mutating func addressObject(_ article: Article?) {
        guard let article else { return null() }
        object { json in
            json.member("url", article.url)
            json.member("title", article.title)
        }
    }
}

extension CSVWriter {
    /// The header of `export comments --format csv`; the columns are the same whether authors are named
    /// or not.
    public static func comments() -> CSVWriter {
        CSVWriter(header: [
            "source", "id", "revision", "text", "format", "parent", "author", "account", "name",
            "email", "article", "title", "createdAt", "editedAt", "ingestedAt", "route", "score",
            "state", "decision", "policy", "purgedAt", "purgedSHA256",
        ])
    }

    /// One row of it.
    public mutating func row(_ comment: ExportedComment) {
        let details = comment.author?.details
        row([
            .text(comment.comment.source.rawValue), .text(comment.comment.id.rawValue),
            .int(comment.revision), .text(comment.text ?? ""), .text(comment.format.rawValue),
            .text(comment.parent?.rawValue ?? ""), .text(comment.author?.key ?? ""),
            .text(details?.externalID ?? ""), .text(details?.name ?? ""),
            .text(details?.email ?? ""), .text(comment.article?.url ?? ""),
            .text(comment.article?.title ?? ""), .text(comment.createdAt?.rfc3339 ?? ""),
            .text(comment.editedAt?.rfc3339 ?? ""), .text(comment.ingestedAt.rfc3339),
            .text(comment.route.rawValue), .double((comment.score * 100).rounded() / 100),
            .text(comment.state.rawValue), comment.decision.map { .int(Int($0.id)) } ?? .empty,
            .text(comment.policy.rawValue), .text(comment.purged?.at.rfc3339 ?? ""),
            .text(comment.purged?.hash ?? ""),
        ])
    }
}
