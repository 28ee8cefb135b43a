/// A sentence with places to fill in: `Thank {official} for the vote.`
struct SentencePattern: Sendable, Equatable {
    enum Piece: Sendable, Equatable {
        case text(String)
        case slot(String)
    }

    let source: String
    private var pieces: [Piece]

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
    func filled(with values: [String: String]) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .slot(let name): values[name] ?? ""
            }
        }.joined()
    }

    /// The same places with other words between.
    func rewritten(_ rewrite: (String) -> String) -> Self {
        var other = self
        other.pieces = pieces.map { piece in
            switch piece {
            case .text(let text): .text(rewrite(text))
            case .slot: piece
            }
        }
        return other
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

    /// A sentence in another way of speaking, its places still open: the words between are the same
    /// whatever they are filled with.
    func spoken(_ pattern: SentencePattern) -> SentencePattern {
        guard !swap.isEmpty else { return pattern }
        return pattern.rewritten { text in
            swap.reduce(text) { replacingWords(in: $0, $1.words, by: $1.by) }
        }
    }

    /// - Parameter pattern: as it is ``spoken(_:)``.
    func text(of pattern: SentencePattern, filledWith values: [String: String]) -> String {
        let sentence = capitalised(pattern.filled(with: values))
        var text = sentence
        if let frame {
            let stops: Set<Character> = [".", "!", "?", "…"]
            var words = Substring(sentence)
            while let last = words.last, stops.contains(last) { words.removeLast() }
            text = capitalised(frame.filled(with: ["sentence": sentence, "words": String(words)]))
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
