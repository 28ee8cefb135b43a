public import Moderation

extension JSONWriter {
    /// `policy publish --format json`: the terms for machines.
    ///
    /// **Shape**: categories, labels and rules in the policy's order; `tool` is the most that a machine may do, of
    /// `label`, `queue`, `hold` and `reject`. `sentence` is `null` for a rule that only describes, and
    /// `untranslated` names what is not in the language asked for.
    public mutating func publishedPolicy(
        _ policy: PublishedPolicy, in language: StatementLanguage
    ) {
        let terms = policy.terms
        object { json in
            json.member("desk", terms.desk)
            json.member("profile", policy.profile.rawValue)
            json.member("profileTitle", policy.profileTitle)
            json.member("meaning", policy.meaning)
            json.member("policy", policy.policy)
            json.member("packs", policy.packs)
            json.member("language", language.rawValue)
            json.member("untranslated", language == .en ? [] : ["rules"])
            json.member("policyURL", terms.settings.policyURL)
            json.key("decisions")
            json.object { json in
                json.member("by", "person")
                json.member("automated", false)
                json.member("measures", ["none", "not-visible"])
            }
            json.key("tools")
            json.object { json in
                json.member("patternRules", true)
                json.member("measures", true)
                json.member("learnedModels", false)
            }
            json.key("complaints")
            json.object { json in
                json.member("contact", terms.settings.contact)
                json.member("openWithinDays", Int(terms.appeals.toOpen / 86_400))
                json.member("answerWithinDays", Int(terms.appeals.toAnswer / 86_400))
                json.member("answeredBy", "somebody else than decided")
                json.member("outOfCourt", policy.profile == .publisherEU)
            }
            json.key("categories")
            json.array(policy.categories) { json, category in
                let words = category.terms.told(in: language)
                json.object { json in
                    json.member("id", words.id)
                    json.member("title", words.title)
                    json.member("definition", words.definition)
                    json.member("notIncluded", words.notIncluded)
                    json.member("tool", category.ceiling.map { $0.rawValue } ?? "label")
                    json.member("mayBeHidden", words.isReasonToHide)
                    json.member("law", terms.settings.legalGrounds[words.id])
                    json.publishedRules(category.rules)
                }
            }
            json.key("labels")
            json.array(policy.labels) { json, label in
                json.object { json in
                    json.member("id", label.id)
                    json.member("title", label.title(in: language))
                    json.publishedRules(label.rules)
                }
            }
        }
    }

    private mutating func publishedRules(_ rules: [PublishedPolicy.Rule]) {
        key("rules")
        array(rules) { json, rule in
            json.object { json in
                json.member("id", rule.id)
                json.member("title", rule.title)
                json.member("sentence", rule.sentence)
                json.member("onTrial", rule.isOnTrial)
            }
        }
    }
}
