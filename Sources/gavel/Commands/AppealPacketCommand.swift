public import ArgumentParser
import Moderation
import PolicyEngine
import Reports
import ReviewQueue
import ReviewScreen

extension AppealCommand {
    struct PacketCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "packet",
            abstract: "Write all that somebody needs who answers an appeal.",
            discussion: """
                The comment as it was decided with its hashes, the rules that found
                something and their texts, the history, what readers said, and what the
                author objects. Readers and notifiers are not named; private notes are left
                out without --with-notes. A file is for its owner only and has every
                character as it was; of what is shown, those that steer a terminal are
                marked.

                Example:
                  gavel appeal packet 1
                  gavel appeal packet 1 --out appeal-1.md
                """)

        @Argument(help: "The appeal.") var appeal: Int64
        @OptionGroup var deskOption: DeskOption
        @OptionGroup var moderator: ModeratorOption
        @Flag(help: "Private notes of moderators, too.") var withNotes = false
        @Option(help: "md or json.") var format: PacketFormat = .md
        @Option(help: ArgumentHelp("Write to a file.", valueName: "file")) var out: String?

        func run() throws {
            let desk = try deskOption.open()
            try moderator.moderator(at: desk, to: .seeAuthorDetails)
            var packet = try desk.openQueue().appealPacket(appeal)
            if !withNotes { packet.hideNotes() }
            let policy = try desk.loadPolicy()
            let terms = try desk.statementTerms()
            let found = Set(packet.assessment.signals.map(\.rule))
            let rules = policy.details.filter { found.contains(where: $0.isNamed) }.map { rule in
                CitedRule(
                    detail: rule,
                    version: policy.packs.first { $0.name == rule.pack }?.version)
            }
            switch format {
            case .md:
                let page = appealPacketMarkdown(packet, rules: rules, policy: policy.digest, terms)
                guard let out else {
                    return Terminal.print(SafeText(page, layout: .paragraphs).description)
                }
                try write(Array(page.utf8), to: out)
            case .json:
                var json = JSONWriter(layout: .pretty)
                json.appealPacket(
                    packet, rules: rules, policy: policy.digest, terms, withNotes: withNotes)
                json.endLine()
                guard let out else { return Terminal.print(json.bytes) }
                try write(json.bytes, to: out)
            }
        }

        private func write(_ bytes: [UInt8], to out: String) throws {
            let file = try AtomicFile(out, mode: modeOfNames)
            try file.write(bytes)
            try file.commit()
            Terminal.tellWritten(out)
        }
    }
}

/// `--format` of what is a page for people or JSON for programs.
enum PacketFormat: String, ExpressibleByArgument, CaseIterable { case md, json }
