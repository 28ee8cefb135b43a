public import Moderation

/// The one line of a policy without problems.
///
/// **Shape**: wrapped where the width is short; widths below 20 are taken as 20.
public func policyCheckView(_ census: PolicyCensus, width: Int, style: Style) -> [String] {
    var page = Page(width: width, style: style)
    let names: StyledText
    if census.names.count == 1 {
        names = ", policy \(census.names[0].digest)"
    } else {
        let each = census.names.map { StyledText("\($0.digest) (\($0.profile.rawValue))") }
        names = each.isEmpty ? "" : ", policy \(inWords(each))"
    }
    page.write(
        """
        sound: \(countInWords(census.packs, "pack")), \(countInWords(census.rules, "rule")), \
        \(countInWords(census.examples, "example"))\(names)
        """, hanging: "  ")
    return page.lines
}

/// What the examples of each rule prove, then what became of the benign sentences.
///
/// **Shape**: a line a rule, then two of totals; a line fits the width, widths below 20 are taken
/// as 20. Sentences that do not pass are problems, told elsewhere.
/// - Parameter trial: `nil` where the policy has no benign corpus.
public func policyTestView(
    _ rules: [RuleDetail], trial: CorpusTrial?, width: Int, style: Style
) -> [String] {
    var page = Page(width: width, style: style)
    let widest = rules.reduce(4) { max($0, StyledText("\($1.id)").columns) }
    for rule in rules {
        let counts = RuleDetail.Example.Kind.allCases.map { kind in
            StyledText("\(SafeText(kind.rawValue), .dim) \(rule.count(of: kind))")
        }
        let name: StyledText = "\(rule.id)"
        let isTable = page.width > widest + 36 && !style.plain  // the counts take 36 columns
        page.write(
            (isTable ? name.padded(to: widest + 2) : name + ": ") + counts.joined(separator: ", "),
            hanging: "  ")
    }
    let all = rules.reduce(0) { $0 + $1.examples.count }
    page.write(
        """
        \(countInWords(rules.count, "rule")), \(countInWords(all, "example")): each rule finds \
        what it should, and nothing that it should not
        """, hanging: "  ")
    guard let trial else {
        page.write("no benign sentences: the policy has no corpus/benign.jsonl", hanging: "  ")
        return page.lines
    }
    let passed = trial.sentences - Set(trial.failures.map(\.comment)).count
    let profiles = trial.profiles.map { StyledText("\($0.rawValue)") }
    page.write(
        """
        \(passed) of \(trial.sentences) benign sentences pass under \
        \(inWords(profiles))
        """, hanging: "  ")
    return page.lines
}
