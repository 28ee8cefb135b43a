/// The lines of a plain text as its author wrote them: what mail did to them is undone, and the
/// signature is off.
///
/// **Source**: RFC 3676, 4 (flowed text) and 4.3 (signatures); RFC 4155 (`>From `).
struct MailLines {
    private let isFlowed: Bool
    private let deletesSpace: Bool
    private var result: [UInt8] = []
    /// Whether the last line goes on in the next one of the same depth of quotation.
    private var isOpen = false
    private var depth = 0
    /// Where the signature would be cut off, and how many lines came after its mark.
    private var signature: (start: Int, lines: Int)?

    /// A signature of more lines is taken for text: nothing is kept from being read by two hyphens.
    ///
    /// **Source**: four lines are the custom that RFC 3676 speaks of; twice that is lenient.
    private static let mostSignatureLines = 8

    init(isFlowed: Bool, deletesSpace: Bool) {
        self.isFlowed = isFlowed
        self.deletesSpace = deletesSpace
    }

    /// - Complexity: O(bytes).
    mutating func text(of bytes: [UInt8]) -> [UInt8] {
        var at = 0
        while at < bytes.count {
            let end = bytes[at...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            add(bytes[at..<end])
            at = end + 1
        }
        if let signature, signature.lines <= Self.mostSignatureLines {
            result.removeLast(result.count - signature.start)
        }
        return result
    }

    private mutating func add(_ line: ArraySlice<UInt8>) {
        var line = line
        let quoted = line.prefix { $0 == UInt8(ascii: ">") }.count
        // mbox puts a `>` before a line that would begin a message.
        if quoted > 0, line.dropFirst(quoted).starts(with: "From ".utf8) { line = line.dropFirst() }
        if line.elementsEqual("-- ".utf8) {
            if !trimmed(result[...]).isEmpty { signature = (result.count, 0) }
            isOpen = false
        } else if !trimmed(line).isEmpty {
            signature?.lines += 1
        }
        guard isFlowed else { return begin(line) }
        flow(line)
    }

    private mutating func flow(_ line: ArraySlice<UInt8>) {
        let level = line.prefix { $0 == UInt8(ascii: ">") }.count
        var content = line.dropFirst(level)
        if content.first == 0x20 { content = content.dropFirst() }
        let isMark = line.elementsEqual("-- ".utf8)
        let goesOn = content.last == 0x20 && !isMark
        if goesOn, deletesSpace { content = content.dropLast() }
        if isOpen, level == depth {
            result += content
        } else {
            begin(line.prefix(level))
            if level > 0 { result.append(0x20) }
            result += content
        }
        isOpen = goesOn
        depth = level
    }

    private mutating func begin(_ line: ArraySlice<UInt8>) {
        if !result.isEmpty { result.append(UInt8(ascii: "\n")) }
        result += line
    }
}
