/// The part of a message that a person wrote: its plain text, else its HTML.
struct MailBody {
    private let part: MailPart
    let isHTML: Bool

    /// - Returns: `nil` for a message of pictures and papers only.
    init?(of message: MailPart) {
        guard let found = Self.texts(of: message, level: 0).min(by: { !$0.isHTML && $1.isHTML })
        else { return nil }
        self = found
    }

    private init(_ part: MailPart, isHTML: Bool) {
        self.part = part
        self.isHTML = isHTML
    }

    private static func texts(of part: MailPart, level: Int) -> [MailBody] {
        let type = part.contentType.value
        if let disposition = part["content-disposition"],
            MailParameters(disposition).value == "attachment"
        {
            return []
        }
        if type.hasPrefix("multipart/") {
            // Deeper than any program nests.
            return level < 10 ? part.parts.flatMap { texts(of: $0, level: level + 1) } : []
        }
        switch type {
        case "text/plain", "text", "": return [MailBody(part, isHTML: false)]
        case "text/html": return [MailBody(part, isHTML: true)]
        default: return []
        }
    }

    /// - Throws: `F118` for an encoding or a character set that is not known, `F101` for bytes that
    ///   it does not have.
    func text() throws(RecordFault) -> String {
        let type = part.contentType
        let encoding = part["content-transfer-encoding"].map { MailParameters($0).value } ?? ""
        guard var bytes = MailEncodings.decoded(part.body, encoding) else {
            throw RecordFault(.unknownCharset, "the transfer encoding is not known")
        }
        bytes = try utf8(bytes, charset: type["charset"])
        bytes.removeAll { $0 == UInt8(ascii: "\r") }
        if !isHTML {
            var lines = MailLines(
                isFlowed: type["format"]?.lowercased() == "flowed",
                deletesSpace: type["delsp"]?.lowercased() == "yes")
            bytes = lines.text(of: bytes)
        }
        return try repairedText(trimmed(bytes[...]).span)
    }

    private func utf8(_ bytes: [UInt8], charset name: String?) throws(RecordFault) -> [UInt8] {
        let isUTF8 = (try? UTF8Span(validating: bytes.span)) != nil
        // Programs that say nothing, or ASCII, send what they have: UTF-8 now, Windows-1252 before.
        let says = name.map { $0.lowercased() } ?? "us-ascii"
        if isUTF8, says == "us-ascii" || says == "utf-8" { return bytes }
        guard let charset = Charset(says == "us-ascii" ? "windows-1252" : says) else {
            throw RecordFault(.unknownCharset, "the character set is not known")
        }
        if let decoded = charset.decoded(bytes), (try? UTF8Span(validating: decoded.span)) != nil {
            return decoded
        }
        guard isUTF8 else {
            throw RecordFault(.notUTF8, "not in the character set that the message names")
        }
        return bytes
    }
}
