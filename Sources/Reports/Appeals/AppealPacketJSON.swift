public import Moderation

extension JSONWriter {
    /// `appeal packet --format json`: the appeal, the comment as decided, what rules found, and the history.
    ///
    /// **Shape**: `notes` is `null` where they were not asked for.
    public mutating func appealPacket(
        _ packet: AppealPacket, rules: [CitedRule], policy: PolicyDigest, _ terms: StatementTerms,
        withNotes: Bool
    ) {
        let category = terms.category(of: packet.appeal.decision)
        object { json in
            json.key("appeal")
            json.appeal(packet.appeal)
            json.key("comment")
            json.packetText(packet.text)
            json.key("ground")
            json.object { json in
                json.member("category", packet.appeal.decision.reason)
                json.member("title", category?.title)
                json.member("definition", category?.definition)
                json.member("notIncluded", category?.notIncluded)
                json.member("law", terms.legalGround(of: packet.appeal.decision))
            }
            json.member("assessment", packet.assessment)
            json.member("policyNow", policy)
            json.key("rules")
            json.array(rules) { json, rule in
                json.object { json in
                    json.member("id", rule.detail.id)
                    json.member("pack", rule.detail.pack)
                    json.member("version", rule.version)
                    json.member("title", rule.detail.title)
                    json.member("tellModerator", rule.detail.tellModerator)
                    json.member("tellAuthor", rule.detail.tellAuthor)
                    json.member("looksFor", rule.detail.looksFor)
                    json.member("exceptions", rule.detail.exceptions)
                }
            }
            json.key("history")
            json.array(packet.history) { $0.decision($1) }
            json.key("reports")
            json.array(packet.reports) { $0.report($1) }
            json.key("notes")
            if withNotes {
                json.array(packet.acts) { $0.act($1) }
            } else {
                json.null()
            }
        }
    }

    private mutating func packetText(_ text: AppealPacket.Text) {
        object { json in
            json.member("text", text.body)
            json.member("format", text.format.rawValue)
            json.member("revision", text.revision)
            json.member("newestRevision", text.newestRevision)
            json.member("writtenAt", text.writtenAt)
            json.member("ingestedAt", text.ingestedAt)
            json.member("article", text.article?.url)
            json.member("articleTitle", text.article?.title)
            json.member("snapshotSHA256", text.snapshotHash)
            json.member("contentSHA256", text.contentHash)
            json.key("purged")
            json.purgedObject(text.purged)
        }
    }
}
