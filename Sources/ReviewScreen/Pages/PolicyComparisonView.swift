public import Moderation

/// What changed between two policies: the answer in one line, then rules, lists, settings, files.
///
/// **Shape**: every line fits the width; widths below 20 are taken as 20. Parts with nothing to say
/// are left out.
public func policyComparisonView(
    _ comparison: PolicyComparison, width: Int, style: Style
) -> [String] {
    var page = Page(width: width, style: style)
    page.write(summary(comparison), hanging: "  ")
    write(comparison.added, under: "rules added", on: &page)
    write(comparison.removed, under: "rules removed", on: &page)
    if !comparison.changed.isEmpty {
        page.section("rules changed")
        for rule in comparison.changed {
            page.point("\(rule.rule, .heading): \(rule.title, layout: .flow)")
            for change in rule.changes { write(change, first: "  ", on: &page) }
        }
    }
    if !comparison.lists.isEmpty {
        page.section("lists changed")
        for list in comparison.lists {
            page.point("\(list.list, .heading)")
            if !list.added.isEmpty { page.below("added: \(phrases(list.added))") }
            if !list.removed.isEmpty { page.below("removed: \(phrases(list.removed))") }
        }
    }
    if !comparison.settings.isEmpty {
        page.section("settings changed")
        for change in comparison.settings { write(change, first: "- ", on: &page) }
    }
    if !comparison.files.isEmpty {
        page.section("files changed (first digits of their SHA-256)")
        for file in comparison.files {
            page.point("\(file.path): \(digests(file))")
        }
    }
    return page.lines
}

private func summary(_ comparison: PolicyComparison) -> StyledText {
    if comparison.changesNothing {
        return comparison.files.isEmpty
            ? "the policies are the same"
            : "the policies judge alike; \(countInWords(comparison.files.count, "file")) differ"
                + (comparison.files.count == 1 ? "s" : "")
    }
    let parts: [(Int, SafeText, StyledText)] = [
        (comparison.added.count, "rule", "added"), (comparison.removed.count, "rule", "removed"),
        (comparison.changed.count, "rule", "changed"), (comparison.lists.count, "list", "changed"),
        (comparison.settings.count, "setting", "changed"),
    ]
    return inWords(
        parts.filter { $0.0 > 0 }.map { count, noun, what in
            countInWords(count, noun) + " " + what
        })
}

private func write(_ rules: [RuleDetail], under title: SafeText, on page: inout Page) {
    guard !rules.isEmpty else { return }
    page.section(title)
    for rule in rules {
        page.point("\(rule.id, .heading): \(rule.title, layout: .flow) (\(facts(rule)))")
    }
}

/// One line where both values are short, else the old and the new one below each other.
private func write(
    _ change: PolicyComparison.Change, first: StyledText, on page: inout Page
) {
    let what: StyledText = "\(change.what, layout: .flow)"
    guard let old = change.old else {
        return page.write("\(what), new: \(change.new ?? "", layout: .flow)", first: first)
    }
    guard let new = change.new else {
        return page.write("\(what), gone: \(old, layout: .flow)", first: first)
    }
    let fewCharacters = 30  // both fit on half a line of 80 columns
    if old.utf8.count <= fewCharacters, new.utf8.count <= fewCharacters {
        return page.write(
            "\(what): was \(old, layout: .flow), is \(new, layout: .flow)", first: first)
    }
    page.write("\(what)", first: first)
    page.write("was: \(old, layout: .flow)", first: "    ", hanging: "      ")
    page.write("is: \(new, layout: .flow)", first: "    ", hanging: "      ")
}

private func phrases(_ phrases: [String]) -> StyledText {
    phrases.map { StyledText("“\($0, layout: .flow)”") }.joined(separator: ", ")
}

private func digests(_ file: PolicyComparison.FileChange) -> StyledText {
    let fewDigits = 12  // as many as name a policy
    switch (file.old, file.new) {
    case (let old?, let new?):
        return "was \(String(old.prefix(fewDigits))), is \(String(new.prefix(fewDigits)))"
    case (nil, let new?): return "new, \(String(new.prefix(fewDigits)))"
    case (let old?, nil): return "gone, \(String(old.prefix(fewDigits)))"
    case (nil, nil): return "unknown"
    }
}
