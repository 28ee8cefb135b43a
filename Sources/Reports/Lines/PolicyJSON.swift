public import Moderation

extension JSONWriter {
    /// What `policy list --format json` prints: an array in the order given.
    public mutating func ruleList(_ rules: some Sequence<RuleDetail>) {
        array(rules) { json, rule in
            json.object { $0.ruleMembers(rule) }
        }
    }

    /// What `policy show --format json` prints.
    ///
    /// **Shape**: the members of `policy list`, then all the rest; what is absent is `null` or `[]`.
    public mutating func ruleDetail(_ rule: RuleDetail, consequences: [RuleConsequence]) {
        object { json in
            json.ruleMembers(rule)
            json.key("shadowed")
            if let held = rule.shadowed {
                json.object { json in
                    json.member("hits", held.hits)
                    json.member("of", held.comments)
                }
            } else {
                json.null()
            }
            json.member("formerly", rule.formerly.map(\.rawValue))
            json.member("family", rule.family)
            json.member("tellModerator", rule.tellModerator)
            json.member("tellAuthor", rule.tellAuthor)
            json.member("looksFor", rule.looksFor)
            json.member("exceptions", rule.exceptions)
            json.member("conditions", rule.conditions)
            json.member("skips", rule.skips)
            json.member("seesThrough", rule.seesThrough)
            json.key("examples")
            json.array(rule.examples) { json, example in
                json.object { json in
                    json.member("kind", example.kind.rawValue)
                    json.member("text", example.text)
                    json.member("given", example.given)
                    json.member("because", example.because)
                }
            }
            json.member("because", rule.because)
            json.member("owner", rule.owner)
            json.member("references", rule.references)
            json.member("place", rule.place)
            json.key("consequences")
            json.object { json in
                for consequence in consequences { json.consequence(consequence) }
            }
        }
    }

    private mutating func ruleMembers(_ rule: RuleDetail) {
        member("id", rule.id)
        member("pack", rule.pack)
        member("category", rule.isLabel ? nil : rule.subject)
        member("label", rule.isLabel ? rule.subject : nil)
        member("points", rule.points)
        member("status", rule.status)
        member("title", rule.title)
    }

    private mutating func consequence(_ consequence: RuleConsequence) {
        key(consequence.profile.rawValue)
        object { json in
            json.member("ceiling", consequence.ceiling?.rawValue)
            json.member("points", consequence.points)
            json.member("route", consequence.route.rawValue)
        }
    }

    /// What `policy diff --format json` prints.
    ///
    /// **Shape**: `old` or `new` is `null` where there was or is nothing; digests are SHA-256.
    public mutating func policyComparison(_ comparison: PolicyComparison) {
        object { json in
            json.key("added")
            json.ruleList(comparison.added)
            json.key("removed")
            json.ruleList(comparison.removed)
            json.key("changed")
            json.array(comparison.changed) { json, rule in
                json.object { json in
                    json.member("id", rule.rule)
                    json.member("title", rule.title)
                    json.key("changes")
                    json.array(rule.changes) { $0.change($1) }
                }
            }
            json.key("lists")
            json.array(comparison.lists) { json, list in
                json.object { json in
                    json.member("list", list.list)
                    json.member("added", list.added)
                    json.member("removed", list.removed)
                }
            }
            json.key("settings")
            json.array(comparison.settings) { $0.change($1) }
            json.key("files")
            json.array(comparison.files) { json, file in
                json.object { json in
                    json.member("path", file.path)
                    json.member("old", file.old)
                    json.member("new", file.new)
                }
            }
        }
    }

    private mutating func change(_ change: PolicyComparison.Change) {
        object { json in
            json.member("what", change.what)
            json.member("old", change.old)
            json.member("new", change.new)
        }
    }
}

extension CSVWriter {
    /// What `policy list --format csv` prints.
    public static func ruleList(_ rules: some Sequence<RuleDetail>) -> CSVWriter {
        var csv = CSVWriter(header: [
            "id", "pack", "category", "label", "points", "status", "title",
        ])
        for rule in rules {
            csv.row([
                .text(rule.id.rawValue), .text(rule.pack),
                .text(rule.isLabel ? "" : rule.subject), .text(rule.isLabel ? rule.subject : ""),
                .int(rule.points), .text(rule.status), .text(rule.title),
            ])
        }
        return csv
    }
}
