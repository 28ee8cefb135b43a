public import Moderation

extension JSONWriter {
    /// One line of `export decisions`, without its line end.
    ///
    /// **Shape**: `seq` is the decision's own number, which only grows; it is the next `--since`.
    public mutating func decision(_ decision: Decision) {
        object { json in
            json.member("decision", Int(decision.id))
            json.member("seq", Int(decision.id))
            json.member("source", decision.comment.source)
            json.member("id", decision.comment.id)
            json.member("revision", decision.revision)
            json.member("verdict", decision.verdict.rawValue)
            json.member("reason", decision.reason)
            json.member("note", decision.note)
            json.member("by", decision.by)
            json.member("at", decision.at)
            json.member("policy", decision.policy)
            json.member("profile", decision.profile.rawValue)
            json.member("revokes", decision.revokes.map { Int($0) })
            json.member("replies", decision.replies.rawValue)
            json.member("bulk", decision.bulk.map { Int($0) })
        }
    }
}

extension CSVWriter {
    /// `export decisions --format csv`: the same members as columns, in the order given.
    public static func decisions(_ decisions: some Sequence<Decision>) -> CSVWriter {
        var csv = CSVWriter(header: [
            "decision", "seq", "source", "id", "revision", "verdict", "reason", "note", "by", "at",
            "policy", "profile", "revokes", "replies", "bulk",
        ])
        csv.append(decisions)
        return csv
    }

    /// More rows of ``decisions(_:)``.
    public mutating func append(_ decisions: some Sequence<Decision>) {
        for decision in decisions {
            row([
                .int(Int(decision.id)), .int(Int(decision.id)),
                .text(decision.comment.source.rawValue), .text(decision.comment.id.rawValue),
                .int(decision.revision), .text(decision.verdict.rawValue),
                .text(decision.reason ?? ""), .text(decision.note ?? ""),
                .text(decision.by.rawValue), .text(decision.at.rfc3339),
                .text(decision.policy.rawValue), .text(decision.profile.rawValue),
                decision.revokes.map { .int(Int($0)) } ?? .empty,
                .text(decision.replies.rawValue), decision.bulk.map { .int(Int($0)) } ?? .empty,
            ])
        }
    }
}
