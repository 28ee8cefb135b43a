import FoundationEssentials
import Moderation

@testable import ReviewScreen

/// A desk in memory that answers what the terminal queue asks, and a person before it.
struct ScreenDesk {
    private(set) var model: ReviewModel
    /// All that was asked, in order.
    private(set) var asked: [ReviewEffect] = []
    /// What the desk has, in the order of its list.
    var items: [QueueItem]
    var readings: [CommentKey: ItemReading] = [:]
    var claims: [CommentKey: Claim] = [:]
    /// Letters that one is grouped with.
    var groups: [CommentKey: [CommentKey]] = [:]
    /// What the next deed fails with.
    var fault: Problem?
    var counts: [QueueSource: Int] = [:]
    var previewFails = false
    var pages: (ReviewEffect.PageKind, CommentKey) -> ReviewPage? = { _, _ in nil }
    private var lastDecision: Int64 = 40
    private var settled: Set<CommentKey> = []
    private var isOver = false

    static let reasons = [
        ("attack", "Personal attack"), ("hate", "Contempt for a group of people"),
        ("threat", "Threat of harm"), ("spam", "Advertising or link dump"),
        ("scam", "Scam or fraud"), ("pii", "Private personal data"), ("off-topic", "Off topic"),
        ("profanity", "Strong language"), ("incite", "Call to unlawful action"),
        ("minors", "Sexual content about minors"), ("selfharm", "Writer may be at risk"),
        ("flood", "Same author repeats a text"), ("copyright", "Copyright, on notice"),
        ("impersonation", "Pretends to be someone else"), ("obscene", "Sexually explicit"),
        ("vote-facts", "Wrong facts on how to vote"), ("other", "Something else, with a note"),
    ].map { HideReason(code: $0, title: $1) }

    init(
        _ items: [QueueItem], source: QueueSource = .queue(.open), columns: Int = 80,
        rows: Int = 24, style: Style = Style(colour: false), isReadOnly: Bool = false,
        givesOpinions: Bool = true, role: Role = .moderator, keys: KeyTable = .usual,
        pauseAfter: Double? = nil
    ) {
        self.items = items
        let setup = ReviewSetup(
            person: "ann", role: role, title: "Alder Falls Ledger", profile: .publisher,
            keys: keys, isReadOnly: isReadOnly, givesOpinions: givesOpinions,
            pauseAfter: pauseAfter, timeZone: .gmt,
            style: style)
        model = ReviewModel(
            setup: setup, source: source, size: ScreenSize(columns: columns, rows: rows),
            now: noon)
        counts[source] = items.count
    }

    mutating func start() { perform(model.start()) }

    /// Presses keys by their names: `f d 1 enter`.
    mutating func press(_ names: String) {
        for name in names.split(separator: " ") { send(.key(Key(name: String(name))!)) }
    }

    mutating func type(_ text: String) {
        for character in text { send(.key(.character(String(character)))) }
    }

    mutating func send(_ event: ReviewEvent) { perform(model.update(event)) }

    /// Takes a comment off the list, as another's decision does.
    mutating func settle(_ key: CommentKey) { settled.insert(key) }

    mutating func reopen(_ key: CommentKey) { settled.remove(key) }

    mutating func forgetAsked() { asked = [] }

    var screen: String { model.frame.text }

    // MARK: - Answers

    private mutating func perform(_ effects: [ReviewEffect]) {
        var waiting = effects
        while !waiting.isEmpty, !isOver {
            let effect = waiting.removeFirst()
            asked.append(effect)
            if model.isMoot(effect) { continue }
            for event in answer(effect) { waiting += model.update(event) }
        }
    }

    private mutating func answer(_ effect: ReviewEffect) -> [ReviewEvent] {
        if let problem = fault, !effect.canWait, !isReading(effect) {
            fault = nil
            return [.failed(problem)]
        }
        switch effect {
        case .load(let source, let besides):
            let list = waiting.filter { !besides.contains($0.comment) }
            return [.loaded(source, list, isAll: true)]
        case .refresh(let source): return [.refreshed(source, waiting, isAll: true)]
        case .show(let key, let claims, let takesOver):
            if claims, takesOver { self.claims[key] = nil }
            return [.shown(reviewed(key))]
        case .preload(let key): return [.preloaded(reviewed(key))]
        case .check(let key): return [.checked(reviewed(key))]
        case .take(let key): return [.taken(key, by: claims[key])]
        case .claim(let key): return [.claimed(key, by: claims[key])]
        case .read(let key):
            let events: [ReviewEvent] =
                model.policy == nil
                ? [.prepared(reasons: Self.reasons, policy: "9f2c41d07a3e")] : []
            return events + (readings[key].map { [.read(key, $0)] } ?? [])
        case .count:
            var counts = counts
            counts[model.source] = waiting.count
            return [.counted(counts, readers: claims.values.sorted { $0.by < $1.by })]
        case .decide(let request): return [decide(request)]
        case .preview where previewFails: return [.broken("the database failed")]
        case .preview(let request): return [.previewed(request.comments, refused: [])]
        case .undo(let ids): return [undo(ids)]
        case .undoNewest: return [undo([])]
        case .listDecisions: return [.decisions(standing)]
        case .group(let key, _):
            let group = groups[key] ?? [key]
            return [
                .grouped(
                    group.map { MarkedComment(key: $0, revision: 2) },
                    sentence: group.count > 1
                        ? "letters of campaign c-1f09" : "it is of no campaign and repeats nothing")
            ]
        case .skip(let key):
            settled.insert(key)
            return [.done(key, .skipped)]
        case .escalate(let key, _):
            settled.insert(key)
            return [.done(key, .escalated)]
        case .giveBack(let key, _): return [.done(key, .gaveBack)]
        case .note(let key, let text):
            items[place(key)].acts.append(
                ReviewAct(
                    id: 1, comment: key, revision: 2, kind: .note, note: text, by: "ann",
                    at: noon))
            return [.done(key, .noted)]
        case .answerReports(let key, _): return [.done(key, .answered)]
        case .answerAppeal(_, let key, let outcome, _):
            return [.done(key, outcome == .restore ? .restored : .upheld)]
        case .openPage(let kind, let key): return pages(kind, key).map { [.page($0)] } ?? []
        case .quit:
            isOver = true
            return []
        case .release, .redraw, .suspend: return []
        }
    }

    private func isReading(_ effect: ReviewEffect) -> Bool {
        switch effect {
        case .load, .show, .listDecisions, .openPage: true
        default: false
        }
    }

    private var waiting: [QueueItem] { items.filter { !settled.contains($0.comment) } }

    private func place(_ key: CommentKey) -> Int { items.firstIndex { $0.comment == key }! }

    private func reviewed(_ key: CommentKey) -> ReviewedItem {
        ReviewedItem(
            item: items[place(key)], claim: claims[key], reading: readings[key])
    }

    private mutating func decide(_ request: DecisionRequest) -> ReviewEvent {
        let decisions = request.comments.map { key in
            lastDecision += 1
            return Decision(
                id: lastDecision, comment: key, revision: 2, verdict: request.verdict,
                reason: request.reason, note: request.note, by: request.by, at: noon,
                policy: "9f2c41d07a3e", profile: .publisher, revokes: nil,
                replies: request.replies)
        }
        for decision in decisions {
            settled.insert(decision.comment)
            if let place = items.firstIndex(where: { $0.comment == decision.comment }) {
                items[place].decisions.append(decision)
            }
        }
        return .decided(decisions, opinions: [], refused: [])
    }

    private var standing: [Decision] {
        items.compactMap { standingDecision($0.decisions) }.sorted { $0.id > $1.id }
    }

    private mutating func undo(_ ids: [Int64]) -> ReviewEvent {
        let chosen =
            ids.isEmpty ? Array(standing.prefix(1)) : standing.filter { ids.contains($0.id) }
        let undone = chosen.map { decision in
            lastDecision += 1
            return Decision(
                id: lastDecision, comment: decision.comment, revision: 2, verdict: .undo,
                reason: nil, note: nil, by: "ann", at: noon, policy: "9f2c41d07a3e",
                profile: .publisher, revokes: decision.id, replies: .tombstone)
        }
        for decision in undone {
            settled.remove(decision.comment)
            items[place(decision.comment)].decisions.append(decision)
        }
        return .undone(
            undone, first: undone.first.map { items[place($0.comment)] }, refused: [])
    }
}
