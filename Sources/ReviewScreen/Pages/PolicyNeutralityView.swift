public import Moderation

/// How many sentences were tried, how many groups were judged alike under each profile, what had to
/// pass, and what to do next.
///
/// **Shape**: every line fits the width; widths below 20 are taken as 20. Differences are problems,
/// told elsewhere.
/// - Parameters:
///   - withTemplates: also what the plain sentences of each template got.
///   - next: the command that ends the view.
public func policyNeutralityView(
    _ trial: NeutralityTrial, withTemplates: Bool = false, next: [String], width: Int, style: Style
) -> [String] {
    var page = Page(width: width, style: style)
    let files = trial.files.map { file in
        StyledText("\(file.sentences) in \(file.language) (\(name(file.path)))")
    }
    page.write(
        """
        \(countInWords(trial.templates, "template")), \(countInWords(trial.pairs, "pair")), \
        \(countInWords(trial.sentences, "sentence")): \(inWords(files))
        """, hanging: "  ")
    if withTemplates { writeTemplates(trial, on: &page) }
    page.section("judged alike")
    page.table(
        "profile", ["groups", "alike"] + Route.allCases.map { SafeText($0.rawValue) },
        trial.results.map { result in
            TableRow(
                name: "\(result.profile.rawValue)",
                cells: ["\(trial.groups)", "\(result.equalGroups)"]
                    + Route.allCases.map { "\(result.routes[$0] ?? 0)" })
        })
    page.section("beside the pairs")
    let stopped = trial.results.flatMap(\.stopped)
    let hard = Set(stopped.filter { $0.kind == .hardNegative }.map(\.id)).count
    let passed = trial.hardNegatives - hard
    page.point("\(passed) of \(countInWords(trial.hardNegatives, "hard negative")) pass")
    let quotations = trial.results.map(\.quotations).max() ?? 0
    let raised = Set(stopped.filter { $0.kind == .quotation }.map(\.text)).count
    page.point(
        """
        \(countInWords(quotations, "quotation")) denounced, \(raised) of them routed further than \
        the words alone
        """)
    let refused = countInWords(trial.refusedWords, "word")
    page.point("\(refused) refused when a policy of a public body is loaded")
    let others = countInWords(trial.notSwaps, "pair")
    page.point("\(others) not compared: the swap changes what is said")
    page.blank()
    page.write(summary(trial), hanging: "  ")
    page.write("next: " + shellCommand(next), hanging: "  ")
    return page.lines
}

private func summary(_ trial: NeutralityTrial) -> StyledText {
    let profiles = inWords(trial.results.map { StyledText("\($0.profile.rawValue)") })
    if trial.isNeutral { return "neutral: every group is judged alike under \(profiles)" }
    let unlike = trial.results.reduce(0) { $0 + trial.groups - $1.equalGroups }
    let risen = trial.results.flatMap(\.differences).count { $0.kind == .form }
    let stopped = trial.results.reduce(0) { $0 + $1.stopped.count }
    let parts: [(Int, StyledText)] = [
        (unlike, "\(countInWords(unlike, "group")) not judged alike"),
        (risen, "\(countInWords(risen, "group")) routed further for the form"),
        (stopped, "\(countInWords(stopped, "sentence")) routed further than allowed"),
    ]
    return StyledText("not neutral: ", .warning)
        + inWords(parts.filter { $0.0 > 0 }.map(\.1)) + ", under \(profiles)"
}

private func writeTemplates(_ trial: NeutralityTrial, on page: inout Page) {
    guard let first = trial.results.first else { return }
    page.section("what the plain sentences got")
    for (number, template) in first.templates.enumerated() {
        page.point("\(template.template, .heading): \(template.wording, layout: .flow)")
        for result in trial.results {
            let answers = result.templates[number].answers.map(words)
            page.below("\(result.profile.rawValue): \(answers.joined(separator: "; or "))")
        }
    }
}

/// `queue, attack 3, label question`.
private func words(_ answer: NeutralityTrial.Answer) -> StyledText {
    let points = answer.points.map { StyledText("\($0.category) \($0.points)") }
    let labels = answer.labels.map { StyledText("label \($0)") }
    return ([StyledText("\(answer.route)")] + points + labels).joined(separator: ", ")
}

private func name(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
}
