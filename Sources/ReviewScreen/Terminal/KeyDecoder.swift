/// Keys from the bytes that a terminal sends, in whatever pieces they come.
///
/// What is no key it knows, such as a key with Alt, a mouse or a terminal's answer, is dropped: a
/// key that nobody pressed must never decide anything.
///
/// **Source**: ECMA-48 5.4 (the shape of control sequences), xterm's `ctlseqs` (which keys send which).
public struct KeyDecoder: Sendable {
    /// Pasted text beyond this many bytes is dropped; a note is shorter.
    private static let mostPasted = 65_536

    private var bytes: [UInt8] = []
    private var pasted: [UInt8]?

    public init() {}

    /// Whether an escape has come and nothing after it: the key itself, or the beginning of another.
    public var isWaiting: Bool { bytes == [0x1B] && pasted == nil }

    /// - Complexity: O(bytes).
    public mutating func read(_ more: some Sequence<UInt8>) -> [Key] {
        bytes += more
        var keys: [Key] = []
        var place = 0
        while place < bytes.count {
            let (length, key) = next(bytes[place...])
            if length == 0 { break }
            place += length
            if let key { keys.append(key) }
        }
        bytes.removeFirst(place)
        return keys
    }

    /// Takes an escape for the key: nothing followed it. A sequence that has begun is waited for, so that
    /// its rest is never taken for keys.
    public mutating func flush() -> [Key] {
        guard isWaiting else { return [] }
        bytes = []
        return [.escape]
    }

    /// The first key of some bytes and how many it takes; 0 where more must come.
    private mutating func next(_ rest: ArraySlice<UInt8>) -> (Int, Key?) {
        if pasted != nil { return paste(rest) }
        let first = rest.first!
        switch first {
        case 0x1B: return sequence(rest)
        case 0x0D, 0x0A: return (1, .enter)
        case 0x09: return (1, .tab)
        case 0x7F, 0x08: return (1, .backspace)
        case 0x01...0x1A: return (1, .control(Character(UnicodeScalar(first + 0x60))))
        case 0x00..<0x20: return (1, nil)
        case 0x20..<0x7F: return (1, .character(String(UnicodeScalar(first))))
        default: return character(rest)
        }
    }

    private func character(_ rest: ArraySlice<UInt8>) -> (Int, Key?) {
        let length =
            switch rest.first! {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 1
            }
        if length == 1 { return (1, nil) }
        let part = rest.prefix(length)
        guard part.dropFirst().allSatisfy({ $0 & 0xC0 == 0x80 }) else { return (1, nil) }
        guard part.count == length else { return (0, nil) }
        guard let text = String(validating: part, as: UTF8.self),
            let scalar = text.unicodeScalars.first,
            scalar.value >= 0xA0
        else { return (length, nil) }
        return (length, .character(text))
    }

    // MARK: - Sequences

    private mutating func sequence(_ rest: ArraySlice<UInt8>) -> (Int, Key?) {
        guard let second = rest.dropFirst().first else { return (0, nil) }
        switch second {
        case 0x1B: return (1, .escape)
        case UInt8(ascii: "["): return controlSequence(rest)
        case UInt8(ascii: "O"):
            guard let third = rest.dropFirst(2).first else { return (0, nil) }
            return (3, Self.arrow(third))
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):
            return answer(rest)
        default: return (2, nil)
        }
    }

    private mutating func controlSequence(_ rest: ArraySlice<UInt8>) -> (Int, Key?) {
        let body = rest.dropFirst(2)
        // The console of Linux has such function keys: one more byte.
        if body.first == UInt8(ascii: "[") { return body.count > 1 ? (4, nil) : (0, nil) }
        guard let end = body.firstIndex(where: { !(0x20..<0x40).contains($0) }) else {
            // Longer than any: not a sequence.
            return rest.count > 64 ? (rest.count, nil) : (0, nil)
        }
        let length = end - rest.startIndex + 1
        let parameters = String(decoding: body[..<end], as: UTF8.self)
        switch (rest[end], parameters) {
        case (UInt8(ascii: "~"), "200"):
            pasted = []
            return (length, nil)
        case (UInt8(ascii: "~"), _): return (length, Self.numbered[parameters])
        case (UInt8(ascii: "Z"), _): return (length, .backTab)
        // With a modifier it is another key, which nothing here is bound to.
        case (let final, ""), (let final, "1"): return (length, Self.arrow(final))
        case (0x1B, _): return (length - 1, nil)
        default: return (length, nil)
        }
    }

    /// What a terminal says of itself, to its end.
    private func answer(_ rest: ArraySlice<UInt8>) -> (Int, Key?) {
        for place in rest.indices.dropFirst(2) {
            if rest[place] == 0x07 { return (place - rest.startIndex + 1, nil) }
            if rest[place] == 0x1B {
                guard place + 1 < rest.endIndex else { return (0, nil) }
                return (place - rest.startIndex + 2, nil)
            }
        }
        return rest.count > 4_096 ? (rest.count, nil) : (0, nil)
    }

    private static let pasteEnd = Array("\u{1B}[201~".utf8)

    private mutating func paste(_ rest: ArraySlice<UInt8>) -> (Int, Key?) {
        guard let escape = rest.firstIndex(of: 0x1B) else {
            take(rest)
            return (rest.count, nil)
        }
        if escape > rest.startIndex {
            take(rest[..<escape])
            return (escape - rest.startIndex, nil)
        }
        if rest.starts(with: Self.pasteEnd) {
            let text = String(decoding: pasted ?? [], as: UTF8.self)
            pasted = nil
            return (Self.pasteEnd.count, .paste(text))
        }
        if Self.pasteEnd.starts(with: rest) { return (0, nil) }
        return (1, nil)
    }

    private mutating func take(_ bytes: ArraySlice<UInt8>) {
        let room = Self.mostPasted - (pasted?.count ?? 0)
        pasted?.append(contentsOf: bytes.prefix(max(0, room)))
    }

    private static func arrow(_ final: UInt8) -> Key? {
        switch final {
        case UInt8(ascii: "A"): .up
        case UInt8(ascii: "B"): .down
        case UInt8(ascii: "C"): .right
        case UInt8(ascii: "D"): .left
        case UInt8(ascii: "H"): .home
        case UInt8(ascii: "F"): .end
        default: nil
        }
    }

    private static let numbered: [String: Key] = [
        "1": .home, "3": .delete, "4": .end, "5": .pageUp, "6": .pageDown, "7": .home, "8": .end,
    ]
}
