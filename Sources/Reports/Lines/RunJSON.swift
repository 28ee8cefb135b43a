public import Moderation

extension JSONWriter {
    /// What `ingest --json` prints.
    public mutating func runSummary(_ summary: RunSummary) {
        object { json in
            json.member("run", summary.run.map { Int($0) })
            json.member("read", summary.read)
            json.member("new", summary.new)
            json.member("edited", summary.edited)
            json.member("known", summary.known)
            json.member("setAside", summary.setAside)
            json.member("judgedAgain", summary.judgedAgain)
            json.member("routes", summary.routes)
            json.member("seconds", seconds: summary.seconds)
            json.member("policy", summary.policy)
            json.member("shadowed", summary.shadowed)
            json.member("passedOver", summary.passedOver)
            json.member("repaired", summary.repaired)
        }
    }

    /// What `status --json` prints.
    public mutating func deskStatus(_ status: DeskStatus) {
        object { json in
            json.member("desk", status.desk)
            json.member("profile", status.profile.rawValue)
            json.member("policy", status.policy)
            json.member("comments", status.comments)
            json.member("open", status.open)
            json.member("held", status.held)
            json.member("oldestOpen", status.oldestOpen)
            json.member("lastIngest", status.lastIngest)
            json.member("lastSuccess", status.lastSuccess)
            json.member("setAside", status.setAside)
            json.member("shadowed", status.shadowed)
            json.member("waitingComments", status.waitingComments)
            json.member("reported", status.besides.reported)
            json.member("escalated", status.besides.escalated)
            json.member("second", status.besides.second)
            json.member("appeals", status.besides.appeals)
            json.member("appealsOverdue", status.besides.overdue)
            json.member("secondOpinions", status.agreement.given)
            json.member("secondOpinionsAgreeing", status.agreement.agreeing)
        }
    }

    private mutating func member(_ key: StaticString, _ rules: [ShadowedRule]) {
        self.key(key)
        array(rules) { json, rule in
            json.object { json in
                json.member("rule", rule.rule)
                json.member("hits", rule.hits)
                json.member("of", rule.comments)
            }
        }
    }

    /// Every kind that was met, in order of name.
    private mutating func member(_ key: StaticString, _ passedOver: [PassedOver: Int]) {
        self.key(key)
        object { json in
            for (kind, count) in passedOver.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                json.key(kind.rawValue)
                json.int(count)
            }
        }
    }

    private mutating func member(_ key: StaticString, _ repairs: Repairs) {
        self.key(key)
        object { json in
            json.member("controlCharacters", repairs.controlCharacters)
            json.member("misreadTexts", repairs.misreadTexts)
        }
    }

    /// What `classify --stats` writes at the end.
    ///
    /// - Parameter bytes: of the input read, before unpacking.
    public mutating func classifyStats(
        comments: Int, bytes: Int, seconds: Double, setAside: Int, routes: [Route: Int]
    ) {
        object { json in
            json.member("comments", comments)
            json.member("bytes", bytes)
            json.member("seconds", seconds: seconds)
            json.member("setAside", setAside)
            json.member("routes", routes)
        }
    }
}
