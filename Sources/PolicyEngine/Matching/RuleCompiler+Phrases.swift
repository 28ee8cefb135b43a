import Moderation

extension RuleCompiler {
    /// The sets of some phrases: one for those written in place, one for each list; a list is added
    /// once and shared.
    mutating func sets(_ phrases: RuleDescription.Phrases, _ source: Source) -> [Int32] {
        var sets: [Int32] = []
        var inline: Int32?
        for phrase in phrases {
            if phrase.text.hasPrefix("{"), phrase.text.hasSuffix("}") {
                let name = String(phrase.text.dropFirst().dropLast())
                if let set = listSet(name, phrase, source) { sets.append(set) }
                continue
            }
            let set = inline ?? book.newSet()
            inline = set
            if let fault = PhraseFault(phrase.text) {
                problems.append(
                    source.file.problem(
                        fault.code, line: phrase.line, column: phrase.column, fault.message,
                        help: fault.help))
            } else {
                book.add(folder.words(of: phrase.text), to: set)
            }
        }
        return sets + (inline.map { [$0] } ?? [])
    }

    private mutating func listSet(
        _ name: String, _ phrase: PlacedText, _ source: Source
    ) -> Int32? {
        // Lists are a pack's own, so the pack's folder is part of the key.
        let key = source.file.path + "\u{0}" + name
        if let set = setOfList[key] { return set }
        guard let entries = source.lists[name] else {
            noteUnknownList(name, line: phrase.line, column: phrase.column, source)
            return nil
        }
        let set = newSet(entries)
        setOfList[key] = set
        guard name.hasPrefix(DeskList.prefix) else { return set }
        // Examples see the pack's sample, comments what the desk gives.
        let own = deskLists[String(name.dropFirst(DeskList.prefix.count))] ?? []
        let given = newSet(PhraseFolder.folded(own))
        samples[given] = set
        setOfList[key] = given
        return given
    }

    private mutating func newSet(_ phrases: [FoldedPhrase]) -> Int32 {
        let set = book.newSet()
        for phrase in phrases { book.add(phrase.words, to: set) }
        return set
    }

    mutating func noteUnknownList(_ name: String, line: Int, column: Int, _ source: Source) {
        let near = nearestName(to: name, among: source.lists.keys.sorted())
        let isDesks = name.hasPrefix(DeskList.prefix)
        let file =
            isDesks
            ? "\(DeskList.folder)/\(name.dropFirst(DeskList.prefix.count)).txt, a sample for the examples"
            : "lists/\(name).txt, one phrase a line"
        problems.append(
            source.file.problem(
                .unknownList, line: line, column: column, "there is no list '\(name)' in this pack",
                help: near.map { "did you mean '{\($0)}'?" } ?? "write \(file)"))
    }
}
