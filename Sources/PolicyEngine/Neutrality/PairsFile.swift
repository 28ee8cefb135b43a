import Moderation

/// Sentences in which stance and target take each other's place: one `pairs*.yaml`.
struct PairsFile: Sendable {
    enum Stance: String, CaseIterable, Sendable {
        case `for`, against
    }

    struct Template: Sendable {
        var id: String
        /// One for each stance; all use the same slots.
        var wordings: [Stance: SentencePattern]
        /// The forms it is tried in beside the plain one.
        var forms: [SentenceForm]
        var place: Problem.Place
        var excerpt: String?
    }

    /// One sentence of a group.
    struct Member: Sendable {
        var name: NeutralityTrial.Member
        /// Tells fillings of one template apart; the same number is the same targets.
        var filling: Int
        var text: String
    }

    /// As a person would type it.
    var path: String
    /// ISO 639-1, lower case.
    var language = ""
    /// Categories and labels that are not compared.
    var leftOut: Set<String> = PairsFile.alwaysLeftOut
    /// What stands for each slot, lists inside lists written out.
    var slots: [String: [String]] = [:]
    var templates: [Template] = []

    /// Loudness orders a queue and never judges, so a loud sentence may be told from a calm one.
    static let alwaysLeftOut: Set<String> = ["style"]

    /// The sentences that must be judged alike: each stance with each filling.
    ///
    /// **Shape**: fillings in the order of the slots, each with all stances; the same order in every
    /// form.
    func members(of template: Template, in form: SentenceForm) -> [Member] {
        let patterns = Stance.allCases.compactMap { stance in
            template.wordings[stance].map { (stance: stance, pattern: form.spoken($0)) }
        }
        return fillings(template).enumerated().flatMap { number, filling in
            patterns.map { stance, pattern in
                Member(
                    name: NeutralityTrial.Member(
                        stance: stance.rawValue,
                        targets: pattern.slots.compactMap { filling[$0] }),
                    filling: number, text: form.text(of: pattern, filledWith: filling))
            }
        }
    }

    private func fillings(_ template: Template) -> [[String: String]] {
        let names = template.wordings[.for]?.slots ?? []
        return names.reduce([[:]]) { fillings, name in
            fillings.flatMap { filling in
                (slots[name] ?? []).map { filling.merging([name: $0]) { $1 } }
            }
        }
    }

    /// How many sentences a template makes in all its forms.
    func count(_ template: Template) -> Int {
        let names = template.wordings[.for]?.slots ?? []
        let fillings = names.reduce(1) { $0 * (slots[$1]?.count ?? 0) }
        return fillings * Stance.allCases.count * (template.forms.count + 1)
    }

    var sentences: Int { templates.reduce(0) { $0 + count($1) } }
    var groups: Int { templates.reduce(0) { $0 + $1.forms.count + 1 } }
}
