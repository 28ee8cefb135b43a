import ArgumentParser
import Foundation
import Ingest
import Moderation
import PolicyEngine
import ReviewScreen

extension PolicyCommand {
    struct CheckCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Say whether the policy is sound, or all that is wrong with it.",
            discussion: """
                Asks more than ingest does: the examples are disguised, patterns are tried with
                hostile text, and changed packs are held against packs.lock.

                Example:
                  gavel policy check
                  gavel policy check attack-en --policy policies
                """)

        @Argument(help: ArgumentHelp("Packs; else all in use.", valueName: "pack"))
        var packs: [String] = []
        @OptionGroup var folderOption: PolicyFolderOption
        @Option(help: "Under this profile; else the desk's, else under each.")
        var profile: Profile?

        func run() throws {
            let source = try folderOption.source(profile)
            var (policies, found) = source.checked()
            found += try lockProblems(source)
            let problems = found.filter { concerns($0, source) }
            for problem in problems { say("\(problem)") }
            if problems.contains(where: { $0.severity == .error }) {
                throw ExitCode(ExitStatus.settings.rawValue)
            }
            if policies.isEmpty {
                // Only packs that were not asked about are wrong: the others stand by themselves.
                var own = source
                own.packs = packs.map { PackPin(name: $0) }
                own.overrides = []
                own.lists = []
                policies = [try own.load(source.profile, isThorough: true)]
            }
            let rules = try source.details(of: policies[0], in: packs)
            let names = policies.map {
                PolicyCensus.Name(profile: $0.profile.profile, digest: $0.digest)
            }
            let census = PolicyCensus(
                packs: packs.isEmpty ? policies[0].packs.count : Set(packs).count,
                rules: rules.count, examples: rules.reduce(0) { $0 + $1.examples.count },
                names: packs.isEmpty ? names : [])
            Terminal.print(policyCheckView(census, width: Terminal.width, style: Terminal.style))
        }

        /// Whether a problem is of the packs asked about, or of what all packs share.
        private func concerns(_ problem: Problem, _ source: PolicySource) -> Bool {
            guard !packs.isEmpty, let file = problem.place?.file,
                file.hasPrefix(source.folder + "/packs/")
            else { return true }
            return packs.contains { file.hasPrefix("\(source.folder)/packs/\($0)/") }
        }

        /// Changes without a new version; that a lock is only behind is a warning here.
        private func lockProblems(_ source: PolicySource) throws -> [Problem] {
            // What cannot be read is a problem of loading, and stands there already.
            guard let folder = try? PolicyFolder(path: source.folder),
                let lock = try PolicyLock.recorded(in: folder)
            else { return [] }
            let used = source.packs?.map(\.name)
            return PolicyLock(folder).problems(since: lock, in: folder).compactMap { problem in
                var problem = problem
                if problem.code == PolicyCode.lockBehind.rawValue { problem.severity = .warning }
                let pack = problem.place.flatMap { folder.pack(ofFile: $0.file) }
                return pack.map { used?.contains($0) ?? true } ?? true ? problem : nil
            }
        }
    }

    struct TestCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "test",
            abstract: "Run the rules' examples and the sentences that must pass.",
            discussion: """
                Example:
                  gavel policy test
                  gavel policy test attack-en --policy policies
                """)

        @Argument(help: ArgumentHelp("Packs; else all in use.", valueName: "pack"))
        var packs: [String] = []
        @OptionGroup var folderOption: PolicyFolderOption
        @Option(help: "Under this profile; else the desk's, else under each.")
        var profile: Profile?

        func run() throws {
            let source = try folderOption.source(profile)
            var policies: [Policy] = []
            // Loading runs every example: what does not hold is thrown with its own line.
            for profile in source.profiles { policies.append(try source.load(profile)) }
            let rules = try source.details(of: policies[0], in: packs)
            let trial = try BenignCorpus(below: source.folder).map { $0.trial(policies) }
            Terminal.print(
                policyTestView(
                    rules, trial: trial, width: Terminal.width, style: Terminal.style))
            guard let trial, !trial.failures.isEmpty else { return }
            throw Problems(trial.failures.map { problem($0, trial.file) })
        }

        private func problem(_ failure: CorpusTrial.Failure, _ file: String) -> Problem {
            let rules = failure.rules.map(\.rawValue).joined(separator: ", ")
            return Problem(
                place: Problem.Place(file: file), code: PolicyCode.benignStopped.rawValue,
                message: "benign sentence \(failure.comment) does not pass under"
                    + " \(failure.profile): \(failure.route), by \(rules)",
                help: "add the sentence to the rule's no_match, then narrow the rule")
        }
    }
}

/// Civic sentences that every policy must let pass: `corpus/benign.jsonl` of a policy's folder.
struct BenignCorpus {
    let file: String
    let comments: [Comment]

    /// - Returns: `nil` when the policy has none.
    /// - Throws: a problem when the file, or a line of it, cannot be read.
    init?(below folder: String) throws {
        file = folder + "/corpus/benign.jsonl"
        guard FileManager.default.fileExists(atPath: file) else { return nil }
        var reader = try openReader(FileSource(path: file), name: file)
        var comments: [Comment] = []
        while true {
            let raws = try reader.next(upTo: ReadingOption.batchSize)
            if raws.isEmpty { break }
            for raw in raws {
                switch reader.decoder.decode(raw).outcome {
                case .comment(let comment): comments.append(comment)
                case .passedOver: break
                case .setAside(let reason):
                    throw Problem(
                        place: Problem.Place(file: file, line: raw.place.line), code: reason.code,
                        message: reason.message)
                }
            }
        }
        self.comments = comments
    }

    func trial(_ policies: [Policy]) -> CorpusTrial {
        let classifiers = policies.map { Classifier(policy: $0.forEveryLanguage) }
        var trial = CorpusTrial(
            file: file, sentences: comments.count, profiles: policies.map(\.profile.profile),
            failures: [])
        for (number, comment) in comments.enumerated() {
            for (classifier, profile) in zip(classifiers, trial.profiles) {
                let assessment = classifier.assess(comment)
                guard assessment.route > .pass else { continue }
                let rules = assessment.signals.filter { $0.points > 0 }.map(\.rule)
                trial.failures.append(
                    CorpusTrial.Failure(
                        comment: comment.id ?? CommentID("\(number + 1)"), profile: profile,
                        route: assessment.route, rules: Set(rules).sorted()))
            }
        }
        return trial
    }
}
