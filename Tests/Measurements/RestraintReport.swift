import Moderation
import PolicyEngine

/// What a policy leaves alone: clean comments, citizens' statements, swear words that are aimed at
/// nobody.
struct RestraintReport {
    let sets: MeasuredSets
    let classifier: Classifier

    private static let swearing: CategoryID = "profanity"
    private static let contempt: [CategoryID] = ["attack", "hate"]

    func show(_ request: Request) throws {
        if request.wants("benign"), let rows = try sets.judged("benign", by: classifier) {
            let sent = rows.filter(\.isSent)
            let pii = rows.count { item in
                item.assessment.signals.contains { $0.category == "pii" }
            }
            print(
                "\nbenign: \(sent.count) of \(rows.count) sent"
                    + " (\(percent(sent.count, of: rows.count))), \(rows.count { $0.isHeld }) held,"
                    + " \(pii) with a pii signal (\(percent(pii, of: rows.count)))")
            print("  rules in those that were sent: \(Self.ruleCounts(sent))")
        }
        if request.wants("polis"), let rows = try sets.judged("polis", by: classifier) {
            let sent = rows.count { $0.isSent }
            print("polis: \(sent) of \(rows.count) sent (\(percent(sent, of: rows.count)))")
        }
        if request.wants("profanity") { try showProfanity() }
    }

    /// A swear word may order the queue; by itself it attacks nobody.
    private func showProfanity() throws {
        var (alone, accused, beside) = (0, 0, 0)
        for name in ["civil", "davidson", "surge", "fox", "wikitox", "ucc", "c3", "ctc"] {
            for item in try sets.judged(name, by: classifier) ?? [] {
                let spoke = Set(item.assessment.signals.map(\.category))
                guard spoke.contains(Self.swearing) else { continue }
                let isContempt = Self.contempt.contains { item.points(in: $0) > 0 }
                if spoke == [Self.swearing] {
                    alone += 1
                    if isContempt { accused += 1 }
                } else if isContempt {
                    beside += 1
                }
            }
        }
        print(
            "profanity: in \(alone) comments nothing else was found, \(accused) of them with points in"
                + " attack or hate; in \(beside) more, attack or hate spoke beside it")
        let policy = classifier.policy
        let swearing = policy.details.filter { !$0.isLabel && $0.subject == Self.swearing.rawValue }
        let texts = swearing.flatMap(\.examples).filter { $0.kind == .match }.map(\.text)
        let blamed = texts.count { text in
            classifier.assess(Comment(text: text)).categories.contains {
                Self.contempt.contains($0.category)
            }
        }
        print("  of \(texts.count) match examples of its rules, \(blamed) are attack or hate")
    }

    static func ruleCounts(_ rows: [Judged]) -> String {
        var counts: [RuleID: Int] = [:]
        for item in rows {
            for rule in Set(item.assessment.signals.map(\.rule)) { counts[rule, default: 0] += 1 }
        }
        let most = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(12)
        return most.isEmpty
            ? "none" : most.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
}

/// What a public body's machine may do: hold four neutral harms, and nothing that turns on a view.
struct GovernmentReport {
    let sets: MeasuredSets
    let policy: Policy

    private static let holdable: Set<CategoryID> = ["pii", "spam", "scam", "flood", "minors"]

    func show() throws {
        let classifier = Classifier(policy: policy)
        let sensitive = Set(policy.categories.filter(\.isViewpointSensitive).map(\.id))
        var (rows, queued, unlawful, tooFar) = (0, 0, 0, 0)
        var holds: [CategoryID: Int] = [:]
        for name in [
            "benign", "news_unlabelled", "ucc", "c3", "ctc", "fox", "civil", "polis",
        ] {
            for item in try sets.judged(name, by: classifier) ?? [] {
                rows += 1
                if item.assessment.route == .queue { queued += 1 }
                for category in item.assessment.categories where category.route > .queue {
                    holds[category.category, default: 0] += 1
                    if !Self.holdable.contains(category.category) { unlawful += 1 }
                    if sensitive.contains(category.category) { tooFar += 1 }
                }
            }
        }
        let held = holds.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        print("\ngovernment, over benign and news: \(rows) comments, \(queued) queued")
        print("  held, by category: \(held.isEmpty ? "none" : held)")
        let lawful = Self.holdable.sorted().map(\.rawValue).joined(separator: ", ")
        print("  held for anything but \(lawful): \(unlawful)")
        print("  categories that turn on a view, above the queue: \(tooFar)")
    }
}
