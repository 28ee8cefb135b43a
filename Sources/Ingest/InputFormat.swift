/// A format that is read, by the name that `--format` takes.
public enum InputFormat: String, CaseIterable, Sendable {
    case jsonl, json, csv, text
    case wxr
    case wordPressJSON = "wp-json"
    case rss, disqus, isso, coral, discourse, regulations, decidim, reddit, mastodon, facebook, mbox

    /// Whether a comment may come without an id, which is then made from its content.
    public var derivesIDs: Bool {
        switch self {
        case .text, .coral, .facebook, .mbox: true
        default: false
        }
    }

    /// Whether `--map` can name its fields.
    var hasFieldNames: Bool {
        switch self {
        case .jsonl, .json, .csv: true
        default: false
        }
    }
}
