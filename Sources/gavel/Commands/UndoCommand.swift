import ArgumentParser
import Foundation
import Moderation
import PolicyEngine
import ReviewQueue
import ReviewScreen

struct UndoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Take decisions back; the log keeps both.",
        discussion: """
            Works across sessions, as it reads the log. Without a number, --last 1 takes back your
            own newest decision; --rule, --by, --from and --to narrow and combine.

            Example:
              gavel undo 12
              gavel undo --by ann --from 2026-11-20 --dry-run
            """)

    @Argument(help: ArgumentHelp("Decision numbers.", valueName: "decision")) var decisions:
        [Int64] =
            []
    @OptionGroup var deskOption: DeskOption
    @OptionGroup var moderator: ModeratorOption
    @Option(help: "The newest so many of your own decisions, or of --by.") var last: Int?
    @Option(help: "Decisions on comments that this rule spoke about.") var rule: String?
    @Option(help: "Decisions by this person.") var by: String?
    @Option(
        help: ArgumentHelp("Decisions that were made together.", valueName: "number"))
    var bulk: Int64?
    @Option(help: "Decisions from this time on.") var from: String?
    @Option(help: "Decisions before this time.") var to: String?
    @Flag(help: "Show what would be taken back and change nothing.") var dryRun = false

    func validate() throws {
        let isSelective =
            last != nil || rule != nil || by != nil || bulk != nil || from != nil || to != nil
        if decisions.isEmpty, !isSelective {
            throw ValidationError(
                "name a decision, or --last, --rule, --by, --bulk, --from or --to")
        }
        if !decisions.isEmpty, isSelective {
            throw ValidationError("decision numbers and conditions do not go together")
        }
        if let last, last < 1 { throw ValidationError("--last takes a number from 1 on") }
    }

    func run() throws {
        let desk = try deskOption.open()
        let person = try moderator.moderator(at: desk, to: dryRun ? .look : .undoOwn)
        var selection = UndoSelection()
        selection.decisions = decisions
        selection.last = last
        selection.bulk = bulk
        selection.rule = rule.map { RuleID($0) }
        selection.by = by.map { Moderator($0) } ?? (last != nil ? person : nil)
        selection.from = try from.map { try moment($0, of: "--from", in: desk.timeZone) }
        selection.to = try to.map { try moment($0, of: "--to", in: desk.timeZone) }
        let queue = try desk.openQueue()
        let mayUndoOthers = desk.settings.staff.role(of: person)?.may(.undoOthers) ?? false
        guard !dryRun else {
            let found = try queue.undoable(
                selection, ownedBy: mayUndoOthers ? nil : person)
            try report(found)
            say("\(found.decisions.count) would be taken back; nothing was changed")
            return
        }
        let outcome = try queue.undo(
            selection, by: person, ownOnly: !mayUndoOthers, now: Date())
        if outcome.decisions.isEmpty, outcome.refused.isEmpty {
            say("gavel: no standing decision fits; nothing was changed")
            return
        }
        try report(outcome)
    }
}
