import Moderation

/// The sentences of the report; the same in every format that has sentences.
extension SummaryContent {
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
}
