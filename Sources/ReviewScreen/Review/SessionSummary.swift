public import FoundationEssentials
import Moderation

extension ReviewModel {
    /// What somebody did, told to them alone when they stop.
    public func summary(now: Date) -> [String] {
        let minutes = max(0, Int(now.timeIntervalSince(tally.since) / 60))
        var parts: [StyledText] = []
        for (verdict, word) in [
            (Verdict.approve, "approved"), (.hide, "hidden"), (.spam, "marked as spam"),
        ] {
            if let count = tally.verdicts[verdict] { parts.append("\(count) \(word)") }
        }
        if tally.undone > 0 { parts.append("\(tally.undone) taken back") }
        if tally.skipped > 0 { parts.append("\(tally.skipped) left to somebody else") }
        if tally.escalated > 0 { parts.append("\(tally.escalated) for a lead") }
        if tally.notes > 0 { parts.append("\(tally.notes) noted") }
        let done: StyledText = parts.isEmpty ? "nothing decided" : parts.joined(separator: ", ")
        var rows = StyledText(
            "\(minutes) min, \(countInWords(tally.seen.count, "comment")) read: \(done)"
        ).wrapped(to: size.columns)
        if !tally.severe.isEmpty {
            rows += StyledText(
                "you opened \(countInWords(tally.severe.count, "severe comment")); this is counted for you alone and kept nowhere"
            )
            .wrapped(to: size.columns)
        }
        if !marked.isEmpty {
            rows += StyledText("\(marked.count) were marked and not decided").wrapped(
                to: size.columns)
        }
        return rows.map(setup.style.paint)
    }
}
