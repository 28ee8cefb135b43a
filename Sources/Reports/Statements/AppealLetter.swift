import FoundationEssentials
public import Moderation

/// The answer to an appeal as a letter to who objected.
///
/// **Shape**: as ``statementLetter(_:_:in:)``.
/// **Never** names who decided, who answered, or what anybody wrote but the answer's reason.
/// - Parameter language: `nil` is the desk's.
public func appealLetter(
    _ reply: AppealReply, _ terms: StatementTerms, in language: StatementLanguage? = nil
) -> String {
    AppealLetter(
        reply, terms, Tongue(language ?? terms.settings.language, zone: terms.timeZone)
    ).text
}

/// What is told to every profile's commenters, and what to one's alone.
///
/// **Source**: Regulation (EU) 2022/2065 Art. 20(5) and (6), Art. 21.
private struct AppealLetter {
    let reply: AppealReply
    /// The letter about the decision that was appealed, for the sentences that both have.
    let first: StatementLetter

    init(_ reply: AppealReply, _ terms: StatementTerms, _ tongue: Tongue) {
        self.reply = reply
        first = StatementLetter(
            StatementOfReasons(
                decision: reply.appeal.decision, articleURL: reply.articleURL,
                writtenAt: reply.writtenAt), terms, tongue)
    }

    private var tongue: Tongue { first.tongue }
    private var decision: Decision { reply.appeal.decision }
    private var isUpheld: Bool { reply.answer.outcome == .uphold }

    var text: String {
        var lines = [oneLine(first.terms.desk), "", title, "", first.comment]
        for (heading, body) in [
            (tongue(en: "What you objected to", es: "A qué se opuso"), objection),
            (tongue(en: "What was answered", es: "Qué se respondió"), [outcome]),
            (tongue(en: "Who looked at it", es: "Quién lo examinó"), [somebodyElse]),
            (tongue(en: "Why", es: "Por qué"), reply.reasons.map { oneLine($0, limit: 4_000) }),
            (tongue(en: "What you can do", es: "Qué puede hacer"), redress),
        ] where !body.isEmpty { lines += ["", heading, ""] + body }
        return (lines + ["", record]).joined(separator: "\n") + "\n"
    }

    private var title: String {
        switch first.profile {
        case .government:
            tongue(en: "Answer to your appeal", es: "Respuesta a su apelación")
        case .publisher:
            tongue(
                en: "Answer to your request for a second look",
                es: "Respuesta a su petición de revisión")
        case .publisherEU:
            tongue(
                en: "Answer to your complaint under Article 20 of Regulation (EU) 2022/2065",
                es:
                    "Respuesta a su reclamación según el artículo 20 del Reglamento (UE) 2022/2065")
        }
    }

    private var objection: [String] {
        let opened = tongue.moment(reply.appeal.openedAt)
        let decided = tongue.moment(decision.at)
        let what = tongue(
            en:
                "Your objection reached us on \(opened). It is about decision \(decision.id) of \(decided), which kept the comment from being shown.",
            es:
                "Su objeción nos llegó el \(opened). Se refiere a la decisión \(decision.id) del \(decided), por la que el comentario no se mostraba."
        )
        let law = first.terms.legalGround(of: decision).map { oneLine($0) }
        return [what]
            + [
                law.map {
                    tongue(en: "The law it rested on: \($0)", es: "Fundamento jurídico: \($0)")
                },
                first.category.map { category in
                    let words = "\(category.title). \(category.definition)"
                    return tongue(en: "Its reason: \(words)", es: "Su motivo: \(words)")
                },
            ].compactMap(\.self)
    }

    private var outcome: String {
        let at = tongue.moment(reply.answer.at)
        if !isUpheld {
            return tongue(
                en:
                    "On \(at) your objection was granted: what kept the comment from being shown was taken back. The comment is shown as any other again, unless you changed it since or another decision is made.",
                es:
                    "El \(at) se aceptó su objeción: se revocó lo que impedía mostrar el comentario. El comentario vuelve a mostrarse como cualquier otro, salvo que usted lo haya cambiado desde entonces o que se tome otra decisión."
            )
        }
        let found = tongue(
            en: "On \(at) your objection was not granted: the decision was found to be right.",
            es: "El \(at) no se aceptó su objeción: la decisión se consideró correcta.")
        return found + " "
            + (reply.isTakenBack
                ? tongue(
                    en: "It was taken back all the same; another decision may stand.",
                    es: "Con todo, se revocó; puede que rija otra decisión.")
                : tongue(
                    en: "The comment is not shown until something else is decided.",
                    es: "El comentario no se muestra hasta que se decida otra cosa."))
    }

    private var somebodyElse: String {
        first.profile == .government
            ? tongue(
                en:
                    "An official who did not make the decision looked at the comment, at the decision and at what you wrote. No automated means were used in answering you.",
                es:
                    "Un funcionario que no tomó la decisión examinó el comentario, la decisión y lo que usted escribió. No se emplearon medios automatizados para responderle."
            )
            : tongue(
                en:
                    "A person who did not make the decision looked at the comment, at the decision and at what you wrote. No automated means were used in answering you.",
                es:
                    "Una persona que no tomó la decisión examinó el comentario, la decisión y lo que usted escribió. No se emplearon medios automatizados para responderle."
            )
    }

    /// Art. 20(5) asks for it whatever was answered; who was given right elsewhere needs none.
    private var redress: [String] {
        if first.profile == .publisherEU { return again + [first.outOfCourt, first.courts] }
        guard isUpheld else { return [] }
        return [
            tongue(
                en: "You may change the comment and post it again at any time.",
                es: "Puede cambiar el comentario y publicarlo de nuevo cuando quiera.")
        ] + again + [
            tongue(
                en:
                    "This answer takes from you no right that the law gives you, before a court among others.",
                es:
                    "Esta respuesta no le quita ningún derecho que la ley le dé, tampoco ante los tribunales."
            )
        ]
    }

    /// Who objects again in time is heard again.
    private var again: [String] {
        let end = decision.at.addingTimeInterval(first.terms.appeals.toOpen)
        guard isUpheld, reply.answer.at < end else { return [] }
        return [
            tongue(
                en:
                    "If there is something that we have not weighed, you may object again until \(first.deadline). \(first.writeTo)",
                es:
                    "Si hay algo que no hemos tenido en cuenta, puede oponerse de nuevo hasta el \(first.deadline). \(first.writeTo)"
            )
        ]
    }

    private var record: String {
        tongue(
            en:
                "Appeal \(reply.appeal.id), decision \(decision.id), on revision \(decision.revision) of the comment, policy \(decision.policy). Times are in the time zone named beside them.",
            es:
                "Apelación \(reply.appeal.id), decisión \(decision.id), sobre la revisión \(decision.revision) del comentario, política \(decision.policy). Las horas corresponden a la zona horaria indicada."
        )
    }
}

extension JSONWriter {
    /// `gavel appeal letter --format json`.
    ///
    /// **Shape**: `ground` and `redress` as in a statement of reasons; `why` is empty where a comment was
    /// restored without a word.
    /// - Parameter language: `nil` is the desk's.
    public mutating func appealReply(
        _ reply: AppealReply, _ terms: StatementTerms, in language: StatementLanguage? = nil
    ) {
        let language = language ?? terms.settings.language
        let decision = reply.appeal.decision
        object { json in
            json.member("appeal", Int(reply.appeal.id))
            json.member("decision", Int(decision.id))
            json.member("source", decision.comment.source)
            json.member("id", decision.comment.id)
            json.member("revision", decision.revision)
            json.member("article", reply.articleURL)
            json.member("writtenAt", reply.writtenAt)
            json.member("decidedAt", decision.at)
            json.member("openedAt", reply.appeal.openedAt)
            json.member("answeredAt", reply.answer.at)
            json.member("timeZone", terms.timeZone)
            json.member("outcome", reply.answer.outcome.rawValue)
            json.member("why", reply.reasons)
            json.member("answeredBy", "somebody else than decided")
            json.member("policy", decision.policy)
            json.member("profile", decision.profile.rawValue)
            json.member("language", language.rawValue)
            json.key("automated")
            json.object { $0.member("decision", false) }
            json.ground(of: decision, terms, language)
            json.redress(of: decision, terms)
            json.member("needsWords", reply.needsWords)
        }
    }
}
