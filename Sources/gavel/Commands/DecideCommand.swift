public import ArgumentParser
import Foundation
public import Moderation
import PolicyEngine
import ReviewQueue
import ReviewScreen

struct DecideCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide",
        abstract: "Approve, hide or mark comments as spam.",
        discussion: """
            Hiding needs a reason: a category, or 'other' with a note. A comment that was edited or
            decided meanwhile is refused and the rest goes through (exit status 3).

            Example:
              gavel decide news:c07 approve
              gavel decide news:c12 news:c13 hide --reason attack --note "second time today"
            """)

    @Argument(help: ArgumentHelp("Comments, then the verdict.", valueName: "source:id… verdict"))
    var words: [String]
    @OptionGroup var deskOption: DeskOption
    @OptionGroup var moderator: ModeratorOption
    @Option(help: ArgumentHelp("A category, or 'other'.", valueName: "code")) var reason: String?
    @Option(help: "A private note.") var note: String?
    @Option(help: ArgumentHelp("The revision you read; else the newest.", valueName: "n"))
    var revision: Int?
    @Option(help: "What becomes of the replies: keep, tombstone or hide.")
    var replies: RepliesPolicy = .tombstone

    func validate() throws {
        guard words.count >= 2 else {
            throw ValidationError("name one comment at least, then approve, hide or spam")
        }
        guard let verdict = words.last.flatMap(Verdict.init), verdict != .undo else {
            let near = nearestName(to: words[words.count - 1], among: ["approve", "hide", "spam"])
            throw ValidationError(
                "'\(words[words.count - 1])' is no verdict; the last word is approve, hide or spam"
                    + (near.map { ". Did you mean '\($0)'?" } ?? ""))
        }
    }

    func run() throws {
        let desk = try deskOption.open()
        let policy = try desk.loadPolicy()
        try checkReason(policy)
        let request = DecisionRequest(
            comments: try words.dropLast().map(commentKey),
            verdict: Verdict(rawValue: words.last!)!,
            reason: reason, note: note, revision: revision, by: moderator.moderator,
            replies: replies)
        let outcome = try desk.openQueue().decide(
            request, policy: PolicyRecord(policy), now: Date())
        try report(outcome)
    }

    private func checkReason(_ policy: Policy) throws {
        guard let reason, reason != "other" else { return }
        let codes = policy.categories.map(\.id.rawValue)
        guard !codes.contains(reason) else { return }
        throw Problem.queue(
            .unknownReason, "there is no reason '\(reason)'",
            help: nearestName(to: reason, among: codes + ["other"]).map { "did you mean '\($0)'?" }
                ?? "one of: \(codes.joined(separator: ", ")), other")
    }
}

/// Shows what was decided and what was refused; some refused is exit status 3, all refused is 1.
func report(_ outcome: DecisionOutcome) throws {
    for problem in outcome.refused { say("\(problem)") }
    if outcome.decisions.isEmpty, !outcome.refused.isEmpty {
        throw ExitCode(ExitStatus.failed.rawValue)
    }
    Terminal.print(
        decisionLines(outcome.decisions, width: Terminal.width, style: Terminal.style))
    if !outcome.refused.isEmpty { throw ExitCode(ExitStatus.partly.rawValue) }
}

extension RepliesPolicy: ExpressibleByArgument {}
