import FoundationEssentials
public import Moderation

extension JSONWriter {
    /// What `appeal list --format json` prints.
    public mutating func appeals(_ appeals: some Sequence<Appeal>) {
        array(appeals) { $0.appeal($1) }
    }

    /// What `appeal show --format json` prints: the appeal with the decision it is about.
    public mutating func appeal(_ appeal: Appeal) {
        object { json in
            json.member("appeal", Int(appeal.id))
            json.member("text", appeal.text)
            json.member("contact", appeal.contact)
            json.member("enteredBy", appeal.enteredBy)
            json.member("openedAt", appeal.openedAt)
            json.member("due", appeal.due)
            json.member("outcome", appeal.answer?.outcome.rawValue)
            json.member("note", appeal.answer?.note)
            json.member("answeredBy", appeal.answer?.by)
            json.member("answeredAt", appeal.answer?.at)
            json.key("decision")
            json.decision(appeal.decision)
        }
    }

    /// What `notice list --format json` prints.
    public mutating func notices(_ notices: some Sequence<Report>) {
        array(notices) { $0.report($1) }
    }

    /// What readers said of a comment, or a notice, with its answer.
    mutating func report(_ report: Report) {
        object { json in
            json.member("report", Int(report.id))
            json.member("source", report.comment.source)
            json.member("id", report.comment.id)
            json.member("revision", report.revision)
            json.member("count", report.count)
            json.member("reasons", report.reasons)
            json.member("at", report.at)
            json.key("notice")
            if let notice = report.notice {
                json.object { json in
                    json.member("explanation", notice.explanation)
                    json.member("url", notice.url)
                    json.member("name", notice.name)
                    json.member("email", notice.email)
                    json.member("goodFaith", notice.isInGoodFaith)
                    json.member("complete", notice.isComplete)
                }
            } else {
                json.null()
            }
            json.member("verdict", report.answer?.verdict.rawValue)
            json.member("answeredBy", report.answer?.by)
            json.member("answeredAt", report.answer?.at)
        }
    }

    /// What a second person would have decided.
    mutating func opinion(_ opinion: SecondOpinion) {
        object { json in
            json.member("decision", Int(opinion.decision.id))
            json.member("verdict", opinion.verdict.rawValue)
            json.member("reason", opinion.reason)
            json.member("by", opinion.by)
            json.member("at", opinion.at)
        }
    }

    /// A note or an escalation.
    mutating func act(_ act: ReviewAct) {
        object { json in
            json.member("act", Int(act.id))
            json.member("kind", act.kind.rawValue)
            json.member("revision", act.revision)
            json.member("note", act.note)
            json.member("by", act.by)
            json.member("at", act.at)
        }
    }
}

extension CSVWriter {
    /// `appeal list --format csv`.
    public static func appeals(_ appeals: some Sequence<Appeal>) -> CSVWriter {
        var csv = CSVWriter(header: [
            "appeal", "source", "id", "decision", "text", "openedAt", "due", "outcome",
            "answeredBy", "answeredAt",
        ])
        for appeal in appeals {
            csv.row([
                .int(Int(appeal.id)), .text(appeal.decision.comment.source.rawValue),
                .text(appeal.decision.comment.id.rawValue), .int(Int(appeal.decision.id)),
                .text(appeal.text), .text(appeal.openedAt.rfc3339), .text(appeal.due.rfc3339),
                .text(appeal.answer?.outcome.rawValue ?? ""),
                .text(appeal.answer?.by.rawValue ?? ""),
                .text(appeal.answer?.at.rfc3339 ?? ""),
            ])
        }
        return csv
    }

    /// `notice list --format csv`.
    public static func notices(_ notices: some Sequence<Report>) -> CSVWriter {
        var csv = CSVWriter(header: [
            "report", "source", "id", "revision", "explanation", "url", "name", "email",
            "goodFaith", "at", "verdict", "answeredBy", "answeredAt",
        ])
        for report in notices {
            csv.row([
                .int(Int(report.id)), .text(report.comment.source.rawValue),
                .text(report.comment.id.rawValue), .int(report.revision),
                .text(report.notice?.explanation ?? ""), .text(report.notice?.url ?? ""),
                .text(report.notice?.name ?? ""), .text(report.notice?.email ?? ""),
                .text(report.notice?.isInGoodFaith == true ? "yes" : "no"),
                .text(report.at.rfc3339), .text(report.answer?.verdict.rawValue ?? ""),
                .text(report.answer?.by.rawValue ?? ""),
                .text(report.answer?.at.rfc3339 ?? ""),
            ])
        }
        return csv
    }
}
