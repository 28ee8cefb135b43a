public import ArgumentParser
import Foundation
import Ingest
public import Moderation
import PolicyEngine
import Reports
import ReviewQueue
import ReviewScreen

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say why a comment gets its route, step by step.",
        discussion: """
            Shows whose words each stretch is, what each rule found, points before and after caps,
            thresholds, and what would change the route. Keeps nothing.

            Example:
              gavel explain "You are such a clown." --profile publisher
              gavel explain --id news:c07
            """)

    @Argument(help: "The comment's text; '-' reads it from standard input.") var text: String?
    @Option(help: ArgumentHelp("A comment of the desk instead.", valueName: "source:id"))
    var id: String?
    @OptionGroup var policyOption: PolicyOption
    @Option(help: ArgumentHelp("What the comment is about.", valueName: "file")) var article:
        String?
    @Option(help: "How the text is written: plain, html or markdown.")
    var bodyFormat: BodyFormat = .plain
    @Flag(help: "Print the explanation as JSON.") var json = false

    func validate() throws {
        if (text == nil) == (id == nil) {
            throw ValidationError("give either a text or --id SOURCE:ID")
        }
    }

    func run() throws {
        var (comment, facts) = try subject()
        if let article { comment.article = try readArticle(path: article) }
        let explanation = Classifier(policy: try policyOption.load()).explain(
            comment, facts: facts)
        if json {
            Terminal.print(json: { $0.explanation(explanation) })
        } else {
            Terminal.print(
                explanationView(explanation, width: Terminal.width, style: Terminal.style))
        }
    }

    private func subject() throws -> (Comment, CommentFacts) {
        if let id {
            return try policyOption.deskOption.open().openQueue().comment(try commentKey(id))
        }
        var body = text ?? ""
        if body == "-" {
            body = String(
                decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
        }
        return (Comment(text: body, format: bodyFormat), CommentFacts())
    }
}

extension BodyFormat: ExpressibleByArgument {}

/// Reads `source:id` as people type it.
func commentKey(_ text: String) throws -> CommentKey {
    guard let key = CommentKey(text) else {
        throw Problem.queue(
            .malformedKey, "'\(text)' names no comment",
            help: "write source:id, as 'gavel queue list' shows it")
    }
    return key
}
