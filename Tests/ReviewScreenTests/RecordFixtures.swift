import FoundationEssentials
import Moderation
import ReviewScreen

/// Views of what lets records go, and of what keeps them.
let recordViews: [View] = [
    View(name: "purge-preview") {
        purgePreview(
            PurgePreview(going, held: 12, waiting: 1, young: 40_213), of: .correspondence3y,
            sources: ["letters", "wordpress\u{1B}[2J"], width: $0, style: $1)
    },
    View(name: "purge-preview-nothing") {
        purgePreview(
            PurgePreview(), of: .transitory, sources: ["letters"], width: $0, style: $1)
    },
    View(name: "purged") { purgeLines(gone, width: $0, style: $1) },
    View(name: "erasure-preview") { width, style in
        var preview = ErasurePreview()
        (preview.going, preview.held, preview.waiting) = (going, 2, 1)
        preview.retained = [.permanent: 1]
        return erasurePreview(preview, of: asked, width: width, style: style)
    },
    View(name: "item-purged") { itemView(purgedItem, now: noon, width: $0, style: $1) },
    View(name: "queue-purged") {
        queueTable([purgedItem, queue[0]], now: noon, width: $0, style: $1)
    },
    View(name: "legal-holds") { legalHoldLines(holds, width: $0, style: $1) },
    View(name: "legal-holds-none") { legalHoldLines([], width: $0, style: $1) },
    View(name: "author") {
        authorDetailLines(
            AuthorDetails(
                externalID: "7", name: hostile, email: "ada@ledger.example", address: nil),
            of: asked, width: $0, style: $1)
    },
]

private let asked = CommentKey(source: "letters", id: "104")

private let going: PurgeCount = {
    var count = PurgeCount()
    (count.comments, count.texts, count.setAside) = (1_204, 1_260, 3)
    count.first = noon.addingTimeInterval(-86_400 * 900)
    count.last = noon.addingTimeInterval(-86_400 * 400)
    return count
}()

private let gone: PurgeCount = {
    var count = going
    (count.originals, count.answered, count.authors) = (1_190, 1, 120)
    return count
}()

private let purgedItem: QueueItem = {
    var item = item(
        "105", "", state: .hidden,
        signals: [
            Signal(
                rule: "attack.name-calling", category: "attack", title: "Name-calling", message: "",
                span: TextSpan(3, 9), text: "", scope: .own, disguised: false, points: 3)
        ], decisions: [decision(7, .hide, on: "105", reason: "attack")])
    item.purged = PurgedText(
        at: noon, ground: .retention(.transitory), hash: String(repeating: "6f0c", count: 16))
    return item
}()

private let holds: [LegalHold] = {
    func hold(_ id: Int64, _ subject: LegalHold.Subject, _ comments: Int) -> LegalHold {
        LegalHold(
            id: id, subject: subject, reason: "Doe v. City", by: "counsel", at: noon, release: nil,
            comments: comments)
    }
    var ended = hold(1, .comment(asked), 1)
    ended.reason = hostile
    ended.release = .init(reason: hostile, by: "bo", at: noon.addingTimeInterval(86_400))
    return [
        ended, hold(2, .author(of: asked), 12), hold(3, .source("letters"), 10_400),
        hold(4, .article("https://ledger.example/bridge"), 0),
    ]
}()

extension PurgePreview {
    fileprivate init(_ going: PurgeCount, held: Int, waiting: Int, young: Int) {
        self.init()
        (self.going, self.held, self.waiting, self.young) = (going, held, waiting, young)
    }
}
