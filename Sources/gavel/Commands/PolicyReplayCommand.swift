import ArgumentParser
import Foundation
import Moderation
import PolicyEngine
import Reports
import ReviewQueue
import ReviewScreen

extension PolicyCommand {
    struct ReplayCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "replay",
            abstract: "Say what another policy would do to comments that are known.",
            discussion: """
                Judges every comment of the desk twice, by its policy and by NEW, and holds
                both against what people decided. Nothing is changed. NEW is read as the desk
                would read it: its packs in any version, its overrides, its profile; so is
                --against.

                Files are read as classify reads them: nobody has decided on what stands
                there, and no desk is needed.

                Example:
                  gavel policy replay policies
                  gavel policy replay policies --from 2026-11-01 --format csv > changed.csv
                  gavel policy replay policies letters.jsonl --against policies-old
                """)

        enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, csv }

        @Argument(help: ArgumentHelp("The folder of the policy to try.", valueName: "new"))
        var new: String
        @Argument(help: "Files of comments instead of the desk's; '-' is standard input.")
        var paths: [String] = []
        @OptionGroup var deskOption: DeskOption
        @Option(
            help: ArgumentHelp(
                "A folder of policies to compare with, instead of the desk's or the shipped one.",
                valueName: "dir"))
        var against: String?
        @Option(help: "The profile instead of the desk's; 'publisher' without a desk.")
        var profile: Profile?
        @Option(help: "Comments written from this day or moment on.") var from: String?
        @Option(help: "Comments written before this day or moment.") var to: String?
        @Option(help: "text, json, or csv: every comment that changes.") var format: Format = .text
        @Option(help: ArgumentHelp("How many changed comments text and json name.", valueName: "n"))
        var limit = 20
        @OptionGroup var jobsOption: JobsOption

        func validate() throws {
            if limit < 0 { throw ValidationError("--limit takes a number from 0 on") }
            if !paths.isEmpty, from != nil || to != nil {
                throw ValidationError("--from and --to choose comments of the desk, not of files")
            }
        }

        func run() async throws {
            Interruption.watch()
            let desk = try paths.isEmpty ? deskOption.open() : deskOption.nearest()
            let source = try PolicySource(
                of: desk, chosen: profile ?? desk?.settings.profile)
            let before = against.map(source.moved) ?? source
            let after = source.moved(to: new)
            // The new folder first: it is the one that is being worked on.
            let policy = try after.load()
            var pipeline = ReplayPipeline(
                old: try before.load(), new: policy, jobs: jobsOption.jobs,
                mostChanges: format == .csv ? .max : limit)
            try tellOfUnusedPacks(before, after)
            if paths.isEmpty, let desk {
                try await pipeline.read(
                    desk.openQueue().archive(
                        from: from.map { try moment($0, of: "--from", in: desk.timeZone) },
                        to: to.map { try moment($0, of: "--to", in: desk.timeZone) }))
            }
            for path in paths { try await pipeline.read(path) }
            print(pipeline.replay, old: before.folder)
            guard let first = pipeline.firstSetAside else { return }
            say(
                "gavel: \(pipeline.setAside) record\(pipeline.setAside == 1 ? "" : "s") could not be read; first:"
                    + " \(first.raw.place.input) line \(first.raw.place.line),"
                    + " \(first.reason.code): \(first.reason.message)")
            throw ExitCode(ExitStatus.partly.rawValue)
        }

        /// A pack that only the new folder has does not judge on a desk that names its packs.
        private func tellOfUnusedPacks(_ before: PolicySource, _ after: PolicySource) throws {
            guard let used = after.packs?.map(\.name) else { return }
            let known = try used + PolicyFolder(path: before.folder).packs.map(\.name)
            for pack in try PolicyFolder(path: after.folder).packs.map(\.name)
            where !known.contains(pack) {
                say(
                    "gavel: pack '\(pack)' did not judge: the desk does not use it;"
                        + " add it to 'packs:' in desk.yaml")
            }
        }

        private func print(_ replay: PolicyReplay, old: String) {
            switch format {
            case .text:
                Terminal.print(
                    policyReplayView(
                        replay, next: next(replay, old), width: Terminal.width,
                        style: Terminal.style))
            case .json:
                Terminal.print(json: { $0.policyReplay(replay) })
            case .csv: Terminal.print(CSVWriter.policyReplay(replay).bytes)
            }
        }

        /// The comment that changes most is looked at first; else what differs in the files.
        private func next(_ replay: PolicyReplay, _ old: String) -> [String] {
            if replay.comments.all == 0, paths.isEmpty {
                return from != nil || to != nil
                    ? ["gavel", "policy", "replay", new]
                    : ["gavel", "ingest", "FILE", "--source", "NAME"]
            }
            guard paths.isEmpty, let first = replay.changes.first else {
                return ["gavel", "policy", "diff", old, new]
            }
            return ["gavel", "explain", "--id", first.comment.description, "--policy", new]
        }
    }
}
