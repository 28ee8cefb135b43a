import FoundationEssentials
public import Moderation

/// A desk's terms in plain words.
///
/// **Shape**: CommonMark; the same policy gives the same bytes.
/// - Parameter language: of our words and of the shipped categories; what else the policy says stays in its own.
public func publishedPolicyMarkdown(
    _ policy: PublishedPolicy, in language: StatementLanguage
) -> String {
    PolicyPage(policy, Tongue(language, zone: policy.terms.timeZone)).text
}

private struct PolicyPage {
    let policy: PublishedPolicy
    let tongue: Tongue

    init(_ policy: PublishedPolicy, _ tongue: Tongue) {
        self.policy = policy
        self.tongue = tongue
    }

    var text: String {
        let blocks =
            head + people + tools + measures + complaints + categories + labels + proof
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private var head: [String] {
        let address = policy.terms.settings.policyURL.map {
            [tongue(en: "Published at <\($0)>.", es: "Publicado en <\($0)>.")]
        }
        return [
            tongue(
                en: "# Comment policy of \(line(policy.terms.desk))",
                es: "# Política de comentarios de \(line(policy.terms.desk))")
        ] + (tongue.language == .en ? [line(policy.meaning)] : []) + (address ?? [])
    }

    private var people: [String] {
        [
            tongue(en: "## Who decides", es: "## Quién decide"),
            tongue(
                en:
                    "A person decides, always. No comment is hidden by a machine. Rules are the same whatever view a comment takes: they speak of what it does, not of what it thinks.",
                es:
                    "Decide siempre una persona. Ninguna máquina oculta un comentario. Las reglas son las mismas sea cual sea la opinión: se refieren a lo que un comentario hace, no a lo que piensa."
            ),
        ]
    }

    private var tools: [String] {
        [
            tongue(en: "## Automated tools", es: "## Herramientas automatizadas"),
            tongue(
                en:
                    "Pattern rules, all of them listed below, look for words in a comment's own text and leave out what it quotes. Some measure its form, how often its author writes, or how many comments are nearly alike. No learned model is used. What the tools find sorts the queue, and a moderator sees it with the words that it rests on.",
                es:
                    "Reglas de patrones, todas enumeradas abajo, buscan palabras en el texto propio de un comentario y dejan fuera lo que cita. Algunas miden su forma, con qué frecuencia escribe su autor o cuántos comentarios son casi iguales. No se usa ningún modelo entrenado. Lo que encuentran ordena la cola, y quien modera lo ve con las palabras en que se basa."
            ),
        ]
    }

    private var measures: [String] {
        [
            tongue(
                en: "## What may happen to a comment", es: "## Qué puede pasar con un comentario"),
            tongue(
                en:
                    "A person may leave it as it is, or hide it from all readers for one of the reasons below. It is never edited, and the author is told why. Nobody is barred from commenting by it.",
                es:
                    "Una persona puede dejarlo como está u ocultarlo a todos los lectores por uno de los motivos de abajo. Nunca se edita, y se comunica al autor el porqué. Nadie queda excluido de comentar por ello."
            ),
        ]
    }

    private var complaints: [String] {
        let terms = policy.terms
        let (open, answer) = (days(terms.appeals.toOpen), days(terms.appeals.toAnswer))
        let contact = terms.settings.contact.map {
            tongue(en: " Write to \(line($0)).", es: " Escriba a \(line($0)).")
        }
        var blocks = [
            tongue(en: "## Complaints", es: "## Reclamaciones"),
            tongue(
                en:
                    "An author may appeal within \(open) of the decision, free of charge.\(contact ?? "") Somebody who did not decide answers within \(answer), and may restore the comment.",
                es:
                    "Un autor puede reclamar gratuitamente en un plazo de \(open) desde la decisión.\(contact ?? "") Responde en un plazo de \(answer) alguien que no decidió, y puede restablecer el comentario."
            ),
        ]
        if policy.profile == .publisherEU {
            let address =
                contact == nil
                ? tongue(en: ": write to us", es: ": escríbanos")
                : tongue(en: " at the same address", es: " en la misma dirección")
            blocks.append(
                tongue(
                    en:
                        "Anybody may give notice of illegal content (Article 16 of Regulation (EU) 2022/2065)\(address). Out-of-court bodies (Article 21) and courts are open whatever we answer.",
                    es:
                        "Cualquiera puede notificar contenido ilícito (artículo 16 del Reglamento (UE) 2022/2065)\(address). Los órganos extrajudiciales (artículo 21) y los tribunales están abiertos sea cual sea nuestra respuesta."
                ))
        }
        return blocks
    }

    // MARK: - Categories and rules

    private var categories: [String] {
        [tongue(en: "## Reasons", es: "## Motivos")] + notTranslated
            + policy.categories.flatMap { category -> [String] in
                let terms = category.terms.told(in: tongue.language)
                var blocks = [
                    "### \(line(terms.title)) (`\(terms.id)`)", line(terms.definition),
                ]
                if !terms.notIncluded.isEmpty {
                    blocks.append(
                        tongue(
                            en: "Not meant by it: \(line(terms.notIncluded))",
                            es: "No incluye: \(line(terms.notIncluded))"))
                }
                blocks.append("\(tool(category.ceiling)) \(person(category.terms))")
                return blocks + list(category.rules)
            }
    }

    /// Said once, before the first word in another language.
    private var notTranslated: [String] {
        tongue.language == .en
            ? []
            : [
                "Las reglas, y los motivos y etiquetas que esta política añade o cambia, no están traducidos: se dan en el idioma en que se escribieron."
            ]
    }

    private func tool(_ ceiling: Route?) -> String {
        switch ceiling {
        case nil, .pass:
            tongue(
                en: "A tool may label it, no more.",
                es: "Una herramienta puede etiquetarlo, nada más.")
        case .queue:
            tongue(
                en: "A tool may ask a person to look at it.",
                es: "Una herramienta puede pedir que una persona lo mire.")
        case .hold:
            tongue(
                en: "A tool may hold it back until a person has decided.",
                es: "Una herramienta puede retenerlo hasta que una persona decida.")
        case .reject:
            tongue(
                en: "A tool may propose that it is rejected, until a person has decided.",
                es: "Una herramienta puede proponer que se rechace, hasta que una persona decida.")
        }
    }

    private func person(_ terms: CategoryTerms) -> String {
        terms.isReasonToHide
            ? tongue(
                en: "A person may hide a comment for it.",
                es: "Una persona puede ocultar un comentario por ello.")
            : tongue(
                en: "It is never a reason to hide a comment.",
                es: "Nunca es un motivo para ocultar un comentario.")
    }

    private var labels: [String] {
        guard !policy.labels.isEmpty else { return [] }
        return [
            tongue(en: "## Labels", es: "## Etiquetas"),
            tongue(
                en: "They describe a comment, and never count against it.",
                es: "Describen un comentario y nunca cuentan en su contra."),
        ]
            + policy.labels.flatMap { label in
                [
                    "### \(line(label.title(in: tongue.language))) (`\(label.id)`)"
                ] + (label.rules.isEmpty ? [noRule] : list(label.rules))
            }
    }

    /// Of a label that the desk gives by comparing texts.
    private var noRule: String {
        tongue(en: "No pattern rule gives it.", es: "Ninguna regla de patrones la asigna.")
    }

    private func list(_ rules: [PublishedPolicy.Rule]) -> [String] {
        guard !rules.isEmpty else { return [] }
        let lines = rules.map { rule in
            let trial = rule.isOnTrial ? tongue(en: " (on trial)", es: " (en prueba)") : ""
            let sentence = rule.sentence.map { " " + line($0) } ?? ""
            return "- `\(rule.id)`\(trial): \(line(rule.title)).\(sentence)"
        }
        return [lines.joined(separator: "\n")]
    }

    private var proof: [String] {
        [
            tongue(en: "## Version", es: "## Versión"),
            tongue(
                en:
                    "Policy `\(policy.policy)`, profile \(policy.profile), packs \(line(policy.packs.joined(separator: ", "))). Every decision bears the number of the policy it was made under.",
                es:
                    "Política `\(policy.policy)`, perfil \(policy.profile), paquetes \(line(policy.packs.joined(separator: ", "))). Cada decisión lleva el número de la política según la cual se tomó."
            ),
        ]
    }

    private func days(_ seconds: Double) -> String {
        let days = Int(seconds / 86_400)
        return days == 1
            ? tongue(en: "1 day", es: "1 día") : tongue(en: "\(days) days", es: "\(days) días")
    }

    private func line(_ text: String) -> String { markdownEscaped(oneLine(text, limit: 1_000)) }
}
