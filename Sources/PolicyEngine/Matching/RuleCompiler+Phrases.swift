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
            let words = PhraseBook.words(of: phrase.text).count
            if words > PhraseBook.mostWords {
                problems.append(
                    source.reader.problem(
                        .textTooLong, line: phrase.line, column: phrase.column,
                        "the phrase has \(words) words",
                        help: "\(PhraseBook.mostWords) at most; take the part that matters"))
            } else if !book.add(phrase.text, to: set) {
                problems.append(
                    source.reader.problem(
                        .emptyPhrase, line: phrase.line, column: phrase.column,
                        "'\(phrase.text)' holds no word", help: "write a word, or take it out"))
            }
        }
        return sets + (inline.map { [$0] } ?? [])
    }

    private mutating func listSet(
        _ name: String, _ phrase: PlacedText, _ source: Source
    ) -> Int32? {
        // Lists are a pack's own, so the pack's folder is part of the key.
        let key = source.reader.path + "\u{0}" + name
        if let set = setOfList[key] { return set }
        guard let entries = source.lists[name] else {
            let near = nearestName(to: name, among: source.lists.keys.sorted())
            problems.append(
                source.reader.problem(
                    .unknownList, line: phrase.line, column: phrase.column,
                    "there is no list '\(name)' in this pack",
                    help: near.map { "did you mean '{\($0)}'?" }
                        ?? "write lists/\(name).txt, one phrase a line"))
            return nil
        }
        let set = book.newSet()
        for entry in entries { _ = book.add(entry.text, to: set) }
        setOfList[key] = set
        return set
    }
}
