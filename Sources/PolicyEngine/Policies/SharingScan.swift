/// Finds anchors, aliases and tags in YAML source: the parser resolves them and shows no trace.
///
/// One pass over the bytes that knows quotes, comments and block scalars, and looks only where a value
/// may begin.
struct SharingScan {
    struct Finding: Equatable {
        var line: Int
        var column: Int
        var mark: Character
    }

    private let bytes: [UInt8]
    private var at = 0
    private var line = 1
    private var lineStart = 0
    private var mayBegin = true

    static func findings(in text: String) -> [Finding] {
        var scan = SharingScan(Array(text.utf8))
        return scan.run()
    }

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    private mutating func run() -> [Finding] {
        var findings: [Finding] = []
        while at < bytes.count {
            let byte = bytes[at]
            switch byte {
            case 0x0A:
                newLine()
                mayBegin = true
            case 0x20, 0x09, 0x0D: break
            case UInt8(ascii: "#") where at == lineStart || isSpace(at - 1): skipLine()
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                if mayBegin { skipQuoted(byte) }
                mayBegin = false
            case UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"):
                if mayBegin, at + 1 < bytes.count, !isSpace(at + 1) {
                    findings.append(
                        Finding(
                            line: line, column: at - lineStart + 1,
                            mark: Character(Unicode.Scalar(byte))))
                }
                mayBegin = false
            case UInt8(ascii: "|"), UInt8(ascii: ">"):
                if mayBegin { skipBlock() }
                mayBegin = false
            case UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "?"):
                mayBegin = mayBegin && byte != UInt8(ascii: ":") || isSpace(at + 1)
                if byte != UInt8(ascii: ":"), !isSpace(at + 1) { mayBegin = false }
            case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","): mayBegin = true
            default: mayBegin = false
            }
            at += 1
        }
        return findings
    }

    private func isSpace(_ offset: Int) -> Bool {
        offset < 0 || offset >= bytes.count || isWhiteSpace(bytes[offset])
    }

    private mutating func newLine() {
        line += 1
        lineStart = at + 1
    }

    private mutating func skipLine() {
        while at + 1 < bytes.count, bytes[at + 1] != 0x0A { at += 1 }
    }

    private mutating func skipQuoted(_ quote: UInt8) {
        at += 1
        while at < bytes.count {
            if bytes[at] == 0x0A { newLine() }
            if quote == UInt8(ascii: "\""), bytes[at] == UInt8(ascii: "\\") {
                at += 1
            } else if bytes[at] == quote {
                guard quote == UInt8(ascii: "'"), at + 1 < bytes.count, bytes[at + 1] == quote
                else {
                    return
                }
                at += 1
            }
            at += 1
        }
    }

    /// A block scalar goes on while lines are indented deeper than the line it began on.
    private mutating func skipBlock() {
        let indent = bytes[lineStart...].prefix { $0 == 0x20 }.count
        skipLine()
        while at + 1 < bytes.count {
            let next = at + 2
            let rest = bytes[min(next, bytes.count)...].prefix { $0 != 0x0A }
            let depth = rest.prefix { $0 == 0x20 }.count
            if depth < rest.count, depth <= indent { return }
            at += 1
            newLine()
            at += rest.count
        }
    }
}
