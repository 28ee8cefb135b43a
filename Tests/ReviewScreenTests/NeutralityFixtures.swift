import Moderation

/// A policy that is neutral, and one that is not in every way there is.
let neutral = neutrality(isNeutral: true)
let notNeutral = neutrality(isNeutral: false)

private func neutrality(isNeutral: Bool) -> NeutralityTrial {
    var trial = NeutralityTrial(
        files: [
            NeutralityTrial.File(
                path: "policies/neutrality/pairs-en.yaml", language: "en", templates: 62,
                sentences: 3024),
            NeutralityTrial.File(
                path: "policies/neutrality/pairs-es.yaml", language: "es", templates: 32,
                sentences: 1320),
        ],
        groups: 564, hardNegatives: 41, notSwaps: 6, refusedWords: 112)
    trial.results = [Profile.government, .publisher].map { profile in
        var result = NeutralityTrial.Result(profile: profile, policy: "9f2c41d07a3e")
        result.equalGroups = isNeutral ? 564 : 561
        result.routes = [.pass: 3900, .queue: 420, .hold: 24]
        result.quotations = 244
        result.templates = [
            NeutralityTrial.TemplateAnswers(
                template: "fools-who", wording: "Anybody who stands against {sides} is a fool.",
                answers: [alike]),
            NeutralityTrial.TemplateAnswers(
                template: "support", wording: "I support {policy}.",
                answers: isNeutral ? [calm] : [calm, alike]),
        ]
        if !isNeutral {
            result.differences = [difference(.sides, profile), difference(.form, profile)]
            result.stopped = [stopped(.hardNegative, profile), stopped(.quotation, profile)]
        }
        return result
    }
    return trial
}

private let calm = NeutralityTrial.Answer(route: .pass, points: [], labels: [])
private let alike = NeutralityTrial.Answer(
    route: .queue, points: [.init(category: "attack", points: 3)], labels: ["question"])

private func difference(
    _ kind: NeutralityTrial.Difference.Kind, _ profile: Profile
) -> NeutralityTrial.Difference {
    func side(_ answer: NeutralityTrial.Answer, _ rules: [RuleID]) -> NeutralityTrial.Side {
        NeutralityTrial.Side(
            answer: answer, text: "A sentence.", rules: rules,
            members: [NeutralityTrial.Member(stance: "for", targets: ["the mayor"])])
    }
    return NeutralityTrial.Difference(
        kind: kind, place: Problem.Place(file: "pairs-en.yaml", line: 9), template: "support",
        form: "plain", profile: profile, usual: side(calm, []), other: side(alike, ["attack.a"]))
}

private func stopped(
    _ kind: NeutralityTrial.Stopped.Kind, _ profile: Profile
) -> NeutralityTrial.Stopped {
    NeutralityTrial.Stopped(
        kind: kind, place: Problem.Place(file: "hard-negatives.yaml", line: 9), id: "watts",
        text: "A sentence.", profile: profile, route: .queue, mayBe: .pass, rules: ["attack.a"])
}
