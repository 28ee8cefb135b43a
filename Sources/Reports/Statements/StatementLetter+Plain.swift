import FoundationEssentials
import Moderation

/// The parts that a public body and a publisher outside the European Union write.
extension StatementLetter {
    var plain: [(String, [String])] {
        [
            (
                tongue(en: "What was decided", es: "Qué se decidió"),
                [restrictionSentence, keptSentence]
            ),
            (
                ruleHeading, rule + said
            ),
            (tongue(en: "What was found", es: "Qué se encontró"), findings + [originSentence]),
            (
                profile == .government
                    ? tongue(en: "How to appeal", es: "Cómo apelar")
                    : tongue(en: "If you disagree", es: "Si no está de acuerdo"), appeal
            ),
        ]
    }

    /// Promises a rule only where one is named below.
    private var ruleHeading: String {
        if statement.findings.isEmpty { return tongue(en: "The reason", es: "El motivo") }
        return profile == .government
            ? tongue(en: "The published rule", es: "La regla publicada")
            : tongue(en: "The rule", es: "La regla")
    }

    // MARK: - Sentences that every profile has

    var restrictionSentence: String {
        tongue(
            en:
                "Since \(tongue.moment(decision.at)) the comment is not shown to readers, on this site as a whole and wherever it is read, until something else is decided.",
            es:
                "Desde el \(tongue.moment(decision.at)) el comentario no se muestra a los lectores, en todo este sitio y dondequiera que se lea, hasta que se decida otra cosa."
        )
    }

    /// What the decision did not do; of replies that it hides, some may be the author's own.
    var keptSentence: String {
        let kept =
            statement.isPurged
            ? tongue(
                en: "Its words were deleted from our records since",
                es: "Desde entonces sus palabras se han borrado de nuestros registros")
            : tongue(en: "It was not deleted or altered", es: "No se ha borrado ni alterado")
        if decision.replies == .hide { return kept + "." }
        return kept
            + tongue(
                en: ", and nothing else that you wrote is affected by this decision.",
                es: ", y esta decisión no afecta a nada más que usted haya escrito.")
    }

    /// The category with what it means, what it does not, and what the author is told; where no rule
    /// found it, that a person said so.
    var rule: [String] {
        guard let category else {
            return [
                tongue(
                    en: "A person decided it for a reason that the published list does not name.",
                    es:
                        "Lo decidió una persona por un motivo que la lista publicada no recoge.")
            ] + place
        }
        var lines = ["\(category.title). \(category.definition)"]
        if statement.findings.isEmpty {
            lines.insert(
                tongue(
                    en:
                        "A person decided that the comment is of the kind named here, which may be hidden:",
                    es:
                        "Una persona decidió que el comentario es de la clase que se indica aquí, que puede ocultarse:"
                ), at: 0)
        }
        if !category.notIncluded.isEmpty {
            lines.append(
                tongue(
                    en: "Not meant by it: \(category.notIncluded)",
                    es: "No incluye: \(category.notIncluded)"))
        }
        if let notice = category.notice { lines.append(notice) }
        return lines + place
    }

    private var place: [String] {
        terms.settings.policyURL.map {
            [tongue(en: "All rules: \($0)", es: "Todas las reglas: \($0)")]
        } ?? []
    }

    /// What rules found, each with the author's own words.
    var findings: [String] {
        if statement.findings.isEmpty {
            return [
                statement.wasDetectedByRule
                    ? tongue(
                        en:
                            "A published pattern rule put the comment before a person for something else. The person read it and found the reason given here, which no pattern rule had found.",
                        es:
                            "Una regla de patrones publicada puso el comentario ante una persona por otra cosa. La persona lo leyó y encontró el motivo que se indica aquí, que ninguna regla de patrones había encontrado."
                    )
                    : tongue(
                        en:
                            "A person read the comment and found the reason given here, which no pattern rule had found.",
                        es:
                            "Una persona leyó el comentario y encontró el motivo que se indica aquí, que ninguna regla de patrones había encontrado."
                    )
            ]
        }
        return statement.findings.map { finding in
            let words = finding.words.map { tongue.quoted($0) }.joined(separator: ", ")
            // Titles of rules are English.
            let title = tongue(
                en: finding.title, es: "regla \(finding.rule) (en inglés: \(finding.title))")
            return "- \(title)\(words.isEmpty ? "" : ": \(words)")"
        }
    }

    var originSentence: String {
        switch statement.origin {
        case .ownInitiative:
            tongue(
                en: "We looked at it on our own initiative.",
                es: "Lo examinamos por iniciativa propia.")
        case .readerReports:
            tongue(
                en: "Readers had reported it.", es: "Algunos lectores lo habían señalado.")
        case .notice:
            tongue(
                en: "We had received a notice that it is illegal.",
                es: "Habíamos recibido un aviso de que es ilícito.")
        }
    }

    // MARK: - Redress

    private var appeal: [String] {
        let answer = days(terms.appeals.toAnswer)
        if profile == .government {
            return [
                tongue(
                    en:
                        "You may appeal in writing until \(deadline). \(writeTo) An official who did not make this decision rules on it, and answers you in writing within \(answer). It costs nothing.",
                    es:
                        "Puede apelar por escrito hasta el \(deadline). \(writeTo) Resolverá un funcionario que no tomó esta decisión, y le responderá por escrito en un plazo de \(answer). No cuesta nada."
                ),
                tongue(
                    en: "You may also correct the comment and post it again at any time.",
                    es: "También puede corregir el comentario y publicarlo de nuevo cuando quiera."),
            ]
        }
        return [
            tongue(
                en:
                    "You may ask for a second look until \(deadline). \(writeTo) Somebody who did not make this decision answers within \(answer).",
                es:
                    "Puede pedir que se revise hasta el \(deadline). \(writeTo) Responderá en un plazo de \(answer) alguien que no tomó esta decisión."
            )
        ]
    }

    /// The last day on the whole of which an appeal is taken in; the time ends at some hour of the next.
    var deadline: String {
        tongue.lastWholeDay(before: decision.at.addingTimeInterval(terms.appeals.toOpen))
    }

    var writeTo: String {
        let number = decision.id
        guard let contact = terms.settings.contact.map({ oneLine($0) }) else {
            return tongue(
                en: "Answer the message that brought you this and name decision \(number).",
                es: "Responda al mensaje que le trajo este texto e indique la decisión \(number).")
        }
        return tongue(
            en: "Write to \(contact) and name decision \(number).",
            es: "Escriba a \(contact) e indique la decisión \(number).")
    }

    /// - Parameter seconds: of whole days.
    func days(_ seconds: Double) -> String {
        let days = Int(seconds / 86_400)
        return days == 1
            ? tongue(en: "1 day", es: "1 día") : tongue(en: "\(days) days", es: "\(days) días")
    }
}
