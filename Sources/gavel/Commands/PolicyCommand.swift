import ArgumentParser
import Moderation
import PolicyEngine
import Reports
import ReviewScreen

struct PolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "Read, check, test, compare and replay the rules.",
        discussion: """
            Example:
              gavel policy list
              gavel policy show attack.name-calling
              gavel policy check --policy policies
            """,
        subcommands: [
            ListCommand.self, ShowCommand.self, CheckCommand.self, TestCommand.self,
            NewCommand.self, LockCommand.self, DiffCommand.self, ReplayCommand.self,
            NeutralityCommand.self, PublishCommand.self,
        ])

    struct ListCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List the rules, pack by pack.",
            discussion: """
                Example:
                  gavel policy list attack-en threats-en
                  gavel policy list --format csv > rules.csv
                """)

        @Argument(help: ArgumentHelp("Packs; else all in use.", valueName: "pack"))
        var packs: [String] = []
        @OptionGroup var policyOption: PolicyOption
        @Option(help: "table, json or csv.") var format: ListFormat = .table

        func run() throws {
            let source = try policyOption.source()
            let rules = try source.details(
                of: source.load(), in: packs,
                shadowed: policyOption.folderOption.shadowedRules())
            format.print(
                ruleTable(rules, width: Terminal.width, style: Terminal.style),
                csv: CSVWriter.ruleList(rules)
            ) { $0.ruleList(rules) }
        }
    }

    struct ShowCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show one rule in words that can be read aloud.",
            discussion: """
                A rule's old names find it too. At a desk it also says whether the last
                ingest held the rule back in shadow, because it suddenly hit too much.

                Example:
                  gavel policy show attack.name-calling
                """)

        @Argument(help: ArgumentHelp("The rule.", valueName: "rule")) var id: String
        @OptionGroup var policyOption: PolicyOption
        @Option(help: "text or json.") var format: ViewFormat = .text

        func run() throws {
            let source = try policyOption.source()
            let policy = try source.load()
            let rules = try source.details(
                of: policy, in: [], shadowed: policyOption.folderOption.shadowedRules())
            guard let rule = rules.first(where: { $0.isNamed(RuleID(id)) }) else {
                throw unknown(among: rules)
            }
            let profiles = try PolicyFolder(path: source.folder).profiles()
            let consequences = policy.consequences(of: rule, under: profiles)
            format.print(
                ruleView(
                    rule, consequences: consequences, width: Terminal.width,
                    style: Terminal.style)
            ) { $0.ruleDetail(rule, consequences: consequences) }
        }

        private func unknown(among rules: [RuleDetail]) -> Problem {
            let names = rules.flatMap { [$0.id] + $0.formerly }.map(\.rawValue)
            return Problem(
                code: PolicyCode.unknownRule.rawValue, message: "there is no rule '\(id)'",
                help: nearestName(to: id, among: names).map { "did you mean '\($0)'?" }
                    ?? "'gavel policy list' shows every rule")
        }
    }

    struct NewCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "new",
            abstract: "Print a rule to fill in, for the end of a pack.",
            discussion: """
                Where words are missing stands TODO; the pack does not load before they are there.

                Example:
                  gavel policy new attack.pun >> policies/packs/attack-en/pack.yaml
                """)

        @Argument(help: ArgumentHelp("The rule's id, topic.detail.", valueName: "rule"))
        var id: String
        @OptionGroup var folderOption: PolicyFolderOption
        @Option(help: "A category or label; else the first part of the id.")
        var category: String?

        func run() throws {
            let skeleton = try RuleSkeleton(
                id: RuleID(id), category: category, in: folderOption.folder())
            Terminal.print(skeleton.text)
        }
    }
}
