import ArgumentParser
import Moderation
import PolicyEngine
import ReviewQueue

/// `SOURCE:ID`, of a command that somebody uses on one comment.
struct OneComment: ParsableArguments {
    @Argument(help: ArgumentHelp("The comment.", valueName: "source:id")) var comment: String
    @OptionGroup var deskOption: DeskOption
    @OptionGroup var moderator: ModeratorOption

    /// The comment's name, and who may act on it at which desk.
    ///
    /// - Throws: `Problem` Q010, Q026, Q027, or what opening the desk throws.
    func opened(
        to act: Act
    ) throws -> (key: CommentKey, desk: Desk, queue: ReviewQueue, person: Moderator) {
        let desk = try deskOption.open()
        let person = try moderator.moderator(at: desk, to: act)
        let key = try commentKey(comment)
        return (key, desk, try desk.openQueue(), person)
    }
}
