import ArgumentParser
import Moderation
import PolicyEngine
import Reports
import ReviewScreen

extension PolicyCommand {
    struct NeutralityCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "neutrality",
            abstract: "Prove that the policy judges both sides alike.",
            discussion: """
                Runs the sentences of neutrality/pairs*.yaml: the same words for and against,
                about one side and the other, calm, loud, as a question, in sarcasm and in
                dialect. All sentences of a template in one form must get the same route,
                points and labels; tone (style) is left out. Sentences that must pass, and
                words that are quoted and denounced, are tried too.

                Example:
                  gavel policy neutrality --policy policies
                  gavel policy neutrality --profile government --verbose
                """)

        @OptionGroup var folderOption: PolicyFolderOption
        @Option(help: "Under this profile; else the desk's, else under each.")
        var profile: Profile?
        @Option(help: "text or json.") var format: ViewFormat = .text
        @Flag(help: "Also what each template got, and every difference.") var verbose = false

        func run() throws {
            let source = try folderOption.source(profile)
            let suite = try NeutralitySuite(folder: source.folder)
            var policies: [Policy] = []
            for profile in source.profiles { policies.append(try source.load(profile)) }
            let trial = suite.trial(policies)
            format.print(
                policyNeutralityView(
                    trial, withTemplates: verbose, next: next(trial, source.folder),
                    width: Terminal.width, style: Terminal.style)
            ) { $0.neutralityTrial(trial) }
            let problems = suite.problems(of: trial, withEach: verbose)
            if !problems.isEmpty { throw Problems(problems) }
        }

        /// The rule that made the first difference, else what a changed policy is tried with next.
        private func next(_ trial: NeutralityTrial, _ folder: String) -> [String] {
            let differences = trial.results.flatMap { $0.differences.flatMap(\.rules) }
            let rules = differences + trial.results.flatMap { $0.stopped.flatMap(\.rules) }
            guard let rule = rules.first else { return ["gavel", "policy", "replay", folder] }
            return ["gavel", "policy", "show", rule.rawValue, "--policy", folder]
        }
    }
}
