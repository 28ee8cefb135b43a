extension JSONScanner {
    /// What a value holds, its strings repaired.
    static func read(
        _ token: Token, _ json: Span<UInt8>
    ) throws(RecordFault) -> FieldValue {
        switch token.kind {
        case .string, .escapedString: return .string(try string(token, json))
        case .number: return .number(try string(token, json))
        case .null: return .null
        case .literal: return .bool(json[token.start] == UInt8(ascii: "t"))
        case .object: return .other
        case .array:
            var strings: [String] = []
            var scanner = JSONScanner(at: token.start)
            scanner.enter()
            while try scanner.hasElement(json) {
                let element = try scanner.value(json)
                switch element.kind {
                case .string, .escapedString, .number: strings.append(try string(element, json))
                default: return .other
                }
            }
            return .list(strings)
        }
    }

    private static func string(
        _ token: Token, _ json: Span<UInt8>
    ) throws(RecordFault) -> String {
        guard token.kind == .escapedString else {
            return try repairedText(json.extracting(token.start..<token.end))
        }
        let bytes = try unescaped(token, json)
        return try repairedText(bytes.span)
    }

    /// The bytes of a string, escapes undone.
    static func bytes(_ token: Token, _ json: Span<UInt8>) throws(RecordFault) -> [UInt8] {
        if token.kind == .escapedString { return try unescaped(token, json) }
        return (token.start..<token.end).map { json[$0] }
    }
}
