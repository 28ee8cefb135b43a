import Foundation
import Moderation
import Yams

/// A pack as it was read, by itself: whether its rules go with those of other packs is not known yet.
struct ReadPack: Sendable {
    /// `nil` when the pack could not be understood.
    var pin: PackPin?
    var file: SourceFile
    /// In file order, also those retired.
    var rules: [RuleDescription] = []
    /// The phrases of its lists, by name; samples of what a desk gives go by `desk.NAME`.
    var lists: [String: [FoldedPhrase]] = [:]
    var files: [PolicyFile] = []
    var problems: [Problem] = []
}

/// Reads one pack of a policy's folder; every fault becomes a problem with its place.
struct PackReader: ~Copyable {
    private let wanted: PackPin
    private let folder: String
    private let taxonomy: Taxonomy
    private var pack: ReadPack

    init(_ pin: PackPin, in folder: String, _ taxonomy: Taxonomy) {
        wanted = pin
        self.folder = folder
        self.taxonomy = taxonomy
        pack = ReadPack(file: SourceFile(path: "\(folder)/packs/\(pin.name)/pack.yaml", text: ""))
    }

    /// - Complexity: O(length of the pack and its lists).
    consuming func read() -> ReadPack {
        if let text = read("pack.yaml") {
            readLists()
            let reader = YAMLReader(path: pack.file.path, text: text)
            pack.file = reader.file
            readPack(reader)
            pack.problems += reader.problems
        }
        return pack
    }

    private mutating func read(_ name: String) -> String? {
        do throws(Problem) {
            let file = try PolicyFile("packs/\(wanted.name)/\(name)", in: folder)
            pack.files.append(file)
            return file.text
        } catch {
            pack.problems.append(error)
            return nil
        }
    }

    private static let keys = [
        "pack", "version", "language", "title", "category", "skip", "see_through", "rules",
    ]

    private mutating func readPack(_ reader: YAMLReader) {
        guard let root = reader.root(),
            let pairs = reader.mapping(root, "a pack", keys: Self.keys),
            let versionNode = reader.required("version", pairs, of: root, "the pack"),
            let version = reader.string(versionNode, "version"),
            let rules = reader.required("rules", pairs, of: root, "the pack")
        else { return }
        if let nameNode = reader.required("pack", pairs, of: root, "the pack"),
            let name = reader.string(nameNode, "pack"), name != wanted.name
        {
            reader.note(
                .wrongValue, nameNode, "the pack must be named like its folder, '\(wanted.name)'")
        }
        for key in ["language", "title"] {
            if let node = pairs[key] { _ = reader.string(node, key) }
        }
        if let pinned = wanted.version, pinned != version {
            reader.note(
                .unknownPack, versionNode,
                "the desk asks for \(wanted.name) \(pinned), this is \(version)",
                help: "read what changed, then set the version in desk.yaml")
        }
        let ruleReader = RuleReader(
            reader: reader, defaults: defaults(pairs, reader), taxonomy: taxonomy,
            pack: wanted.name)
        pack.rules = reader.items(rules, "rules").compactMap(ruleReader.rule)
        pack.pin = PackPin(name: wanted.name, version: version)
    }

    private func defaults(_ pairs: [String: Node], _ reader: YAMLReader) -> PackDefaults {
        var defaults = PackDefaults()
        if let node = pairs["skip"] { defaults.skip = RuleReader.skip(node, reader) }
        if let marks = RuleReader.seesThrough(pairs["see_through"], reader) {
            defaults.seesThrough = marks
        }
        if let node = pairs["category"], let name = reader.string(node, "category") {
            let checker = RuleReader(
                reader: reader, defaults: defaults, taxonomy: taxonomy, pack: wanted.name)
            if checker.known(CategoryID(name), at: node) { defaults.category = CategoryID(name) }
        }
        return defaults
    }

    // MARK: - Lists

    /// One phrase a line; `#` begins a comment.
    private mutating func readLists() {
        for (place, prefix) in [("lists", ""), (DeskList.folder, DeskList.prefix)] {
            let path = "\(folder)/packs/\(wanted.name)/\(place)"
            let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            for name in names.sorted() where name.hasSuffix(".txt") {
                guard let text = read(place + "/" + name) else { continue }
                pack.lists[prefix + name.dropLast(4)] = entries(
                    SourceFile(path: path + "/" + name, text: text))
            }
        }
    }

    private mutating func entries(_ file: SourceFile) -> [FoldedPhrase] {
        for hidden in file.lines.hiddenCharacters {
            pack.problems.append(
                file.problem(
                    .hiddenCharacter, line: hidden.line, "invisible character \(hidden.name)",
                    help: "take it out: lists hold plain words"))
        }
        var phrases: [String] = []
        for (number, line) in file.lines.numbered {
            let phrase = PhraseList.phrase(line)
            if phrase.isEmpty { continue }
            if let fault = PhraseFault(phrase) {
                pack.problems.append(
                    file.problem(fault.code, line: number, fault.message, help: fault.help))
            } else {
                phrases.append(phrase)
            }
        }
        return PhraseFolder.folded(phrases)
    }
}
