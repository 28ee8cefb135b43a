import ArgumentParser
import Foundation
import Ingest
import Moderation
import PolicyEngine
import Reports
import ReviewQueue

extension ExportCommand {
    struct DSACommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "dsa",
            abstract: "Statements for the DSA Transparency Database, in batches of 100.",
            discussion: """
                A folder gets dsa-000001.json and so on, after those that are there; a
                name that ends in .json gets one batch. Without personal data, each checked
                against the database's field rules before it is written. Spam is not told
                (Art. 17(2)). What cannot be told is named on stderr (exit status 3), and so
                is what an earlier export told and was taken back since.

                Example:
                  gavel export dsa --cursor dsa.cursor --out dsa
                  gavel export dsa --check dsa/dsa-000001.json
                """)

        @OptionGroup var deskOption: DeskOption
        @OptionGroup var moderator: ModeratorOption
        @OptionGroup var export: ExportOption
        @Flag(help: "Also where the desk's profile is not publisher-eu.") var anyway = false
        @Option(
            help: ArgumentHelp(
                "Say what is wrong with such a file, and write nothing.", valueName: "file"))
        var check: String?

        func validate() throws {
            if check == nil, export.out == nil {
                throw ValidationError("name a folder or a .json file with --out")
            }
        }

        func run() throws {
            if let check { return try examine(check) }
            let desk = try deskOption.open()
            let person = try moderator.moderator(at: desk, to: .look)
            guard desk.settings.profile == .publisherEU || anyway else {
                throw Problem.statement(
                    .otherProfile,
                    "the desk is '\(desk.settings.profile)'; the Digital Services Act asks it for no statements",
                    help: "--anyway writes them all the same")
            }
            desk.warnWithoutPolicyURL()
            let queue = try desk.openQueue()
            let start = try export.startAfterDecision(queue)
            let outcome = try write(DSAExport(queue, desk.statementTerms()), after: start)
            let next = try queue.decisionCursor(after: outcome.last).description
            if outcome.statements > 0 {
                try queue.log(
                    ExportAct(
                        what: "dsa", conditions: ExportConditions(), rows: outcome.statements,
                        cursor: next), by: person, now: Date())
            }
            if let cursor = export.cursor {
                try writeWhole(Array("\(next)\n".utf8), to: cursor)
            }
            try tell(outcome, next)
        }

        private func write(_ dsa: DSAExport, after start: Int64) throws -> DSAOutcome {
            let out = export.out!
            guard out.hasSuffix(".json") else {
                let files = try NumberedFiles(out, prefix: "dsa")
                let outcome = try dsa.run(after: start) { try files.write($0) }
                try files.commit()
                return outcome
            }
            var only: [UInt8]?
            let outcome = try dsa.run(after: start) { batch in
                guard only == nil else {
                    throw Problem.statement(
                        .tooManyForFile,
                        "there are more than \(DSAValidator.most) statements; nothing was written",
                        file: out, help: "name a folder, which gets a file for each batch")
                }
                only = batch
            }
            if let only { try writeWhole(only, to: out) }
            return outcome
        }

        private func tell(_ outcome: DSAOutcome, _ next: String) throws {
            let spam = outcome.spam > 0 ? ", \(outcome.spam) of spam not told (Art. 17(2))" : ""
            Terminal.tell(
                "statements: \(outcome.statements), files: \(outcome.files)\(spam); next --since \(next)"
            )
            for (decision, why) in outcome.setAside {
                say("gavel: decision \(decision) is not told: \(why.rawValue)")
            }
            for decision in outcome.withdrawn {
                say(
                    "gavel: decision \(decision) was told and is taken back since; the database cannot withdraw it, write to the Commission"
                )
            }
            if !outcome.setAside.isEmpty || !outcome.withdrawn.isEmpty {
                throw ExitCode(ExitStatus.partly.rawValue)
            }
        }

        /// - Throws: `Problem` F001 to F003 for a file that cannot be read, E015 for one that is faulty.
        private func examine(_ file: String) throws {
            let text = try readLetter(path: file)
            guard let value = try? DSAValue(json: text.utf8) else {
                throw Problem.statement(
                    .faultyFile, "the file is not JSON", file: file,
                    help: "gavel export dsa writes such files")
            }
            let faults = DSAValidator.faults(in: value)
            guard faults.isEmpty else {
                let more = faults.count > 50 ? ["and \(faults.count - 50) more"] : []
                throw Problem.statement(
                    .faultyFile, "\(faults.count) faults", file: file,
                    details: faults.prefix(50).map(\.description) + more,
                    help: "mend the fields named and check again")
            }
            Terminal.tell("\(file): sound")
        }
    }
}
