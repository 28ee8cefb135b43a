import Moderation

/// One policy's trial, sentence by sentence.
struct NeutralityRun {
    private let policy: Policy
    private let classifier: Classifier
    private(set) var result: NeutralityTrial.Result

    init(_ policy: Policy) {
        self.policy = policy
        classifier = Classifier(policy: policy.forEveryLanguage)
        result = NeutralityTrial.Result(profile: policy.profile.profile, policy: policy.digest)
    }

    private struct Judged {
        var member: PairsFile.Member
        var answer: NeutralityTrial.Answer
        var rules: [RuleID]
    }

    // MARK: - Pairs

    mutating func compare(_ file: PairsFile) {
        for template in file.templates {
            let plain = judged(file, template, .plain)
            compare(plain, template, .plain)
            for form in template.forms {
                let group = judged(file, template, form)
                compare(group, template, form)
                compare(group, with: plain, template, form)
            }
            var answers: [NeutralityTrial.Answer] = []
            for item in plain where !answers.contains(item.answer) { answers.append(item.answer) }
            result.templates.append(
                NeutralityTrial.TemplateAnswers(
                    template: template.id, wording: template.wordings[.for]?.source ?? "",
                    answers: answers))
        }
    }

    private mutating func judged(
        _ file: PairsFile, _ template: PairsFile.Template, _ form: SentenceForm
    ) -> [Judged] {
        file.members(of: template, in: form).map { member in
            let facts = CommentFacts(language: file.language)
            let judgement = classifier.judge(Comment(text: member.text), facts)
            let assessment = judgement.assessment
            result.routes[assessment.route, default: 0] += 1
            let spoke = Set(judgement.findings.hits.map(\.rule)).map {
                policy.rules.all[$0].description
            }
            let rules = spoke.filter {
                $0.status != .draft && !file.leftOut.contains($0.subject.name)
            }
            return Judged(
                member: member, answer: Self.answer(assessment, file.leftOut),
                rules: rules.map(\.id).sorted())
        }
    }

    private static func answer(
        _ assessment: Assessment, _ leftOut: Set<String>
    ) -> NeutralityTrial.Answer {
        let categories = assessment.categories.map(\.category.rawValue)
        return NeutralityTrial.Answer(
            route: assessment.route,
            points: assessment.categories.filter { !leftOut.contains($0.category.rawValue) }
                .map { .init(category: $0.category, points: $0.points) },
            labels: assessment.labels.map(\.id).filter {
                !leftOut.contains($0.rawValue) && !categories.contains($0.rawValue)
            })
    }

    /// Holds every sentence of a group against what most of them got.
    private mutating func compare(
        _ group: [Judged], _ template: PairsFile.Template, _ form: SentenceForm
    ) {
        var order: [NeutralityTrial.Answer] = []
        var byAnswer: [NeutralityTrial.Answer: [Judged]] = [:]
        for item in group {
            if byAnswer[item.answer] == nil { order.append(item.answer) }
            byAnswer[item.answer, default: []].append(item)
        }
        guard order.count > 1 else {
            result.equalGroups += 1
            return
        }
        // The first of those that are as common.
        let most = byAnswer.values.map(\.count).max() ?? 0
        let usual = order.first { byAnswer[$0]!.count == most }!
        for answer in order where answer != usual {
            let others = byAnswer[answer]!
            let other = others[0]
            add(
                .sides, template, form,
                usual: side(byAnswer[usual]!, nearest(to: other, among: byAnswer[usual]!)),
                other: side(others, other))
        }
    }

    /// The sentence that differs least: the other stance on the same targets, else the same stance.
    private func nearest(to item: Judged, among usual: [Judged]) -> Judged {
        usual.first { $0.member.filling == item.member.filling }
            ?? usual.first { $0.member.name.stance == item.member.name.stance } ?? usual[0]
    }

    /// How something is said never sends it further.
    private mutating func compare(
        _ group: [Judged], with plain: [Judged], _ template: PairsFile.Template,
        _ form: SentenceForm
    ) {
        let risen = zip(plain, group).filter { $1.answer.route > $0.answer.route }
        guard let (calm, said) = risen.first else { return }
        add(
            .form, template, form, usual: side(risen.map(\.0), calm),
            other: side(risen.map(\.1), said))
    }

    private func side(_ items: [Judged], _ example: Judged) -> NeutralityTrial.Side {
        NeutralityTrial.Side(
            answer: example.answer, text: example.member.text, rules: example.rules,
            members: items.map(\.member.name))
    }

    private mutating func add(
        _ kind: NeutralityTrial.Difference.Kind, _ template: PairsFile.Template,
        _ form: SentenceForm, usual: NeutralityTrial.Side, other: NeutralityTrial.Side
    ) {
        result.differences.append(
            NeutralityTrial.Difference(
                kind: kind, place: template.place, template: template.id, form: form.name,
                profile: policy.profile.profile, usual: usual, other: other))
    }

    // MARK: - Sentences that must pass

    mutating func tryHardNegatives(_ sentences: [HardNegatives.Sentence]) {
        for sentence in sentences {
            let assessment = classifier.assess(sentence.comment, facts: sentence.facts)
            guard assessment.route > .pass else { continue }
            stop(
                .hardNegative, sentence.place, sentence.id, sentence.comment.text, assessment,
                mayBe: .pass)
        }
    }

    /// Quotes what the rules that can turn on a view are shown to find, and denounces it: the route
    /// may never rise by that.
    mutating func tryQuotations(_ denouncements: [SentencePattern]) {
        for rule in policy.rules.all where rule.isActive && isSensitive(rule.description.subject) {
            for example in rule.description.examples
            where example.kind == .match && Self.canBeQuoted(example.text) {
                let alone = classifier.assess(Comment(text: example.text), facts: example.facts)
                for denouncement in denouncements {
                    let text = denouncement.filled(with: ["text": example.text])
                    let quoted = classifier.assess(Comment(text: text), facts: example.facts)
                    result.quotations += 1
                    guard quoted.route > alone.route else { continue }
                    stop(
                        .quotation,
                        Problem.Place(file: rule.description.file, line: example.line),
                        rule.description.id.rawValue, text, quoted, mayBe: alone.route)
                }
            }
        }
    }

    private func isSensitive(_ subject: RuleDescription.Subject) -> Bool {
        guard case .category(let id) = subject else { return false }
        return policy.categoryByID[id]?.isViewpointSensitive == true
    }

    /// A quotation inside a quotation, or one over several lines, would end early.
    private static func canBeQuoted(_ text: String) -> Bool {
        !text.contains { "\"“”«»„>\n\r".contains($0) }
    }

    private mutating func stop(
        _ kind: NeutralityTrial.Stopped.Kind, _ place: Problem.Place, _ id: String, _ text: String,
        _ assessment: Assessment, mayBe: Route
    ) {
        let rules = Set(assessment.signals.filter { $0.points > 0 }.map(\.rule))
        result.stopped.append(
            NeutralityTrial.Stopped(
                kind: kind, place: place, id: id, text: text, profile: policy.profile.profile,
                route: assessment.route, mayBe: mayBe, rules: rules.sorted()))
    }
}
