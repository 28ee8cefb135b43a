import Moderation

extension Profile {
    /// What the profile binds the desk to, in one sentence.
    ///
    /// **Source**: `reference/civic.md` A1 and proposal 1; Digital Services Act, Art. 17.
    var sentence: String {
        switch self {
        case .government:
            "The desk belongs to a public body, so only a person may hide a comment, and harsh "
                + "words about officials are never by themselves a reason to."
        case .publisher:
            "The desk belongs to a publisher, so the machine may suggest more, but only a person "
                + "hides a comment."
        case .publisherEU:
            "The desk belongs to a publisher in the European Union, so only a person hides a "
                + "comment, and its author is owed a statement of reasons (Digital Services Act, "
                + "Art. 17)."
        }
    }
}

/// How anybody can prove a report's figures.
func verification(of policy: PolicyDigest) -> String {
    "Run “gavel verify” at the desk: it walks the log of decisions, in which every entry seals "
        + "the one before it, and checks every stored text against its hash. “gavel policy "
        + "show” prints the rules that policy \(policy) names; the same rules give the "
        + "same digest anywhere."
}
