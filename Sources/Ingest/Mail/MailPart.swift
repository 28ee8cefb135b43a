/// A message or a part of one: its headers, and its body as it was sent.
///
/// **Source**: RFC 5322 (headers), RFC 2045 and 2046 (parts).
struct MailPart {
    private var headers: [(name: String, value: [UInt8])] = []
    let body: ArraySlice<UInt8>

    /// - Complexity: O(bytes).
    init(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes
        if Mailbox.isFromLine(rest.prefix { $0 != UInt8(ascii: "\n") }) { Self.dropLine(&rest) }
        while !rest.isEmpty {
            let line = Self.dropLine(&rest)
            if trimmed(line).isEmpty { break }
            if line.first == 0x20 || line.first == 0x09, !headers.isEmpty {
                headers[headers.count - 1].value += [0x20] + trimmed(line)
            } else if let name = Mailbox.headerName(line) {
                headers.append((name, Array(trimmed(line.dropFirst(name.utf8.count + 1)))))
            }
        }
        body = rest
    }

    /// The first header of a name, as it was sent, unfolded.
    subscript(name: String) -> [UInt8]? { headers.first { $0.name == name }?.value }

    /// Takes a line off the front, with its end.
    @discardableResult
    private static func dropLine(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
        let line = rest[..<end]
        rest = rest[end...].dropFirst()
        return line
    }

    // MARK: Content

    /// What `Content-Type` says: a type in lower case, and its parameters.
    var contentType: MailParameters {
        MailParameters(self["content-type"] ?? Array("text/plain".utf8))
    }

    /// The parts of a body of several, in their order; at most 1,000, of which a message that
    /// somebody wrote has a handful.
    var parts: [MailPart] {
        guard let boundary = contentType["boundary"], !boundary.isEmpty else { return [] }
        let mark = Array("--".utf8) + Array(boundary.utf8)
        var parts: [MailPart] = []
        var start: Int?
        var at = body.startIndex
        while at < body.endIndex, parts.count < 1_000 {
            let end = body[at...].firstIndex(of: UInt8(ascii: "\n")) ?? body.endIndex
            let line = trimmed(body[at..<end])
            if line.starts(with: mark) {
                let rest = line.dropFirst(mark.count)
                if rest.isEmpty || rest.elementsEqual("--".utf8) {
                    if let start { parts.append(MailPart(body[start..<at])) }
                    start = rest.isEmpty ? min(end + 1, body.endIndex) : nil
                }
            }
            at = end + 1
        }
        // A part that is never ended ends with the body.
        if let start, start < body.endIndex { parts.append(MailPart(body[start...])) }
        return parts
    }
}

/// A header's value with parameters: `text/plain; charset="utf-8"`.
struct MailParameters {
    /// In lower case.
    let value: String
    private var parameters: [(name: String, value: String)] = []

    init(_ bytes: [UInt8]) {
        var pieces: [[UInt8]] = [[]]
        var isQuoted = false
        var isEscaped = false
        for byte in bytes {
            if isEscaped {
                isEscaped = false
            } else if isQuoted, byte == UInt8(ascii: "\\") {
                isEscaped = true
                continue
            } else if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
                continue
            } else if byte == UInt8(ascii: ";"), !isQuoted {
                pieces.append([])
                continue
            }
            pieces[pieces.count - 1].append(byte)
        }
        value = Self.text(pieces[0][...]).lowercased()
        for piece in pieces.dropFirst().prefix(20) {
            guard let equals = piece.firstIndex(of: UInt8(ascii: "=")) else { continue }
            parameters.append(
                (Self.text(piece[..<equals]).lowercased(), Self.text(piece[(equals + 1)...])))
        }
    }

    subscript(name: String) -> String? { parameters.first { $0.name == name }?.value }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: trimmed(bytes), as: UTF8.self)
    }
}
