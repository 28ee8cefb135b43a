public import Moderation

extension JSONWriter {
    /// One output line of `classify`, without its line end.
    ///
    /// **Shape**: signals as the assessment holds them, those under trial with status `shadow`.
    /// - Complexity: O(bytes written).
    public mutating func assessmentLine(_ assessment: Assessment, id: CommentID?) {
        object { json in
            json.member("id", id)
            json.assessmentMembers(assessment, withMessages: false)
        }
    }

    /// An assessment inside a larger answer: the same members without the id, and each signal with
    /// the sentence a moderator is told.
    mutating func member(_ key: StaticString, _ assessment: Assessment) {
        self.key(key)
        object { $0.assessmentMembers(assessment, withMessages: true) }
    }

    private mutating func assessmentMembers(_ assessment: Assessment, withMessages: Bool) {
        member("route", assessment.route.rawValue)
        member("score", score: assessment.score)
        key("categories")
        object { json in
            for category in assessment.categories {
                json.key(category.category.rawValue)
                json.object { json in
                    json.member("points", category.points)
                    json.member("score", score: category.score)
                }
            }
        }
        key("labels")
        array(assessment.labels) { $0.string($1.id.rawValue) }
        key("signals")
        array(assessment.signals) { $0.signal($1, withMessage: withMessages) }
        key("inconclusive")
        array(assessment.inconclusive) { $0.string($1.rawValue) }
        member("policy", assessment.policy)
        member("profile", assessment.profile.rawValue)
    }

    mutating func signal(_ signal: Signal, withMessage: Bool) {
        object { json in
            json.member("rule", signal.rule)
            json.member("category", signal.category)
            json.member("title", signal.title)
            if withMessage { json.member("message", signal.message) }
            json.member("span", signal.span)
            json.member("text", signal.text)
            json.member("scope", signal.scope.rawValue)
            json.member("disguised", signal.disguised)
            json.member("points", signal.points)
            json.member("status", signal.status.rawValue)
        }
    }
}
