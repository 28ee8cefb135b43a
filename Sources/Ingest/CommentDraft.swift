import Moderation

/// What an input holds in a field, before its meaning is known.
enum FieldValue {
    case string(String)
    /// A number as it was written, so that no digit of an id is lost.
    case number(String)
    case list([String])
    case bool(Bool)
    case null
    case other
}

/// A comment in the making: takes fields in any order and refuses those of the wrong kind.
struct CommentDraft {
    private var comment = Comment(text: "")
    private var article = Article()
    private var author = Author()
    private var hasText = false

    /// - Throws: `F106`…`F110` when the value cannot be what the field holds.
    mutating func set(_ field: Field, to value: FieldValue) throws(RecordFault) {
        switch field {
        case .text: try setText(value)
        case .id: comment.id = try id(value)
        case .parent: comment.parent = try scalar(value, of: field).map { CommentID($0) }
        case .format: comment.format = try format(value)
        case .parentText: comment.parentText = try string(value, of: field)
        case .article, .articleURL: article.url = try string(value, of: field) ?? article.url
        case .articleTitle: article.title = try string(value, of: field) ?? article.title
        case .articleBody: article.body = try string(value, of: field) ?? article.body
        case .author: author.name = try string(value, of: field) ?? author.name
        case .authorID: author.id = try scalar(value, of: field) ?? author.id
        case .authorEmail: author.email = try string(value, of: field) ?? author.email
        case .authorAddress: author.address = try string(value, of: field) ?? author.address
        case .createdAt, .editedAt:
            guard let text = try scalar(value, of: field) else { return }
            guard let time = readTime(text) else {
                throw RecordFault(
                    .badTime,
                    "'\(field.rawValue)' is neither a time such as 2024-05-01T12:00:00Z "
                        + "nor Unix seconds between the years 1 and 9999")
            }
            if field == .createdAt { comment.createdAt = time } else { comment.editedAt = time }
        case .status: comment.status = try scalar(value, of: field)
        case .flags:
            if case .list(let flags) = value {
                comment.flags = flags
            } else {
                let word = try scalar(value, of: field)
                // A number is how many there are, their reasons untold.
                comment.flags =
                    word.flatMap { Int($0) }.map {
                        Array(repeating: "", count: max(0, min($0, 10_000)))
                    } ?? word.map { [$0] } ?? []
            }
        }
    }

    /// The comment, about `fallback` where it names no article of its own.
    ///
    /// - Throws: `F105` without a text.
    func finished(about fallback: Article?, names: FieldNames) throws(RecordFault) -> Comment {
        guard hasText else {
            throw RecordFault(.noText, "there is no text: none of \(names.textNames)")
        }
        var comment = comment
        comment.article = namedArticle ?? fallback
        let hasAuthor =
            author.id != nil || author.name != nil || author.email != nil
            || author.address != nil
        comment.author = hasAuthor ? author : nil
        return comment
    }

    /// The article, where any part of it was set.
    var namedArticle: Article? {
        article.url != nil || article.title != nil || article.body != nil ? article : nil
    }

    private mutating func setText(_ value: FieldValue) throws(RecordFault) {
        switch value {
        case .null: return
        case .string(let text):
            guard !isBlank(text) else { throw RecordFault(.emptyText, "empty text") }
            comment.text = text
            hasText = true
        case .number, .list, .bool, .other:
            throw RecordFault(.textNotString, "the text is not a string")
        }
    }

    private func id(_ value: FieldValue) throws(RecordFault) -> CommentID {
        switch value {
        case .string(let text) where !isBlank(text): return CommentID(text)
        case .number(let text): return CommentID(text)
        case .string: throw RecordFault(.badID, "'id' is empty")
        case .null: throw RecordFault(.badID, "'id' is null")
        case .list, .bool, .other:
            throw RecordFault(.badID, "'id' is neither a string nor a number")
        }
    }

    private func format(_ value: FieldValue) throws(RecordFault) -> BodyFormat {
        guard let name = try string(value, of: .format) else { return .plain }
        // Compared as bytes: what an input holds is never compared as String.
        for format in BodyFormat.allCases where format.rawValue.utf8.elementsEqual(name.utf8) {
            return format
        }
        throw RecordFault(.badField, "'format' is none of plain, html, markdown")
    }

    private func string(_ value: FieldValue, of field: Field) throws(RecordFault) -> String? {
        switch value {
        case .string(let text): return text.isEmpty ? nil : text
        case .null: return nil
        case .number, .list, .bool, .other:
            let kinds =
                field == .author || field == .article
                ? "neither a string nor an object of strings" : "not a string"
            throw RecordFault(.badField, "'\(field.rawValue)' is \(kinds)")
        }
    }

    /// A string, or a number as it was written.
    private func scalar(_ value: FieldValue, of field: Field) throws(RecordFault) -> String? {
        switch value {
        case .string(let text): return text.isEmpty ? nil : text
        case .number(let text): return text
        case .null: return nil
        case .list, .bool, .other:
            let list = field == .flags ? ", nor a list of them" : ""
            throw RecordFault(
                .badField, "'\(field.rawValue)' is neither a string nor a number\(list)")
        }
    }
}
