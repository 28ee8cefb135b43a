import FoundationEssentials
public import Moderation

/// A statement of reasons as a letter to the author.
///
/// **Shape**: plain text, UTF-8, a paragraph a line, headings on lines of their own, a line end at the end.
/// **Never** names who decided, who reported, or what anybody else wrote.
/// - Parameter language: `nil` is the desk's.
public func statementLetter(
    _ statement: StatementOfReasons, _ terms: StatementTerms,
    in language: StatementLanguage? = nil
) -> String {
    let letter = StatementLetter(
        statement, terms, Tongue(language ?? terms.settings.language, zone: terms.timeZone))
    return letter.text
}

/// What every letter says, whatever the profile.
struct StatementLetter {
    let statement: StatementOfReasons
    let terms: StatementTerms
    let tongue: Tongue
    /// What the decision rests on; `nil` for `other`.
    let category: CategoryTerms?

    init(_ statement: StatementOfReasons, _ terms: StatementTerms, _ tongue: Tongue) {
        self.statement = statement
        self.terms = terms
        self.tongue = tongue
        category = terms.category(of: statement.decision)?.told(in: tongue.language)
    }

    var decision: Decision { statement.decision }
    var profile: Profile { decision.profile }

    var text: String {
        var lines = [oneLine(terms.desk), "", title, ""]
        if statement.kind == .reinstatement {
            lines += reinstatement
        } else {
            lines += restriction
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var title: String {
        switch (statement.kind, profile) {
        case (.reinstatement, _):
            tongue(
                en: "Your comment is shown again",
                es: "Su comentario vuelve a mostrarse")
        case (.restriction, .government):
            tongue(
                en: "Notice about your comment", es: "Aviso sobre su comentario")
        case (.restriction, .publisher):
            tongue(
                en: "Why your comment is not shown", es: "Por qué no se muestra su comentario")
        case (.restriction, .publisherEU):
            tongue(
                en: "Statement of reasons under Article 17 of Regulation (EU) 2022/2065",
                es: "Declaración de motivos según el artículo 17 del Reglamento (UE) 2022/2065")
        }
    }

    // MARK: - Reinstatement

    private var reinstatement: [String] {
        let undo = statement.undo!
        return [
            comment,
            "",
            tongue(
                en:
                    "Decision \(decision.id) of \(tongue.moment(decision.at)), which kept it from being shown, was taken back on \(tongue.moment(undo.at)). The comment is shown as any other again, unless you changed it since or another decision is made.",
                es:
                    "La decisión \(decision.id) del \(tongue.moment(decision.at)), por la que no se mostraba, se revocó el \(tongue.moment(undo.at)). El comentario vuelve a mostrarse como cualquier otro, salvo que usted lo haya cambiado desde entonces o que se tome otra decisión."
            ),
        ] + said + ["", record]
    }

    // MARK: - Restriction

    private var restriction: [String] {
        var lines = [comment, "", opening]
        if statement.isAboutSpam, profile == .publisherEU {
            lines += ["", noStatementNeeded]
        }
        let sections: [(String, [String])] =
            profile == .publisherEU ? article17 : plain
        for (heading, body) in sections { lines += ["", heading, ""] + body }
        return lines + ["", record]
    }

    /// What the profile says, unless that names the terms where the ground is a law.
    private var opening: String {
        guard profile == .publisherEU, terms.legalGround(of: decision) != nil else {
            return terms.notice(of: profile, in: tongue.language) ?? ""
        }
        return tongue(
            en:
                "We restricted your comment. This statement gives the restriction, the facts, the law that it rests on, whether the comment was found by automated means, and what you can do.",
            es:
                "Hemos restringido su comentario. Esta declaración indica la restricción, los hechos, la ley en que se basa, si el comentario se detectó por medios automatizados y qué puede hacer usted."
        )
    }

    /// Which comment it is.
    var comment: String {
        let key = oneLine(decision.comment.description)
        let place = statement.articleURL.map {
            tongue(en: " on \(oneLine($0))", es: " en \(oneLine($0))")
        }
        let time = statement.writtenAt.map {
            tongue(en: ", written on \(tongue.moment($0))", es: ", escrito el \(tongue.moment($0))")
        }
        return tongue(
            en: "Your comment \(key)\(place ?? "")\(time ?? "").",
            es: "Su comentario \(key)\(place ?? "")\(time ?? "").")
    }

    /// **Source**: Regulation (EU) 2022/2065 Art. 17(2).
    private var noStatementNeeded: String {
        tongue(
            en:
                "The comment was taken for deceptive high-volume commercial content, for which Article 17(2) of the Regulation asks for no statement of reasons. You have one all the same.",
            es:
                "El comentario se consideró contenido comercial engañoso de gran volumen, para el que el artículo 17, apartado 2, del Reglamento no exige declaración de motivos. La recibe de todos modos."
        )
    }

    /// What the desk adds in its own words.
    var said: [String] {
        statement.said.map { ["", oneLine($0, limit: 1_000)] } ?? []
    }

    /// What names the decision, for a reply.
    private var record: String {
        tongue(
            en:
                "Decision \(decision.id), on revision \(decision.revision) of the comment, policy \(decision.policy). Times are in the time zone named beside them.",
            es:
                "Decisión \(decision.id), sobre la revisión \(decision.revision) del comentario, política \(decision.policy). Las horas corresponden a la zona horaria indicada."
        )
    }
}
