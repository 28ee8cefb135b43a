import Foundation
public import Moderation

/// What a policy is tried with to show that it judges conduct and no side: the `neutrality` folder.
///
/// `pairs*.yaml` is compared, `not-swaps.yaml` only read, `hard-negatives.yaml` must pass, and
/// `refused.yaml` is counted: loading a policy proves it.
public struct NeutralitySuite: Sendable {
    let pairs: [PairsFile]
    let notSwaps: PairsFile?
    let hardNegatives: HardNegatives
    let refusedWords: Int

    /// - Parameter folder: the policy's.
    /// - Throws: all that is wrong with the files, and that there are no pairs.
    public init(folder: String) throws(Problems) {
        let taxonomy = try PolicyFolder(path: folder).taxonomy()
        let below = folder + "/neutrality"
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: below)) ?? []).sorted()
        var problems: [Problem] = []
        func read<File>(_ name: String, _ body: (YAMLReader) -> File?) -> File? {
            let path = below + "/" + name
            guard names.contains(name) else { return nil }
            guard let data = FileManager.default.contents(atPath: path),
                let text = String(validating: data, as: UTF8.self)
            else {
                problems.append(.policy(.syntax, "the file is not UTF-8", file: path))
                return nil
            }
            let reader = YAMLReader(path: path, text: text)
            let file = body(reader)
            problems += reader.problems
            return file
        }
        pairs = names.filter { $0.hasPrefix("pairs") && $0.hasSuffix(".yaml") }.compactMap { name in
            read(name) { PairsReader(reader: $0, taxonomy: taxonomy).file() }
        }
        notSwaps = read("not-swaps.yaml") {
            PairsReader(reader: $0, taxonomy: taxonomy, areSwaps: false).file()
        }
        hardNegatives =
            read("hard-negatives.yaml") { HardNegativesReader(reader: $0).file() }
            ?? HardNegatives()
        let refused = read("refused.yaml") { TaxonomyReader(reader: $0).refusedWords() }
        refusedWords = (refused?.names.count ?? 0) + (refused?.bare.count ?? 0)
        if pairs.isEmpty, problems.isEmpty {
            problems.append(
                .policy(
                    .fileMissing, "the policy has no pairs of sentences to compare", file: below,
                    help: "write neutrality/pairs-en.yaml; policies/README.md says how"))
        }
        if !problems.isEmpty { throw Problems(problems) }
    }

    /// Judges every sentence by every policy; the same files and policies give the same trial.
    ///
    /// - Parameter policies: one a profile.
    /// - Complexity: one judgement a sentence and policy.
    public func trial(_ policies: [Policy]) -> NeutralityTrial {
        var trial = NeutralityTrial(
            files: pairs.map {
                NeutralityTrial.File(
                    path: $0.path, language: $0.language, templates: $0.templates.count,
                    sentences: $0.sentences)
            },
            groups: pairs.reduce(0) { $0 + $1.groups },
            hardNegatives: hardNegatives.sentences.count,
            notSwaps: notSwaps?.templates.count ?? 0, refusedWords: refusedWords)
        trial.results = policies.map { policy in
            var run = NeutralityRun(policy)
            for file in pairs { run.compare(file) }
            run.tryHardNegatives(hardNegatives.sentences)
            run.tryQuotations(hardNegatives.denouncements)
            return run.result
        }
        return trial
    }

    /// What a trial found, each at its own line, in the order of the files.
    public func problems(of trial: NeutralityTrial, withEach: Bool = false) -> [Problem] {
        NeutralityProblems(self).problems(of: trial, withEach: withEach)
    }
}
