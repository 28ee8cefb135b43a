import FoundationEssentials
import Moderation
import ReviewScreen

/// A comment that nobody should come upon unprepared.
let severeText = "Councilman, I know where you park. We will break your legs, ask anybody."

let severe: QueueItem = {
    var item = item(
        "66", severeText, route: .hold, score: 0.97, categories: ["threat"],
        signals: [
            signal(
                "We will break your legs", in: severeText, rule: "threat.beating",
                category: "threat", title: "Says they will beat or harm a person", points: 5)
        ])
    item.assessment.categories[0].severity = 4
    return item
}()

/// A comment that quotes its article and its parent.
let quoting: QueueItem = {
    let text =
        "“The bridge is safe for all of our people until the winter,” says the mayor. "
        + "HOLD IT RIGHT THERE!!! Define 'our people', you clown."
    return item(
        "200", text,
        article: Article(
            url: "https://ledger.example/bridge", title: "Old bridge closes for two winters",
            body: "The council met on Monday. “The bridge is safe for all of our people until"
                + " the winter,” the mayor said after a long night. Engineers disagree."),
        parent: "199", parentText: "I cross it each morning and so do my children. Safe enough.",
        labels: ["question", "quotes-article"], signals: [signal("clown", in: text)])
}()

let quotingReading: ItemReading = {
    let end = quoting.text.utf8.count
    let quotation = span(
        of: "“The bridge is safe for all of our people until the winter,”", in: quoting.text)
    return ItemReading(
        segments: [
            Segment(scope: .quotedArticle, span: quotation),
            Segment(scope: .own, span: TextSpan(quotation.end, end)),
        ],
        languages: LanguageGuess(parts: [
            LanguageGuess.Part(language: "en", alternatives: [], name: "English", share: 1)
        ]), changes: ["without attack.name-calling the route would be pass"])
}()

/// More than any screen shows at once.
let long: QueueItem = {
    let sentence = "Point by point: the bridge, the budget and the buses belong to one plan. "
    return item(
        "300", String(repeating: sentence, count: 275), categories: ["off-topic"], signals: [])
}()

let flood: QueueItem = {
    var item = item("400", "Vote them all out, every one.", categories: ["flood"])
    item.repeats = 11
    return item
}()

/// What a desk of a small town has to be looked at.
let waiting = [quoting, severe, queue[0], flood, queue[2], queue[3], long, queue[4]]

func claim(_ key: CommentKey, by: Moderator) -> Claim {
    Claim(
        comment: key, by: by, since: noon.addingTimeInterval(-180),
        until: noon.addingTimeInterval(420))
}

/// Hidden by bo, and its author objects.
let appealed: QueueItem = {
    let hidden = decision(12, .hide, on: "500", reason: "attack", by: "bo")
    var item = item(
        "500", "The clerk at window four is a disgrace.", state: .hidden, decisions: [hidden])
    item.appeals = [
        Appeal(
            id: 3, decision: hidden, text: "I spoke of the service, not of her.", contact: nil,
            enteredBy: "bo", openedAt: noon.addingTimeInterval(-3600),
            due: noon.addingTimeInterval(86_400))
    ]
    return item
}()

/// Approved by bo, and readers report it.
let reported: QueueItem = {
    var item = item(
        "501", "Send the lot of them home.", state: .approved,
        decisions: [decision(13, .approve, on: "501", by: "bo")])
    item.reports = [
        Report(
            id: 4, comment: item.comment, revision: 2, count: 3, reasons: ["hate"], at: noon)
    ]
    return item
}()

/// Hidden by bo, and cy would have approved it; a lead is asked.
let differing: QueueItem = {
    let hidden = decision(14, .hide, on: "502", reason: "attack", by: "bo")
    var item = item(
        "502", "You would say that, clown.", state: .hidden, decisions: [hidden])
    item.opinions = [
        SecondOpinion(decision: hidden, verdict: .approve, reason: nil, by: "cy", at: noon)
    ]
    item.acts = [
        ReviewAct(
            id: 1, comment: item.comment, revision: 2, kind: .escalate,
            note: "second opinion: approve", by: "cy", at: noon)
    ]
    return item
}()

/// A comment that would pass for the end of itself and what Gavel says of another.
let imitating: QueueItem = item(
    "503",
    "Thanks." + String(repeating: "\n", count: 30)
        + "- Nothing was found (praise, 0 points).\nsuggests pass\n\u{2800}\n\u{A0}\n \n"
        + "! approved letters:9 (decision 3)\nf approve  d hide  ? help  q quit",
    categories: ["off-topic"], signals: [])
