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
                (Art. 17(2)). What cannot be told is named on stderr (exit status 3), by
                every later export too until it can be told and is; so is, once, what an
                earlier export told and was taken back since. --check reads one file, or all
                batches of a folder.

                Example:
                  gavel export dsa --cursor dsa.cursor --out dsa
                  gavel export dsa --check dsa
                """)

        @OptionGroup var deskOption: DeskOption
        @OptionGroup var moderator: ModeratorOption
        @OptionGroup var export: ExportOption
        @Flag(help: "Also where the desk's profile is not publisher-eu.") var anyway = false
        @Option(
            help: ArgumentHelp(
                "Say what is wrong with such a file or folder, and write nothing.",
                valueName: "path"))
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
            // A wrong cursor makes no folder; a right one is read again when no other export can move it.
            _ = try start(queue)
            let out = export.out!
            let files =
                try out.hasSuffix(".json")
                ? nil : NumberedFiles(out, prefix: "dsa", now: Date())
            // Until the cursor is kept.
            defer { withExtendedLifetime(files) {} }
            let dsa = try DSAExport(queue, desk.statementTerms())
            let outcome = try write(dsa, after: start(queue), to: files)
            let cursor = try queue.decisionCursor(after: outcome.last)
            let next = cursor.description
            if outcome.statements > 0 {
                try queue.log(
                    ExportAct(
                        what: "dsa", conditions: ExportConditions(), rows: outcome.statements,
                        cursor: next), by: person, now: Date())
            }
            if let file = export.cursor {
                let place = DSACursor(cursor, untold: outcome.untold)
                try writeWhole(Array("\(place)\n".utf8), to: file)
            }
            try tell(outcome, next)
        }

        private func start(_ queue: ReviewQueue) throws -> DSACursor? {
            let start = try export.start { DSACursor($0) }
            if let start { try queue.check(start.decisions) }
            return start
        }

        /// - Parameter files: where a folder is named.
        private func write(
            _ dsa: DSAExport, after cursor: DSACursor?, to files: NumberedFiles?
        ) throws -> DSAOutcome {
            let out = export.out!
            let (start, untold) = (cursor?.decisions.decision ?? 0, cursor?.untold)
            if let files {
                let outcome = try dsa.run(after: start, untold: untold) { try files.write($0) }
                try files.commit()
                return outcome
            }
            var only: [UInt8]?
            let outcome = try dsa.run(after: start, untold: untold) { batch in
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
            if Terminal.isError {
                say(
                    "statements: \(outcome.statements), files: \(outcome.files)\(spam); next --since \(next)"
                )
            }
            for why in DSAStatement.Obstacle.allCases {
                let ids = outcome.stillUntold.filter { $0.why == why }.map { "\($0.decision)" }
                guard !ids.isEmpty else { continue }
                let decisions =
                    ids.count == 1 ? "1 decision is" : "\(ids.count) decisions are"
                say(
                    "gavel: \(decisions) still not told (\(ids.joined(separator: ", "))): \(why.rawValue)"
                )
            }
            for (decision, why) in outcome.setAside {
                say("gavel: decision \(decision) is not told: \(why.rawValue)")
            }
            for decision in outcome.withdrawn {
                say(
                    "gavel: decision \(decision) was told and is taken back since; the database cannot withdraw it, write to the Commission"
                )
            }
            if !outcome.untold.isEmpty || !outcome.withdrawn.isEmpty {
                throw ExitCode(ExitStatus.partly.rawValue)
            }
        }

        /// - Throws: `Problem` F001 to F003 for a file that cannot be read, E015 for one that is faulty and a
        ///   folder without batches; of several faulty files `Problems`.
        private func examine(_ path: String) throws {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
                isFolder.boolValue
            else { return try examine(file: path) }
            let names = try FileManager.default.contentsOfDirectory(atPath: path)
                .filter { $0.hasSuffix(".json") }.sorted()
            guard !names.isEmpty else {
                throw Problem.statement(
                    .faultyFile, "the folder holds no batch", file: path,
                    help: "name the folder that gavel export dsa --out wrote, or one file of it")
            }
            var problems: [Problem] = []
            for name in names {
                do {
                    try examine(file: path + "/" + name)
                } catch let problem as Problem {
                    problems.append(problem)
                }
            }
            guard problems.isEmpty else { throw Problems(problems) }
        }

        private func examine(file: String) throws {
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
