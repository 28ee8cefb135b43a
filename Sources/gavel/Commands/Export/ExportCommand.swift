import ArgumentParser

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write out what the desk holds, for other programs.",
        discussion: """
            Every export is streamed, and with --cursor a cron job takes only what is new.

            Example:
              gavel export decisions --cursor /var/lib/gavel/decisions.cursor --out new.jsonl
            """,
        subcommands: [DecisionsCommand.self, CommentsCommand.self, RecordsCommand.self])
}
