public import Moderation

extension JSONWriter {
    /// What `policy neutrality --format json` prints.
    ///
    /// **Shape**: one object a profile in `profiles`; `differences` and `stopped` are empty where the
    /// policy is neutral.
    public mutating func neutralityTrial(_ trial: NeutralityTrial) {
        object { json in
            json.member("neutral", trial.isNeutral)
            json.member("templates", trial.templates)
            json.member("pairs", trial.pairs)
            json.member("sentences", trial.sentences)
            json.member("groups", trial.groups)
            json.member("hardNegatives", trial.hardNegatives)
            json.member("notSwaps", trial.notSwaps)
            json.member("refusedWords", trial.refusedWords)
            json.key("files")
            json.array(trial.files) { json, file in
                json.object { json in
                    json.member("path", file.path)
                    json.member("language", file.language)
                    json.member("templates", file.templates)
                    json.member("sentences", file.sentences)
                }
            }
            json.key("profiles")
            json.array(trial.results) { $0.neutralityResult($1) }
        }
    }

    private mutating func neutralityResult(_ result: NeutralityTrial.Result) {
        object { json in
            json.member("profile", result.profile.rawValue)
            json.member("policy", result.policy)
            json.member("equalGroups", result.equalGroups)
            json.member("routes", result.routes)
            json.member("quotations", result.quotations)
            json.key("differences")
            json.array(result.differences) { json, difference in
                json.object { json in
                    json.member("kind", difference.kind.rawValue)
                    json.member("place", difference.place.description)
                    json.member("template", difference.template)
                    json.member("form", difference.form)
                    json.member("rules", difference.rules.map(\.rawValue))
                    json.key("usual")
                    json.neutralitySide(difference.usual)
                    json.key("other")
                    json.neutralitySide(difference.other)
                }
            }
            json.key("stopped")
            json.array(result.stopped) { json, stopped in
                json.object { json in
                    json.member("kind", stopped.kind.rawValue)
                    json.member("place", stopped.place.description)
                    json.member("id", stopped.id)
                    json.member("text", stopped.text)
                    json.member("route", stopped.route.rawValue)
                    json.member("mayBe", stopped.mayBe.rawValue)
                    json.member("rules", stopped.rules.map(\.rawValue))
                }
            }
        }
    }

    private mutating func neutralitySide(_ side: NeutralityTrial.Side) {
        object { json in
            json.member("route", side.answer.route.rawValue)
            json.key("points")
            json.object { json in
                for points in side.answer.points {
                    json.key(points.category.rawValue)
                    json.int(points.points)
                }
            }
            json.member("labels", side.answer.labels.map(\.rawValue))
            json.member("rules", side.rules.map(\.rawValue))
            json.member("text", side.text)
            json.key("members")
            json.array(side.members) { json, member in
                json.object { json in
                    json.member("stance", member.stance)
                    json.member("targets", member.targets)
                }
            }
        }
    }
}
