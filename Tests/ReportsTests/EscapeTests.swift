import Testing

@testable import Reports

/// All that Unicode 16 gives the property `Bidi_Control`.
private let controls: [UInt32] =
    [0x061C, 0x200E, 0x200F] + Array(0x202A...0x202E) + Array(0x2066...0x2069)

@Suite struct EscapeTests {
    @Test(arguments: controls)
    func `nothing turns the direction of what follows`(value: UInt32) throws {
        let control = try #require(Unicode.Scalar(value))
        #expect(HTMLEscape().escapeText("a\(control)<b") == "a\u{FFFD}&lt;b")
        #expect(markdownEscaped("a\(control)*b") == "a \\*b")
    }

    @Test func `letters of any direction stay as they are`() {
        let text = "שלום مرحبا é 👩\u{200D}🚀"
        #expect(HTMLEscape().escapeText(text) == text)
        #expect(markdownEscaped(text) == text)
    }
}
