import FoundationEssentials
import Moderation

@testable import ReviewScreen

/// What somebody presses, and the screen it leads to.
struct KeyScript: Sendable, CustomStringConvertible {
    let name: String
    let play: @Sendable (inout ScreenDesk) -> Void
    var items: [QueueItem] = waiting
    var source: QueueSource = .queue(.open)
    var isReadOnly = false

    var description: String { name }

    /// Plays it on a screen of a size.
    func desk(columns: Int, rows: Int, style: Style) -> ScreenDesk {
        var desk = ScreenDesk(
            items, source: source, columns: columns, rows: rows, style: style,
            isReadOnly: isReadOnly)
        desk.readings[quoting.comment] = quotingReading
        desk.counts = [.queue(.held): 3, .queue(.appeals): 1]
        desk.pages = page
        play(&desk)
        return desk
    }

    static let all: [KeyScript] = [
        KeyScript(name: "first-item") { $0.start() },
        KeyScript(name: "nothing-waits", play: { $0.start() }, items: []),
        KeyScript(name: "read-only", play: { $0.start() }, isReadOnly: true),
        KeyScript(name: "approved") {
            $0.start(); $0.press("f")
        },
        KeyScript(name: "reasons") {
            $0.start(); $0.press("d tab")
        },
        KeyScript(name: "reason-other") {
            $0.start(); $0.press("d w"); $0.type("names a pupil, see 日本")
        },
        KeyScript(name: "severe-closed") {
            $0.start(); $0.press("j")
        },
        KeyScript(name: "severe-opened") {
            $0.start(); $0.press("j enter")
        },
        KeyScript(name: "quotations-hidden") {
            $0.start(); $0.press("\"")
        },
        KeyScript(name: "zen") {
            $0.start(); $0.press("z")
        },
        KeyScript(name: "repeats") {
            $0.start(); $0.press("j j j")
        },
        KeyScript(name: "wide-letters") {
            $0.start(); $0.press("j j j j")
        },
        KeyScript(name: "emoji") {
            $0.start(); $0.press("j j j j j")
        },
        KeyScript(name: "long-scrolled") {
            $0.start(); $0.press("j j j j j j page-down page-down")
        },
        KeyScript(name: "hostile") {
            $0.start(); $0.press("j j j j j j j")
        },
        KeyScript(name: "imitating", play: { $0.start() }, items: [imitating]),
        KeyScript(
            name: "two-opinions", play: { $0.start() }, items: [differing],
            source: .queue(.escalated)),
        KeyScript(name: "note") {
            $0.start(); $0.press("n"); $0.type("seen before"); $0.press("left left")
        },
        KeyScript(name: "noted") {
            $0.start(); $0.press("n"); $0.type("seen before"); $0.press("enter")
        },
        KeyScript(name: "escalate") {
            $0.start(); $0.press("e")
        },
        KeyScript(name: "search") {
            $0.start(); $0.press("/"); $0.type("our people")
        },
        KeyScript(name: "marks") {
            $0.start(); $0.press("x x")
        },
        KeyScript(name: "marked-verdict") {
            $0.start(); $0.press("x x D")
        },
        KeyScript(name: "marked-preview") {
            $0.start(); $0.press("x x D d 1")
        },
        KeyScript(name: "group") { desk in
            desk.groups[quoting.comment] = [quoting.comment, queue[2].comment, long.comment]
            desk.start()
            desk.press("X")
        },
        KeyScript(name: "undo-list") {
            $0.start(); $0.press("f j d 4 U j")
        },
        KeyScript(name: "undone") {
            $0.start(); $0.press("f u")
        },
        KeyScript(name: "conversation") {
            $0.start(); $0.press("v")
        },
        KeyScript(name: "author") {
            $0.start(); $0.press("a")
        },
        KeyScript(name: "article") {
            $0.start(); $0.press("A")
        },
        KeyScript(name: "history") {
            $0.start(); $0.press("h")
        },
        KeyScript(name: "rules") {
            $0.start(); $0.press("r")
        },
        KeyScript(name: "help") {
            $0.start(); $0.press("?")
        },
        KeyScript(name: "claimed") { desk in
            desk.claims[severe.comment] = claim(severe.comment, by: "bo")
            desk.start()
            desk.press("j")
        },
        KeyScript(name: "passed-over") { desk in
            desk.claims[severe.comment] = claim(severe.comment, by: "bo")
            desk.start()
            desk.press("f")
        },
        KeyScript(name: "edited-meanwhile") { desk in
            desk.start()
            desk.items[0].revision = 3
            desk.send(.changed)
        },
        KeyScript(name: "decided-meanwhile") { desk in
            desk.start()
            desk.items[0].decisions = [decision(7, .hide, on: "200", reason: "attack", by: "bo")]
            desk.send(.changed)
        },
        KeyScript(name: "refused") { desk in
            desk.start()
            desk.fault = Problem(
                code: "Q015",
                message: "comment 'letters:200' has decision 7, hide, by bo since you looked at it",
                help: "gavel queue show letters:200 shows what was decided")
            desk.press("f")
        },
        KeyScript(name: "broken") { desk in
            desk.start()
            desk.send(
                .broken(
                    "gavel.db: the database failed: disk I/O error; see that the disk has room and"
                        + " that you may write to the desk's folder"))
        },
        KeyScript(name: "no-such-key") {
            $0.start(); $0.press("w")
        },
        KeyScript(name: "pause") { desk in
            desk.start()
            desk.send(.working("making the index of words: 40 %"))
        },
        KeyScript(
            name: "appeal",
            play: {
                $0.start(); $0.press("d"); $0.type("it names her address")
            },
            items: [appealed], source: .queue(.appeals)),
        KeyScript(
            name: "reported", play: { $0.start() }, items: [reported], source: .queue(.reported)),
    ]

    private var facts: AuthorFacts {
        var facts = AuthorFacts()
        (facts.seen, facts.approved, facts.refused) = (4, 2, 1)
        (facts.lastHour, facts.lastDay) = (2, 3)
        return facts
    }

    private func page(_ kind: ReviewEffect.PageKind, _ key: CommentKey) -> ReviewPage? {
        switch kind {
        case .conversation:
            .conversation(
                Conversation(
                    above: [
                        part("198", "Who paid for the logo?"), part("199", quoting.parentText!),
                    ],
                    this: part("200", quoting.text),
                    replies: [part("201", "Well asked."), part("202", hostile)]))
        case .author:
            .author(facts, [quoting, severe, queue[4]])
        case .article: .article(key, quoting.article)
        case .history: .history(fullItem)
        case .rules: .rules(loudQuestion)
        }
    }

    private func part(_ id: CommentID, _ text: String) -> Conversation.Part {
        Conversation.Part(
            key: CommentKey(source: "letters", id: id), text: text, state: .open,
            at: noon.addingTimeInterval(-7200))
    }
}
