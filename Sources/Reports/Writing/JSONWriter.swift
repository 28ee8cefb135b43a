/// JSON written straight to bytes, members in the order they are given.
///
/// **Shape**: values follow each other as elements of whatever container is open; commas and colons
/// are put in by the writer.
/// **Never** writes anything but well-formed UTF-8 without control characters, so that a line can
/// be shown in a terminal as it is.
/// **Source**: RFC 8259. U+2028 and U+2029 are escaped as well, because JavaScript before ES2019
/// ends a line at them.
public struct JSONWriter: Sendable {
    public enum Layout: Sendable {
        /// No white space at all: for programs and for JSON lines.
        case compact
        /// One member a line, two spaces a level: for people.
        case pretty
    }

    let layout: Layout
    private var buffer = ByteBuffer()
    private var depth = 0

    public init(layout: Layout = .compact) { self.layout = layout }

    /// - Complexity: O(bytes written): a copy.
    public var bytes: [UInt8] { buffer.bytes }

    public var text: String { String(decoding: buffer.bytes, as: UTF8.self) }

    /// Bytes written since it was empty.
    public var count: Int { buffer.count }

    /// Ends a line of JSON lines; the next value begins afresh.
    public mutating func endLine() { buffer.append(UInt8(ascii: "\n")) }

    /// Empties the writer and keeps its memory for the next batch.
    public mutating func removeAll() {
        buffer.removeAll()
        depth = 0
    }

    // MARK: - Containers

    @inline(__always)
    public mutating func object(_ members: (inout JSONWriter) -> Void) {
        open(UInt8(ascii: "{"))
        members(&self)
        close(UInt8(ascii: "}"), opened: UInt8(ascii: "{"))
    }

    @inline(__always)
    public mutating func array<Elements: Sequence>(
        _ elements: Elements, _ element: (inout JSONWriter, Elements.Element) -> Void
    ) {
        open(UInt8(ascii: "["))
        for value in elements { element(&self, value) }
        close(UInt8(ascii: "]"), opened: UInt8(ascii: "["))
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        buffer.append(bracket)
        depth += 1
    }

    private mutating func close(_ bracket: UInt8, opened: UInt8) {
        depth -= 1
        if layout == .pretty, buffer.last != opened { indent() }
        buffer.append(bracket)
    }

    /// Puts in what is due between the last value and the next one.
    ///
    /// The last byte tells it all: no value ends with an opening bracket, a colon, a space or a
    /// line end outside its quotes.
    @inline(__always)
    private mutating func separate() {
        switch buffer.last {
        case nil, UInt8(ascii: "\n"), UInt8(ascii: ":"), UInt8(ascii: " "): return
        case UInt8(ascii: "{"), UInt8(ascii: "["): break
        default: buffer.append(UInt8(ascii: ","))
        }
        if layout == .pretty { indent() }
    }

    private mutating func indent() {
        buffer.append(UInt8(ascii: "\n"))
        for _ in 0..<(2 * depth) { buffer.append(UInt8(ascii: " ")) }
    }

    // MARK: - Keys

    /// - Precondition: the key is ASCII and needs no escape, as all keys of ours do.
    @inline(__always)
    public mutating func key(_ key: StaticString) {
        separate()
        buffer.append(
            quoted: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
        colon()
    }

    /// A key that is known only at run time, such as a category id.
    public mutating func key(_ key: String) {
        string(key)
        colon()
    }

    @inline(__always)
    private mutating func colon() {
        buffer.append(UInt8(ascii: ":"))
        if layout == .pretty { buffer.append(UInt8(ascii: " ")) }
    }

    // MARK: - Values

    public mutating func null() { literal("null") }

    public mutating func bool(_ value: Bool) { literal(value ? "true" : "false") }

    @inline(__always)
    private mutating func literal(_ word: StaticString) {
        separate()
        buffer.append(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }

    public mutating func int(_ value: Int) {
        separate()
        if value < 0 { buffer.append(UInt8(ascii: "-")) }
        buffer.append(digitsOf: value.magnitude)
    }

    /// The shortest digits that read back as the same number; `null` for what JSON cannot say.
    public mutating func double(_ value: Double) {
        guard value.isFinite else { return null() }
        // 2^53: below it a whole number is exact as an integer and shorter without `.0`.
        if value == value.rounded(), value.magnitude < 9_007_199_254_740_992 {
            return int(Int(value))
        }
        separate()
        for byte in value.description.utf8 { buffer.append(byte) }
    }

    /// A number rounded to at most `places` decimals, without trailing zeros.
    ///
    /// - Precondition: `places` is 0…9.
    public mutating func rounded(_ value: Double, places: Int) {
        var scale: UInt = 1
        for _ in 0..<places { scale *= 10 }
        let scaled = (value * Double(scale)).rounded()
        // 2^53: above it the fraction is gone, and the shortest form is the honest one.
        guard scaled.magnitude < 9_007_199_254_740_992 else { return double(value) }
        separate()
        if scaled < 0 { buffer.append(UInt8(ascii: "-")) }
        let whole = UInt(scaled.magnitude)
        buffer.append(digitsOf: whole / scale)
        var rest = whole % scale
        guard rest != 0 else { return }
        buffer.append(UInt8(ascii: "."))
        while rest != 0 {
            scale /= 10
            buffer.append(UInt8(ascii: "0") + UInt8(rest / scale))
            rest %= scale
        }
    }

    /// - Complexity: O(bytes of the text).
    public mutating func string(_ value: String) {
        separate()
        var value = value
        value.withUTF8 { text in
            if let first = firstEscape(in: text, from: 0) {
                buffer.append(UInt8(ascii: "\""))
                appendEscaped(text, first)
                buffer.append(UInt8(ascii: "\""))
            } else {
                buffer.append(quoted: text)
            }
        }
    }

    /// Copies runs that need no escape in one go, and escapes what lies between them.
    private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>, _ first: Escape) {
        var start = 0
        var next: Escape? = first
        while let escape = next {
            buffer.append(UnsafeBufferPointer(rebasing: text[start..<escape.index]))
            append(escape.scalar)
            start = escape.index + escape.length
            next = firstEscape(in: text, from: start)
        }
        buffer.append(UnsafeBufferPointer(rebasing: text[start...]))
    }

    private mutating func append(_ scalar: UInt32) {
        buffer.append(UInt8(ascii: "\\"))
        switch scalar {
        case 0x22, 0x5C: buffer.append(UInt8(scalar))
        case 0x08: buffer.append(UInt8(ascii: "b"))
        case 0x09: buffer.append(UInt8(ascii: "t"))
        case 0x0A: buffer.append(UInt8(ascii: "n"))
        case 0x0C: buffer.append(UInt8(ascii: "f"))
        case 0x0D: buffer.append(UInt8(ascii: "r"))
        default:
            buffer.append(UInt8(ascii: "u"))
            for digit in 0..<4 {
                let value = UInt8(truncatingIfNeeded: (scalar >> (12 - 4 * digit)) & 0xF)
                buffer.append(
                    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10)
            }
        }
    }
}

/// A scalar that must not stand in JSON as it is: a control character, `"`, `\`, U+2028, U+2029.
private struct Escape {
    var scalar: UInt32
    /// The byte it begins at.
    var index: Int
    /// Bytes of UTF-8 it takes in the text.
    var length: Int
}

/// - Complexity: O(bytes up to the escape).
@inline(__always)
private func firstEscape(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Escape? {
    var index = start
    while index < text.count {
        let byte = text[index]
        // Most bytes are plain ASCII, and two comparisons settle those above `\`.
        if byte > 0x5C, byte < 0x7F {
            index += 1
            continue
        }
        switch byte {
        case 0..<0x20, 0x22, 0x5C, 0x7F:
            return Escape(scalar: UInt32(byte), index: index, length: 1)
        // The lead byte of U+0080…U+00BF, of which the first half are control characters.
        case 0xC2:
            if index + 1 < text.count, text[index + 1] < 0xA0 {
                return Escape(scalar: UInt32(text[index + 1]), index: index, length: 2)
            }
        // The lead byte of U+2000…U+2FFF.
        case 0xE2:
            if index + 2 < text.count, text[index + 1] == 0x80,
                text[index + 2] == 0xA8 || text[index + 2] == 0xA9
            {
                return Escape(
                    scalar: 0x2000 + UInt32(text[index + 2] & 0x3F), index: index, length: 3)
            }
        default: break
        }
        index += 1
    }
    return nil
}
