import ArgumentParser
import Foundation
import Moderation
import PolicyEngine
import ReviewQueue

/// Which comments of a list, as `queue list` and `queue next` take it.
struct QueueConditionOptions: ParsableArguments {
    @Option(help: "Only comments of this source.") var source: String?
    @Option(
        help: ArgumentHelp(
            "Only comments on this article: its address, or words of its title.",
            valueName: "article"))
    var article: String?
    @Option(help: "Only comments with points in this category.") var category: String?
    @Option(help: "Only comments that this rule spoke about.") var rule: String?
    @Option(help: "Only comments with this label.") var label: String?
    @Option(
        help: ArgumentHelp("Only comments by the author of this one.", valueName: "source:id"))
    var author: String?
    @Option(help: ArgumentHelp("Only comments in this language.", valueName: "code"))
    var language: String?
    @Option(help: "Only comments written from this day or moment on.") var from: String?
    @Option(help: "Only comments written before this day or moment.") var to: String?

    var areAny: Bool {
        [source, article, category, rule, label, author, language, from, to].contains { $0 != nil }
    }

    func filter(at desk: Desk) throws -> QueueFilter {
        var filter = QueueFilter()
        filter.source = source.map { SourceName($0) }
        filter.article = article
        filter.category = category.map { CategoryID($0) }
        filter.rule = rule.map { RuleID($0) }
        filter.label = label.map { LabelID($0) }
        filter.authorOf = try author.map(commentKey)
        filter.from = try from.map { try moment($0, of: "--from", in: desk.timeZone) }
        filter.to = try to.map { try moment($0, of: "--to", in: desk.timeZone) }
        return filter
    }

    /// Whether most of a comment is in the language that was asked for, or may be.
    func languageCondition() throws -> ((QueueItem) -> Bool)? {
        guard let language else { return nil }
        let known = LanguageGuess.known
        guard known.contains(language) else {
            throw Problem.queue(
                .unknownFilter, "'\(language)' is no language that is told apart",
                help: nearestName(to: language, among: known).map { "did you mean '\($0)'?" }
                    ?? "one of: \(known.joined(separator: ", "))")
        }
        return { LanguageGuess(of: $0.text, format: $0.format).mayBe(language) }
    }

    /// A list is not empty because of a slip of the pen: what a name finds nothing by must be known to
    /// the policy, or to the desk from an older one.
    func refuseUnknownNames(_ desk: Desk, _ queue: ReviewQueue) throws {
        guard category != nil || rule != nil || label != nil else { return }
        let policy = try desk.loadPolicy()
        if let category, try !queue.hasSpoken(CategoryID(category)) {
            let names = policy.categories.map(\.id.rawValue)
            try refuse(
                category, "category", unlessAmong: names,
                or: "one of: \(names.joined(separator: ", "))")
        }
        if let rule, try !queue.hasSpoken(RuleID(rule)) {
            let names = policy.details.flatMap { [$0.id] + $0.formerly }.map(\.rawValue)
            try refuse(
                rule, "rule", unlessAmong: names, or: "'gavel policy list' shows every rule")
        }
        if let label {
            let names = policy.labels.map(\.id.rawValue)
            try refuse(
                label, "label", unlessAmong: names, or: "one of: \(names.joined(separator: ", "))")
        }
    }

    private func refuse(
        _ name: String, _ kind: String, unlessAmong names: [String], or help: String
    ) throws {
        guard !names.contains(name) else { return }
        throw Problem.queue(
            .unknownFilter, "there is no \(kind) '\(name)'",
            help: nearestName(to: name, among: names).map { "did you mean '\($0)'?" } ?? help)
    }
}
