import Foundation
import Moderation
import TestSupport

/// The comments that come with the program, read plainly: the readers have tests of their own.
enum Corpus {
    private struct Line: Decodable {
        struct Article: Decodable {
            var title: String?
            var body: String?
        }
        var id: String
        var text: String
        var format: BodyFormat?
        var parent: String?
        var article: Article?
    }

    /// `samples/comments.jsonl`, each with its article and its parent's text.
    static func samples() throws -> [Moderation.Comment] { try read("samples/comments.jsonl") }

    /// `policies/corpus/benign.jsonl`: what must pass everywhere.
    static func benign() throws -> [Moderation.Comment] { try read("policies/corpus/benign.jsonl") }

    private static func read(_ path: String) throws -> [Moderation.Comment] {
        let data = try Data(contentsOf: repository.appendingPathComponent(path))
        let lines = try data.split(separator: UInt8(ascii: "\n"))
            .map { try JSONDecoder().decode(Line.self, from: Data($0)) }
        let texts = Dictionary(
            lines.map { ($0.id, $0.text) }, uniquingKeysWith: { first, _ in first })
        return lines.map { line in
            Comment(
                id: CommentID(line.id), text: line.text, format: line.format ?? .plain,
                parent: line.parent.map { CommentID($0) },
                parentText: line.parent.flatMap { texts[$0] },
                article: line.article.map { Article(title: $0.title, body: $0.body) })
        }
    }
}
