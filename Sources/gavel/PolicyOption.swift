import ArgumentParser
import Foundation
import Moderation
import PolicyEngine
import ReviewQueue

/// Where a policy is read from, and under which profiles.
struct PolicySource {
    /// The policy's folder.
    let folder: String
    /// The one asked for, else the desk's; `nil` without both.
    let chosen: Profile?
    /// `nil` means every pack of the folder.
    var packs: [PackPin]?
    var overrides: [RuleOverride] = []
    var lists: [DeskList] = []
    var reads: [String] = []
    /// `false` interprets patterns, to prove that the JIT changes nothing.
    var usesJIT = true

    init(folder: String, chosen: Profile?) {
        self.folder = folder
        self.chosen = chosen
    }

    /// What a desk judges by; what came with the program where there is none.
    init(of desk: Desk?, chosen: Profile?) throws {
        self.init(folder: try desk?.policyFolder() ?? Shipped.policies(), chosen: chosen)
        packs = desk?.settings.packs
        overrides = desk?.settings.overrides ?? []
        lists = desk?.settings.lists ?? []
        reads = desk?.settings.reads ?? []
    }

    /// The same packs, whatever their version, overrides, lists and languages, read from another
    /// folder: a policy as the desk would have it.
    func moved(to folder: String) -> PolicySource {
        var source = PolicySource(folder: folder, chosen: chosen)
        source.packs = packs?.map { PackPin(name: $0.name) }
        source.overrides = overrides
        source.lists = lists
        source.reads = reads
        return source
    }

    /// The profile to judge by.
    var profile: Profile { chosen ?? .publisher }
    /// Those that a check holds for.
    var profiles: [Profile] { chosen.map { [$0] } ?? Profile.allCases }

    func load() throws(Problems) -> Policy { try load(profile) }

    /// - Parameter isThorough: also proves disguises and tries to exhaust patterns.
    func load(_ profile: Profile, isThorough: Bool = false) throws(Problems) -> Policy {
        try Policy.load(
            from: folder, profile: profile, packs: packs, overrides: overrides,
            lists: lists, reads: reads, isThorough: isThorough, usesJIT: usesJIT)
    }

    /// What a check asks: the policy under each profile it holds for, disguises and hostile text too.
    ///
    /// - Returns: the policies that load, and what is wrong with any of them, each once.
    func checked() -> (policies: [Policy], problems: [Problem]) {
        var policies: [Policy] = []
        var found: [Problem] = []
        for profile in profiles {
            do {
                policies.append(try load(profile, isThorough: true))
            } catch {
                found += error.all
            }
        }
        found += policies.flatMap(\.warnings)
        return (policies, found.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
    }

    /// The rules of some packs in words; of all when none is named.
    ///
    /// - Parameter shadowed: those that the desk's last ingest held back.
    /// - Throws: a problem for a pack that is not in use.
    func details(
        of policy: Policy, in names: [String], shadowed: [ShadowedRule] = []
    ) throws(Problem) -> [RuleDetail] {
        let known = policy.packs.map(\.name)
        for name in names where !known.contains(name) {
            throw Problem(
                place: Problem.Place(file: folder + "/packs"),
                code: PolicyCode.unknownPack.rawValue, message: "no pack '\(name)' is in use",
                help: nearestName(to: name, among: known).map { "did you mean '\($0)'?" }
                    ?? "packs: \(known.joined(separator: ", "))")
        }
        let off = overrides.filter(\.isOff).map(\.rule)
        return policy.details.filter { names.isEmpty || names.contains($0.pack) }.map { rule in
            var rule = rule
            if off.contains(where: rule.isNamed) { rule.status = "off" }
            return rule.asRun(shadowed)
        }
    }
}

/// Which policy's folder is meant.
struct PolicyFolderOption: ParsableArguments {
    @OptionGroup var deskOption: DeskOption
    @Option(
        help: ArgumentHelp(
            "A folder of policies instead of the desk's or the shipped one.", valueName: "dir"))
    var policy: String?

    func folder() throws -> PolicyFolder { try PolicyFolder(path: source(nil).folder) }

    /// What the desk's last ingest held back; nothing where another policy than the desk's is read.
    func shadowedRules() throws -> [ShadowedRule] {
        guard policy == nil, let desk = try deskOption.nearest(), desk.hasDatabase else {
            return []
        }
        return try desk.openQueue().shadowedRules()
    }

    /// - Parameter profile: what was asked for; else the desk's counts.
    func source(_ profile: Profile?) throws -> PolicySource {
        let desk = try deskOption.nearest()
        let chosen = profile ?? desk?.settings.profile
        if let policy { return PolicySource(folder: policy, chosen: chosen) }
        return try PolicySource(of: desk, chosen: chosen)
    }
}

/// Which policy judges where no desk needs to be.
struct PolicyOption: ParsableArguments {
    @OptionGroup var folderOption: PolicyFolderOption
    @Option(help: "The profile instead of the desk's; 'publisher' without a desk.")
    var profile: Profile?

    var deskOption: DeskOption { folderOption.deskOption }

    func load() throws -> Policy { try source().load() }

    func source() throws -> PolicySource { try folderOption.source(profile) }
}
