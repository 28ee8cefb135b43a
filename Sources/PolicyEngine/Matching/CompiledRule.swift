import Moderation

/// A rule ready to match: phrases are set numbers, patterns are compiled.
///
/// A class, because it is looked at for every comment and never changed: no copy, no counting of its
/// parts.
final class CompiledRule: Sendable {
    enum Check: Sendable {
        case phrases([Int32])
        case near(Near)
        case regex(Regex)
        case measure(MeasureCheck)
    }

    struct Near: Sendable {
        var first: [Int32]
        var then: [Int32]
        var betweenOnly: [Int32]?
        var withinWords: Int
        var sameSentence: Bool
        var eitherOrder: Bool
    }

    struct Regex: Sendable {
        var pattern: Pattern
        /// Literal numbers; each clause must have one in the text. May be empty.
        var clauses: [[Int32]]
        /// The longest match in bytes, look-ahead included; `nil` looks at the whole stretch.
        var window: Int?
        /// A longer match in bytes is not taken.
        var reach: Int
    }

    struct AfterWords: Sendable {
        var words: [Int32]
        var within: Int
    }

    let description: RuleDescription
    let check: Check
    let exceptOverlapping: [Int32]
    let exceptAfterWords: AfterWords?
    let skipsQuoted: Bool
    let skipsLinks: Bool
    let isActive: Bool

    init(
        description: RuleDescription, check: Check, exceptOverlapping: [Int32],
        exceptAfterWords: AfterWords?
    ) {
        self.description = description
        self.check = check
        self.exceptOverlapping = exceptOverlapping
        self.exceptAfterWords = exceptAfterWords
        skipsQuoted = description.skip.contains(.quoted)
        skipsLinks = description.skip.contains(.links)
        isActive = description.status == .active
    }
}

/// Turns descriptions into compiled rules that share one phrase book.
struct RuleCompiler {
    private(set) var book = PhraseBook()
    private(set) var scanner = LiteralScanner()
    private(set) var rules: [CompiledRule] = []
    private(set) var problems: [Problem] = []
    private var setOfList: [String: Int32] = [:]

    /// - Parameter lists: the phrases of the pack's lists, by name.
    mutating func compile(
        _ description: RuleDescription, lists: [String: [PlacedText]], reader: YAMLReader
    ) {
        var compiler = PhraseCompiler(book: book, lists: lists, setOfList: setOfList)
        let check: CompiledRule.Check
        switch description.check {
        case .phrases(let phrases): check = .phrases(compiler.sets(phrases, reader))
        case .near(let near):
            check = .near(
                CompiledRule.Near(
                    first: compiler.sets(near.first, reader),
                    then: compiler.sets(near.then, reader),
                    betweenOnly: near.betweenOnly.map { compiler.sets($0, reader) },
                    withinWords: near.withinWords, sameSentence: near.sameSentence,
                    eitherOrder: near.eitherOrder))
        case .regex(let regex):
            guard let pattern = compilePattern(regex.pattern, reader) else { return }
            check = .regex(compiled(regex, pattern))
        case .measure(let measure): check = .measure(measure)
        }
        let overlapping = compiler.sets(description.exceptOverlapping, reader)
        let afterWords = description.exceptAfterWords.map {
            CompiledRule.AfterWords(words: compiler.sets($0.words, reader), within: $0.within)
        }
        book = compiler.book
        setOfList = compiler.setOfList
        problems += compiler.problems
        rules.append(
            CompiledRule(
                description: description, check: check, exceptOverlapping: overlapping,
                exceptAfterWords: afterWords))
    }

    /// The clauses come from the pattern itself; `needs` only helps where none can be read off it.
    private mutating func compiled(
        _ regex: RuleDescription.Regex, _ pattern: Pattern
    ) -> CompiledRule.Regex {
        let shape = PatternShape(regex.pattern.text)
        var clauses = shape.clauses
        if clauses.isEmpty, !regex.needs.isEmpty {
            clauses = [regex.needs.map { FoldedText(Array($0.utf8)).bytes }]
        }
        return CompiledRule.Regex(
            pattern: pattern, clauses: clauses.map { $0.map { scanner.add($0) } },
            window: shape.longest, reach: regex.reach)
    }

    private mutating func compilePattern(_ text: PlacedText, _ reader: YAMLReader) -> Pattern? {
        if let construct = PatternScreen.refusedConstruct(in: text.text) {
            problems.append(
                reader.problem(
                    .patternRefused, line: text.line, column: text.column,
                    "the pattern uses \(construct), which rules may not",
                    help: "patterns stay plain so that their cost is bounded"))
            return nil
        }
        do {
            let pattern = try Pattern(text.text)
            if pattern.matchesEmpty {
                problems.append(
                    reader.problem(
                        .patternMatchesEmpty, line: text.line, column: text.column,
                        "the pattern matches the empty string, so it would match everywhere",
                        help: "let it require at least one character"))
                return nil
            }
            return pattern
        } catch {
            problems.append(
                reader.problem(
                    .patternDoesNotCompile, line: text.line, column: text.column,
                    "pattern does not compile: \(error.message) at byte \(error.offset)",
                    help: "single quotes keep backslashes as they are"))
            return nil
        }
    }
}

/// Gives phrases their sets; a named list is added once and shared.
private struct PhraseCompiler {
    var book: PhraseBook
    let lists: [String: [PlacedText]]
    var setOfList: [String: Int32]
    var problems: [Problem] = []

    init(book: PhraseBook, lists: [String: [PlacedText]], setOfList: [String: Int32]) {
        self.book = book
        self.lists = lists
        self.setOfList = setOfList
    }

    mutating func sets(_ phrases: RuleDescription.Phrases, _ reader: YAMLReader) -> [Int32] {
        var sets: [Int32] = []
        var inline: Int32?
        for phrase in phrases {
            if phrase.text.hasPrefix("{"), phrase.text.hasSuffix("}") {
                let name = String(phrase.text.dropFirst().dropLast())
                if let set = listSet(name, phrase, reader) { sets.append(set) }
                continue
            }
            let set = inline ?? book.newSet()
            inline = set
            if !book.add(phrase.text, to: set) {
                problems.append(
                    reader.problem(
                        .emptyPhrase, line: phrase.line, column: phrase.column,
                        "'\(phrase.text)' holds no word"))
            }
        }
        return sets + (inline.map { [$0] } ?? [])
    }

    private mutating func listSet(
        _ name: String, _ phrase: PlacedText, _ reader: YAMLReader
    ) -> Int32? {
        // Lists are a pack's own, so the pack's folder is part of the key.
        let key = reader.path + "\u{0}" + name
        if let set = setOfList[key] { return set }
        guard let entries = lists[name] else {
            let near = nearestName(to: name, among: lists.keys.sorted())
            problems.append(
                reader.problem(
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

/// Constructs that a rule's pattern may not use: they unbind its cost or reach outside the match.
enum PatternScreen {
    static func refusedConstruct(in pattern: String) -> String? {
        if pattern.hasPrefix("(*") { return "a leading '(*…)'" }
        let bytes = Array(pattern.utf8)
        var at = 0
        var isInClass = false
        while at < bytes.count {
            let next = at + 1 < bytes.count ? bytes[at + 1] : 0
            switch bytes[at] {
            case UInt8(ascii: "\\"):
                if let construct = refusedEscape(next, isInClass: isInClass) { return construct }
                at += 1
            case UInt8(ascii: "["): isInClass = true
            case UInt8(ascii: "]"): isInClass = false
            case UInt8(ascii: "(") where !isInClass && next == UInt8(ascii: "?"):
                if let construct = refusedGroup(bytes[(at + 2)...]) { return construct }
            case UInt8(ascii: "(") where !isInClass && next == UInt8(ascii: "*"):
                return "a verb '(*…)'"
            default: break
            }
            at += 1
        }
        return nil
    }

    private static func refusedEscape(_ byte: UInt8, isInClass: Bool) -> String? {
        if isInClass { return nil }
        switch byte {
        case UInt8(ascii: "K"): return "'\\K'"
        case UInt8(ascii: "C"): return "'\\C'"
        case UInt8(ascii: "1")...UInt8(ascii: "9"), UInt8(ascii: "g"), UInt8(ascii: "k"):
            return "a back-reference"
        default: return nil
        }
    }

    private static func refusedGroup(_ rest: ArraySlice<UInt8>) -> String? {
        guard let first = rest.first else { return nil }
        switch first {
        case UInt8(ascii: "C"): return "a callout"
        case UInt8(ascii: "R"), UInt8(ascii: "&"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return "recursion"
        case UInt8(ascii: "P"):
            let second = rest.dropFirst().first
            if second == UInt8(ascii: ">") { return "recursion" }
            return second == UInt8(ascii: "=") ? "a back-reference" : nil
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            guard let second = rest.dropFirst().first else { return nil }
            return (0x30...0x39).contains(second) ? "recursion" : nil
        default: return nil
        }
    }
}
