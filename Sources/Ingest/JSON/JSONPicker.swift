import Moderation

/// Takes the members of an object that a format knows, at any depth, and passes over the rest.
struct JSONPicker<Key: ExportKey>: Sendable {
    private let tree = PathTree(Key.allCases.map { (path: $0.rawValue, leaf: $0) })
    /// The name of a member whose members count as the object's own.
    private let envelope: [UInt8]?

    init(envelope: String? = nil) { self.envelope = envelope.map { Array($0.utf8) } }

    /// - Throws: `F101`…`F104` for what is no JSON object.
    func pick(_ json: Span<UInt8>) throws(RecordFault) -> Fields<Key> {
        var scanner = JSONScanner()
        scanner.skipSpace(json)
        guard scanner.at < json.count, json[scanner.at] == UInt8(ascii: "{") else {
            throw RecordFault(.notAnObject, "the record is not a JSON object")
        }
        var fields = Fields<Key>()
        try pick(json, &scanner, from: 0, into: &fields)
        scanner.skipSpace(json)
        guard scanner.at == json.count else {
            throw RecordFault(.brokenJSON, "something follows the object", at: scanner.at)
        }
        do {
            _ = try UTF8Span(validating: json)
        } catch {
            throw RecordFault(.notUTF8, "not UTF-8", at: error.byteOffsets.lowerBound)
        }
        return fields
    }

    private func pick(
        _ json: Span<UInt8>, _ scanner: inout JSONScanner, from node: Int,
        into fields: inout Fields<Key>
    ) throws(RecordFault) {
        scanner.enter()
        while let key = try scanner.nextKey(json) {
            let child = try child(key, json, of: node)
            let isEnvelope = node == 0 ? try isEnvelope(key, json) : false
            let token = try scanner.value(json)
            if isEnvelope, token.kind == .object {
                var inner = JSONScanner(at: token.start)
                try pick(json, &inner, from: 0, into: &fields)
            } else if let child {
                try take(token, json, at: child, into: &fields)
            }
        }
    }

    private func take(
        _ token: JSONScanner.Token, _ json: Span<UInt8>, at node: Int,
        into fields: inout Fields<Key>
    ) throws(RecordFault) {
        var inner = JSONScanner(at: token.start)
        if token.kind == .object, tree.isInner(node) {
            try pick(json, &inner, from: node, into: &fields)
        } else if token.kind == .array, let element = tree.element(of: node) {
            inner.enter()
            while try inner.hasElement(json) {
                try take(try inner.value(json), json, at: element, into: &fields)
            }
        } else if let leaf = tree.leaf(node) {
            let value = try JSONScanner.read(token, json)
            if leaf.rawValue.utf8.contains(UInt8(ascii: "*")) {
                fields.append(leaf, value)
            } else {
                fields.add(leaf, value)
            }
        }
    }

    private func isEnvelope(
        _ key: JSONScanner.Token, _ json: Span<UInt8>
    ) throws(RecordFault) -> Bool {
        guard let envelope, key.end - key.start == envelope.count else { return false }
        return try JSONScanner.bytes(key, json) == envelope
    }

    private func child(
        _ key: JSONScanner.Token, _ json: Span<UInt8>, of node: Int
    ) throws(RecordFault) -> Int? {
        guard key.kind == .escapedString else {
            return tree.child(json.extracting(key.start..<key.end), of: node)
        }
        let name = try JSONScanner.unescaped(key, json)
        return tree.child(name.span, of: node)
    }
}

extension ExportDecoder {
    /// For records that are JSON objects.
    ///
    /// - Parameter envelope: a member whose members count as the object's own.
    static func json(article: Article?, envelope: String? = nil) -> Self {
        let picker = JSONPicker<Format.Key>(envelope: envelope)
        return Self(article: article) { bytes throws(RecordFault) in
            (try picker.pick(bytes.span), Repairs())
        }
    }
}
