public import Moderation

/// What somebody reads before they answer an appeal.
///
/// **Shape**: CommonMark. Words of people stand in indented code, so that nothing in them is read as markup and
/// not a letter is changed but control characters.
/// - Parameters:
///   - rules: those that found something, as the desk's policy has them now.
///   - policy: the digest of that policy.
public func appealPacketMarkdown(
    _ packet: AppealPacket, rules: [CitedRule], policy: PolicyDigest, _ terms: StatementTerms
) -> String {
    var page = PacketPage(packet, rules, policy, terms)
    page.write()
    return page.text
}

private struct PacketPage {
    let packet: AppealPacket
    let rules: [CitedRule]
    let policy: PolicyDigest
    let terms: StatementTerms
    let tongue: Tongue
    private var blocks: [String] = []

    init(
        _ packet: AppealPacket, _ rules: [CitedRule], _ policy: PolicyDigest,
        _ terms: StatementTerms
    ) {
        self.packet = packet
        self.rules = rules
        self.policy = policy
        self.terms = terms
        tongue = Tongue(.en, zone: terms.timeZone)
    }

    var text: String { blocks.joined(separator: "\n\n") + "\n" }

    mutating func write() {
        writeHead()
        writeAppeal()
        writeComment()
        writeDecision()
        writeFindings()
        writeHistory()
        writeReaders()
        writeNotes()
        writeEnd()
    }

    private var appeal: Appeal { packet.appeal }
    private var decision: Decision { packet.appeal.decision }

    private mutating func writeHead() {
        blocks.append("# Appeal \(appeal.id) against decision \(decision.id)")
        var lines = [
            "Desk: \(line(terms.desk)), profile \(decision.profile)",
            "Comment: \(line(decision.comment.description))",
            "To be answered by: \(tongue.moment(appeal.due))",
            "Decided by \(line(decision.by.rawValue)); somebody else answers",
        ]
        if let answer = appeal.answer {
            lines.append(
                "Answered: \(answer.outcome.rawValue), by \(line(answer.by.rawValue)), \(tongue.moment(answer.at))"
            )
        }
        list(lines)
    }

    private mutating func writeAppeal() {
        heading("What the author objects")
        words(appeal.text.isEmpty ? nil : appeal.text, orElse: "The text of the appeal was purged.")
        var lines = [
            "Taken in: \(tongue.moment(appeal.openedAt)), by \(line(appeal.enteredBy.rawValue))"
        ]
        if let contact = appeal.contact { lines.append("Answer to: \(line(contact))") }
        list(lines)
    }

    private mutating func writeComment() {
        let text = packet.text
        heading("The comment as it was decided")
        if text.newestRevision != text.revision {
            blocks.append(
                "Edited since: the decision is on revision \(text.revision), the newest is \(text.newestRevision)."
            )
        }
        words(text.purged == nil ? text.body : nil, orElse: line(text.purged?.inWords ?? ""))
        var lines = ["Revision \(text.revision), format \(text.format.rawValue)"]
        if let article = text.article {
            let parts = [article.title, article.url].compactMap(\.self).map(line)
            lines.append("Under: \(parts.joined(separator: ", "))")
        }
        if let date = text.writtenAt { lines.append("Written: \(tongue.moment(date))") }
        lines += [
            "Read in: \(tongue.moment(text.ingestedAt))",
            "SHA-256 of the original bytes: `\(text.snapshotHash)`",
            "SHA-256 of the text and its format: `\(text.contentHash)`",
        ]
        list(lines)
    }

    private mutating func writeDecision() {
        heading("The decision and its rule")
        let reason = decision.reason.map { " for `\($0)`" } ?? ""
        blocks.append(
            "\(decision.verdict.rawValue)\(reason), \(tongue.moment(decision.at)), policy `\(decision.policy)`."
        )
        if let category = terms.category(of: decision) {
            blocks.append("**\(line(category.title))**: \(line(category.definition))")
            if !category.notIncluded.isEmpty {
                blocks.append("Not meant by it: \(line(category.notIncluded))")
            }
        } else {
            blocks.append("No category of the policy; the reason is the decision's private note.")
        }
        if let law = terms.legalGround(of: decision) { blocks.append("Law: \(line(law))") }
    }

    private mutating func writeFindings() {
        heading("What rules found")
        let assessment = packet.assessment
        blocks.append(
            "Route \(assessment.route), score \(twoPlaces(assessment.score)), judged under policy `\(assessment.policy)`."
        )
        if assessment.policy != policy {
            blocks.append(
                "The desk's policy is `\(policy)` by now; titles and sentences below are those of the day, the texts of rules those of now."
            )
        }
        if assessment.signals.isEmpty { blocks.append("Nothing.") }
        var told: Set<RuleID> = []
        for signal in assessment.signals where told.insert(signal.rule).inserted {
            write(signal.rule, assessment.signals.filter { $0.rule == signal.rule })
        }
    }

    private mutating func write(_ rule: RuleID, _ signals: [Signal]) {
        let first = signals[0]
        blocks.append("### \(line(first.title)) (`\(rule)`)")
        let cited = rules.first { $0.detail.isNamed(rule) }
        var lines = [
            "Category `\(first.category)`, \(signals.map(\.points).reduce(0, +)) points, \(first.status.rawValue)"
                + (signals.contains(where: \.disguised) ? ", seen through a disguise" : "")
        ]
        for signal in signals {
            let whose = signal.scope == .own ? "" : ", \(signal.scope.rawValue)"
            lines.append(
                "Found: \(line(signal.text)) (bytes \(signal.span.start) to \(signal.span.end)\(whose))"
            )
        }
        if !first.message.isEmpty { lines.append("Tells moderators: \(line(first.message))") }
        if let detail = cited?.detail {
            if let sentence = detail.tellAuthor { lines.append("Tells authors: \(line(sentence))") }
            lines += detail.looksFor.map { "Looks for: \(line($0))" }
            lines += detail.exceptions.map { "Not: \(line($0))" }
            lines.append("Pack: \(line(detail.pack)) \(line(cited?.version ?? ""))")
        } else {
            lines.append("No rule of the desk's policy now")
        }
        list(lines)
    }

    private mutating func writeHistory() {
        heading("All decisions on the comment")
        let rows = packet.history.map { decision in
            let what = decision.revokes.map { "takes back \($0)" } ?? decision.reason ?? ""
            return
                "| \(decision.id) | \(decision.revision) | \(decision.verdict.rawValue) | \(line(what)) | \(line(decision.by.rawValue)) | \(tongue.moment(decision.at)) |"
        }
        blocks.append(
            ([
                "| decision | revision | verdict | reason | by | at |",
                "|---:|---:|---|---|---|---|",
            ]
                + rows).joined(separator: "\n"))
    }

    private mutating func writeReaders() {
        heading("What readers said before it")
        if packet.reports.isEmpty { blocks.append("Nothing.") }
        for report in packet.reports {
            guard let notice = report.notice else {
                let reasons = report.reasons.map(line).joined(separator: ", ")
                list([
                    "\(counted(report.count, "report", "reports")), \(tongue.moment(report.at))\(reasons.isEmpty ? "" : ": \(reasons)")"
                ])
                continue
            }
            list([
                "A notice of illegal content, \(tongue.moment(report.at))\(notice.url.map { ", on \(line($0))" } ?? "")"
            ])
            words(notice.explanation)
        }
    }

    /// Only where they were asked for.
    private mutating func writeNotes() {
        let notes = packet.history.compactMap { decision in
            decision.note.map { ("decision \(decision.id)", decision.by, decision.at, $0) }
        }
        let acts = packet.acts.compactMap { act in
            act.note.map { (act.kind.rawValue, act.by, act.at, $0) }
        }
        if (notes + acts).isEmpty { return }
        heading("Private notes")
        for (what, by, at, note) in notes + acts {
            list(["\(what), \(line(by.rawValue)), \(tongue.moment(at))"])
            words(note)
        }
    }

    private mutating func writeEnd() {
        guard appeal.answer == nil else { return }
        heading("To answer")
        for outcome in Appeal.Outcome.allCases {
            blocks.append("    gavel appeal decide \(appeal.id) \(outcome.rawValue) --note \"WHY\"")
        }
    }

    // MARK: - Markup

    private mutating func heading(_ text: String) { blocks.append("## \(text)") }

    private mutating func list(_ lines: [String]) {
        blocks.append(lines.map { "- \($0)" }.joined(separator: "\n"))
    }

    /// Somebody's words in one line of markup.
    private func line(_ text: String) -> String { markdownEscaped(oneLine(text, limit: 1_000)) }

    /// Somebody's words as they are, as a block of its own that a list before it does not take in.
    ///
    /// **Source**: CommonMark 0.31.2, "Indented code blocks"; an HTML comment ends a list before one.
    private mutating func words(_ text: String?, orElse: String = "") {
        guard let text, text.contains(where: { !$0.isWhitespace }) else {
            return blocks.append(orElse.isEmpty ? "Nothing that can be seen." : orElse)
        }
        if blocks.last?.hasPrefix("- ") == true { blocks.append("<!-- -->") }
        blocks.append(indentedCode(text))
    }

    private func twoPlaces(_ number: Double) -> String {
        var json = JSONWriter()
        json.rounded(number, places: 2)
        return json.text
    }
}

/// Any text as an indented code block.
///
/// **Never** lets a control character through other than tab and line feed: U+FFFD takes its place. What any
/// reader takes for a line end is one here.
func indentedCode(_ text: String) -> String {
    var scalars = String.UnicodeScalarView("    ".unicodeScalars)
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\n" where previous == "\r": break
        case "\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}":
            scalars.append(contentsOf: "\n    ".unicodeScalars)
        case "\t": scalars.append(scalar)
        default:
            let isControl = scalar.properties.generalCategory == .control
            scalars.append(isControl ? "\u{FFFD}" : scalar)
        }
        previous = scalar
    }
    return String(scalars)
}
