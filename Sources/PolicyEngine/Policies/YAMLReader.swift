import Moderation
import Yams

/// Reads one YAML file by our schema and keeps the place of everything that is wrong.
///
/// Scalars are typed by the schema, never by the loader: `no` stays the word "no". Unknown and
/// duplicate keys, anchors, aliases, tags and invisible characters are refused with their place.
/// **Never** shared between threads; lives while one file is read.
final class YAMLReader {
    let file: SourceFile
    private(set) var problems: [Problem] = []

    /// - Parameter letter: what its codes begin with: `P` for policies, `C` for a desk's settings;
    ///   the numbers mean the same.
    init(path: String, text: String, letter: Character = "P") {
        file = SourceFile(path: path, text: text, letter: letter)
        self.text = text
    }

    private let text: String

    /// The document, or `nil` with a problem noted.
    func root() -> Node? {
        refuseHiddenCharacters()
        refuseSharing()
        guard problems.isEmpty else { return nil }
        do {
            // Scalars keep the form they were written in: `no` is a word, and our schema types it.
            guard let node = try Parser(yaml: text, resolver: .basic).singleRoot() else {
                note(
                    .missingKey, line: 1, "the file is empty",
                    help: "write what belongs in it, or take it away")
                return nil
            }
            return node
        } catch let error as YamlError {
            note(error)
        } catch {
            note(.syntax, line: 1, "the file is not readable as YAML")
        }
        return nil
    }

    // MARK: - Values

    /// The pairs of a mapping, after unknown keys were noted.
    func mapping(_ node: Node, _ what: String, keys: [String]) -> [String: Node]? {
        guard case .mapping(let mapping) = node else {
            note(.wrongValue, node, "\(what) must be a block of 'key: value' lines")
            return nil
        }
        var found: [String: Node] = [:]
        for (key, value) in mapping {
            let name = key.scalar?.string ?? ""
            if keys.contains(name) {
                found[name] = value
            } else {
                let near = nearestName(to: name, among: keys)
                note(
                    .unknownKey, key, "unknown key '\(name)' in \(what)",
                    help: near.map { "did you mean '\($0)'?" }
                        ?? "known keys: \(keys.joined(separator: ", "))")
            }
        }
        return found
    }

    /// The value of a required key, or `nil` with a problem noted at the mapping.
    func required(_ key: String, _ pairs: [String: Node], of node: Node, _ what: String) -> Node? {
        if let value = pairs[key] { return value }
        note(.missingKey, node, "\(what) has no '\(key)'", help: "add '\(key): …'")
        return nil
    }

    func string(_ node: Node, _ what: String) -> String? {
        guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
            note(.wrongValue, node, "\(what) must be a text")
            return nil
        }
        return scalar.string
    }

    /// A list of texts, or one text for a list of one.
    func strings(_ node: Node, _ what: String) -> [String] {
        placedStrings(node, what).map(\.text)
    }

    func placedStrings(_ node: Node, _ what: String) -> [(text: String, node: Node)] {
        if case .sequence(let sequence) = node {
            return sequence.compactMap { item in string(item, what).map { ($0, item) } }
        }
        return string(node, what).map { [($0, node)] } ?? []
    }

    func items(_ node: Node, _ what: String) -> [Node] {
        guard case .sequence(let sequence) = node else {
            note(.wrongValue, node, "\(what) must be a list of '- ' lines")
            return []
        }
        return Array(sequence)
    }

    func integer(_ node: Node, _ what: String, in range: ClosedRange<Int>) -> Int? {
        if let value = node.scalar.flatMap({ Int($0.string) }), range.contains(value) {
            return value
        }
        note(
            .wrongValue, node,
            "\(what) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        return nil
    }

    func number(_ node: Node, _ what: String) -> Double? {
        if let value = node.scalar.flatMap({ Double($0.string) }), value.isFinite { return value }
        note(.wrongValue, node, "\(what) must be a number")
        return nil
    }

    func boolean(_ node: Node, _ what: String) -> Bool? {
        switch node.scalar?.string {
        case "true": return true
        case "false": return false
        default:
            note(.wrongValue, node, "\(what) must be true or false")
            return nil
        }
    }

    /// One of a closed set of words.
    func choice<Value: RawRepresentable & CaseIterable>(
        _ node: Node, _ what: String, of type: Value.Type
    ) -> Value? where Value.RawValue == String {
        let names = Value.allCases.map(\.rawValue)
        guard let text = string(node, what) else { return nil }
        if let value = Value(rawValue: text) { return value }
        let near = nearestName(to: text, among: names)
        note(
            .wrongValue, node, "\(what) is '\(text)', not one of \(names.joined(separator: ", "))",
            help: near.map { "did you mean '\($0)'?" })
        return nil
    }

    // MARK: - Problems

    func note(_ code: PolicyCode, _ node: Node, _ message: String, help: String? = nil) {
        note(code, line: node.mark?.line, column: node.mark?.column, message, help: help)
    }

    func note(
        _ code: PolicyCode, line: Int?, column: Int? = nil, _ message: String, help: String? = nil
    ) {
        problems.append(file.problem(code, line: line, column: column, message, help: help))
    }

    /// Of a key that only a desk's settings have.
    func note(_ code: SettingsCode, _ node: Node, _ message: String, help: String? = nil) {
        problems.append(
            file.problem(
                code.rawValue, line: node.mark?.line, column: node.mark?.column, message,
                help: help))
    }

    private func note(_ error: YamlError) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            note(
                .syntax, line: mark.line, column: mark.column, "not readable as YAML: \(problem)",
                help: Self.wellFormed)
        case .duplicatedKeysInMapping(let duplicates, let context):
            note(
                .duplicateKey, line: context.mark.line, column: context.mark.column,
                "key '\(duplicates.sorted().joined(separator: "', '"))' stands twice here",
                help: "keep one of the two")
        default:
            note(.syntax, line: 1, "not readable as YAML", help: Self.wellFormed)
        }
    }

    private static let wellFormed =
        "indent with spaces, alike in one block; quote texts that hold ': ' or ' #'"

    private func refuseSharing() {
        for finding in SharingScan.findings(in: text) {
            let kind =
                finding.mark == "!" ? "a tag" : finding.mark == "&" ? "an anchor" : "an alias"
            note(
                .refusedYAML, line: finding.line, column: finding.column,
                "\(kind) ('\(finding.mark)') is not read", help: "write the value out in full")
        }
    }

    private func refuseHiddenCharacters() {
        for hidden in file.lines.hiddenCharacters {
            note(
                .hiddenCharacter, line: hidden.line, column: hidden.column,
                "invisible character \(hidden.name)",
                help: "write it as an escape in double quotes, or take it out")
        }
    }
}
