import Crypto
import Foundation
public import Moderation
import Yams

extension Policy {
    /// Reads, checks and compiles the policy of a folder.
    ///
    /// Packs whose examples fail do not load: what a rule promises is proved before it may speak.
    /// - Parameters:
    ///   - folder: holds `categories.yaml`, `profiles/` and `packs/`.
    ///   - packs: the packs in use; `nil` takes every pack of the folder, by name.
    ///   - overrides: what the desk tames, by rule.
    ///   - lists: what the desk gives to rules that ask for it.
    ///   - reads: the languages that somebody at the desk reads; empty where it has not said.
    ///   - isThorough: also proves disguises and tries to exhaust patterns, as `policy check` does.
    ///   - usesJIT: `false` interprets patterns: slower, the same answer, which a test holds it to.
    /// - Throws: all problems found, in file order.
    public static func load(
        from folder: String, profile: Profile, packs: [PackPin]? = nil,
        overrides: [RuleOverride] = [], lists: [DeskList] = [], reads: [String] = [],
        isThorough: Bool = false, usesJIT: Bool = true
    ) throws(Problems) -> Policy {
        var loader = PolicyLoader(
            folder: folder, overrides: overrides, deskLists: lists, reads: Set(reads),
            isThorough: isThorough, usesJIT: usesJIT)
        let policy = loader.load(profile, packs)
        if let policy, loader.problems.isEmpty { return policy }
        throw Problems(
            loader.problems.isEmpty
                ? [.policy(.fileMissing, "the policy could not be read", file: folder)]
                : loader.sortedProblems)
    }
}

/// Gathers files, problems and rules while a policy is read.
private struct PolicyLoader: ~Copyable {
    let folder: String
    let overrides: [RuleOverride]
    let deskLists: [DeskList]
    let reads: Set<String>
    let isThorough: Bool
    private(set) var problems: [Problem] = []
    private var files: [PolicyFile] = []
    private var compiler: RuleCompiler
    private var sources: [RuleCompiler.Source] = []
    private var firstPlace: [RuleID: String] = [:]

    init(
        folder: String, overrides: [RuleOverride], deskLists: [DeskList], reads: Set<String>,
        isThorough: Bool, usesJIT: Bool
    ) {
        self.folder = folder
        self.overrides = overrides
        self.deskLists = deskLists
        self.reads = reads
        self.isThorough = isThorough
        compiler = RuleCompiler(
            deskLists: Dictionary(
                deskLists.map { ($0.name, $0.phrases) }, uniquingKeysWith: { $0 + $1 }),
            usesJIT: usesJIT)
    }

    mutating func load(_ profile: Profile, _ pins: [PackPin]?) -> Policy? {
        guard let taxonomy = readTaxonomy(), let settings = readProfile(profile) else { return nil }
        let packs = readPacks(pins, taxonomy)
        let refused = profile == .government ? refuseSides(taxonomy) : RefusedWords()
        refuseTone(profile, taxonomy)
        applyOverrides(taxonomy)
        applyFirstComments()
        checkDeskLists()
        compiler.compile(sources)
        problems += compiler.problems
        guard problems.isEmpty else { return nil }
        var policy = Policy(
            digest: digest(), profile: settings, categories: taxonomy.categories,
            labels: taxonomy.labels, packs: packs, files: files, deskLists: deskLists,
            reads: reads, rules: compiler.takeRules())
        let excerpts = Excerpts(folder, files)
        problems += ExampleChecker(policy: policy, excerpts: excerpts).problems()
        problems += SideTrial(policy: policy, refused: refused, excerpts: excerpts).problems()
        guard isThorough, problems.isEmpty else { return policy }
        let checker = ThoroughChecker(policy: policy, excerpts: excerpts)
        problems += checker.problems()
        policy.warnings = checker.warnings()
        return policy
    }

    /// A desk may tame rules and never harden them.
    private mutating func applyOverrides(_ taxonomy: Taxonomy) {
        let restraints = Restraints(taxonomy.labels, sources.map(\.description))
        for override in overrides {
            let faults = override.exceptions.compactMap(PhraseFault.init)
            problems += faults.map { override.problem($0.code, $0.message, help: $0.help) }
            if !faults.isEmpty { continue }
            guard let number = sources.firstIndex(where: { $0.description.has(override.rule) })
            else {
                let ids = sources.map(\.description.id.rawValue)
                let near = nearestName(to: override.rule.rawValue, among: ids)
                problems.append(
                    override.problem(
                        .unknownOverride, "no pack of this desk has the rule '\(override.rule)'",
                        help: near.map { "did you mean '\($0)'?" }
                            ?? "take it out; 'gavel policy list' shows every rule"))
                continue
            }
            if restraints.loosens(override, of: sources[number].description) {
                problems.append(
                    override.problem(
                        .hardeningOverride,
                        "rule '\(override.rule)' keeps others from acting, and would do so less",
                        help: "an override may only soften; write a rule of your own to act more"))
                continue
            }
            if let problem = sources[number].description.apply(override) {
                problems.append(problem)
            }
        }
    }

    /// The number that the desk gives takes the place of the pack's.
    private mutating func applyFirstComments() {
        guard let list = deskLists.first(where: { $0.name == DeskList.firstComments }),
            let count = list.phrases.first.flatMap(Double.init)
        else { return }
        for index in sources.indices
        where sources[index].description.conditions.deskList == list.name {
            guard case .measure(var check) = sources[index].description.check else { continue }
            check.atMost = count
            sources[index].description.check = .measure(check)
        }
    }

    private mutating func refuseTone(_ profile: Profile, _ taxonomy: Taxonomy) {
        let checker = ToneChecker(
            profile, taxonomy.categories, sources.map(\.description))
        for source in sources {
            guard let fault = checker.fault(of: source.description) else { continue }
            problems.append(
                source.file.problem(
                    .ceilingTooHigh, line: source.description.line,
                    column: source.description.column, fault.message, help: fault.help))
        }
    }

    /// A list that no rule asks for is a slip of the pen.
    private mutating func checkDeskLists() {
        let known = Set(
            sources.flatMap(\.lists.keys).filter { $0.hasPrefix(DeskList.prefix) }.map {
                String($0.dropFirst(DeskList.prefix.count))
            })
        for list in deskLists {
            problems += list.phrases.compactMap(PhraseFault.init).map {
                list.problem($0.code, $0.message, help: $0.help)
            }
            if known.contains(list.name) { continue }
            let near = nearestName(to: list.name, among: known.sorted())
            problems.append(
                list.problem(
                    .unknownDeskList, "no pack of this desk asks for a list '\(list.name)'",
                    help: near.map { "did you mean '\($0)'?" }
                        ?? (known.isEmpty
                            ? "take it out" : "one of: \(known.sorted().joined(separator: ", "))")))
        }
    }

    /// - Returns: the refused words, to try each by itself later.
    private mutating func refuseSides(_ taxonomy: Taxonomy) -> RefusedWords {
        let path = "neutrality/refused.yaml"
        guard FileManager.default.fileExists(atPath: folder + "/" + path),
            let text = read(path)
        else { return RefusedWords() }
        let reader = YAMLReader(path: folder + "/" + path, text: text)
        let refused = TaxonomyReader(reader: reader).refusedWords()
        problems += reader.problems
        let given = sources.map { source in
            var source = source
            for list in deskLists {
                source.lists[DeskList.prefix + list.name] = PhraseFolder.folded(list.phrases)
            }
            return source
        }
        let checker = SideChecker(refused, taxonomy.categories, given)
        problems += given.flatMap(checker.problems)
        return refused
    }

    // MARK: - Files

    private mutating func read(_ path: String, orElse help: String? = nil) -> String? {
        do throws(Problem) {
            let file = try PolicyFile(path, in: folder, orElse: help)
            files.append(file)
            return file.text
        } catch {
            problems.append(error)
            return nil
        }
    }

    private mutating func readTaxonomy() -> Taxonomy? {
        guard let text = read("categories.yaml", orElse: "name a policy folder with --policy")
        else { return nil }
        let reader = YAMLReader(path: folder + "/categories.yaml", text: text)
        let taxonomy = TaxonomyReader(reader: reader).taxonomy()
        problems += reader.problems
        return taxonomy
    }

    private mutating func readProfile(_ profile: Profile) -> ProfileSettings? {
        let path = "profiles/\(profile).yaml"
        guard let text = read(path, orElse: "every profile has its file") else { return nil }
        let reader = YAMLReader(path: folder + "/" + path, text: text)
        let settings = TaxonomyReader(reader: reader).profile(profile)
        problems += reader.problems
        return settings
    }

    // MARK: - Packs

    /// Packs are read at once, each by itself; what they make of each other comes after it.
    private mutating func readPacks(_ pins: [PackPin]?, _ taxonomy: Taxonomy) -> [PackPin] {
        let folders = PackFolders(of: folder)
        let wanted = (pins ?? folders.names.map { PackPin(name: $0) }).filter { pin in
            if folders.names.contains(pin.name) { return true }
            problems.append(folders.unknown(pin.name))
            return false
        }
        let folder = folder
        let packs = concurrentMap(wanted) { PackReader($0, in: folder, taxonomy).read() }
        for pack in packs {
            files += pack.files
            problems += pack.problems
            for rule in pack.rules { take(rule, of: pack) }
        }
        if pins == nil { problems += folders.problems }
        return packs.compactMap(\.pin)
    }

    private mutating func take(_ rule: RuleDescription, of pack: ReadPack) {
        let names = [rule.id] + rule.formerly
        if let name = names.first(where: { firstPlace[$0] != nil }) {
            problems.append(
                pack.file.problem(
                    .duplicateRule, line: rule.line, column: rule.column,
                    "rule id '\(name)' is used already, at \(firstPlace[name] ?? "")",
                    help: "ids are for ever and for one rule"))
            return
        }
        for name in names { firstPlace[name] = "\(rule.file):\(rule.line)" }
        guard rule.status != .retired else { return }
        sources.append(
            RuleCompiler.Source(description: rule, lists: pack.lists, file: pack.file))
    }

    /// In the order the files were read, then by place.
    var sortedProblems: [Problem] {
        var order: [String: Int] = [:]
        for (number, file) in files.enumerated() { order[folder + "/" + file.path] = number }
        func rank(_ problem: Problem) -> (Int, Int, Int) {
            let file = problem.place.map { order[$0.file] ?? files.count } ?? files.count
            return (file, problem.place?.line ?? 0, problem.place?.column ?? 0)
        }
        return problems.enumerated().sorted { left, right in
            let (a, b) = (rank(left.element), rank(right.element))
            return a == b ? left.offset < right.offset : a < b
        }.map(\.element)
    }

    /// SHA-256 over what the desk overrides, gives and reads, then each file's path and bytes, in path order.
    private func digest() -> PolicyDigest {
        var hash = SHA256()
        for override in overrides.map(\.canonical).sorted() {
            hash.update(data: Array("override\u{0}\(override)\u{0}".utf8))
        }
        for list in deskLists.map(\.canonical).sorted() {
            hash.update(data: Array("list\u{0}\(list)\u{0}".utf8))
        }
        if !reads.isEmpty {
            hash.update(data: Array("reads\u{0}\(reads.sorted().joined(separator: " "))\u{0}".utf8))
        }
        for file in files.sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }) {
            let bytes = Array(file.text.utf8)
            hash.update(data: Array("\(file.path)\u{0}\(bytes.count)\u{0}".utf8))
            hash.update(data: bytes)
        }
        return PolicyDigest(String(hexDigits(hash.finalize()).prefix(12)))
    }
}
