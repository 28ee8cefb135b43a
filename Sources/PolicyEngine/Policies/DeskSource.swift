public import Moderation
import Yams

/// A place that a desk's comments come from, as `sources:` in `desk.yaml` has it.
public struct DeskSource: Sendable, Equatable {
    /// Where its files are.
    public enum Files: Sendable, Equatable {
        /// One file, which may grow and be rotated.
        case path(String)
        /// Every file that a shell's pattern finds.
        case glob(String)
        /// A folder that others put files into, each to be taken once.
        case spool(String)
    }

    public var name: SourceName
    /// As written: what does not begin with a slash is below the desk's folder.
    public var files: Files
    /// A format's name; `nil` recognises it by content.
    public var format: String?
    /// The file of an article that all its comments are about.
    public var article: String?
    /// Fields whose columns have names of their own, as `field=column`; in file order.
    public var map: [String]
    public var place: Problem.Place

    /// A problem of this source, at its place in `desk.yaml`; its value is wrong.
    public func problem(_ message: String, help: String?) -> Problem {
        Problem(
            place: place, code: "C\(PolicyCode.wrongValue.rawValue.dropFirst())",
            message: "source '\(name)': \(message)", help: help)
    }
}

extension DeskSource {
    /// `name: {path: …}` lines.
    static func read(_ node: Node, _ reader: YAMLReader) -> [DeskSource] {
        guard let mapping = node.mapping else {
            reader.note(
                .wrongValue, node, "sources must be 'name: {…}' lines",
                help: "write for example 'news: {path: comments.jsonl}'")
            return []
        }
        return mapping.compactMap { key, value in source(key, value, reader) }
    }

    private static func source(_ key: Node, _ node: Node, _ reader: YAMLReader) -> DeskSource? {
        let name = key.scalar?.string ?? ""
        guard !name.isEmpty, !name.contains(":"), !name.contains(where: \.isNewline) else {
            reader.note(
                .malformedName, key, "'\(name)' cannot name a source",
                help: "name it without a colon, such as news")
            return nil
        }
        let what = "source '\(name)'"
        let kinds = ["path", "glob", "spool"]
        guard let pairs = reader.mapping(node, what, keys: kinds + ["format", "article", "map"])
        else { return nil }
        // A misspelt one was noted already.
        if pairs.count < node.mapping?.count ?? 0 { return nil }
        guard pairs.keys.filter(kinds.contains).count == 1,
            let kind = kinds.first(where: { pairs[$0] != nil })
        else {
            reader.note(
                .missingKey, key, "\(what) must have one of path, glob and spool",
                help: "a file has a path, many files a glob, a folder to be emptied a spool")
            return nil
        }
        guard let place = pairs[kind].flatMap({ reader.string($0, kind) }) else { return nil }
        let files: Files =
            switch kind {
            case "path": .path(place)
            case "glob": .glob(place)
            default: .spool(place)
            }
        return DeskSource(
            name: SourceName(name), files: files,
            format: pairs["format"].flatMap { reader.string($0, "format") },
            article: pairs["article"].flatMap { reader.string($0, "article") },
            map: pairs["map"].map { map($0, reader) } ?? [],
            place: Problem.Place(
                file: reader.file.path, line: key.mark?.line, column: key.mark?.column))
    }

    private static func map(_ node: Node, _ reader: YAMLReader) -> [String] {
        guard let mapping = node.mapping else {
            reader.note(.wrongValue, node, "map must be 'field: column' lines")
            return []
        }
        return mapping.compactMap { key, value in
            reader.string(value, "map").map { "\(key.scalar?.string ?? "")=\($0)" }
        }
    }
}
