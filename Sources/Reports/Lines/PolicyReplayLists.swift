public import Moderation

extension JSONWriter {
    /// What `policy replay --format json` prints.
    ///
    /// **Shape**: `sent` counts the comments that a side sends to a person, by what people decided;
    /// `changes` are at most as many as were asked for, `changed` counts all.
    public mutating func policyReplay(_ replay: PolicyReplay) {
        object { json in
            json.member("profile", replay.profile.rawValue)
            json.member("comments", replay.comments)
            json.key("old")
            json.side(replay.old)
            json.key("new")
            json.side(replay.new)
            json.member("changed", replay.changed)
            json.member("rerouted", replay.rerouted)
            json.key("routes")
            json.array(replay.routes.sorted { $0.key < $1.key }) { json, way in
                json.object { json in
                    json.member("old", way.key.old.rawValue)
                    json.member("new", way.key.new.rawValue)
                    json.member("comments", way.value)
                }
            }
            json.member("newlySent", replay.newlySent)
            json.member("noLongerSent", replay.noLongerSent)
            json.key("rules")
            json.array(replay.rules) { $0.ruleChange($1) }
            json.key("changes")
            json.array(replay.changes) { $0.commentChange($1) }
        }
    }

    private mutating func side(_ side: PolicyReplay.Side) {
        object { json in
            json.member("policy", side.policy)
            json.member("sent", side.sent)
        }
    }

    private mutating func ruleChange(_ rule: PolicyReplay.RuleChange) {
        object { json in
            json.member("rule", rule.rule)
            json.member("before", rule.before)
            json.member("after", rule.after)
            json.member("newlyMatched", rule.newlyMatched)
            json.member("noLongerMatched", rule.noLongerMatched)
            json.member("newlySent", rule.newlySent)
            json.member("noLongerSent", rule.noLongerSent)
        }
    }

    private mutating func commentChange(_ change: PolicyReplay.CommentChange) {
        object { json in
            json.member("source", change.comment.source)
            json.member("id", change.comment.id)
            json.member("old", change.routes.old.rawValue)
            json.member("new", change.routes.new.rawValue)
            json.member("gained", change.gained.map(\.rawValue))
            json.member("lost", change.lost.map(\.rawValue))
            json.member("verdict", change.verdict?.rawValue)
        }
    }

    private mutating func member(_ key: StaticString, _ verdicts: PolicyReplay.Verdicts) {
        self.key(key)
        object { json in
            json.member("all", verdicts.all)
            json.member("approved", verdicts.approved)
            json.member("hidden", verdicts.hidden)
            json.member("spam", verdicts.spam)
            json.member("undecided", verdicts.undecided)
        }
    }
}

extension CSVWriter {
    /// What `policy replay --format csv` prints: the changed comments.
    public static func policyReplay(_ replay: PolicyReplay) -> CSVWriter {
        var csv = CSVWriter(header: ["source", "id", "old", "new", "gained", "lost", "verdict"])
        for change in replay.changes {
            csv.row([
                .text(change.comment.source.rawValue), .text(change.comment.id.rawValue),
                .text(change.routes.old.rawValue), .text(change.routes.new.rawValue),
                .text(change.gained.map(\.rawValue).joined(separator: " ")),
                .text(change.lost.map(\.rawValue).joined(separator: " ")),
                .text(change.verdict?.rawValue ?? ""),
            ])
        }
        return csv
    }
}
