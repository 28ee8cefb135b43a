import Testing

@testable import PolicyEngine

/// What unbinds a pattern's cost is refused wherever it hides.
struct PatternScreenTests {
    @Test(arguments: [
        #"(*LIMIT_MATCH=9)a"#, #"a(*ACCEPT)"#, #"a\Kb"#, #"\C"#, #"(a)\1"#, #"(a)\g1"#,
        #"(?<n>a)\k<n>"#, #"(?P<n>a)(?P=n)"#, #"a(?R)?b"#, #"(a)(?1)"#, #"(a)(?-1)"#,
        #"(?<n>a)(?&n)"#, #"(?<n>a)(?P>n)"#, #"a(?C1)"#, #"\Qa\E"#,
        // What only looks like the start of a class hides nothing.
        #"(a)(?#[)\1"#, #"a(?#[)\K"#, #"(?#\)(a)\1"#, #"(a)\c[\1"#, #"(a)[\c\]\1"#,
        #"(a)\[\1"#, #"(a)[]]\1"#, #"(a)[\]]\1"#, #"(a)[[:alpha:]]\1"#, #"(a)[[:abc]\1"#,
        "(?x)(a)#[\n\\1", "(?i-x)(a)", "(?xi:(a)#[\n\\1)", "(?^x)a",
    ])
    func `a construct that rules may not use is refused`(pattern: String) {
        #expect(PatternScreen.refusedConstruct(in: pattern) != nil)
    }

    @Test(arguments: [
        #"[\1\K]"#, #"a(?#what (?R) would do)b"#, #"(?i)max"#, #"(?i:x)"#, #"(?<x>a)"#,
        #"(?P<x>a)"#,
        #"(?'x'a)"#, #"(?:x)"#, #"(?=x)x"#, #"(?!x)a"#, #"(?<=x)a"#, #"(?|x|y)"#, #"(?>x)"#,
        #"\\(?:1)"#, #"[(?x)]"#,
    ])
    func `what only looks like one is not`(pattern: String) {
        #expect(PatternScreen.refusedConstruct(in: pattern) == nil)
    }
}
