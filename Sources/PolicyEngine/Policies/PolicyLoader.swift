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
        var packs: [PackPin] = []
        let folders = PackFolders(of: folder)
        for pin in pins ?? folders.names.map({ PackPin(name: $0) }) {
            if let pack = readPack(pin, taxonomy, folders) { packs.append(pack) }
        }
        if pins == nil { problems += folders.problems }
        let refused = profile == .government ? refuseSides(taxonomy) : RefusedWords()
        refuseTone(profile, taxonomy)
        applyOverrides(taxonomy)
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
                        help: near.map { "did you mean '\($0)'?" }))
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

    private mutating func refuseTone(_ profile: Profile, _ taxonomy: Taxonomy) {
        let checker = ToneChecker(
            profile, taxonomy.categories, sources.map(\.description))
        for source in sources {
            guard let fault = checker.fault(of: source.description) else { continue }
            problems.append(
                source.reader.problem(
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
                source.lists[DeskList.prefix + list.name] = list.phrases.map {
                    PlacedText(text: $0, line: list.place.line ?? 1, column: 1)
                }
            }
            return source
        }
        let checker = SideChecker(refused, taxonomy.categories, given)
        problems += given.flatMap(checker.problems)
        return refused
    }

    // MARK: - Files

    private mutating func read(_ path: String, orElse help: String? = nil) -> String? {
        let full = folder + "/" + path
        guard let data = FileManager.default.contents(atPath: full) else {
            problems.append(.unreadable(full, help: help))
            return nil
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            problems.append(.notUTF8(full))
            return nil
        }
        files.append(PolicyFile(path: path, text: text))
        return text
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

    private mutating func readPack(
        _ pin: PackPin, _ taxonomy: Taxonomy, _ folders: PackFolders
    ) -> PackPin? {
        let path = "packs/\(pin.name)/pack.yaml"
        let known = folders.names
        guard known.contains(pin.name) else {
            let near = nearestName(to: pin.name, among: known)
            problems.append(
                .policy(
                    .unknownPack, "there is no pack '\(pin.name)'", file: folders.path,
                    help: near.map { "did you mean '\($0)'?" }
                        ?? "packs: \(known.joined(separator: ", "))"))
            return nil
        }
        guard let text = read(path) else { return nil }
        let lists = readLists(pin.name)
        let reader = YAMLReader(path: folder + "/" + path, text: text)
        defer { problems += reader.problems }
        guard let root = reader.root() else { return nil }
        let keys = [
            "pack", "version", "language", "title", "category", "skip", "see_through", "rules",
        ]
        guard let pairs = reader.mapping(root, "a pack", keys: keys),
            let versionNode = reader.required("version", pairs, of: root, "the pack"),
            let version = reader.string(versionNode, "version"),
            let rules = reader.required("rules", pairs, of: root, "the pack")
        else { return nil }
        if let nameNode = reader.required("pack", pairs, of: root, "the pack"),
            let name = reader.string(nameNode, "pack"), name != pin.name
        {
            reader.note(
                .wrongValue, nameNode, "the pack must be named like its folder, '\(pin.name)'")
        }
        for key in ["language", "title"] {
            if let node = pairs[key] { _ = reader.string(node, key) }
        }
        if let wanted = pin.version, wanted != version {
            reader.note(
                .unknownPack, versionNode,
                "the desk asks for \(pin.name) \(wanted), this is \(version)",
                help: "read what changed, then set the version in desk.yaml")
        }
        readRules(rules, pairs, reader, taxonomy, lists, pin.name)
        return PackPin(name: pin.name, version: version)
    }

    private mutating func readRules(
        _ node: Node, _ pairs: [String: Node], _ reader: YAMLReader, _ taxonomy: Taxonomy,
        _ lists: [String: [PlacedText]], _ pack: String
    ) {
        var defaults = PackDefaults()
        if let node = pairs["skip"] { defaults.skip = RuleReader.skip(node, reader) }
        if let marks = RuleReader.seesThrough(pairs["see_through"], reader) {
            defaults.seesThrough = marks
        }
        if let node = pairs["category"], let name = reader.string(node, "category") {
            let checker = RuleReader(
                reader: reader, defaults: defaults, taxonomy: taxonomy, pack: pack)
            if checker.known(CategoryID(name), at: node) { defaults.category = CategoryID(name) }
        }
        let ruleReader = RuleReader(
            reader: reader, defaults: defaults, taxonomy: taxonomy, pack: pack)
        for item in reader.items(node, "rules") {
            guard let rule = ruleReader.rule(item) else { continue }
            let names = [rule.id] + rule.formerly
            if let name = names.first(where: { firstPlace[$0] != nil }) {
                reader.note(
                    .duplicateRule, item,
                    "rule id '\(name)' is used already, at \(firstPlace[name] ?? "")",
                    help: "ids are for ever and for one rule")
                continue
            }
            for name in names { firstPlace[name] = "\(rule.file):\(rule.line)" }
            guard rule.status != .retired else { continue }
            sources.append(RuleCompiler.Source(description: rule, lists: lists, reader: reader))
        }
    }

    /// One phrase a line; `#` begins a comment. Samples of what a desk gives go by `desk.NAME`.
    private mutating func readLists(_ pack: String) -> [String: [PlacedText]] {
        var lists: [String: [PlacedText]] = [:]
        for (folder, prefix) in [("lists", ""), (DeskList.folder, DeskList.prefix)] {
            let path = "packs/\(pack)/\(folder)"
            let names =
                (try? FileManager.default.contentsOfDirectory(atPath: self.folder + "/" + path))
                ?? []
            for name in names.sorted() where name.hasSuffix(".txt") {
                guard let text = read(path + "/" + name) else { continue }
                lists[prefix + name.dropLast(4)] = listEntries(
                    SourceLines(text), self.folder + "/" + path + "/" + name)
            }
        }
        return lists
    }

    private mutating func listEntries(_ lines: SourceLines, _ file: String) -> [PlacedText] {
        func note(_ code: PolicyCode, _ line: Int, _ message: String, _ help: String) {
            problems.append(
                Problem(
                    place: Problem.Place(file: file, line: line), code: code.rawValue,
                    message: message, excerpt: lines.excerpt(line), help: help))
        }
        for hidden in lines.hiddenCharacters {
            note(
                .hiddenCharacter, hidden.line, "invisible character \(hidden.name)",
                "take it out: lists hold plain words")
        }
        return lines.numbered.compactMap { number, line in
            let phrase = PhraseList.phrase(line)
            if phrase.isEmpty { return nil }
            if let fault = PhraseFault(phrase) {
                note(fault.code, number, fault.message, fault.help)
                return nil
            }
            return PlacedText(text: phrase, line: number, column: 1)
        }
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
