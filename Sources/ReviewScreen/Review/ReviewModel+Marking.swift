import Moderation

/// Several comments that are decided together.
extension ReviewModel {
    mutating func toggleMark() -> [ReviewEffect] {
        guard let item = current?.item, let cursor else { return [] }
        if let standing = standingDecision(item.decisions) {
            say("\(item.comment) is decided: \(standing.verdict.rawValue) by \(standing.by)")
            return []
        }
        if let place = marked.firstIndex(where: { $0.key == item.comment }) {
            marked.remove(at: place)
            say("took the mark off \(item.comment); \(marked.count) marked")
        } else {
            marked.append(MarkedComment(key: item.comment, revision: item.revision, item: item))
            if entries.indices.contains(cursor + 1) {
                passesOver = false
                let effects = go(to: cursor + 1)
                say("marked \(item.comment); \(marked.count) marked")
                return effects
            }
            say("marked \(item.comment); \(marked.count) marked")
        }
        return []
    }

    mutating func mark(_ group: [MarkedComment], _ sentence: String) -> [ReviewEffect] {
        let known = Set(marked.map(\.key))
        let new = group.filter { !known.contains($0.key) }
        marked += new
        say("marked \(new.count) more: \(sentence, layout: .flow); \(marked.count) marked")
        return []
    }

    mutating func answer(
        _ question: MarkedQuestion, _ key: Key, _ action: ReviewAction?
    ) -> [ReviewEffect] {
        if let request = question.request {
            switch key {
            case .character("y") where question.isPreviewed:
                mode = .item
                return [.decide(request)]
            default:
                mode = .item
                say("nothing was decided; \(marked.count) marked")
                return []
            }
        }
        switch action {
        case .approve: return preview(.approve)
        case .spam: return preview(.spam)
        case .hide:
            mode = .reasons(ReasonQuestion(isForMarked: true))
            return []
        case .mark:
            marked = []
            mode = .item
            say("took all marks off")
            return []
        case .quit: return [.quit]
        default:
            guard key == .escape || key == .enter || key == .backspace else {
                // What comes next is meant for the marked ones, too.
                say(
                    "\(key.shown) decides nothing here; \(setup.keys.key(.approve), .command), \(setup.keys.key(.hide), .command) or \(setup.keys.key(.spam), .command) does, escape goes back"
                )
                return []
            }
            mode = .item
            say("nothing was decided; \(marked.count) marked")
            return []
        }
    }

    mutating func preview(
        _ verdict: Verdict, reason: String? = nil, note: String? = nil,
        replies: RepliesPolicy = .tombstone
    ) -> [ReviewEffect] {
        let revisions = Dictionary(marked.map { ($0.key, $0.revision) }) { $1 }
        let request = DecisionRequest(
            comments: marked.map(\.key), verdict: verdict, reason: reason, note: note,
            by: setup.person, replies: replies, revisions: revisions)
        mode = .marked(MarkedQuestion(request: request))
        return [.preview(request)]
    }
}
