/// The words of HTML without its tags, as articles are kept: replies are held against them word by
/// word.
///
/// **Shape**: a tag that begins or ends a block becomes a line end, another one nothing; the entities that HTML
/// writers make of marks become the marks.
/// - Complexity: O(bytes).
func plainText(_ html: String) -> String {
    let bytes = Array(html.utf8)
    guard bytes.contains(UInt8(ascii: "<")) || bytes.contains(UInt8(ascii: "&")) else {
        return html
    }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var at = 0
    // Beyond the last `>` there is no tag, so that many `<` cost nothing.
    let lastEnd = bytes.lastIndex(of: UInt8(ascii: ">")) ?? -1
    while at < bytes.count {
        if bytes[at] == UInt8(ascii: "<"), at < lastEnd, isTagStart(bytes, at + 1) {
            let end = bytes[at...].firstIndex(of: UInt8(ascii: ">"))!
            let name = bytes[(at + 1)..<end].drop { $0 == UInt8(ascii: "/") }.prefix {
                0x30...0x39 ~= $0 || 0x61...0x7A ~= $0 | 0x20
            }
            let isInline = inlineTags.contains { $0.elementsEqual(name.map { $0 | 0x20 }) }
            if !isInline, text.last != UInt8(ascii: "\n") { text.append(UInt8(ascii: "\n")) }
            at = end + 1
        } else if bytes[at] == UInt8(ascii: "&"),
            let entity = entities.first(where: { bytes[at...].starts(with: $0.name) })
        {
            text += entity.mark
            at += entity.name.count
        } else {
            text.append(bytes[at])
            at += 1
        }
    }
    return String(decoding: trimmed(text[...]), as: UTF8.self)
}

private func isTagStart(_ bytes: [UInt8], _ at: Int) -> Bool {
    at < bytes.count
        && (0x61...0x7A ~= bytes[at] | 0x20 || bytes[at] == UInt8(ascii: "/")
            || bytes[at] == UInt8(ascii: "!"))
}

private let inlineTags = ["a", "b", "i", "em", "strong", "span", "u", "s", "sup", "sub", "mark"]
    .map { Array($0.utf8) }

private let entities: [(name: [UInt8], mark: [UInt8])] = [
    ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", " "),
    ("&#39;", "'"), ("&#039;", "'"), ("&apos;", "'"), ("&#8216;", "‘"), ("&#8217;", "’"),
    ("&#8220;", "“"), ("&#8221;", "”"), ("&lsquo;", "‘"), ("&rsquo;", "’"), ("&ldquo;", "“"),
    ("&rdquo;", "”"), ("&hellip;", "…"), ("&#8230;", "…"), ("&#8211;", "–"), ("&#8212;", "—"),
    ("&ndash;", "–"), ("&mdash;", "—"),
].map { (Array($0.0.utf8), Array($0.1.utf8)) }
