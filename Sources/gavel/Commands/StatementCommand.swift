public import ArgumentParser
import Moderation
import Reports
import ReviewQueue
import ReviewScreen

struct StatementCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "statement",
        abstract: "Tell an author why their comment is not shown, or that it is again.",
        discussion: """
            In the words of the profile that the decision was made under. It names
            nobody, and holds no private note: what the reason 'other' means is said
            with --tell. Nothing is sent.

            Example:
              gavel statement news:c16
              gavel statement 12 --language es --out letter.txt
              gavel statement 12 --tell "It repeats a rumour that the court has refuted."
            """)

    @Argument(
        help: ArgumentHelp(
            "A comment, whose newest decision is meant, or a decision's number.",
            valueName: "source:id|decision"))
    var target: String
    @OptionGroup var deskOption: DeskOption
    @OptionGroup var moderator: ModeratorOption
    @Option(help: ArgumentHelp("A sentence of yours to the author.", valueName: "text"))
    var tell: String?
    @Option(help: "en or es; else the desk's.") var language: StatementLanguage?
    @Option(help: "text or json.") var format: ViewFormat = .text
    @Option(help: ArgumentHelp("Write to a file.", valueName: "file")) var out: String?

    func run() throws {
        let desk = try deskOption.open()
        try moderator.moderator(at: desk, to: .look)
        let terms = try desk.statementTerms()
        var statement = try statement(desk.openQueue())
        statement.said = tell
        if statement.needsWords {
            throw Problem.statement(
                .needsWords,
                "decision \(statement.decision.id) has the reason 'other', whose note is private",
                help: "say the reason to the author with --tell")
        }
        desk.warnWithoutContact()
        switch format {
        case .text: try write(statementLetter(statement, terms, in: language))
        case .json:
            var json = JSONWriter(layout: .pretty)
            json.statement(statement, terms, in: language)
            json.endLine()
            try write(json.text)
        }
    }

    private func statement(_ queue: ReviewQueue) throws -> StatementOfReasons {
        let found: StatementOfReasons?
        let what: String
        if let decision = Int64(target) {
            found = try queue.statement(ofDecision: decision)
            what = "decision \(decision) hides nothing, or was taken back"
        } else {
            let key = try commentKey(target)
            found = try queue.statement(on: key)
            what = "no decision hides the comment '\(key)', and none that did was taken back"
        }
        guard let found else {
            throw Problem.statement(
                .noStatement, what,
                help:
                    "gavel queue show SOURCE:ID lists a comment's decisions; an undo has a statement too"
            )
        }
        return found
    }

    /// A file gets the words as they are; a terminal what is harmless to it.
    private func write(_ text: String) throws {
        if let out {
            try writeWhole(Array(text.utf8), to: out)
            return Terminal.tellWritten(out)
        }
        if format == .json { return Terminal.print(text) }
        let letter = StyledText(SafeText(text, layout: .paragraphs))
        var lines = letter.wrapped(to: Terminal.width).map { Terminal.style.paint($0) }
        while lines.last?.isEmpty == true { lines.removeLast() }
        Terminal.print(lines)
    }
}

extension StatementLanguage: ExpressibleByArgument {}
