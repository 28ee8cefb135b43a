import FoundationEssentials
import Moderation

/// The values of one record under the names that its format gives them.
///
/// An empty string and a null say nothing.
struct Fields<Key: ExportKey> {
    private var values: [(key: Key, value: FieldValue)] = []

    /// Of several values under one name the first stays.
    mutating func add(_ key: Key, _ value: FieldValue) {
        if !has(key) { values.append((key, value)) }
    }

    /// Adds what stands in one of several elements: a list in their order.
    mutating func append(_ key: Key, _ value: FieldValue) {
        guard case .string(let text) = value else { return }
        if let index = values.firstIndex(where: { $0.key == key }),
            case .list(let list) = values[index].value
        {
            values[index].value = .list(list + [text])
        } else {
            values.append((key, .list([text])))
        }
    }

    /// The strings of a list; empty where there is none.
    func list(_ key: Key) -> [String] {
        if case .list(let list) = self[key] { list } else { [] }
    }

    func has(_ key: Key) -> Bool { values.contains { $0.key == key } }

    subscript(key: Key) -> FieldValue? {
        for entry in values where entry.key == key {
            switch entry.value {
            case .null: return nil
            case .string(let text) where text.isEmpty: return nil
            default: return entry.value
            }
        }
        return nil
    }

    /// A string, or a number as it was written, under the first of some names that holds any.
    func string(_ first: Key, or others: Key...) throws(RecordFault) -> String? {
        if let text = try string(at: first) { return text }
        for key in others { if let text = try string(at: key) { return text } }
        return nil
    }

    private func string(at key: Key) throws(RecordFault) -> String? {
        switch self[key] {
        case nil: return nil
        case .string(let text), .number(let text): return text
        case .bool, .list, .null, .other:
            throw RecordFault(.badField, "'\(key.rawValue)' is neither a string nor a number")
        }
    }

    /// The id of a comment, where there is one; what it replies to is one too.
    func id(_ key: Key, or other: Key? = nil) throws(RecordFault) -> CommentID? {
        var text = try string(at: key)
        if text == nil, let other { text = try string(at: other) }
        guard let text, !isBlank(text) else { return nil }
        return CommentID(text)
    }

    /// The id that every record of the format has.
    ///
    /// - Throws: `F108` without it.
    func ownID(_ key: Key) throws(RecordFault) -> CommentID {
        guard let id = try id(key) else {
            throw RecordFault(.badID, "'\(key.rawValue)' is missing or empty")
        }
        return id
    }

    /// The id of what a comment replies to, in programs that write 0 for nothing.
    func parent(_ key: Key) throws(RecordFault) -> CommentID? {
        let id = try id(key)
        return id?.rawValue.utf8.elementsEqual([UInt8(ascii: "0")]) == true ? nil : id
    }

    /// The text of a comment, under the first of some names that holds any.
    ///
    /// - Throws: `F105` when none is there, `F106` for what is no string, `F107` for white space.
    func text(_ keys: Key...) throws(RecordFault) -> String {
        for key in keys {
            guard let value = self[key] else { continue }
            guard case .string(let text) = value else {
                throw RecordFault(.textNotString, "the text '\(key.rawValue)' is not a string")
            }
            guard !isBlank(text) else { throw RecordFault(.emptyText, "empty text") }
            return text
        }
        if keys.contains(where: has) { throw RecordFault(.emptyText, "empty text") }
        let names = keys.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        throw RecordFault(.noText, "there is no text: none of \(names)")
    }

    /// Whether something is so: `true`, `"true"`, `1`, `t`.
    func isSet(_ key: Key) throws(RecordFault) -> Bool {
        switch self[key] {
        case nil: return false
        case .bool(let value): return value
        case .string(let text), .number(let text):
            return ["1", "t", "true", "yes"].contains {
                $0.utf8.elementsEqual(text.lowercased().utf8)
            }
        case .list, .null, .other:
            throw RecordFault(.badField, "'\(key.rawValue)' is neither true nor false")
        }
    }

    /// A state of two, in our words; `nil` where nothing is said.
    func state(_ key: Key, ifSet: String, else other: String) throws(RecordFault) -> String? {
        try self[key] == nil ? nil : isSet(key) ? ifSet : other
    }

    /// - Throws: `F110` for what is no time.
    func time(_ first: Key, or others: Key...) throws(RecordFault) -> Date? {
        if let time = try time(at: first) { return time }
        for key in others { if let time = try time(at: key) { return time } }
        return nil
    }

    private func time(at key: Key) throws(RecordFault) -> Date? {
        guard let text = try string(at: key) else { return nil }
        guard let time = readExportTime(text) else {
            throw RecordFault(.badTime, "'\(key.rawValue)' is not a time that this format writes")
        }
        return time.date
    }
}
