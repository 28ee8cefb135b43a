import Moderation

/// What somebody does by hand in Decidim's panel of moderations, whose interface for programs only reads.
enum DecidimWorklist {
    /// Holds the header; each part of the list begins as a copy of it, emptied.
    private static let writer = CSVWriter(header: [
        "url", "id", "do", "report_as", "sentence", "source", "decision", "action",
    ])

    static var header: [UInt8] { writer.bytes }

    static func rows(_ orders: [SiteCommand]) -> [UInt8] {
        var csv = writer
        csv.removeAll()
        for order in orders {
            let action = order.action
            let isHiding = action.action.hides
            let reason = report(action)
            csv.row([
                .text(action.url ?? ""), .text(order.id), .text(isHiding ? "hide" : "unhide"),
                .text(isHiding ? reason : ""),
                .text(
                    isHiding
                        ? "Open the page, report comment \(order.id) as \(reason), and hide it in the"
                            + " panel of moderations."
                        : "Find comment \(order.id) among the hidden ones in the panel of moderations,"
                            + " and unhide it."),
                .text(action.comment.source.rawValue), .int(Int(action.decision)),
                .text(action.action.rawValue),
            ])
        }
        return csv.bytes
    }

    /// **Source**: Decidim has three reasons to report: `spam`, `offensive`, `does_not_belong`.
    private static func report(_ action: WriteBackAction) -> String {
        if action.action == .spam { return "spam" }
        return switch action.reason {
        case "spam", "scam", "flood": "spam"
        case "threat", "incite", "minors", "obscene", "hate", "attack", "profanity", "defamation":
            "offensive"
        default: "does_not_belong"
        }
    }
}
