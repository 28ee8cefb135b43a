import ArgumentParser

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write out what the desk holds, for other programs.",
        discussion: """
            Every export is streamed, and with --cursor a cron job takes only what is new.
            Without it a terminal is told where the next one begins: next --since CURSOR.

            Example:
              gavel export decisions --cursor /var/lib/gavel/decisions.cursor --out new.jsonl
            """,
        subcommands: [
            DecisionsCommand.self, CommentsCommand.self, StatementsCommand.self, DSACommand.self,
            RecordsCommand.self, WriteBackCommand.self,
        ])
}
