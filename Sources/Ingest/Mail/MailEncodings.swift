/// How mail carries bytes that are no ASCII.
///
/// **Source**: RFC 2045 (quoted-printable, base64), RFC 2047 (words in headers).
enum MailEncodings {
    /// - Returns: `nil` for an encoding that RFC 2045 does not have.
    static func decoded(_ body: ArraySlice<UInt8>, _ encoding: String) -> [UInt8]? {
        switch encoding {
        case "", "7bit", "8bit", "binary": Array(body)
        case "quoted-printable": quotedPrintable(body)
        case "base64": base64(body)
        default: nil
        }
    }

    /// What is no good escape stands for itself.
    static func quotedPrintable(_ body: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(body.count)
        var at = body.startIndex
        while at < body.endIndex {
            guard body[at] == UInt8(ascii: "=") else {
                result.append(body[at])
                at += 1
                continue
            }
            if at + 2 < body.endIndex, let high = hexadecimal(body[at + 1]),
                let low = hexadecimal(body[at + 2])
            {
                result.append(high << 4 | low)
                at += 3
            } else if let end = softBreak(body, at + 1) {
                at = end
            } else {
                result.append(body[at])
                at += 1
            }
        }
        return result
    }

    /// The byte after a line end that `=` takes away, with the white space before it.
    private static func softBreak(_ body: ArraySlice<UInt8>, _ start: Int) -> Int? {
        var at = start
        while at < body.endIndex, body[at] == 0x20 || body[at] == 0x09 || body[at] == 0x0D {
            at += 1
        }
        if at == body.endIndex { return at }
        return body[at] == UInt8(ascii: "\n") ? at + 1 : nil
    }

    /// Passes over all that is not of the alphabet, as RFC 2045, 6.8 asks.
    static func base64(_ body: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(body.count / 4 * 3)
        var held: UInt32 = 0
        var bits = 0
        for byte in body {
            guard let value = base64Value(byte) else {
                if byte == UInt8(ascii: "=") { bits = 0 }
                continue
            }
            held = held << 6 | value
            bits += 6
            if bits >= 8 {
                bits -= 8
                result.append(UInt8(truncatingIfNeeded: held >> UInt32(bits)))
            }
        }
        return result
    }

    private static func base64Value(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x41...0x5A: UInt32(byte - 0x41)
        case 0x61...0x7A: UInt32(byte - 0x61 + 26)
        case 0x30...0x39: UInt32(byte - 0x30 + 52)
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46, 0x61...0x66: (byte | 0x20) - 0x57
        default: nil
        }
    }

    // MARK: Headers

    /// A header's text with its encoded words decoded; what cannot be stays as it is.
    static func words(_ header: [UInt8]) -> String {
        var result: [UInt8] = []
        var rest = header[...]
        var isAfterWord = false
        while !rest.isEmpty {
            if let word = EncodedWord(rest), let text = word.text {
                // White space between two encoded words belongs to neither.
                while isAfterWord, let last = result.last, isSpace(last) { result.removeLast() }
                result += text
                rest = rest[word.end...]
                isAfterWord = true
            } else {
                let byte = rest.removeFirst()
                result.append(byte)
                if !isSpace(byte) { isAfterWord = false }
            }
        }
        return repaired(String(decoding: trimmed(result[...]), as: UTF8.self))
    }

    /// `=?charset?Q?text?=`
    private struct EncodedWord {
        let text: [UInt8]?
        let end: Int

        init?(_ bytes: ArraySlice<UInt8>) {
            guard bytes.starts(with: "=?".utf8) else { return nil }
            // RFC 2047 has 75 characters at most; programs write longer ones.
            let within = bytes.prefix(1_000).dropFirst(2)
            let marks = within.indices.filter { within[$0] == UInt8(ascii: "?") }.prefix(3)
            guard marks.count == 3, marks[2] + 1 < within.endIndex,
                within[marks[2] + 1] == UInt8(ascii: "=")
            else { return nil }
            end = marks[2] + 2
            let content = within[(marks[1] + 1)..<marks[2]]
            // A language may follow the character set: RFC 2231, 5.
            let name = within[..<marks[0]].prefix { $0 != UInt8(ascii: "*") }
            let decoded: [UInt8]
            switch within[(marks[0] + 1)..<marks[1]].first.map({ $0 | 0x20 }) {
            case UInt8(ascii: "b"): decoded = MailEncodings.base64(content)
            case UInt8(ascii: "q"):
                decoded = MailEncodings.quotedPrintable(
                    content.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }[...])
            default: return nil
            }
            text = Charset(String(decoding: name, as: UTF8.self))?.decoded(decoded)
        }
    }
}
