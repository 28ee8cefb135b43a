import ArgumentParser
import Foundation
import Moderation
import PolicyEngine
import Reports

extension PolicyCommand {
    struct PublishCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "publish",
            abstract: "Write the terms for all to read, or for machines.",
            discussion: """
                Reasons, rules, what may happen, tools, who decides, and how to complain, as
                Article 14 of Regulation (EU) 2022/2065 asks. The same policy gives the same
                bytes.

                Example:
                  gavel policy publish --out comment-policy.md
                  gavel policy publish --format json --language es > politica.json
                """)

        @OptionGroup var policyOption: PolicyOption
        @Option(help: "en or es; else the desk's.") var language: StatementLanguage?
        @Option(help: "md or json.") var format: PacketFormat = .md
        @Option(help: ArgumentHelp("Write to a file.", valueName: "file")) var out: String?

        func run() throws {
            let source = try policyOption.source()
            let desk = try policyOption.deskOption.nearest()
            let policy = try source.load()
            let published = PublishedPolicy(
                policy, rules: try source.details(of: policy, in: []),
                terms: try terms(of: desk, policy))
            let language = language ?? published.terms.settings.language
            var text: String
            switch format {
            case .md: text = publishedPolicyMarkdown(published, in: language)
            case .json:
                var json = JSONWriter(layout: .pretty)
                json.publishedPolicy(published, in: language)
                json.endLine()
                text = json.text
            }
            // A page that stands there already was warned of when it was new.
            let isKnown =
                out.map { FileManager.default.contents(atPath: $0) == Data(text.utf8) } ?? false
            if !isKnown { desk?.warnWithoutContact() }
            guard let out else { return Terminal.print(text) }
            try writeWhole(Array(text.utf8), to: out)
            Terminal.tellWritten(out)
        }

        /// What a folder of policies without a desk says is what a new desk would say.
        private func terms(of desk: Desk?, _ policy: Policy) throws -> StatementTerms {
            let categories = policy.categories.map(\.terms)
            if let desk { return try desk.statementTerms(categories: categories, notices: [:]) }
            return StatementTerms(
                desk: policy.profile.title, timeZone: "UTC", appeals: .usual,
                settings: StatementSettings(), categories: categories, notices: [:])
        }
    }
}

extension PublishedPolicy {
    /// - Parameter rules: in words, in file order; what does not run is left out.
    init(_ policy: Policy, rules: [RuleDetail], terms: StatementTerms) {
        func found(of subject: String, isLabel: Bool) -> [Rule] {
            rules.filter { $0.subject == subject && $0.isLabel == isLabel }.compactMap(Rule.init)
        }
        let profile: Profile = policy.profile.profile
        let categories = policy.categories.map { category -> Category in
            Category(
                terms: category.terms, ceiling: category.ceiling[profile],
                rules: found(of: category.id.rawValue, isLabel: false))
        }
        let labels = policy.labels.map { label -> Label in
            Label(
                id: label.id, title: label.title,
                rules: found(of: label.id.rawValue, isLabel: true))
        }
        self.init(
            profile: profile, profileTitle: policy.profile.title, meaning: policy.profile.meaning,
            policy: policy.digest, packs: policy.packs.map(\.description), categories: categories,
            labels: labels, terms: terms)
    }
}

extension PublishedPolicy.Rule {
    /// - Returns: `nil` for a rule that does not run.
    fileprivate init?(_ rule: RuleDetail) {
        guard rule.status == "active" || rule.status == "shadow" else { return nil }
        self.init(
            id: rule.id, title: rule.title,
            sentence: rule.tellAuthor,
            isOnTrial: rule.status == "shadow")
    }
}
