import Moderation

/// The sentences of the report; the same in every format that has sentences.
extension SummaryContent {
    var heading: String { "Comment moderation" }

    /// `1 October to 31 October 2026`; the last day is the last one of which any part is included.
    var period: String {
        let end = clock.lastDay(before: figures.to).long
        guard let from = figures.from else { return "From the first comment to \(end)" }
        let start = clock.day(of: from).long
        return start == end ? start : "\(start) to \(end)"
    }

    var asOf: String { "as of \(clock.text(figures.to)), \(clock.zoneName)" }

    /// What happened, in plain words, before any table.
    var lead: [String] {
        var sentences = [figures.received == 0 ? "Nothing was written in this period." : intake]
        if decided > 0 {
            sentences.append(
                "People decided \(grouped(decided)): they approved \(grouped(figures.approved)), "
                    + "hid \(grouped(figures.hidden)) and marked \(grouped(figures.spam)) as spam.")
        } else if figures.received > 0 {
            sentences.append("No decision by a person stands.")
        }
        if figures.open > 0 {
            let since = figures.oldestOpen.map { ", the oldest since \(clock.text($0))" } ?? ""
            sentences.append(
                "\(grouped(figures.open)) \(figures.open == 1 ? "waits" : "wait") "
                    + "for a decision\(since).")
        }
        sentences.append("The machine removed nothing: it sorts, and a person decides.")
        return sentences
    }

    private var intake: String {
        let edits = edits.map { ", \($0)" } ?? ""
        var text =
            "In this period the desk received "
            + "\(counted(figures.received, "comment", "comments"))\(edits). "
            + "The machine passed \(grouped(routed(.pass))), queued \(grouped(routed(.queue))) "
            + "and held \(grouped(held)) for a person"
        if routed(.reject) > 0 {
            text += ", and would have rejected \(grouped(routed(.reject))) of those held"
        }
        return text + "."
    }

    /// What each word and rate means, fixed here so that reports of different months compare.
    var definitions: [(term: String, meaning: String)] {
        [
            (
                "Received",
                "texts written in the period, or read in it where their source gives no date; each edit of "
                    + "a comment is a text of its own. What waits is told as it was when the report was made."
            ),
            ("Passed", "texts the machine found no reason to show to a person."),
            ("Queued", "texts the machine put before a person without asking to hold them."),
            (
                "Held",
                "texts the machine suggested keeping from view until a person decides, those it "
                    + "suggested for rejection among them."
            ),
            (
                "Decided",
                "texts with a standing decision by a person: approved, hidden or marked as spam; a "
                    + "decision that was undone is not counted."
            ),
            ("Hold rate", "held ÷ received."),
            ("Removal rate", "(hidden + marked as spam) ÷ decided."),
            (
                "Time to decision",
                "from arrival at the desk to the standing decision. p50 and p95 are nearest-rank "
                    + "percentiles: the time at rank ⌈0.50 n⌉ or ⌈0.95 n⌉ of all times in ascending "
                    + "order, so each is a time that occurred. No averages are given, as one "
                    + "forgotten comment would move them."
            ),
            (
                "Flagged",
                "texts with at least one finding in the category; findings of rules under trial do "
                    + "not count."
            ),
            ("Fired", "texts in which the rule found something."),
            ("Upheld", "of those decided, the ones a person hid or marked as spam."),
            (
                "Precision",
                "upheld ÷ decided, over texts in which the rule fired. The interval is Wilson’s "
                    + "(1927) at 95\u{202F}%, z = 1.96: with few decisions it is wide, and says so."
            ),
            ("Set aside", "records that could not be read; they are kept whole, with the reason."),
        ]
    }
}
