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

    public private(set) var bytes: [UInt8]
    let layout: Layout
    private var depth = 0

    public init(layout: Layout = .compact) {
        self.layout = layout
        bytes = []
    }

    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Ends a line of JSON lines; the next value begins afresh.
    public mutating func endLine() { bytes.append(UInt8(ascii: "\n")) }

    /// Empties the writer and keeps its memory for the next batch.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
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
        bytes.append(bracket)
        depth += 1
    }

    private mutating func close(_ bracket: UInt8, opened: UInt8) {
        depth -= 1
        if layout == .pretty, bytes.last != opened { indent() }
        bytes.append(bracket)
    }

    /// Puts in what is due between the last value and the next one.
    ///
    /// The last byte tells it all: no value ends with an opening bracket, a colon, a space or a
    /// line end outside its quotes.
    @inline(__always)
    private mutating func separate() {
        switch bytes.last {
        case nil, UInt8(ascii: "\n"), UInt8(ascii: ":"), UInt8(ascii: " "): return
        case UInt8(ascii: "{"), UInt8(ascii: "["): break
        default: bytes.append(UInt8(ascii: ","))
        }
        if layout == .pretty { indent() }
    }

    private mutating func indent() {
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }

    // MARK: - Keys

    /// - Precondition: the key is ASCII and needs no escape, as all keys of ours do.
    @inline(__always)
    public mutating func key(_ key: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes.append(
            contentsOf: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
        bytes.append(UInt8(ascii: "\""))
        colon()
    }

    /// A key that is known only at run time, such as a category id.
    public mutating func key(_ key: String) {
        string(key)
        colon()
    }

    @inline(__always)
    private mutating func colon() {
        bytes.append(UInt8(ascii: ":"))
        if layout == .pretty { bytes.append(UInt8(ascii: " ")) }
    }

    // MARK: - Values

    public mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
    }

    public mutating func bool(_ value: Bool) {
        separate()
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    public mutating func int(_ value: Int) {
        separate()
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        digits(value.magnitude)
    }

    /// The shortest digits that read back as the same number; `null` for what JSON cannot say.
    public mutating func double(_ value: Double) {
        guard value.isFinite else { return null() }
        // 2^53: below it a whole number is exact as an integer and shorter without `.0`.
        if value == value.rounded(), value.magnitude < 9_007_199_254_740_992 {
            return int(Int(value))
        }
        separate()
        bytes.append(contentsOf: value.description.utf8)
    }

    /// A number rounded to at most `places` decimals, without trailing zeros.
    ///
    /// - Precondition: `places` is 0…9.
    public mutating func rounded(_ value: Double, places: Int) {
        var scale = 1
        for _ in 0..<places { scale *= 10 }
        let scaled = (value * Double(scale)).rounded()
        // 2^53: above it the fraction is gone, and the shortest form is the honest one.
        guard scaled.magnitude < 9_007_199_254_740_992 else { return double(value) }
        separate()
        if scaled < 0 { bytes.append(UInt8(ascii: "-")) }
        let whole = UInt(scaled.magnitude)
        digits(whole / UInt(scale))
        var rest = whole % UInt(scale)
        guard rest != 0 else { return }
        bytes.append(UInt8(ascii: "."))
        while rest != 0 {
            scale /= 10
            bytes.append(UInt8(ascii: "0") + UInt8(rest / UInt(scale)))
            rest %= UInt(scale)
        }
    }

    private mutating func digits(_ value: UInt) {
        guard value >= 10 else { return bytes.append(UInt8(ascii: "0") + UInt8(value)) }
        let start = bytes.count
        var rest = value
        while rest > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        }
        bytes[start...].reverse()
    }

    /// - Complexity: O(bytes of the text).
    public mutating func string(_ value: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        var value = value
        value.withUTF8 { appendEscaped($0) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Copies runs that need no escape in one go, and escapes what lies between them.
    private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        var index = 0
        while index < text.count {
            let byte = text[index]
            // Everything above is plain but the lead bytes of U+0080…U+00BF and of U+2000…U+2FFF.
            guard byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F || byte == 0xC2
                || byte == 0xE2
            else {
                index += 1
                continue
            }
            guard let escape = Escape(text, at: index) else {
                index += 1
                continue
            }
            bytes.append(contentsOf: text[start..<index])
            append(escape.scalar)
            index += escape.length
            start = index
        }
        bytes.append(contentsOf: text[start...])
    }

    private mutating func append(_ scalar: UInt32) {
        bytes.append(UInt8(ascii: "\\"))
        switch scalar {
        case 0x22, 0x5C: bytes.append(UInt8(scalar))
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        default:
            bytes.append(UInt8(ascii: "u"))
            for shift in [12, 8, 4, 0] as [UInt32] {
                let digit = UInt8(truncatingIfNeeded: (scalar >> shift) & 0xF)
                bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            }
        }
    }
}

/// A scalar that must not stand in JSON as it is: control characters, `"`, `\`, U+2028, U+2029.
private struct Escape {
    var scalar: UInt32
    /// Bytes of UTF-8 it takes in the text.
    var length: Int

    init?(_ text: UnsafeBufferPointer<UInt8>, at index: Int) {
        let byte = text[index]
        switch byte {
        case 0xC2:
            guard index + 1 < text.count, text[index + 1] < 0xA0 else { return nil }
            (scalar, length) = (UInt32(text[index + 1]), 2)
        case 0xE2:
            guard index + 2 < text.count, text[index + 1] == 0x80,
                text[index + 2] == 0xA8 || text[index + 2] == 0xA9
            else { return nil }
            (scalar, length) = (0x2000 + UInt32(text[index + 2] & 0x3F), 3)
        default:
            (scalar, length) = (UInt32(byte), 1)
        }
    }
}
