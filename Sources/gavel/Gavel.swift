import ArgumentParser
import Foundation
import Moderation

/// The program: it parses, hands over to a command and turns what happened into an exit status.
@main
struct Gavel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gavel",
        abstract: "A moderation desk for civic comment sections.",
        discussion: """
            The machine sorts and explains; people decide.

            A first session:
              gavel init desk --profile publisher
              gavel ingest samples/comments.jsonl --source news --desk desk
              gavel review --desk desk
            """,
        version: "0.1.0",
        subcommands: [
            InitCommand.self, IngestCommand.self, ClassifyCommand.self, ExplainCommand.self,
            ReviewCommand.self, QueueCommand.self, DecideCommand.self, UndoCommand.self,
            AppealCommand.self, StatementCommand.self, NoticeCommand.self, ReportCommand.self,
            ExportCommand.self, WriteBackCommand.self,
            StatusCommand.self,
            VerifyCommand.self,
            BackupCommand.self, PurgeCommand.self, LegalHoldCommand.self, EraseAuthorCommand.self,
            AuthorCommand.self, PolicyCommand.self,
        ])

    /// The command that a misspelt one was meant to be; the parser suggests options only.
    static func misspelt(_ words: ArraySlice<String>) -> (word: String, meant: String)? {
        var commands = configuration.subcommands
        for word in words {
            guard !commands.isEmpty, !word.hasPrefix("-") else { return nil }
            let names = commands.map { $0.configuration.commandName ?? "" }
            guard let index = names.firstIndex(of: word) else {
                return nearestName(to: word, among: names).map { (word, $0) }
            }
            commands = commands[index].configuration.subcommands
        }
        return nil
    }

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            ExitStatus.exit(with: error)
        }
    }
}
