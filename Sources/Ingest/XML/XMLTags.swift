/// Walks over the tags of an XML document in a window, passing over text, CDATA and comments.
///
/// **Never** builds anything of what is between the tags.
struct XMLTags: Sendable {
    struct Tag {
        enum Kind { case open, close, empty }
        var kind: Kind
        /// From its `<` to behind its `>`.
        var range: Range<Int>
        /// Of its name.
        var name: Range<Int>
    }

    enum Step {
        case tag(Tag)
        /// A document type or an entity is declared.
        case declaration(Int)
        /// What is not released yet holds no whole tag within `Limits.record`.
        case tooLong
        case end
        /// The input ends within a tag, CDATA or a comment.
        case cut
    }

    /// The next byte.
    var at: Int

    /// - Parameter limit: how far to look.
    mutating func next(in window: inout ByteWindow, upTo limit: Int) -> Step {
        while true {
            switch window.find(UInt8(ascii: "<"), from: at, upTo: limit) {
            case .end: return .end
            case .tooFar:
                at = limit
                return .tooLong
            case .found(let start):
                at = start
                guard let byte = window.byte(at: start + 1) else { return .cut }
                let passed: Passed
                if byte == UInt8(ascii: "!") {
                    if window.has("<![CDATA[", at: start) {
                        passed = pass("]]>", from: start + 9, &window, limit)
                    } else if window.has("<!--", at: start) {
                        passed = pass("-->", from: start + 4, &window, limit)
                    } else {
                        return .declaration(start)
                    }
                } else if byte == UInt8(ascii: "?") {
                    passed = pass("?>", from: start + 2, &window, limit)
                } else if isNameStart(byte) || byte == UInt8(ascii: "/") {
                    return tag(from: start, &window, limit)
                } else {
                    // A stray `<`: the decoder says what it is.
                    at = start + 1
                    continue
                }
                switch passed {
                case .over: continue
                case .tooLong: return .tooLong
                case .cut: return .cut
                }
            }
        }
    }

    private enum Passed { case over, tooLong, cut }

    private mutating func pass(
        _ end: StaticString, from start: Int, _ window: inout ByteWindow, _ limit: Int
    ) -> Passed {
        let count = end.utf8CodeUnitCount
        var from = start + count - 1
        while true {
            switch window.find(UInt8(ascii: ">"), from: from, upTo: limit) {
            case .end: return .cut
            case .tooFar: return .tooLong
            case .found(let place):
                if place - count + 1 >= start, window.has(end, at: place - count + 1) {
                    at = place + 1
                    return .over
                }
                from = place + 1
            }
        }
    }

    private mutating func tag(
        from start: Int, _ window: inout ByteWindow, _ limit: Int
    ) -> Step {
        let isClose = window.byte(at: start + 1) == UInt8(ascii: "/")
        let nameStart = start + (isClose ? 2 : 1)
        var end = nameStart
        while let byte = window.byte(at: end), !isSpace(byte), byte != UInt8(ascii: ">"),
            byte != UInt8(ascii: "/"), byte != UInt8(ascii: "<"), end < limit
        { end += 1 }
        let name = nameStart..<end
        var quote: UInt8?
        while let byte = window.byte(at: end) {
            guard end <= limit else { return .tooLong }
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                let isEmpty = !isClose && window.byte(at: end - 1) == UInt8(ascii: "/")
                at = end + 1
                return .tag(
                    Tag(
                        kind: isClose ? .close : isEmpty ? .empty : .open, range: start..<at,
                        name: name))
            }
            end += 1
        }
        return .cut
    }

    private func isNameStart(_ byte: UInt8) -> Bool {
        0x61...0x7A ~= byte | 0x20 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
            || byte >= 0x80
    }
}
