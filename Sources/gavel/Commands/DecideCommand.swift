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
            Hiding needs a reason: a category, or 'other' with a note. What the policy never hides
            a comment for (tone, criticism of officials, campaigns, labels) is refused. A comment
            that was edited or decided meanwhile is refused and the rest goes through (exit status 3).

            --campaign decides the letters of a campaign that wait, after a preview.
            Letters that say something of their own stay in the queue, to be read.
            Without a terminal to ask on, nothing is decided unless --yes says so.

            Example:
              gavel decide news:c07 approve
              gavel decide news:c12 news:c13 hide --reason attack --note "again"
              gavel decide news:c21 spam --repeats
              gavel decide --campaign c-1f09 approve --dry-run
            """)

    @Argument(help: ArgumentHelp("Comments, then the verdict.", valueName: "source:id… verdict"))
    var words: [String]
    @OptionGroup var deskOption: DeskOption
    @OptionGroup var moderator: ModeratorOption
    @Option(help: ArgumentHelp("A category, or 'other'.", valueName: "code")) var reason: String?
    @Option(help: "A private note.") var note: String?
    @Option(help: ArgumentHelp("The revision you read; else the newest.", valueName: "n"))
    var revision: Int?
    @Option(
        help: ArgumentHelp(
            "The last decision on it that you saw, 0 for none; refused if there is a newer one.",
            valueName: "decision"))
    var lastSeen: Int64?
    @Option(help: "What becomes of the replies: keep, tombstone or hide.")
    var replies: RepliesPolicy = .tombstone
    @Flag(
        help:
            "Also the author's other comments that wait with the same words; an approval leaves those of a higher route."
    )
    var repeats = false
    @Option(
        help: ArgumentHelp(
            "The letters of this campaign that wait, by its id or how that begins.",
            valueName: "id"))
    var campaign: String?
    @Flag(help: "With --campaign: also letters that say something of their own.")
    var withAdditions = false
    @Flag(help: "With --campaign: decide without asking.") var yes = false
    @Flag(help: "Show what would be decided and change nothing.") var dryRun = false

    private var verdict: Verdict? { words.last.flatMap(Verdict.init) }

    func validate() throws {
        if campaign == nil {
            guard words.count >= 2 else {
                throw ValidationError("name one comment at least, then approve, hide or spam")
            }
            if withAdditions || yes {
                throw ValidationError("--with-additions and --yes go with --campaign only")
            }
        } else if words.count > 1 || repeats || revision != nil || lastSeen != nil {
            throw ValidationError(
                "--campaign takes a verdict alone: no comments, --repeats, --revision or --last-seen"
            )
        } else if yes, dryRun {
            throw ValidationError("--yes and --dry-run do not go together")
        }
        guard let verdict, verdict != .undo else {
            let near = nearestName(to: words[words.count - 1], among: ["approve", "hide", "spam"])
            throw ValidationError(
                "'\(words[words.count - 1])' is no verdict; the last word is approve, hide or spam"
                    + (near.map { ". Did you mean '\($0)'?" } ?? ""))
        }
    }

    func run() throws {
        let desk = try deskOption.open()
        let person = try moderator.moderator(at: desk, to: .review)
        let policy = PolicyRecord(try desk.loadPolicy())
        var request = DecisionRequest(
            comments: try words.dropLast().map(commentKey), verdict: verdict!,
            reason: reason, note: note, revision: revision, by: person,
            replies: replies, includesRepeats: repeats, lastSeen: lastSeen)
        let staff = desk.settings.staff
        request.isAlone = !staff.hasOthers(who: .review, than: person)
        request.mayAnswerEscalated = staff.role(of: person)?.may(.answerEscalated) ?? false
        if !request.isAlone { request.secondOpinions = desk.settings.secondOpinions }
        let queue = try desk.openQueue()
        if let campaign {
            try ReviewQueue.check(request, policy)
            let preview = try CampaignPreview(
                of: campaign, request.verdict, takesAdding: withAdditions, in: queue)
            guard isWanted(preview) else { return }
            (request.comments, request.revisions) = (preview.order, preview.letters)
        }
        let outcome = try queue.decide(
            request, policy: policy, opinions: staff.opinionsAsked(of: person), isDryRun: dryRun,
            now: Date())
        if dryRun { return try preview(outcome) }
        try report(outcome)
    }

    /// Shows what would be decided; what would be refused makes the same exit status.
    private func preview(_ outcome: DecisionOutcome) throws {
        for problem in outcome.refused { say("\(problem)") }
        // Nobody is told that it would be a second opinion.
        let keys =
            outcome.decisions.map(\.comment.description)
            + outcome.opinions.map(\.decision.comment.description)
        for key in keys { Terminal.tell("would \(verdict!) \(key)") }
        say("\(keys.count) would be decided; nothing was changed")
        if !outcome.refused.isEmpty {
            throw ExitCode((keys.isEmpty ? ExitStatus.failed : .partly).rawValue)
        }
    }

    /// Shows what would be decided, and asks where somebody can answer.
    private func isWanted(_ preview: CampaignPreview) -> Bool {
        Terminal.print(
            campaignPreview(
                preview, reason: reason, width: Terminal.width, style: Terminal.style))
        if preview.order.isEmpty {
            say("nothing was changed: no letter would be decided")
            return false
        }
        return Terminal.isWanted(
            "decide these \(preview.order.count) letters?", yes: yes, dryRun: dryRun)
    }
}

/// Shows what was decided and what was refused; some refused is exit status 3, all refused is 1.
func report(_ outcome: DecisionOutcome) throws {
    for problem in outcome.refused { say("\(problem)") }
    let isNothingDone = outcome.decisions.isEmpty && outcome.opinions.isEmpty
    if isNothingDone, !outcome.refused.isEmpty { throw ExitCode(ExitStatus.failed.rawValue) }
    if !outcome.opinions.isEmpty {
        Terminal.print(
            opinionLines(outcome.opinions, width: Terminal.width, style: Terminal.style))
    }
    if !outcome.decisions.isEmpty || outcome.opinions.isEmpty {
        Terminal.print(
            decisionLines(outcome.decisions, width: Terminal.width, style: Terminal.style))
    }
    if !outcome.refused.isEmpty { throw ExitCode(ExitStatus.partly.rawValue) }
}

extension RepliesPolicy: ExpressibleByArgument {}
