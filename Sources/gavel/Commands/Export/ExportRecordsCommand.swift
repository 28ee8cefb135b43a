import ArgumentParser
import Foundation
import Moderation
import Reports
import ReviewQueue

extension ExportCommand {
    struct RecordsCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "records",
            abstract: "A bundle for a public-records request, which anybody can check.",
            discussion: """
                A tar archive with an index, texts, decisions, the rules and the log;
                its README.txt says what is in it and how to check it with sha256sum and
                Python. Comments are meant whole, by when they were written. Nobody is
                named unless --with-authors asks for it; then the original bytes are in
                it too, and only you may read the file. Read it before you hand it out:
                texts may name people, and so may notes of moderators in decisions.csv.

                Example:
                  gavel export records --article https://ledger.example/1 --out request-12.tar
                  gavel export records --from 2026-10-01 --to 2026-11-01 --out october.tar
                """)

        @OptionGroup var deskOption: DeskOption
        @OptionGroup var moderator: ModeratorOption
        @OptionGroup var only: ExportConditionOptions
        @Option(help: ArgumentHelp("Only comments on this article.", valueName: "url"))
        var article: String?
        @Option(
            help: ArgumentHelp("Only comments by the author of this one.", valueName: "source:id"))
        var authorOf: String?
        @Flag(help: "Say who wrote the comments, with the original bytes.") var withAuthors = false
        @Option(help: ArgumentHelp("The archive to write, a .tar.", valueName: "file"))
        var out: String

        func validate() throws {
            guard out.hasSuffix(".tar") else {
                throw ValidationError("--out takes the name of a .tar file")
            }
        }

        func run() throws {
            let desk = try deskOption.open()
            let person = try moderator.moderator(
                at: desk, to: withAuthors ? .seeAuthorDetails : .look)
            var conditions = try only.conditions(at: desk)
            conditions.article = article
            conditions.authorOf = try authorOf.map(commentKey)
            conditions.namesAuthors = withAuthors
            let queue = try desk.openQueue()
            if withAuthors {
                try queue.logAuthorDetails(in: "records", conditions, by: person, now: Date())
            }
            let bundle = RecordsBundle(desk: desk, conditions: conditions)
            let written = try bundle.write(to: out, from: queue) { revisions, manifest in
                try queue.log(
                    ExportAct(
                        what: "records", conditions: conditions, rows: revisions,
                        manifest: manifest), by: person, now: Date())
            }
            Terminal.tellWritten(
                out, "\(written.revisions) revisions, \(written.decisions) decisions")
            Terminal.print([
                "manifest.sha256 has SHA-256 \(written.manifest) (the list in the archive, not the archive)",
                "check it unpacked: sha256sum manifest.sha256 && sha256sum --quiet -c manifest.sha256",
            ])
            if written.revisions == 0 {
                say("gavel: no comment fits what was asked for; the bundle holds none")
                say(
                    "  help: see --from, --to and what else was named; a day is one of \(desk.timeZone.identifier)"
                )
            }
        }
    }
}
