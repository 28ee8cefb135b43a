/// A rule's pattern as it was read: compiled, with what it needs before it can match, or refused.
///
/// Made of its text alone, so that many can be read at once.
enum ReadPattern: Sendable {
    case sound(Pattern, PatternShape)
    case refused(PolicyCode, String, help: String)

    init(_ text: String, usesJIT: Bool) {
        if let construct = PatternScreen.refusedConstruct(in: text) {
            self = .refused(
                .patternRefused, "the pattern uses \(construct), which rules may not",
                help: "patterns stay plain so that their cost is bounded")
            return
        }
        do {
            let pattern = try Pattern(text, usesJIT: usesJIT)
            self =
                pattern.matchesEmpty
                ? .refused(
                    .patternMatchesEmpty,
                    "the pattern matches the empty string, so it would match everywhere",
                    help: "let it require at least one character")
                : .sound(pattern, PatternShape(text))
        } catch {
            self = .refused(
                .patternDoesNotCompile,
                "pattern does not compile: \(error.message) at byte \(error.offset)",
                help: "single quotes keep backslashes as they are")
        }
    }
}
