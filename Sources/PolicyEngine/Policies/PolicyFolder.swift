import Crypto
import Foundation
public import Moderation
import Yams

/// A policy's folder as it stands on disk, before anything in it is judged.
///
/// What only names, counts or compares files needs no sound policy.
public struct PolicyFolder: Sendable {
    public let path: String
    /// What rules, taxonomy and profiles are read from, sorted by path; no README, no corpus and no
    /// pairs of sentences, which prove a policy and change no answer.
    public let files: [PolicyFile]
    /// By name, each with the version it says.
    public let packs: [PackPin]

    /// - Throws: every file that cannot be read, and every pack without a version.
    public init(path: String) throws(Problems) {
        self.path = path
        guard FileManager.default.fileExists(atPath: path + "/categories.yaml") else {
            throw Problems([.unreadable(path + "/categories.yaml", help: "name a policy folder")])
        }
        var files: [PolicyFile] = []
        var problems: [Problem] = []
        for name in Self.paths(below: path) {
            let data = FileManager.default.contents(atPath: path + "/" + name)
            if let data, let text = String(validating: data, as: UTF8.self) {
                files.append(PolicyFile(path: name, text: text))
            } else {
                let file = path + "/" + name
                problems.append(data == nil ? .unreadable(file) : .notUTF8(file))
            }
        }
        self.files = files
        var packs: [PackPin] = []
        for file in files {
            guard let name = Self.pack(of: file.path), file.path.hasSuffix("/pack.yaml") else {
                continue
            }
            let reader = YAMLReader(path: path + "/" + file.path, text: file.text)
            if let root = reader.root() {
                if let version = root.mapping?["version"]?.scalar?.string {
                    packs.append(PackPin(name: name, version: version))
                } else {
                    reader.note(.missingKey, root, "the pack has no 'version'")
                }
            }
            problems += reader.problems
        }
        self.packs = packs
        if !problems.isEmpty { throw Problems(problems) }
    }

    /// The settings of every profile, in their own order.
    ///
    /// - Throws: all that is wrong with the files.
    public func profiles() throws(Problems) -> [ProfileSettings] {
        var problems: [Problem] = []
        var settings: [ProfileSettings] = []
        for profile in Profile.allCases {
            let name = "profiles/\(profile).yaml"
            let text = files.first { $0.path == name }?.text ?? ""
            let reader = YAMLReader(path: path + "/" + name, text: text)
            if let read = TaxonomyReader(reader: reader).profile(profile) { settings.append(read) }
            problems += reader.problems
        }
        if !problems.isEmpty { throw Problems(problems) }
        return settings
    }

    /// The categories and labels that rules may name.
    func taxonomy() throws(Problems) -> Taxonomy {
        let text = files.first { $0.path == "categories.yaml" }?.text ?? ""
        let reader = YAMLReader(path: path + "/categories.yaml", text: text)
        let taxonomy = TaxonomyReader(reader: reader).taxonomy()
        guard let taxonomy, reader.problems.isEmpty else { throw Problems(reader.problems) }
        return taxonomy
    }

    /// Every name that a rule has, had or has retired, with its place.
    func ruleNames() -> [RuleID: String] {
        var names: [RuleID: String] = [:]
        for file in files where file.path.hasSuffix("/pack.yaml") {
            let reader = YAMLReader(path: path + "/" + file.path, text: file.text)
            for rule in reader.root()?.mapping?["rules"]?.sequence ?? [] {
                let former = rule.mapping?["formerly"]
                let nodes =
                    [rule.mapping?["id"]] + (former?.sequence.map(Array.init) ?? [former])
                for node in nodes {
                    guard let name = node?.scalar?.string else { continue }
                    names[RuleID(name)] = "\(reader.file.path):\(node?.mark?.line ?? 1)"
                }
            }
        }
        return names
    }

    /// The pack that a file in a problem's place belongs to; `nil` for what all packs share.
    public func pack(ofFile file: String) -> String? {
        file.hasPrefix(path + "/") ? Self.pack(of: String(file.dropFirst(path.count + 1))) : nil
    }

    /// The pack a file belongs to; `nil` for what all packs share.
    static func pack(of path: String) -> String? {
        let parts = path.split(separator: "/")
        return parts.count > 2 && parts[0] == "packs" ? String(parts[1]) : nil
    }

    /// Paths relative to the folder, in byte order.
    private static func paths(below folder: String) -> [String] {
        func names(_ path: String, _ ending: String) -> [String] {
            ((try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + path)) ?? [])
                .filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }.map { path + "/" + $0 }
        }
        var paths = ["categories.yaml"]
        paths += names("profiles", ".yaml") + names("neutrality", "refused.yaml")
        for pack in names("packs", "") {
            paths += names(pack, ".yaml") + names(pack + "/rules", ".yaml")
            paths += names(pack + "/lists", ".txt") + names(pack + "/\(DeskList.folder)", ".txt")
        }
        return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

extension PolicyFile {
    /// SHA-256 of the bytes, 64 hexadecimal digits.
    var sha256: String { hexDigits(SHA256.hash(data: Array(text.utf8))) }
}

extension PolicyFile {
    /// Reads a file of the policy that lies in `folder`.
    ///
    /// - Throws: a problem when it is not there, or not UTF-8.
    init(_ path: String, in folder: String, orElse help: String? = nil) throws(Problem) {
        let full = folder + "/" + path
        guard let data = FileManager.default.contents(atPath: full) else {
            throw .unreadable(full, help: help)
        }
        guard let text = String(validating: data, as: UTF8.self) else { throw .notUTF8(full) }
        self.init(path: path, text: text)
    }
}

extension PolicyFolder {
    /// The closed list of categories, in the order of `categories.yaml`.
    ///
    /// - Throws: all that is wrong with the file.
    public func categories() throws(Problems) -> [Category] { try taxonomy().categories }
}

extension Policy {
    public var hideReasons: HideReasons {
        HideReasons(categories: categories.map(\.terms), labels: labels.map(\.id))
    }
}

extension Category {
    /// What of it is published and told to authors.
    public var terms: CategoryTerms {
        CategoryTerms(
            id: id, title: title, definition: definition, notIncluded: notIncluded,
            notice: notice, dsa: dsa)
    }
}
