import FoundationEssentials
public import Moderation

extension JSONWriter {
    /// One statement, as `gavel statement --format json` and `export statements` write it.
    ///
    /// **Shape**: the same members for every statement; `seq` is the next `--since`. Of the ground `law` is
    /// `null` where it is the desk's own terms. For a reinstatement `undone` says when and by which decision.
    /// `deleted` says whether the text is gone from the desk's records, which a decision alone never does.
    /// `appealUntil` is the last moment at which an appeal is taken in; a letter names the day before.
    /// - Parameter language: `nil` is the desk's.
    public mutating func statement(
        _ statement: StatementOfReasons, _ terms: StatementTerms,
        in language: StatementLanguage? = nil
    ) {
        let language = language ?? terms.settings.language
        let decision = statement.decision
        object { json in
            json.member("decision", Int(decision.id))
            json.member("seq", Int(statement.seq))
            json.member("kind", statement.kind.rawValue)
            json.member("source", decision.comment.source)
            json.member("id", decision.comment.id)
            json.member("revision", decision.revision)
            json.member("article", statement.articleURL)
            json.member("writtenAt", statement.writtenAt)
            json.member("at", decision.at)
            json.member("timeZone", terms.timeZone)
            json.member("verdict", decision.verdict.rawValue)
            json.member("policy", decision.policy)
            json.member("profile", decision.profile.rawValue)
            json.member("language", language.rawValue)
            json.key("undone")
            if let undo = statement.undo {
                json.object { json in
                    json.member("decision", Int(undo.id))
                    json.member("at", undo.at)
                }
            } else {
                json.null()
            }
            json.restriction(statement, terms)
            json.facts(statement)
            json.key("automated")
            json.object { json in
                json.member("detection", statement.wasDetectedByRule)
                json.member("decision", false)
            }
            json.ground(of: decision, terms, language)
            json.redress(of: decision, terms)
            json.member("neededByArticle17", statement.isNeededByArticle17)
            json.member("needsWords", statement.needsWords)
        }
    }

    /// (a) What, where and how long; only the European Union asks for which of its countries.
    private mutating func restriction(_ statement: StatementOfReasons, _ terms: StatementTerms) {
        key("restriction")
        object { json in
            json.member("visibility", statement.kind == .restriction ? "not-visible" : "visible")
            json.member("deleted", statement.isPurged)
            json.member("scope", "worldwide")
            if statement.decision.profile == .publisherEU {
                let countries = terms.settings.territory
                json.member("territory", countries.isEmpty ? EuropeanArea.countries : countries)
            } else {
                json.key("territory")
                json.null()
            }
            json.member("from", statement.decision.at)
            json.member("until", statement.undo?.at)
        }
    }

    /// (b) What was found, and what made somebody look.
    private mutating func facts(_ statement: StatementOfReasons) {
        key("facts")
        object { json in
            json.member("origin", statement.origin.rawValue)
            json.member("said", statement.said)
            json.key("findings")
            json.array(statement.findings) { json, finding in
                json.object { json in
                    json.member("rule", finding.rule)
                    json.member("title", finding.title)
                    json.member("words", finding.words)
                }
            }
        }
    }

    /// (d), (e) The law, or the terms.
    mutating func ground(
        of decision: Decision, _ terms: StatementTerms, _ language: StatementLanguage
    ) {
        let category = terms.category(of: decision)?.told(in: language)
        key("ground")
        object { json in
            json.member("category", decision.reason)
            json.member("title", category?.title)
            json.member("definition", category?.definition)
            json.member("notice", category?.notice)
            json.member("law", terms.legalGround(of: decision))
            json.member("policyURL", terms.settings.policyURL)
        }
    }

    /// (f) What the author can do.
    mutating func redress(of decision: Decision, _ terms: StatementTerms) {
        let isEU = decision.profile == .publisherEU
        key("redress")
        object { json in
            json.member("contact", terms.settings.contact)
            json.member(
                "appealUntil", decision.at.addingTimeInterval(terms.appeals.toOpen))
            json.member("answerWithinDays", Int(terms.appeals.toAnswer / 86_400))
            json.member("outOfCourt", isEU)
            json.member("courts", isEU)
        }
    }
}

extension StatementOfReasons {
    /// Whether the regulation asks the desk for it.
    ///
    /// **Source**: Regulation (EU) 2022/2065 Art. 17(1) and (2).
    var isNeededByArticle17: Bool {
        decision.profile == .publisherEU && kind == .restriction && !isAboutSpam
    }
}
