import FoundationEssentials
import Moderation

/// A campaign whose form has a comment's id.
func campaign(_ id: String, size: Int = 5_012, waiting: Int = 4_890) -> Campaign {
    Campaign(
        id: "c-1f09a6620bd7e3c4", size: size, authors: size - 3,
        firstSeen: noon.addingTimeInterval(-86_400 * 9),
        lastSeen: noon.addingTimeInterval(-3_600), wordings: 812,
        representative: CommentKey(source: "letters", id: CommentID(id)), waiting: waiting,
        held: 3)
}

private let form =
    "Dear council,\n\nKeep the Sunday hours of the library, because families with two jobs have no "
    + "other day to come.\n\nSincerely,\nAda Pell"

/// A queue with a flood of ten thousand, and with one of two by a guest from hell.
let flooded: [QueueItem] = {
    let advert = "Boots! The best boots of the valley, you clown."
    var many = item(
        "f0", advert, categories: ["attack", "spam"], labels: ["question"],
        signals: [signal("clown", in: advert)])
    many.repeats = 9_999
    var few = queue[4]
    few.repeats = 1
    few.isOfCampaign = true
    return [many, few, queue[0]]
}()

let campaigns = [
    WaitingCampaign(
        campaign: campaign("p0"),
        first: item(
            "p7", form + " You clown!", signals: [signal("clown", in: form + " You clown!")])
    ),
    WaitingCampaign(
        campaign: campaign("9;rm -rf '~'\u{1B}[2J", size: 5, waiting: 1), first: queue[4]),
]

/// A letter with a paragraph, a name and a quotation that the form does not have.
let ownLetter: QueueItem = {
    let own = "My mother reads there, and I want to go with her \u{202E}on her only free day."
    let text = "> So what?\n\nDear board,\n\n\(form)\n\n\(own)\n\nWren"
    func part(_ words: String, _ says: Bool, _ scope: SegmentScope = .own) -> AddedPart {
        AddedPart(span: span(of: words, in: text), scope: scope, saysSomething: says)
    }
    var letter = item("p7", text, labels: ["question"])
    letter.isOfCampaign = true
    letter.letter = CampaignLetter(
        campaign: campaign("p0"),
        added: [
            part("So what", false, .quotedOther), part("Dear board", false), part(own, true),
            part("Wren", false),
        ])
    return letter
}()

let formLetter: QueueItem = {
    var letter = item("p0", form)
    letter.isOfCampaign = true
    letter.letter = CampaignLetter(campaign: campaign("p0"), added: [])
    return letter
}()

let preview: CampaignPreview = {
    var preview = CampaignPreview(
        campaign: campaign("p0"), verdict: .approve, form: form + " \(hostile)",
        takesAdding: false)
    preview.order = (0..<4_867).map { CommentKey(source: "letters", id: CommentID("p\($0)")) }
    preview.authors = 4_866
    preview.first = noon.addingTimeInterval(-86_400 * 9)
    preview.last = noon.addingTimeInterval(-3_600)
    preview.withOtherSignals = 12
    preview.adding =
        [CommentKey(source: "letters", id: "9\u{1B}[2J")]
        + (0..<22).map { CommentKey(source: "letters", id: CommentID("own-\($0)")) }
    return preview
}()

/// One letter, with what it says of its own.
let wholePreview: CampaignPreview = {
    var preview = CampaignPreview(
        campaign: campaign("p0", size: 5, waiting: 1), verdict: .spam, form: form,
        takesAdding: true)
    preview.order = [CommentKey(source: "letters", id: "p7")]
    preview.authors = 1
    (preview.first, preview.last) = (noon, noon)
    preview.adding = preview.order
    return preview
}()
