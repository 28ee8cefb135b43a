import FoundationEssentials
import Moderation
import ReviewScreen

/// 2026-07-14 12:00:00 UTC.
let noon = Date(timeIntervalSince1970: 1_784_030_400)

let widths = [80, 40, 200]
let styles = [Style(colour: false), Style(colour: true)]

/// Text that tries everything: colour, title, clear, bidi, zero width, forged marks, stacked marks.
let hostile =
    "\u{1B}[31mred\u{1B}[0m \u{1B}]0;owned\u{7} \u{9B}2J \u{202E}drawkcab\u{202C} z\u{200B}ero "
    + "p\u{200D}a\u{FE0F}y \u{E0041} \u{E000} \u{FFFF} \0\u{7F} ⟦forged⟧ o"
    + String(repeating: "\u{301}", count: 40) + " end"

/// The stretch of the first time some words stand in a text.
func span(of words: String, in text: String) -> TextSpan {
    let haystack = Array(text.utf8)
    let needle = Array(words.utf8)
    let start = haystack.indices.first { haystack[$0...].starts(with: needle) }!
    return TextSpan(start, start + needle.count)
}

func signal(
    _ words: String, in text: String, rule: RuleID = "attack.name-calling",
    category: CategoryID = "attack", title: String = "Name-calling aimed at a person",
    points: Int = 3, scope: SegmentScope = .own, disguised: Bool = false,
    status: Signal.Status = .active
) -> Signal {
    Signal(
        rule: rule, category: category, title: title,
        message: "“\(words)” is said to a person, not about what they did.",
        span: span(of: words, in: text), text: words, scope: scope, disguised: disguised,
        points: points, status: status)
}

func item(
    _ id: CommentID, _ text: String, route: Route = .queue, score: Double = 0.62,
    hoursOld: Double = 3, source: SourceName = "letters", state: ItemState = .open,
    article: Article? = Article(
        url: "https://ledger.example/bridge?tab=1", title: "Old bridge closes for two winters"),
    parent: CommentID? = nil, parentText: String? = nil, categories: [CategoryID] = ["attack"],
    labels: [LabelID] = [], signals: [Signal] = [], inconclusive: [RuleID] = [],
    claimedBy: Moderator? = nil, decisions: [Decision] = []
) -> QueueItem {
    QueueItem(
        comment: CommentKey(source: source, id: id), revision: 2, state: state, text: text,
        article: article, parent: parent, parentText: parentText,
        createdAt: noon.addingTimeInterval(-hoursOld * 3600 - 1200),
        ingestedAt: noon.addingTimeInterval(-hoursOld * 3600),
        assessment: Assessment(
            route: route, score: score,
            categories: categories.map {
                CategoryScore(category: $0, points: 3, score: score, route: route)
            }, labels: labels.map { Label(id: $0) }, signals: signals, inconclusive: inconclusive,
            policy: "9f2c41d07a3e", profile: .publisher),
        claimedBy: claimedBy, decisions: decisions)
}

func decision(
    _ number: Int64, _ verdict: Verdict, on id: CommentID = "104", reason: String? = nil,
    note: String? = nil, by: Moderator = "ana", revokes: Int64? = nil
) -> Decision {
    Decision(
        id: number, comment: CommentKey(source: "letters", id: id), revision: 2, verdict: verdict,
        reason: reason, note: note, by: by,
        at: noon.addingTimeInterval(-86400 * 2 + Double(number) * 60), policy: "9f2c41d07a3e",
        profile: .publisher, revokes: revokes, replies: .tombstone)
}

/// A queue as a small town has it on a Tuesday, with one guest from hell.
let queue: [QueueItem] = {
    let clown =
        "The council had three years for this bridge and spent two of them on a logo. "
        + "Whoever signed that is a clown, and you, Mr. Ames, are the biggest clown of all."
    let spanish =
        "¿Y quién paga? ¡Otra vez los vecinos! El señor alcalde es un sinvergüenza, señores."
    let japanese =
        "橋を二年も閉めるのは長すぎます。"
        + "あなたは馬鹿だ、市長さん。子どもはどうするの。"
    let emoji = "👨‍👩‍👧‍👦 we walk 4 km now 🇩🇪👍🏽❤️ thanks, you c1own 🤡 1️⃣"
    return [
        item(
            "104", clown, route: .hold, score: 0.91, categories: ["attack", "threat"],
            labels: ["question"],
            signals: [signal("a clown", in: clown), signal("biggest clown", in: clown)]),
        item(
            "wp-48213", spanish, hoursOld: 0.1, source: "wordpress",
            labels: ["question", "campaign"], signals: [signal("sinvergüenza", in: spanish)],
            claimedBy: "ben"),
        item(
            "77", japanese, score: 0.55, hoursOld: 30,
            article: Article(url: nil, title: "旧橋、二冬にわたり通行止め"),
            signals: [signal("馬鹿", in: japanese)]),
        item(
            "78", emoji, score: 0.5, hoursOld: 24 * 40,
            article: Article(url: "https://ledger.example/a", title: nil),
            signals: [signal("c1own", in: emoji, disguised: true)]),
        item(
            "9;rm -rf '~'\u{1B}[2J", hostile, route: .reject, score: 1, source: "x",
            article: Article(url: "https://\u{202E}moc.elgoog", title: "t\u{1B}[31m\nitle"),
            categories: ["spam"], signals: [signal("drawkcab", in: hostile, category: "spam")],
            claimedBy: "eve\u{7}"),
        item(
            "120", "Thank you.", route: .pass, score: 0, hoursOld: 0, article: nil,
            categories: []),
    ]
}()

/// A queue of a source that names no article. Tone is found first, and leads nowhere.
let unnamed: [QueueItem] = {
    let loud = "WAKE UP, people. It is the third winter without salt on Larch Street, you clown."
    var first = item(
        "31", loud, article: nil,
        signals: [
            signal("WAKE UP", in: loud, rule: "tone.orders", category: "style", points: 1),
            signal("winter", in: loud, rule: "attack.credit", points: -1),
            signal("salt", in: loud, rule: "attack.trial", points: 0, status: .shadow),
            signal("clown", in: loud), signal("you clown", in: loud, points: 0),
        ])
    first.assessment.categories.append(
        CategoryScore(category: "style", points: 1, score: 0.25, route: .pass))
    let calm = item(
        "32", "Good grief, another study.", route: .pass, score: 0.25, article: nil,
        categories: ["style"],
        signals: [
            signal(
                "Good grief", in: "Good grief, another study.", rule: "tone.exasperation",
                category: "style", points: 1)
        ])
    return [first, calm]
}()

/// The first item with all that an item can have.
let fullItem: QueueItem = {
    let text =
        "> The bridge is safe, said Mr. Ames.\n\nSafe?! You are a cl0wn, Mr. Ames. "
        + "日本の橋のほうが安全です。 Somos vecinos, no peones. 👩‍🚒\n\tSigned, a reader"
    return item(
        "104", text, route: .hold, score: 0.914, parent: "98",
        parentText: "The engineers looked at it twice.\nI was there, and so were you.",
        labels: ["quotes-article", "question"],
        signals: [
            signal(
                "safe", in: text, rule: "style.scare", category: "style", title: "Scare quotes",
                points: -1, scope: .quotedArticle),
            signal("a cl0wn", in: text, disguised: true),
            signal(
                "peones", in: text, rule: "attack.trial", title: "Belittling (trial)", points: 0,
                status: .shadow),
        ],
        inconclusive: ["pii.address"], claimedBy: "ben",
        decisions: [
            decision(12, .hide, reason: "attack", note: "call names elsewhere"),
            decision(14, .undo, by: "ben", revokes: 12),
        ])
}()

func explanation(
    _ text: String, route: Route, segments: [ExplainedSegment], signals: [Signal] = [],
    labels: [LabelID] = [], categories: [ExplainedCategory] = [], inconclusive: [RuleID] = [],
    excepted: [ExceptedHit] = [], shadow: [Signal] = [], changes: [String] = [],
    languages: LanguageGuess = LanguageGuess()
) -> Explanation {
    Explanation(
        text: text,
        article: Article(url: "https://ledger.example/ordinance", title: "An ordinance on badges"),
        assessment: Assessment(
            route: route, score: signals.isEmpty ? 0 : 0.62, labels: labels.map { Label(id: $0) },
            signals: signals, inconclusive: inconclusive, policy: "9f2c41d07a3e",
            profile: .government),
        segments: segments, languages: languages, categories: categories, excepted: excepted,
        shadow: shadow,
        whatWouldChange: changes)
}

/// A loud and lawful answer to a quoted sentence.
let loudQuestion: Explanation = {
    let text = "“We serve all of our neighbours”, says the mayor. NAME ONE!!! Who is a 'neighbour'?"
    let quoted = span(of: "“We serve all of our neighbours”", in: text)
    return explanation(
        text, route: .pass,
        segments: [
            ExplainedSegment(
                segment: Segment(scope: .quotedArticle, span: quoted),
                reason: "29 of its 29 letters stand in the article, in this order"),
            ExplainedSegment(
                segment: Segment(scope: .own, span: TextSpan(quoted.end, text.utf8.count)),
                reason: "no quotation covers it"),
        ], labels: ["question", "quotes-article"])
}()

/// An explanation in which every part has something to say, some of it hostile.
let fullExplanation: Explanation = {
    let text =
        "> you are all thieves\n" + "You clown. 橋は安全ですか。 " + hostile + " ¡Qué vergüenza! 👩‍🚒"
    let quoted = span(of: "> you are all thieves\n", in: text)
    return explanation(
        text, route: .queue,
        segments: [
            ExplainedSegment(
                segment: Segment(scope: .quotedComment, span: quoted),
                reason: "these words stand in the comment it replies to"),
            ExplainedSegment(
                segment: Segment(scope: .own, span: TextSpan(quoted.end, text.utf8.count)),
                reason: "no quotation covers it"),
        ],
        signals: [signal("clown", in: text, points: 5), signal("vergüenza", in: text, points: 4)],
        labels: ["quotes-comment"],
        categories: [
            ExplainedCategory(
                category: "attack", title: "Attacks on people", pointsBeforeCaps: 9,
                pointsAfterCaps: 8,
                thresholds: [
                    RouteThreshold(route: .queue, points: 4),
                    RouteThreshold(route: .hold, points: 8),
                ], ceiling: .queue, route: .queue),
            ExplainedCategory(
                category: "style", title: "Tone", pointsBeforeCaps: 1, pointsAfterCaps: 1,
                thresholds: [], ceiling: nil, route: .pass),
        ],
        inconclusive: ["pii.address"],
        excepted: [
            ExceptedHit(
                rule: "attack.thief", span: span(of: "thieves", in: text), text: "thie\u{200B}ves",
                because: "said of a charge that a court is hearing")
        ],
        shadow: [
            signal(
                "Qué", in: text, rule: "attack.trial", title: "Trial rule", points: 0,
                status: .shadow)
        ],
        changes: ["without “clown” the route is pass", "2 points fewer in attack: pass"],
        languages: LanguageGuess(parts: [
            .init(language: "ja", name: "Japanese", share: 0.5),
            .init(
                language: "es", alternatives: ["pt"], name: "Spanish or Portuguese", share: 0.254),
        ]))
}()

let busyDesk = DeskStatus(
    desk: "/srv/desk\u{1B}[2J", profile: .publisherEU, policy: "9f2c41d07a3e", comments: 48213,
    open: 37, held: 4, waitingComments: 10036, oldestOpen: "2026-07-12T09:00:00Z",
    lastIngest: "2026-07-14T11:55:00.250Z",
    lastSuccess: "2026-07-13T11:55:00Z", setAside: 3,
    shadowed: [ShadowedRule(rule: "attack.name-calling", hits: 61, comments: 200)])

let newDesk = DeskStatus(
    desk: "desk", profile: .government, policy: "9f2c41d07a3e", comments: 0, open: 0, held: 0,
    waitingComments: 0, oldestOpen: nil, lastIngest: nil, lastSuccess: nil, setAside: 0)

let decided = [
    decision(57, .approve),
    decision(58, .hide, on: "105", reason: "attack", note: "per house rule 4\nsee wiki 橋"),
    decision(59, .spam, on: "9\u{1B}[2J", by: "eve\u{202E}"),
]
