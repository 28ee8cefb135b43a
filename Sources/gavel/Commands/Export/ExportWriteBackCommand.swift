public import ArgumentParser
import Foundation
public import Moderation
import Reports
import ReviewQueue

extension ExportCommand {
    struct WriteBackCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "writeback",
            abstract: "What a site has to be told so that it shows what was decided.",
            discussion: """
                A script to run, or for Decidim a list to work through. A script says what
                it would do until it is run with --apply, keeps what stood there before,
                and writes what was done to a file for 'gavel writeback results'. Only what
                decisions come to is told; what was told and not answered is told again.
                The desk itself calls no site, and no secret stands in the file.

                Example:
                  gavel export writeback --target wp-cli --source news --out writeback.sh
                  bash writeback.sh
                  bash writeback.sh --apply
                  gavel writeback results writeback-results.jsonl
                """)

        @Option(
            help: ArgumentHelp("What the site runs.", valueName: "target"))
        var target: SiteTarget
        @Option(
            help: ArgumentHelp(
                "The source whose site it is; may be left out where the desk has one.",
                valueName: "name"))
        var source: String?
        @OptionGroup var deskOption: DeskOption
        @OptionGroup var moderator: ModeratorOption
        @OptionGroup var export: ExportOption

        func run() throws {
            let desk = try deskOption.open()
            let person = try moderator.moderator(at: desk, to: .review)
            let queue = try desk.openQueue()
            let source = try source(of: queue)
            let start = try export.startAfterDecision(queue)
            let file = WriteBackFile(target: target, source: source)
            var leftovers = WriteBackLeftovers()
            try export.write { sink in
                try sink(file.begin(), 0)
                var plan = try queue.planWriteBack(to: target, of: source, after: start)
                while let actions = try queue.next(&plan, limit: 500) {
                    let part = file.add(actions, leaving: &leftovers)
                    // Told before it is written: what was told in vain is told again.
                    try queue.tell(part.told, of: plan, by: person, now: Date())
                    try sink(part.bytes, part.told.count)
                }
                try sink(file.end(), 0)
                return try queue.decisionCursor(after: plan.end).description
            } log: { rows, cursor in
                try queue.log(
                    ExportAct(
                        what: "writeback \(target.rawValue)",
                        conditions: ExportConditions(source: source), rows: rows, cursor: cursor),
                    by: person, now: Date())
            }
            for problem in leftovers.problems(of: file) { say("\(problem)") }
            if leftovers.count > 0 { throw ExitCode(ExitStatus.partly.rawValue) }
        }

        /// - Throws: `Problem` E020, E021: ids of two sites are alike, so nothing is guessed.
        private func source(of queue: ReviewQueue) throws -> SourceName {
            let names = try queue.sources()
            guard let name = source else {
                if names.count == 1 { return names[0] }
                throw Problem.writeBack(
                    .severalSources,
                    "the desk has \(names.count) sources, and a site is one of them",
                    help: "name it with --source: \(names.map(\.rawValue).joined(separator: ", "))")
            }
            guard names.contains(SourceName(name)) else {
                throw Problem.writeBack(
                    .unknownSource, "there is no source '\(name)' on this desk",
                    help: nearestName(to: name, among: names.map(\.rawValue)).map {
                        "did you mean '\($0)'?"
                    } ?? "one of: \(names.map(\.rawValue).joined(separator: ", "))")
            }
            return SourceName(name)
        }
    }
}

extension SiteTarget: ExpressibleByArgument {}
