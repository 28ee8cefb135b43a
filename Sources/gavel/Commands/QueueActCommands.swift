public import ArgumentParser
import Foundation
public import Moderation
import PolicyEngine
import ReviewQueue

extension QueueCommand {
    struct NoteCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "note",
            abstract: "Keep a private note on a comment.",
            discussion: """
                Example:
                  gavel queue note news:c07 "same wording as last week"
                """)

        @OptionGroup var target: OneComment
        @Argument(help: "What colleagues should know.") var text: String

        func run() throws {
            let (key, _, queue, person) = try target.opened(to: .review)
            try queue.note(key, text, by: person, now: Date())
            Terminal.tell("noted on \(key)")
        }
    }

    struct EscalateCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "escalate",
            abstract: "Ask a lead to answer a comment, or give it back.",
            discussion: """
                It waits in the list 'escalated' until a lead decides it or gives it back.

                Example:
                  gavel queue escalate news:c07 --note "is this a threat?"
                  gavel queue escalate news:c07 --back
                """)

        @OptionGroup var target: OneComment
        @Option(help: "What the lead should know.") var note: String?
        @Flag(help: "Give it back to the queue it came from.") var back = false

        func run() throws {
            let (key, _, queue, person) = try target.opened(
                to: back ? .answerEscalated : .review)
            if back {
                try queue.giveBack(key, note: note, by: person, now: Date())
            } else {
                try queue.escalate(key, note: note, by: person, now: Date())
            }
            Terminal.tell(back ? "gave \(key) back" : "\(key) waits for a lead")
        }
    }

    struct SkipCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "skip",
            abstract: "Leave a comment to somebody else; nobody asks why.",
            discussion: """
                'gavel queue next' does not give it to you again, and no log keeps that you skipped it.
                What two people skip waits for a lead.

                Example:
                  gavel queue skip news:c07
                """)

        @OptionGroup var target: OneComment

        func run() throws {
            let (key, _, queue, person) = try target.opened(to: .review)
            try queue.skip(key, by: person, now: Date())
            Terminal.tell("left \(key) to somebody else")
        }
    }

    struct AnswerCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "answer",
            abstract: "Answer readers' reports and notices without deciding the text anew.",
            discussion: """
                A decision on the text answers them by itself; this is for a comment whose decision stands.
                What somebody approved is answered by somebody else.

                Example:
                  gavel queue answer news:c07 disagree
                """)

        @OptionGroup var target: OneComment
        @Argument(help: "agree or disagree with the reports.") var verdict: Report.Verdict

        func run() throws {
            let (key, desk, queue, person) = try target.opened(to: .review)
            let reports = try queue.answerReports(
                on: key, verdict, by: person,
                needsAnother: desk.settings.staff.hasOthers(who: .review, than: person),
                now: Date())
            let count = reports.reduce(0) { $0 + $1.count }
            Terminal.tell(
                "\(count) \(count == 1 ? "report" : "reports") on \(key) answered: \(verdict)")
        }
    }
}

extension Report.Verdict: ExpressibleByArgument {}
