import Moderation

/// Says what a trial found in the words of every other problem: the place, both sentences, which
/// side got what, and the rules that made the difference.
struct NeutralityProblems {
    private let excerpts: [Problem.Place: String]

    init(_ suite: NeutralitySuite) {
        var excerpts: [Problem.Place: String] = [:]
        for template in suite.pairs.flatMap(\.templates) {
            excerpts[template.place] = template.excerpt
        }
        for sentence in suite.hardNegatives.sentences {
            excerpts[sentence.place] = sentence.excerpt
        }
        self.excerpts = excerpts
    }

    /// - Parameter withEach: every difference instead of one a template.
    func problems(of trial: NeutralityTrial, withEach: Bool) -> [Problem] {
        let differences = trial.results.flatMap(\.differences)
        var byPlace: [Problem.Place: [NeutralityTrial.Difference]] = [:]
        var order: [Problem.Place] = []
        for difference in differences {
            if byPlace[difference.place] == nil { order.append(difference.place) }
            byPlace[difference.place, default: []].append(difference)
        }
        return order.flatMap { place -> [Problem] in
            let all = byPlace[place]!
            if withEach { return all.map { problem($0, more: 0, members: .max) } }
            return [problem(all[0], more: all.count - 1, members: Self.fewMembers)]
        } + stopped(trial.results.flatMap(\.stopped), withEach: withEach)
    }

    /// As many as fit a line or two.
    private static let fewMembers = 4

    private func problem(
        _ difference: NeutralityTrial.Difference, more: Int, members most: Int
    ) -> Problem {
        let (template, form) = (difference.template, difference.form)
        let (code, what, sides): (PolicyCode, String, [String])
        switch difference.kind {
        case .sides:
            code = .notAlike
            what = "template '\(template)' (\(form)) is not judged alike for every side"
            sides = [difference.usual, difference.other].map { names($0.members, most) }
        case .form:
            code = .formRaises
            what = "template '\(template)' is routed further for the form '\(form)'"
            sides = [SentenceForm.plain.name, form]
        }
        var details = zip(sides, [difference.usual, difference.other]).flatMap { name, side in
            ["\(name): \(words(side.answer))", "  \(side.text)"]
        }
        let rules = difference.rules.map(\.rawValue)
        details.append(
            rules.isEmpty
                ? "no rule speaks about one alone: look at quotations and exceptions"
                : "the difference: \(rules.joined(separator: ", "))")
        if more > 0 { details.append("\(more) more of this template; --verbose shows each") }
        return Problem(
            place: difference.place, code: code.rawValue,
            message: what + ", under \(difference.profile)",
            excerpt: excerpts[difference.place], details: details, help: help(difference.kind))
    }

    private func help(_ kind: NeutralityTrial.Difference.Kind) -> String {
        switch kind {
        case .sides:
            "let the rule find every side or none; a template whose swap changes what is said belongs"
                + " in not-swaps.yaml"
        case .form: "narrow the rule: how something is said sends it no further"
        }
    }

    /// `for (drivers, cyclists); against (drivers)`.
    private func names(_ members: [NeutralityTrial.Member], _ most: Int) -> String {
        PairsFile.Stance.allCases.map(\.rawValue).compactMap { stance -> String? in
            let targets = members.filter { $0.stance == stance }.map {
                $0.targets.joined(separator: " with ")
            }
            guard !targets.isEmpty else { return nil }
            let shown = targets.prefix(most).joined(separator: ", ")
            let rest = targets.count - most
            return "\(stance) (\(shown)\(rest > 0 ? ", \(rest) more" : ""))"
        }.joined(separator: "; ")
    }

    /// `queue, attack 3, label question`.
    private func words(_ answer: NeutralityTrial.Answer) -> String {
        ([answer.route.rawValue] + answer.points.map { "\($0.category) \($0.points)" }
            + answer.labels.map { "label \($0)" }).joined(separator: ", ")
    }

    // MARK: - Sentences that must pass

    private func stopped(_ all: [NeutralityTrial.Stopped], withEach: Bool) -> [Problem] {
        var seen: Set<Problem.Place> = []
        return all.filter { withEach || seen.insert($0.place).inserted }.map(problem)
    }

    private func problem(_ stopped: NeutralityTrial.Stopped) -> Problem {
        let rules = stopped.rules.map(\.rawValue).joined(separator: ", ")
        switch stopped.kind {
        case .hardNegative:
            return Problem(
                place: stopped.place, code: PolicyCode.hardNegativeStopped.rawValue,
                message: "sentence '\(stopped.id)' must pass and does not under"
                    + " \(stopped.profile): \(stopped.route), by \(rules)",
                excerpt: excerpts[stopped.place],
                help: "add the sentence to the rule's no_match, then narrow the rule")
        case .quotation:
            return Problem(
                place: stopped.place, code: PolicyCode.quotationRaises.rawValue,
                message: "an example of \(stopped.id) goes further once it is quoted and denounced,"
                    + " under \(stopped.profile): \(stopped.route) instead of \(stopped.mayBe),"
                    + " by \(rules)",
                details: ["  \(stopped.text)"],
                help: "narrow the rule that speaks about the words around the quotation")
        }
    }
}
