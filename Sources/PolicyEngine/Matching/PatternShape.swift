import Foundation

/// What a pattern needs before it can match, read off its source without running it.
///
/// Conservative: a construct it does not know makes it claim less, never more. Literals are as they
/// stand in the folded view; `clauses` are sets of which each must have a member in the text.
struct PatternShape: Equatable, Sendable {
    /// At most two, the best first; a set holds at most `mostLiterals`. Empty: no literal is required.
    var clauses: [[[UInt8]]]
    /// The longest match with its look-ahead, in bytes; `nil` when there is no bound.
    var longest: Int?

    static let mostLiterals = 64

    /// - Complexity: O(length of the pattern × literals).
    init(_ pattern: String) {
        var parser = ShapeParser(Array(pattern.utf8))
        guard let piece = parser.parse() else {
            clauses = []
            longest = nil
            return
        }
        longest = piece.longest
        let valued = piece.required.map { (literals: $0, worth: Self.worth($0)) }
        clauses = valued.filter { $0.worth > 0 }.sorted { $0.worth > $1.worth }.prefix(2)
            .map(\.literals)
    }

    /// The seldomer any member stands in a text the better; 0 for a set that stands everywhere.
    static func worth(_ literals: [[UInt8]]) -> Double {
        guard !literals.isEmpty, literals.allSatisfy({ !$0.isEmpty }) else { return 0 }
        let places = literals.reduce(0) { $0 + exp2(-Rarity.bits(of: $1)) }
        return -log2(places)
    }
}

/// A part of a pattern: what it matches exactly, if that is a small set, and what it requires.
private struct Piece {
    /// Every text it can match; `nil` when not known or too many.
    var exact: [[UInt8]]?
    /// Sets of which each has a member inside every match.
    var required: [[[UInt8]]] = []
    /// Bytes; `nil` is unbounded.
    var longest: Int?

    static let empty = Piece(exact: [[]], longest: 0)
    static func anything(_ longest: Int?) -> Piece { Piece(exact: nil, longest: longest) }
}

/// A recursive descent over the part of PCRE2's syntax that rules may use.
///
/// **Source**: pcre2pattern(3) of PCRE2 10.42.
private struct ShapeParser {
    private let bytes: [UInt8]
    private var at = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// `nil` when anything stands there that this parser does not know.
    mutating func parse() -> Piece? {
        guard let piece = alternation(), at == bytes.count else { return nil }
        return piece
    }

    private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func take(_ text: StaticString) -> Bool {
        let isThere = text.withUTF8Buffer { bytes[at...].starts(with: $0) }
        if isThere { at += text.utf8CodeUnitCount }
        return isThere
    }

    private mutating func alternation() -> Piece? {
        guard var whole = sequence() else { return nil }
        whole = Self.closed(whole)
        while next == UInt8(ascii: "|") {
            at += 1
            guard let other = sequence().map(Self.closed) else { return nil }
            whole = Self.either(whole, other)
        }
        return whole
    }

    /// One of two: exact if both are; requires what one or the other requires.
    private static func either(_ a: Piece, _ b: Piece) -> Piece {
        var piece = Piece.anything(nil)
        if let x = a.longest, let y = b.longest { piece.longest = max(x, y) }
        if let x = a.exact, let y = b.exact, x.count + y.count <= PatternShape.mostLiterals {
            piece.exact = x + y
        }
        if let x = best(a), let y = best(b), x.count + y.count <= PatternShape.mostLiterals {
            piece.required = [x + y]
        }
        return piece
    }

    private static func best(_ piece: Piece) -> [[UInt8]]? {
        guard piece.required.count > 1 else { return piece.required.first }
        return piece.required.map { (literals: $0, worth: PatternShape.worth($0)) }
            .max { $0.worth < $1.worth }?.literals
    }

    /// A piece whose exact texts also count as required.
    private static func closed(_ piece: Piece) -> Piece {
        var piece = piece
        if let exact = piece.exact, exact.allSatisfy({ !$0.isEmpty }), !exact.isEmpty {
            piece.required.append(exact)
        }
        return piece
    }

    private mutating func sequence() -> Piece? {
        var required: [[[UInt8]]] = []
        var run: [[UInt8]] = [[]]
        var isExact = true
        var longest: Int? = 0

        func isUsable(_ run: [[UInt8]]) -> Bool { run.allSatisfy { !$0.isEmpty } }
        while let byte = next, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
            guard let piece = repeated() else { return nil }
            longest = longest.flatMap { sum in piece.longest.map { sum + $0 } }
            required += piece.required
            if let exact = piece.exact, run.count * exact.count <= PatternShape.mostLiterals {
                run = run.flatMap { head in exact.map { head + $0 } }
                continue
            }
            if isUsable(run) { required.append(run) }
            run = piece.exact ?? [[]]
            isExact = false
        }
        if isExact { return Piece(exact: run, required: required, longest: longest) }
        if isUsable(run) { required.append(run) }
        return Piece(exact: nil, required: required, longest: longest)
    }

    private mutating func repeated() -> Piece? {
        guard var piece = atom() else { return nil }
        while let (least, most) = quantifier() {
            // Lazy and possessive marks change how, not what.
            if next == UInt8(ascii: "?") || next == UInt8(ascii: "+") { at += 1 }
            if least == 1, most == 1 { continue }
            var repeated = Piece.anything(nil)
            if let one = piece.longest, let most { repeated.longest = one * most }
            if piece.longest == 0 { repeated.longest = 0 }
            if least >= 1 { repeated.required = Self.closed(piece).required }
            if least == 0, most == 1, let exact = piece.exact,
                exact.count < PatternShape.mostLiterals
            {
                repeated.exact = exact + [[]]
            }
            if least == most, let most, most <= 8, let exact = piece.exact, exact.count == 1 {
                repeated.exact = [Array(repeatElement(exact[0], count: most).joined())]
            }
            piece = repeated
        }
        return piece
    }

    private mutating func quantifier() -> (least: Int, most: Int?)? {
        switch next {
        case UInt8(ascii: "*"):
            at += 1
            return (0, nil)
        case UInt8(ascii: "+"):
            at += 1
            return (1, nil)
        case UInt8(ascii: "?"):
            at += 1
            return (0, 1)
        case UInt8(ascii: "{"): return braces()
        default: return nil
        }
    }

    /// `{n}`, `{n,}`, `{n,m}`; no other brace repeats.
    private mutating func braces() -> (least: Int, most: Int?)? {
        guard let close = bytes[at...].firstIndex(of: UInt8(ascii: "}")) else { return nil }
        let inner = bytes[(at + 1)..<close].split(
            separator: UInt8(ascii: ","), maxSplits: 1, omittingEmptySubsequences: false)
        let bounds = inner.map(Self.number)
        guard let least = bounds[0], inner.count == 1 || inner[1].isEmpty || bounds[1] != nil
        else { return nil }
        at = close + 1
        return (least, inner.count == 1 ? least : bounds[1])
    }

    /// Digits and nothing else: `Int` would take a sign, which PCRE2 does not.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        digits.allSatisfy { (0x30...0x39).contains($0) }
            ? Int(String(decoding: digits, as: UTF8.self)) : nil
    }

    private mutating func atom() -> Piece? {
        guard let byte = next else { return nil }
        switch byte {
        case UInt8(ascii: "("): return group()
        case UInt8(ascii: "["): return characterClass()
        case UInt8(ascii: "\\"): return escape()
        case UInt8(ascii: "."):
            at += 1
            return .anything(4)
        case UInt8(ascii: "^"), UInt8(ascii: "$"):
            at += 1
            return .empty
        case UInt8(ascii: "{"):
            // A brace that repeats nothing is read in another way after `\N` and by later versions.
            return nil
        default:
            at += 1
            var text = [byte]
            // A character of several bytes is one atom for a quantifier.
            while byte >= 0xC0, let more = next, more & 0xC0 == 0x80 {
                text.append(more)
                at += 1
            }
            return Piece(exact: [text], longest: text.count)
        }
    }

    private mutating func group() -> Piece? {
        at += 1
        var isLookAround = false
        var looksAhead = false
        if next == UInt8(ascii: "?") {
            if take("?:") || take("?>") || take("?|") {
            } else if take("?=") || take("?!") {
                isLookAround = true
                looksAhead = true
            } else if take("?<=") || take("?<!") {
                isLookAround = true
            } else if take("?<") || take("?P<") {
                guard let close = bytes[at...].firstIndex(of: UInt8(ascii: ">")) else { return nil }
                at = close + 1
            } else {
                return nil
            }
        }
        guard let inner = alternation(), next == UInt8(ascii: ")") else { return nil }
        at += 1
        guard isLookAround else { return inner }
        // What is looked at must lie in the window too, but is no part of the match's own text.
        return Piece(exact: [[]], longest: looksAhead ? inner.longest : 0)
    }

    /// As many as there are digits.
    private static let mostMembers = 10

    /// A class counts as its members when it is a short list of single bytes.
    private mutating func characterClass() -> Piece? {
        at += 1
        var members: [UInt8]? = []
        if next == UInt8(ascii: "^") {
            members = nil
            at += 1
        }
        var isFirst = true
        while let byte = next, byte != UInt8(ascii: "]") || isFirst {
            isFirst = false
            if byte == UInt8(ascii: "["), Self.opensName(bytes[at...]) {
                guard let end = endOfName() else { return nil }
                at = end
                members = nil
                continue
            }
            at += 1
            var member = byte
            if byte == UInt8(ascii: "\\") {
                guard let escaped = next else { return nil }
                at += 1
                // What `\Q…\E` quotes in a class may close it or not.
                if escaped == UInt8(ascii: "Q") || escaped == UInt8(ascii: "E") { return nil }
                member = escaped
                if Self.isLetterOrDigit(escaped) { members = nil }
            }
            if byte >= 0x80 { members = nil }
            if next == UInt8(ascii: "-"), at + 1 < bytes.count, bytes[at + 1] != UInt8(ascii: "]") {
                let last = bytes[at + 1]
                if Self.opensName(bytes[(at + 1)...]) { return nil }
                // A range from or to an escape is left alone.
                if member <= last, last < 0x80, last != UInt8(ascii: "\\") {
                    members?.append(contentsOf: member...last)
                } else {
                    members = nil
                }
                at += last == UInt8(ascii: "\\") ? 1 : 2
                continue
            }
            members?.append(member)
        }
        guard next == UInt8(ascii: "]") else { return nil }
        at += 1
        guard let members, members.count <= Self.mostMembers else { return .anything(4) }
        return Piece(exact: members.map { [$0] }, longest: 1)
    }

    /// Whether `[:`, `[.` or `[=` stands here, as before the name of a class.
    private static func opensName(_ rest: ArraySlice<UInt8>) -> Bool {
        rest.first == UInt8(ascii: "[")
            && rest.dropFirst().first.map { ":.=".utf8.contains($0) } == true
    }

    /// The first byte after `[:alpha:]` or `[:^alpha:]`; `nil` where something else stands.
    private func endOfName() -> Int? {
        let name = bytes[(at + 2)...].prefix { $0 == UInt8(ascii: "^") || Self.isLetterOrDigit($0) }
        let isClosed = bytes[name.endIndex...].starts(with: ":]".utf8)
        return bytes[at + 1] == UInt8(ascii: ":") && isClosed ? name.endIndex + 2 : nil
    }

    private mutating func escape() -> Piece? {
        at += 1
        guard let byte = next else { return nil }
        at += 1
        switch byte {
        case UInt8(ascii: "b"), UInt8(ascii: "B"), UInt8(ascii: "A"), UInt8(ascii: "z"),
            UInt8(ascii: "Z"), UInt8(ascii: "G"):
            // A word boundary looks at one character beside the match.
            return Piece(exact: [[]], longest: 4)
        case UInt8(ascii: "d"), UInt8(ascii: "D"), UInt8(ascii: "w"), UInt8(ascii: "W"),
            UInt8(ascii: "s"), UInt8(ascii: "S"), UInt8(ascii: "h"), UInt8(ascii: "H"),
            UInt8(ascii: "v"), UInt8(ascii: "V"), UInt8(ascii: "N"):
            return .anything(4)
        case UInt8(ascii: "R"): return .anything(3)
        case UInt8(ascii: "p"), UInt8(ascii: "P"):
            if next == UInt8(ascii: "{") {
                guard let close = bytes[at...].firstIndex(of: UInt8(ascii: "}")) else { return nil }
                at = close + 1
            } else {
                at += 1
            }
            return .anything(4)
        default:
            // Other letters and digits mean something; punctuation means itself.
            guard !Self.isLetterOrDigit(byte), byte < 0x80 else { return nil }
            return Piece(exact: [[byte]], longest: 1)
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }
}
