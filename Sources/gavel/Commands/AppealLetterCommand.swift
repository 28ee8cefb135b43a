public import ArgumentParser
import Moderation
import Reports
import ReviewQueue

extension AppealCommand {
    struct LetterCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "letter",
            abstract: "Write the answer to an appeal to who objected.",
            discussion: """
                What was objected to, what was answered and why, that somebody else looked,
                and what can be done yet. The note of 'appeal decide' is the reason. It
                names nobody. Nothing is sent.

                Example:
                  gavel appeal letter 1 --out answer-1.txt
                  gavel appeal letter 1 --language es
                """)

        @Argument(help: "The appeal.") var appeal: Int64
        @OptionGroup var deskOption: DeskOption
        @OptionGroup var moderator: ModeratorOption
        @Option(help: ArgumentHelp("A sentence of yours besides.", valueName: "text"))
        var tell: String?
        @OptionGroup var output: LetterOutput

        func run() throws {
            let desk = try deskOption.open()
            try moderator.moderator(at: desk, to: .look)
            let terms = try desk.statementTerms()
            let packet = try desk.openQueue().appealPacket(appeal)
            guard let reply = AppealReply(packet, said: tell) else {
                throw Problem.statement(
                    .unanswered, "nobody has answered appeal \(appeal) yet",
                    help: "gavel appeal decide \(appeal) answers it")
            }
            guard !reply.needsWords else {
                throw Problem.statement(
                    .needsWords, "the answer to appeal \(appeal) upholds and does not say why",
                    help: "say the reason to the author with --tell")
            }
            desk.warnWithoutContact()
            desk.warnWithoutPolicyURL()
            try output.write(appealLetter(reply, terms, in: output.language)) {
                $0.appealReply(reply, terms, in: output.language)
            }
        }
    }
}
