import Moderation

/// Tries every refused word by itself: no acting rule of a public body may find it, however the rule is
/// written, be it by a stem or by a class of letters.
struct SideTrial {
    let policy: Policy
    let refused: RefusedWords
    let excerpts: Excerpts

    /// At most one problem a rule.
    ///
    /// - Complexity: one judgement a word.
    func problems() -> [Problem] {
        let matcher = RuleMatcher(policy.rules)
        var words: [Int: String] = [:]
        for word in refused.all {
            matcher.read(word)
            for hit in matcher.findings().hits where isActing(hit.rule) && words[hit.rule] == nil {
                words[hit.rule] = word
            }
        }
        return words.sorted { $0.key < $1.key }.map { rule, word in
            let description = policy.rules.all[rule].description
            return Problem(
                place: Problem.Place(
                    file: description.file, line: description.line, column: description.column),
                code: PolicyCode.namesASide.rawValue,
                message: "rule \(description.id) acts on '\(word)', which a public body may not",
                excerpt: excerpts.line(description.line, of: description.file),
                help: "narrow it until it leaves '\(word)' alone")
        }
    }

    /// Whether a rule acts, and on words: length and links are nobody's side.
    private func isActing(_ rule: Int) -> Bool {
        let description = policy.rules.all[rule].description
        guard description.points > 0, description.status != .draft,
            case .category(let id) = description.subject,
            policy.categoryByID[id]?.ceiling[.government] != nil
        else { return false }
        switch description.check {
        case .phrases, .near, .regex: return true
        case .count(let count): return count.atLeast != nil
        case .measure, .combine: return false
        }
    }
}
