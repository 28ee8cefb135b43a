import FoundationEssentials
import Moderation

extension ReviewModel {
    /// Takes an event in.
    ///
    /// - Returns: what is to be asked of the desk, in this order.
    public mutating func update(_ event: ReviewEvent) -> [ReviewEffect] {
        switch event {
        case .key(let key):
            message = nil
            let wasJustDone = isJustDone
            let effects = press(key) + renewed()
            if wasJustDone { isJustDone = false }
            suggestPause()
            return effects
        case .dropped:
            let told: StyledText = "what was pressed before this was shown was not taken"
            say(message.map { $0.text + "; " + told } ?? told, isWarning: true)
            return []
        case .line(let line):
            message = nil
            let wasJustDone = isJustDone
            let effects = type(line) + renewed()
            if wasJustDone { isJustDone = false }
            suggestPause()
            return effects
        case .resized(let size):
            self.size = size
            return []
        case .clock(let date):
            now = date
            return []
        case .tick(let date):
            now = date
            suggestPause()
            return []
        case .changed:
            return (current.map { [.check($0.key)] } ?? []) + [.refresh(source), .count()]
        case .prepared(let reasons, let policy):
            (self.reasons, self.policy) = (reasons, policy)
            return []
        case .loaded(let source, let items, let isAll): return take(source, items, isAll)
        case .refreshed(let source, let items, let isAll): return refresh(source, items, isAll)
        case .shown(let item): return show(item)
        case .preloaded(let item):
            guard item.key == nextKey else { return [] }
            ahead = item
            return item.reading == nil ? [.read(item.key)] : []
        case .taken(let key, let claim):
            guard current?.key == key, claim != nil else { return [] }
            current?.claim = claim
            return passOver()
        case .claimed(let key, let claim):
            guard current?.key == key else { return [] }
            // It is under somebody's eyes: told, and never turned away from.
            current?.claim = claim
            if let claim { news = claimed(claim) }
            return []
        case .read(let key, let reading):
            if current?.key == key { current?.reading = reading }
            if ahead?.key == key { ahead?.reading = reading }
            return []
        case .counted(let counts, let readers):
            self.counts.merge(counts) { $1 }
            self.readers = readers
            return []
        case .checked(let item): return check(item)
        case .decided(let decisions, let opinions, let refused):
            return settle(decisions, opinions, refused)
        case .undone(let decisions, let first, let refused):
            return takeBack(decisions, first, refused)
        case .decisions(let decisions):
            mode = decisions.isEmpty ? .item : .undoList(decisions, cursor: 0)
            if decisions.isEmpty { say("you have decided nothing that stands") }
            return []
        case .grouped(let group, let sentence): return mark(group, sentence)
        case .previewed(let keys, let refused):
            guard case .marked(var question) = mode else { return [] }
            (question.wouldDecide, question.refused) = (keys, refused)
            question.isPreviewed = true
            mode = .marked(question)
            return []
        case .done(let key, let deed): return finish(key, deed)
        case .page(let page):
            mode = .page(page)
            scroll = 0
            return []
        case .working(let sentence):
            message = Message(text: "\(sentence, layout: .flow)", isPassing: true)
            return []
        case .failed(let problem):
            fail(problem)
            endPreview()
            if case .search = source, entries.isEmpty {
                let effects = open(.queue(.open))
                fail(problem)
                return effects
            }
            return current.map { [.check($0.key)] } ?? []
        case .broken(let sentence):
            endPreview()
            say("\(sentence, layout: .flow)", isWarning: true)
            return []
        }
    }

    /// A claim is renewed by use, every so often.
    private mutating func renewed() -> [ReviewEffect] {
        let often = 120.0  // seconds: a fifth of a lease
        guard let cursor, let current, entries[cursor].outcome == nil, current.claim == nil,
            !setup.isReadOnly, now.timeIntervalSince(claimedAt) > often
        else { return [] }
        claimedAt = now
        return [.claim(current.key)]
    }

    /// Whether an effect that was put off would do harm by now: a claim on what is not shown any more, or
    /// the end of the claim on what is.
    public func isMoot(_ effect: ReviewEffect) -> Bool {
        let isOpen = cursor.map { entries[$0].outcome == nil } ?? false
        let here = isOpen ? current?.key : nil
        return switch effect {
        case .claim(let key): key != here
        case .release(let key): key == here
        default: false
        }
    }

    /// What is under somebody's eyes; a key that changes it ends what was typed before it was drawn.
    public var shown: Shown {
        var isPreview = false
        if case .marked(let question) = mode { isPreview = question.request != nil }
        return Shown(key: current?.key, revision: current?.item.revision, isPreview: isPreview)
    }

    public struct Shown: Sendable, Equatable {
        var key: CommentKey?
        var revision: Int?
        var isPreview: Bool
    }

    /// What to do when the queue is left.
    public func finish() -> [ReviewEffect] { leave() }

    private mutating func fail(_ problem: Problem) {
        let help: StyledText = problem.help.map { "; \($0, layout: .flow)" } ?? ""
        let place: StyledText = problem.place.map { "\("\($0)", layout: .flow): " } ?? ""
        say("\(place)\(problem.code): \(problem.message, layout: .flow)\(help)", isWarning: true)
    }

    /// A preview that failed is none.
    private mutating func endPreview() {
        if case .marked(let question) = mode, !question.isPreviewed { mode = .item }
    }

    private mutating func suggestPause() {
        guard let pauseAfter = setup.pauseAfter, message == nil,
            now.timeIntervalSince(lastPause) >= pauseAfter
        else { return }
        lastPause = now
        let minutes = Int(now.timeIntervalSince(tally.since) / 60)
        let comments = countInWords(tally.seen.count, "comment")
        say("\(minutes) minutes, \(comments): time for a pause?")
    }
}
