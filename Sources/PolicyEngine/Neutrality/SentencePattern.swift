/// A sentence with places to fill in: `Thank {official} for the vote.`
struct SentencePattern: Sendable, Equatable {
    enum Piece: Sendable, Equatable {
        case text(String)
        case slot(String)
    }

    let source: String
    private let pieces: [Piece]

    /// - Returns: `nil` when a brace has no partner or holds anything but small letters, `_` and `-`.
    init?(_ source: String) {
        var pieces: [Piece] = []
        var rest = Substring(source)
        while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            let inner = rest[open...].dropFirst()
            guard rest[open] == "{", let close = inner.firstIndex(of: "}") else { return nil }
            let name = inner[..<close]
            guard !name.isEmpty, name.utf8.allSatisfy(Self.isNameByte) else { return nil }
            if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
            pieces.append(.slot(String(name)))
            rest = inner[close...].dropFirst()
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        self.source = source
        self.pieces = pieces
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    /// What may be filled in, each once, in order of first use; may be empty.
    var slots: [String] {
        pieces.reduce(into: []) { slots, piece in
            if case .slot(let name) = piece, !slots.contains(name) { slots.append(name) }
        }
    }

    /// The sentence with every place filled; one that `values` does not know stays empty.
    ///
    /// - Parameter rewrite: what happens to the words between.
    func filled(
        with values: [String: String], rewrite: (String) -> String = { $0 }
    ) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): rewrite(text)
            case .slot(let name): values[name] ?? ""
            }
        }.joined()
    }
}

/// A form that any sentence can take: how it is said, never what.
struct SentenceForm: Sendable {
    var name: String
    /// Holds `{sentence}`, or `{words}`: the sentence without the mark it ends with.
    var frame: SentencePattern?
    var isCapitals = false
    /// Words of another way of speaking, by the words they stand for.
    var swap: [(words: String, by: String)] = []

    /// The sentence as it stands in the file; every other form is held against it.
    static let plain = SentenceForm(name: "plain")

    func text(of pattern: SentencePattern, filledWith values: [String: String]) -> String {
        let sentence = capitalised(
            pattern.filled(with: values) { text in
                swap.reduce(text) { replacingWords(in: $0, $1.words, by: $1.by) }
            })
        var text = sentence
        if let frame {
            let stops: Set<Character> = [".", "!", "?", "…"]
            let words = String(sentence.reversed().drop { stops.contains($0) }.reversed())
            text = capitalised(frame.filled(with: ["sentence": sentence, "words": words]))
        }
        return isCapitals ? text.uppercased() : text
    }
}

private func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
}

/// Replaces whole words, in whatever case they stand; a capital at their beginning stays.
private func replacingWords(in text: String, _ words: String, by other: String) -> String {
    func joins(_ character: Character?) -> Bool {
        character.map { $0.isLetter || $0 == "'" || $0 == "’" } ?? false
    }
    var result = ""
    var rest = Substring(text)
    while !rest.isEmpty {
        let candidate = rest.prefix(words.count)
        if candidate.lowercased() == words.lowercased(), !joins(result.last),
            !joins(rest.dropFirst(words.count).first)
        {
            result += candidate.first?.isUppercase == true ? capitalised(other) : other
            rest = rest.dropFirst(words.count)
        } else {
            result.append(rest.removeFirst())
        }
    }
    return result
}
