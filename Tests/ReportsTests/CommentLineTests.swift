import Foundation
import Moderation
import TestSupport
import Testing

@testable import Reports

private let hash = String(repeating: "6f0c", count: 16)

let exportedComment = ExportedComment(
    comment: CommentKey(source: "wordpress", id: "c1"), revision: 2,
    text: "=HYPERLINK(\"x\")\nHOLD, \"IT\"\u{1B}[31m", format: .html, parent: "c0",
    author: ExportedAuthor(key: "00ff"),
    article: Article(url: "https://example.org/a", title: "Budget, part 2"),
    createdAt: noon.addingTimeInterval(-7_200), editedAt: noon, ingestedAt: noon, route: .hold,
    score: 0.618, state: .hidden, policy: "9f2c41d07a3e",
    decision: StandingDecision(
        id: 7, verdict: .hide, reason: "attack", by: "ana", at: noon.addingTimeInterval(60)),
    contentHash: hash, originalHash: String(hash.reversed()))

let purgedComment: ExportedComment = {
    var comment = exportedComment
    comment.comment = CommentKey(source: "letters", id: "-5")
    (comment.text, comment.parent, comment.article) = (nil, nil, nil)
    (comment.createdAt, comment.editedAt, comment.decision) = (nil, nil, nil)
    comment.purged = PurgedText(at: noon, ground: .erasure, hash: hash)
    (comment.state, comment.route, comment.score, comment.format) = (.passed, .pass, 0, .plain)
    comment.isOriginalPurged = true
    comment.author = nil
    return comment
}()

let namedComment: ExportedComment = {
    var comment = exportedComment
    comment.author?.details = AuthorDetails(
        externalID: "+7", name: "Ada \"A\" Pell", email: "ada@mail.example", address: "10.0.0.1")
    return comment
}()

@Suite struct CommentLineTests {
    private let comments = [exportedComment, purgedComment, namedComment]

    @Test func `comments are exported as lines of JSON, with nobody's network address`() {
        var json = JSONWriter()
        for comment in comments {
            json.comment(comment)
            json.endLine()
        }
        #expect(!json.text.contains("10.0.0.1"))
        expectGolden(json.text, "comments.jsonl")
    }

    @Test func `comments are exported as a table without formulas`() {
        var csv = CSVWriter.comments()
        for comment in comments { csv.row(comment) }
        #expect(!csv.text.contains("10.0.0.1"))
        expectGolden(csv.text, "comments.csv")
    }

    @Test func `pieces of a table come to the whole`() {
        var (whole, piece) = (CSVWriter.comments(), CSVWriter.comments())
        var bytes = piece.bytes
        for comment in comments {
            whole.row(comment)
            piece.removeAll()
            piece.row(comment)
            bytes += piece.bytes
        }
        #expect(bytes == whole.bytes)
    }
}
