public import Moderation

extension JSONWriter {
    /// What `explain --json` prints.
    ///
    /// **Shape**: `article` is the title alone; `language` is `null` where it cannot be told; `thresholds` maps a route to the points it needs.
    public mutating func explanation(_ explanation: Explanation) {
        object { json in
            json.member("text", explanation.text)
            json.member("article", explanation.article?.title)
            json.member("assessment", explanation.assessment)
            json.key("segments")
            json.array(explanation.segments) { json, explained in
                json.object { json in
                    json.member("scope", explained.segment.scope.rawValue)
                    json.member("span", explained.segment.span)
                    json.member("reason", explained.reason)
                }
            }
            json.member("language", explanation.languages.language)
            json.key("languages")
            json.array(explanation.languages.parts) { json, part in
                json.object { json in
                    json.member("language", part.language)
                    json.member("alternatives", part.alternatives)
                    json.member("name", part.name)
                    json.member("share", score: part.share)
                }
            }
            json.key("categories")
            json.array(explanation.categories) { $0.explainedCategory($1) }
            json.key("excepted")
            json.array(explanation.excepted) { json, hit in
                json.object { json in
                    json.member("rule", hit.rule)
                    json.member("span", hit.span)
                    json.member("text", hit.text)
                    json.member("because", hit.because)
                }
            }
            json.key("shadow")
            json.array(explanation.shadow) { $0.signal($1, withMessage: true) }
            json.member("whatWouldChange", explanation.whatWouldChange)
        }
    }

    private mutating func explainedCategory(_ category: ExplainedCategory) {
        object { json in
            json.member("category", category.category)
            json.member("title", category.title)
            json.member("pointsBeforeCaps", category.pointsBeforeCaps)
            json.member("pointsAfterCaps", category.pointsAfterCaps)
            json.key("thresholds")
            json.object { json in
                for threshold in category.thresholds {
                    json.key(threshold.route.rawValue)
                    json.int(threshold.points)
                }
            }
            json.member("ceiling", category.ceiling?.rawValue)
            json.member("route", category.route.rawValue)
        }
    }
}
