import Moderation
import Yams

/// Reads a file of pairs, and the file of those that are no swaps, as strictly as packs are read.
struct PairsReader {
    let reader: YAMLReader
    let taxonomy: Taxonomy
    /// Whether each template must say why its two sentences may be judged differently.
    var areSwaps = true

    /// More sentences of one template say nothing new.
    private static let mostSentences = 2_000

    func file() -> PairsFile? {
        let keys = ["language", "leave_out", "slots", "forms", "templates"]
        guard let root = reader.root(), let pairs = reader.mapping(root, "the file", keys: keys),
            let languageNode = reader.required("language", pairs, of: root, "the file"),
            let language = reader.string(languageNode, "language"),
            let slotsNode = reader.required("slots", pairs, of: root, "the file"),
            let templates = reader.required("templates", pairs, of: root, "the file")
        else { return nil }
        var file = PairsFile(path: reader.file.path)
        file.language = language
        file.leftOut.formUnion(pairs["leave_out"].map(leftOut) ?? [])
        file.slots = slots(slotsNode)
        let forms = pairs["forms"].map { reader.items($0, "forms").compactMap(form) } ?? []
        var seen: Set<String> = []
        for node in reader.items(templates, "templates") {
            guard let template = template(node, file, forms) else { continue }
            guard seen.insert(template.id).inserted else {
                reader.note(.duplicateKey, node, "template '\(template.id)' stands twice")
                continue
            }
            let count = file.count(template)
            if count == 0 || count > Self.mostSentences {
                reader.note(
                    .wrongValue, node,
                    "template '\(template.id)' makes \(count) sentences, not 1 to"
                        + " \(Self.mostSentences)",
                    help: "use fewer slots or smaller ones, and none that is empty")
            }
            file.templates.append(template)
        }
        return file
    }

    private func leftOut(_ node: Node) -> Set<String> {
        let known = taxonomy.categories.map(\.id.rawValue) + taxonomy.labels.map(\.id.rawValue)
        let names = reader.placedStrings(node, "leave_out").filter { name, item in
            if known.contains(name) { return true }
            reader.note(
                .unknownCategory, item, "there is no category or label '\(name)'",
                help: nearestName(to: name, among: known).map { "did you mean '\($0)'?" })
            return false
        }
        return Set(names.map(\.text))
    }

    /// `{name}` stands for the values of an earlier slot.
    private func slots(_ node: Node) -> [String: [String]] {
        guard let mapping = node.mapping else {
            reader.note(.wrongValue, node, "slots must be 'name: [values]' lines")
            return [:]
        }
        var slots: [String: [String]] = [:]
        for (key, value) in mapping {
            let name = key.scalar?.string ?? ""
            guard SentencePattern("{\(name)}") != nil else {
                reader.note(
                    .malformedName, key, "'\(name)' is no name of a slot",
                    help: "use small letters, '_' and '-'")
                continue
            }
            slots[name] = reader.placedStrings(value, name).flatMap { text, item -> [String] in
                guard text.hasPrefix("{") else { return [text] }
                let other = String(text.dropFirst().dropLast())
                if slots[other] == nil { unknown(other, item, among: slots.keys.sorted()) }
                return slots[other] ?? []
            }
        }
        return slots
    }

    private func unknown(_ name: String, _ node: Node, among names: [String]) {
        reader.note(
            .unknownSlot, node, "there is no slot '\(name)' above",
            help: nearestName(to: name, among: names).map { "did you mean '\($0)'?" }
                ?? (names.isEmpty
                    ? "write it under 'slots'" : "slots: \(names.joined(separator: ", "))"))
    }

    // MARK: - Forms

    private func form(_ node: Node) -> SentenceForm? {
        let keys = ["name", "frame", "capitals", "swap"]
        guard let pairs = reader.mapping(node, "a form", keys: keys),
            let nameNode = reader.required("name", pairs, of: node, "a form"),
            let name = reader.string(nameNode, "name")
        else { return nil }
        var form = SentenceForm(name: name)
        if let frame = pairs["frame"] {
            form.frame = pattern(frame, "frame", ["sentence", "words"])
        }
        if let value = pairs["capitals"] {
            form.isCapitals = reader.boolean(value, "capitals") ?? false
        }
        if let swap = pairs["swap"] {
            if swap.mapping == nil {
                reader.note(.wrongValue, swap, "swap must be 'words: other words' lines")
            }
            form.swap = (swap.mapping.map(Array.init) ?? []).compactMap { key, value in
                guard let words = reader.string(key, "swap"),
                    let other = reader.string(value, "swap")
                else { return nil }
                return (words, other)
            }
        }
        return form
    }

    /// A pattern that uses at least one of some slots, and no other.
    func pattern(_ node: Node, _ what: String, _ slots: [String]) -> SentencePattern? {
        guard let text = reader.string(node, what) else { return nil }
        guard let pattern = SentencePattern(text) else {
            reader.note(
                .wrongValue, node, "\(what) holds a brace that is no placeholder",
                help: "write a placeholder as {name}")
            return nil
        }
        for name in pattern.slots where !slots.contains(name) {
            unknown(name, node, among: slots.sorted())
            return nil
        }
        if pattern.slots.isEmpty {
            reader.note(
                .missingKey, node, "\(what) has no placeholder",
                help: "one of: \(slots.sorted().map { "{\($0)}" }.joined(separator: ", "))")
            return nil
        }
        return pattern
    }

    // MARK: - Templates

    private func template(
        _ node: Node, _ file: PairsFile, _ forms: [SentenceForm]
    ) -> PairsFile.Template? {
        let keys = ["id", "for", "against", "forms", "because"]
        guard let pairs = reader.mapping(node, "a template", keys: keys),
            let idNode = reader.required("id", pairs, of: node, "a template"),
            let id = reader.string(idNode, "id")
        else { return nil }
        var wordings: [PairsFile.Stance: SentencePattern] = [:]
        for stance in PairsFile.Stance.allCases {
            guard let value = reader.required(stance.rawValue, pairs, of: node, id),
                let pattern = pattern(value, stance.rawValue, file.slots.keys.sorted())
            else { return nil }
            wordings[stance] = pattern
        }
        guard Set(wordings[.for]!.slots) == Set(wordings[.against]!.slots) else {
            reader.note(
                .wrongValue, node, "the two sentences of '\(id)' use different slots",
                help: "let both be about the same")
            return nil
        }
        if !areSwaps, reader.required("because", pairs, of: node, id) == nil { return nil }
        let line = node.mark?.line
        return PairsFile.Template(
            id: id, wordings: wordings, forms: chosen(pairs["forms"], forms),
            place: Problem.Place(file: reader.file.path, line: line),
            excerpt: reader.file.problem(.notAlike, line: line, "").excerpt)
    }

    private func chosen(_ node: Node?, _ forms: [SentenceForm]) -> [SentenceForm] {
        guard let node else { return forms }
        return reader.placedStrings(node, "forms").compactMap { name, item in
            if let form = forms.first(where: { $0.name == name }) { return form }
            let names = forms.map(\.name)
            reader.note(
                .wrongValue, item, "there is no form '\(name)'",
                help: nearestName(to: name, among: names).map { "did you mean '\($0)'?" }
                    ?? "forms: \(names.joined(separator: ", "))")
            return nil
        }
    }
}
