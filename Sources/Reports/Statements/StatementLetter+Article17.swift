import FoundationEssentials
import Moderation

/// What the European Union asks for, in the order of its letters.
///
/// **Source**: Regulation (EU) 2022/2065 Art. 17(3) a–f, Art. 20 and 21.
extension StatementLetter {
    var article17: [(String, [String])] {
        [
            (
                tongue(
                    en: "(a) The restriction, its territory and duration",
                    es: "a) La restricción, su ámbito territorial y su duración"),
                [restrictionSentence, territory, keptSentence]
            ),
            (
                tongue(
                    en: "(b) Facts and circumstances", es: "b) Hechos y circunstancias"),
                findings + [article16]
            ),
            (
                tongue(en: "(c) Automated means", es: "c) Medios automatizados"), [automation]
            ),
            ground,
            (
                tongue(en: "(f) Redress", es: "f) Vías de recurso"), redress
            ),
        ]
    }

    private var territory: String {
        let countries = terms.settings.territory.joined(separator: ", ")
        return countries.isEmpty
            ? tongue(
                en: "It holds in every country of the European Union and beyond.",
                es: "Rige en todos los países de la Unión Europea y fuera de ella.")
            : tongue(
                en:
                    "The site is offered in \(countries); the restriction holds there and wherever else it is read.",
                es:
                    "El sitio se ofrece en \(countries); la restricción rige allí y dondequiera que se lea."
            )
    }

    private var article16: String {
        guard statement.origin == .notice else { return originSentence }
        return tongue(
            en: "The decision follows a notice under Article 16 of the Regulation.",
            es:
                "La decisión se tomó a raíz de una notificación según el artículo 16 del Reglamento."
        )
    }

    private var automation: String {
        statement.wasDetectedByRule
            ? tongue(
                en:
                    "The comment was detected by automated means: a published pattern rule. The decision was taken by a person; no automated means were used in taking it.",
                es:
                    "El comentario se detectó por medios automatizados: una regla de patrones publicada. La decisión la tomó una persona; no se emplearon medios automatizados para tomarla."
            )
            : tongue(
                en:
                    "The comment was not detected by automated means. The decision was taken by a person; no automated means were used in taking it.",
                es:
                    "El comentario no se detectó por medios automatizados. La decisión la tomó una persona; no se emplearon medios automatizados para tomarla."
            )
    }

    private var ground: (String, [String]) {
        guard let law = terms.legalGround(of: decision) else {
            return (
                tongue(
                    en: "(e) Incompatible with our terms",
                    es: "e) Incompatible con nuestras condiciones"), rule + said
            )
        }
        return (
            tongue(en: "(d) Illegal content", es: "d) Contenido ilícito"),
            [
                tongue(
                    en: "The law it rests on: \(oneLine(law))",
                    es: "Fundamento jurídico: \(oneLine(law))")
            ] + rule + said
        )
    }

    private var redress: [String] {
        let answer = days(terms.appeals.toAnswer)
        return [
            tongue(
                en:
                    "Internal complaint (Article 20): free of charge, until \(deadline). \(writeTo) A person who did not make this decision decides and answers within \(answer); that decision is not made by automated means alone.",
                es:
                    "Reclamación interna (artículo 20): gratuita, hasta el \(deadline). \(writeTo) Decidirá una persona que no tomó esta decisión, y responderá en un plazo de \(answer); esa decisión no se toma solo por medios automatizados."
            ),
            outOfCourt, courts,
        ]
    }

    var outOfCourt: String {
        tongue(
            en:
                "Out-of-court dispute settlement (Article 21): you may choose any body that a Digital Services Coordinator has certified, whether or not you complained to us first.",
            es:
                "Resolución extrajudicial de litigios (artículo 21): puede elegir cualquier órgano certificado por un coordinador de servicios digitales, haya reclamado antes ante nosotros o no."
        )
    }

    var courts: String {
        tongue(
            en: "Courts: you may go to court at any time under the law that applies to you.",
            es:
                "Tribunales: puede acudir a los tribunales en cualquier momento según la ley que le sea aplicable."
        )
    }
}
