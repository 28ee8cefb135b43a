import Moderation
import ReviewQueue

/// What one person is not shown: what others decided of a comment on which their own opinion is asked for.
struct Blindness {
    let queue: ReviewQueue
    let person: Moderator
    let opinions: OpinionsAsked

    init(_ queue: ReviewQueue, of person: Moderator, _ staff: Staff) {
        (self.queue, self.person) = (queue, person)
        opinions = staff.opinionsAsked(of: person)
    }

    func hides(_ key: CommentKey) throws -> Bool {
        try queue.asksOpinion(on: key, of: person, opinions)
    }

    /// The comment as it was before anybody decided it, where that is all that may be shown.
    func seen(_ item: QueueItem) throws -> QueueItem {
        // Most have no such decision, and the desk is not asked.
        guard item.decisions.contains(where: \.isDoubled), try hides(item.comment) else {
            return item
        }
        var item = item
        item.state = .open
        (item.decisions, item.opinions, item.acts) = ([], [], [])
        (item.appeals, item.sites) = ([], [])
        item.reports.removeAll { $0.answer != nil }
        return item
    }

    func seen(_ conversation: Conversation) throws -> Conversation {
        func seen(_ part: Conversation.Part) throws -> Conversation.Part {
            guard try hides(part.key) else { return part }
            var part = part
            part.state = .open
            return part
        }
        var conversation = conversation
        conversation.above = try conversation.above.map(seen)
        conversation.this = try seen(conversation.this)
        conversation.replies = try conversation.replies.map(seen)
        return conversation
    }
}

extension Staff {
    /// On whose decisions somebody is asked for a second opinion.
    ///
    /// Whoever takes back what others decided is shown all of it; they are asked only where no moderator
    /// is left to ask, and are then as blind as one.
    func opinionsAsked(of person: Moderator) -> OpinionsAsked {
        guard !roles.isEmpty else { return .onEverybody }
        guard let role = roles[person], role.may(.review) else { return .on([]) }
        guard role.may(.undoOthers) else { return .onEverybody }
        let moderators = roles.filter { $0.value.may(.review) && !$0.value.may(.undoOthers) }.keys
        // The decisions of the only one are left, and where there is none, everybody's.
        if moderators.isEmpty { return .onEverybody }
        return .on(moderators.count == 1 ? Set(moderators) : [])
    }
}
