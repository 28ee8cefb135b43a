/// What an XML input says before its content: its encoding, and the name of its root.
struct XMLProlog {
    /// As written; `nil` where it says none, which is UTF-8.
    private(set) var encoding: String?
    /// `nil` where no element begins in the sample.
    private(set) var root: String?

    init(_ sample: ArraySlice<UInt8>) {
        var rest = sample.drop { isSpace($0) || $0 == UInt8(ascii: "`") }
        while rest.first == UInt8(ascii: "<") {
            if rest.starts(with: "<?".utf8) {
                let end = rest.firstIndex(of: UInt8(ascii: ">")) ?? rest.endIndex
                if rest.starts(with: "<?xml".utf8) {
                    encoding = Self.attribute("encoding", in: rest[..<end])
                }
                rest = rest[end...].dropFirst()
            } else if rest.starts(with: "<!--".utf8) {
                guard let end = rest.firstRange(of: Array("-->".utf8)) else { return }
                rest = rest[end.upperBound...]
            } else if rest.starts(with: "<!".utf8) {
                // A document type is refused when reading comes to it; here only the root counts.
                guard let next = rest.dropFirst(2).firstIndex(of: UInt8(ascii: "<")) else { return }
                rest = rest[next...]
            } else {
                let name = rest.dropFirst().prefix { !isSpace($0) && !"/>".utf8.contains($0) }
                root = String(decoding: name.prefix(40), as: UTF8.self)
                return
            }
            rest = rest.drop(while: isSpace)
        }
    }

    /// The value of an attribute in a tag's bytes, entities left as they are.
    static func attribute(_ name: String, in tag: ArraySlice<UInt8>) -> String? {
        var rest = tag
        while let found = rest.firstRange(of: Array(name.utf8)) {
            let isName = found.lowerBound > tag.startIndex && isSpace(tag[found.lowerBound - 1])
            rest = rest[found.upperBound...]
            let value = rest.drop(while: isSpace)
            guard isName, value.first == UInt8(ascii: "=") else { continue }
            let quoted = value.dropFirst().drop(while: isSpace)
            guard let quote = quoted.first,
                quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
            else { continue }
            return String(decoding: quoted.dropFirst().prefix { $0 != quote }, as: UTF8.self)
        }
        return nil
    }
}
