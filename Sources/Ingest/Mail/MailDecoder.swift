import Moderation

/// A message is a comment: what its author wrote, without the signature. What it quotes stays, marked
/// with `>` as it came: whose words they are is told later.
struct MailDecoder: RecordDecoder {
    let article: Article?

    func decode(_ raw: RawRecord) -> Record {
        settle(raw) { bytes throws(RecordFault) in try understand(bytes) }
    }

    private func understand(_ bytes: [UInt8]) throws(RecordFault) -> Understood {
        let message = MailPart(bytes[...])
        if let sent = message["auto-submitted"], !MailParameters(sent).value.hasPrefix("no") {
            return .passedOver(.note)
        }
        guard let body = MailBody(of: message) else {
            throw RecordFault(.noText, "there is no text: no part of the message is text")
        }
        let text = try body.text()
        guard !isBlank(text) else { throw RecordFault(.emptyText, "empty text") }
        let sender = message["from"].map(MailAddress.init)
        return .comment(
            Comment(
                id: message["message-id"].flatMap(Self.reference), text: text,
                format: body.isHTML ? .html : .plain,
                parent: (message["in-reply-to"] ?? message["references"]).flatMap(Self.reference),
                article: article
                    ?? Article(ifAny: nil, title: message["subject"].flatMap(Self.title)),
                author: Author(
                    ifAny: nil, name: sender?.name, email: sender?.address,
                    address: message["x-originating-ip"].map(Self.networkAddress)),
                createdAt: message["date"].flatMap(mailTime)))
    }

    /// The last message that a header names between `<` and `>`.
    private static func reference(_ header: [UInt8]) -> CommentID? {
        guard let open = header.lastIndex(of: UInt8(ascii: "<")),
            let close = header[open...].firstIndex(of: UInt8(ascii: ">")), close > open + 1
        else { return nil }
        return CommentID(repaired(String(decoding: header[(open + 1)..<close], as: UTF8.self)))
    }

    /// What a subject is about, without what programs put before it.
    private static func title(_ subject: [UInt8]) -> String? {
        // No line of mail is longer: RFC 5322, 2.1.1.
        var title = MailEncodings.words(Array(subject.prefix(998)))[...]
        while let prefix = prefixes.first(where: { title.lowercased().hasPrefix($0) }) {
            title = title.dropFirst(prefix.count).drop(while: \.isWhitespace)
        }
        return title.isEmpty ? nil : String(title)
    }

    private static let prefixes = ["re:", "fwd:", "fw:", "aw:", "wg:", "rv:", "comment on:"]

    private static func networkAddress(_ header: [UInt8]) -> String {
        String(
            decoding: header.filter { !"[] ".utf8.contains($0) }.prefix(45), as: UTF8.self)
    }
}

/// Who sent a message: `R. Reader <r@example.org>`, `r@example.org (R. Reader)` or the address alone.
struct MailAddress {
    var name: String?
    var address: String?

    init(_ header: [UInt8]) {
        func text(_ bytes: ArraySlice<UInt8>) -> String? {
            let text = MailEncodings.words(
                trimmed(bytes).filter { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") })
            return text.isEmpty ? nil : text
        }
        if let open = header.lastIndex(of: UInt8(ascii: "<")),
            let close = header[open...].firstIndex(of: UInt8(ascii: ">"))
        {
            name = text(header[..<open])
            address = text(header[(open + 1)..<close])
        } else if let open = header.firstIndex(of: UInt8(ascii: "(")) {
            name = text(header[(open + 1)...].prefix { $0 != UInt8(ascii: ")") })
            address = text(header[..<open])
        } else {
            address = text(header[...])
        }
    }
}
