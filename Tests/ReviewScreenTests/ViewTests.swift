import FoundationEssentials
import Moderation
import ReviewScreen
import TestSupport
import Testing

/// A view with its width and style still open.
struct View: Sendable, CustomTestStringConvertible {
    let name: String
    let lines: @Sendable (Int, Style) -> [String]

    var testDescription: String { name }

    static let all: [View] =
        [
            View(name: "queue") { queueTable(queue, now: noon, width: $0, style: $1) },
            View(name: "queue-without-articles") {
                queueTable(unnamed, now: noon, width: $0, style: $1)
            },
            View(name: "queue-empty") { queueTable([], now: noon, width: $0, style: $1) },
            View(name: "queue-repeats") { queueTable(flooded, now: noon, width: $0, style: $1) },
            View(name: "campaigns") { campaignTable(campaigns, width: $0, style: $1) },
            View(name: "campaigns-none") { campaignTable([], width: $0, style: $1) },
            View(name: "campaign-preview") {
                campaignPreview(preview, reason: nil, width: $0, style: $1)
            },
            View(name: "campaign-preview-all") {
                campaignPreview(wholePreview, reason: "spam", width: $0, style: $1)
            },
            View(name: "item-letter") { itemView(ownLetter, now: noon, width: $0, style: $1) },
            View(name: "item-form") { itemView(formLetter, now: noon, width: $0, style: $1) },
            View(name: "item-repeats") { itemView(flooded[1], now: noon, width: $0, style: $1) },
            View(name: "item") { itemView(fullItem, now: noon, width: $0, style: $1) },
            View(name: "item-hostile") { itemView(queue[4], now: noon, width: $0, style: $1) },
            View(name: "explain-loud-question") {
                explanationView(loudQuestion, width: $0, style: $1)
            },
            View(name: "explain") { explanationView(fullExplanation, width: $0, style: $1) },
            View(name: "status") { statusView(busyDesk, now: noon, width: $0, style: $1) },
            View(name: "status-new") { statusView(newDesk, now: noon, width: $0, style: $1) },
            View(name: "decided") { decisionLines(decided, width: $0, style: $1) },
            View(name: "undone") { width, style in
                decisionLines([decision(60, .undo, revokes: 58)], width: width, style: style)
            },
        ] + recordViews + siteViews
}

struct ViewTests {
    @Test(arguments: View.all, widths)
    func `views look as recorded`(view: View, width: Int) {
        // Without colour nothing is escaped, so that an escape let through would differ.
        let plain = view.lines(width, Style(colour: false)).joined(separator: "\n") + "\n"
        expectGolden(plain, "\(view.name)-\(width).txt")
        let coloured = readable(view.lines(width, Style(colour: true)))
        expectGolden(coloured, "\(view.name)-\(width)-colour.txt")
    }

    @Test func `the plain queue is read aloud without columns`() {
        let style = Style(colour: false, plain: true)
        let lines = queueTable(queue, now: noon, width: 80, style: style)
        expectGolden(lines.joined(separator: "\n") + "\n", "queue-plain.txt")
    }

    @Test func `floods and campaigns are read aloud without columns`() {
        let style = Style(colour: false, plain: true)
        let lines =
            queueTable(flooded, now: noon, width: 80, style: style)
            + campaignTable(campaigns, width: 80, style: style)
        expectGolden(lines.joined(separator: "\n") + "\n", "campaigns-plain.txt")
    }

    @Test(arguments: View.all)
    func `no line is wider than asked, and colour adds no words`(view: View) {
        for width in [1, 20, 27, 40, 71, 72, 80, 133, 200] {
            let plain = view.lines(width, Style(colour: false))
            let coloured = view.lines(width, Style(colour: true))
            let words = coloured.map(withoutColours)
            #expect(words.map { Array($0.utf8) } == plain.map { Array($0.utf8) })
            for line in plain {
                #expect(columns(line) <= max(width, 20), "\(width): \(line)")
                #expect(objection(to: line) == nil, "\(width): \(line)")
            }
        }
    }

    @Test func `no view of any text breaks its width or lets anything through`() {
        var random = SeededGenerator()
        for _ in 0..<300 {
            let bytes = random.bytes(upTo: 40)
            let text = random.text(pieces: 40) + String(decoding: bytes, as: UTF8.self)
            let spans = (0..<3).map { _ in
                let start = Int.random(in: -3...90, using: &random)
                return TextSpan(start, start + Int.random(in: -3...20, using: &random))
            }
            let signals = spans.map { span in
                Signal(
                    rule: RuleID(text), category: "attack", title: text, message: text, span: span,
                    text: text, scope: .own, disguised: true, points: 2)
            }
            let any = item(
                CommentID(text), text, article: Article(url: text, title: text),
                parent: CommentID(text), parentText: text, labels: [LabelID(text)],
                signals: signals, inconclusive: [RuleID(text)], claimedBy: Moderator(text),
                decisions: [decision(1, .hide, reason: text, note: text, by: Moderator(text))])
            let why = explanation(
                text, route: .queue,
                segments: spans.map {
                    ExplainedSegment(segment: Segment(scope: .quotedOther, span: $0), reason: text)
                }, signals: signals, shadow: signals, changes: [text])
            let parts = spans.map {
                AddedPart(span: $0, scope: .own, saysSomething: Bool.random(using: &random))
            }
            var letter = any
            letter.repeats = 2
            letter.letter = CampaignLetter(campaign: campaign(text), added: parts)
            var bulk = CampaignPreview(
                campaign: campaign(text), verdict: .hide, form: text, takesAdding: false)
            bulk.adding = [any.comment]
            let width = Int.random(in: 20...120, using: &random)
            let style = Style(colour: false, plain: Bool.random(using: &random))
            let lines =
                queueTable([any], now: noon, width: width, style: style)
                + itemView(any, now: noon, width: width, style: style)
                + itemView(letter, now: noon, width: width, style: style)
                + campaignTable(
                    [WaitingCampaign(campaign: campaign(text), first: any)], width: width,
                    style: style)
                + campaignPreview(bulk, reason: text, width: width, style: style)
                + explanationView(why, width: width, style: style)
                + decisionLines(any.decisions, width: width, style: style)
            for line in lines {
                #expect(columns(line) <= width, "\(random) \(width): \(line)")
                #expect(objection(to: line) == nil, "\(random): \(line)")
            }
        }
    }

    @Test func `a find in a quotation is shown as judged, disguised and somebody else's words`() {
        let text = "“ask the cl0wn” he wrote, “or not”. No."
        let quotations = ["“ask the cl0wn”", "“or not”"].map { span(of: $0, in: text) }
        let lines = explanationView(
            explanation(
                text, route: .queue,
                segments: quotations.map {
                    ExplainedSegment(
                        segment: Segment(scope: .quotedOther, span: $0), reason: "inside “ ”")
                },
                signals: [signal("cl0wn", in: text, scope: .quotedOther, disguised: true)],
                inconclusive: ["pii.phone"]),
            width: 100, style: Style(colour: false))
        for line in [
            "- quoted-other, judged by the rules that read quotations: inside “ ”",
            "- quoted-other, not judged: inside “ ”", "  the words were disguised",
            "  > these are not the author's own words: quoted-other",
            "route: queue — 1 rule could not finish; a person should look",
        ] { #expect(lines.contains(line), "\(line)\n\(lines.joined(separator: "\n"))") }
    }

    @Test func `where no word is, none is announced`() {
        for text in ["", " \n", "…"] {
            let whole = Segment(scope: .own, span: TextSpan(0, text.utf8.count))
            let lines = explanationView(
                explanation(
                    text, route: .pass, segments: [ExplainedSegment(segment: whole, reason: "own")]),
                width: 80, style: Style(colour: false))
            #expect(lines.contains("whose words") == (text == "…"), "\(lines)")
        }
    }

    @Test func `a huge comment is shown whole in its own view and shortly in the table`() {
        let long = String(repeating: "bridges and roads, ", count: 1100) + "clown"
        let stacked = "o" + String(repeating: "\u{301}", count: 100_000) + " clown"
        for text in [long, stacked] {
            let one = item("1", text, signals: [signal("clown", in: text)])
            let style = Style(colour: false)
            let shown = itemView(one, now: noon, width: 80, style: style).joined(separator: " ")
            #expect(shown.utf8.count < 30_000)
            #expect(shown.contains("⟦clown⟧"))
            let table = queueTable([one], now: noon, width: 80, style: style)
            #expect(table.count == 3)
            #expect(table[1].contains("⟦clown⟧"))
        }
    }

    @Test func `spans are bytes of the text as given, whatever stands before them`() {
        let text = "\u{1B}橋👨‍👩‍👧\u{202E}é clown!"
        let one = item("1", text, signals: [signal("clown", in: text)])
        let lines = itemView(one, now: noon, width: 80, style: Style(colour: false))
        #expect(lines.contains("┃ ␛橋👨‍👩‍👧‹U+202E›é ⟦clown⟧!"))
    }

    @Test func `overlapping and crooked spans give one pair of brackets`() {
        let text = "ab橋cd"
        var left = signal("b橋", in: text)
        left.span = TextSpan(1, 3)  // ends within the character
        var right = signal("橋", in: text)
        right.span = TextSpan(3, 4)  // begins and ends within it
        let one = item("1", text, signals: [left, right])
        let lines = itemView(one, now: noon, width: 80, style: Style(colour: false, plain: true))
        #expect(lines.contains("| a[b橋]cd"))
    }

    @Test func `an id cannot end the command that is suggested`() {
        let lines = queueTable([queue[4]], now: noon, width: 200, style: Style(colour: false))
        #expect(lines.last!.hasSuffix(#"next: gavel queue show 'x:9;rm -rf '\''~'\''␛[2J'"#))
    }

    @Test func `a decided item offers to take the standing decision back`() {
        var one = fullItem
        one.decisions.append(decision(15, .approve))
        let lines = itemView(one, now: noon, width: 80, style: Style(colour: false))
        #expect(lines.last == "  gavel undo 15")
        one.decisions.append(decision(16, .undo, revokes: 15))
        let again = itemView(one, now: noon, width: 80, style: Style(colour: false))
        #expect(again.last == "  gavel decide letters:104 approve --revision 2")
        one.decisions.append(decision(17, .undo, revokes: 16))
        let restored = itemView(one, now: noon, width: 80, style: Style(colour: false))
        #expect(restored.last == "  gavel undo 15")
    }

    @Test func `many decisions are taken back by count`() {
        let many = (1...13).map { decision($0, .approve) }
        let lines = decisionLines(many, width: 80, style: Style(colour: false))
        #expect(lines.last == "13 decided; to take back: gavel undo --last 13 --dry-run")
    }

    @Test func `times are told in the zone asked for`() {
        let zone = TimeZone(secondsFromGMT: -5 * 3600 - 1800)!
        let lines = itemView(
            fullItem, now: noon, timeZone: zone, width: 80, style: Style(colour: false))
        #expect(lines.contains("written: 2026-07-14 03:10 -05:30"))
    }
}

struct AgeTests {
    static let known: [(Double, String)] = [
        (-50, "now"), (0, "now"), (59, "now"), (60, "1 min"), (3599, "59 min"), (3600, "1 h"),
        (86399, "23 h"), (86400, "1 d"), (86400 * 13, "13 d"), (86400 * 14, "2 wk"),
        (86400 * 400, "57 wk"),
    ]

    @Test(arguments: known)
    func `an age is told in the largest unit that fits`(seconds: Double, words: String) {
        #expect(ageInWords(since: noon.addingTimeInterval(-seconds), now: noon) == words)
    }
}
