public import FoundationEssentials
public import Moderation

/// Everything about one item, from where it stands to what may be typed next.
///
/// **Shape**: every line fits the width; widths below 20 are taken as 20.
/// - Complexity: O(length of the body + number of signals and decisions).
public func itemView(
    _ item: QueueItem, now: Date, timeZone: TimeZone = .gmt, width: Int, style: Style
) -> [String] {
    var page = Page(width: width, style: style)
    writeHeader(item, now: now, timeZone: timeZone, on: &page)

    page.section("comment")
    let active = item.assessment.signals.filter { $0.status == .active }
    if let purged = item.purged {
        page.below("\(purged.inWords, .dim)")
    } else {
        let evidence = Evidence(item.text, matches: active.map(\.span))
        page.comment(evidence.words(in: evidence.whole, layout: .paragraphs, style: style))
    }

    page.section("why it is here")
    writeSignals(active, on: &page)
    if active.isEmpty { page.point("no acting rule matched") }
    writeLabels(item.labels, on: &page)
    if !item.assessment.inconclusive.isEmpty {
        let rules = item.assessment.inconclusive.map { StyledText("\($0)") }
        page.point("\("could not finish:", .warning) \(rules.joined(separator: ", "))")
    }
    let shadow = item.assessment.signals.filter { $0.status == .shadow }
    if !shadow.isEmpty {
        page.section("under trial, not counted")
        writeSignals(shadow, on: &page)
    }
    if !item.decisions.isEmpty {
        page.section("decisions")
        writeHistory(item.decisions, now: now, timeZone: timeZone, on: &page)
    }
    writeOpinions(item.opinions, now: now, timeZone: timeZone, on: &page)
    writeAppeals(item.appeals, now: now, timeZone: timeZone, on: &page)
    writeReports(item.reports, now: now, timeZone: timeZone, on: &page)
    writeActs(item.acts, now: now, timeZone: timeZone, on: &page)
    writeSites(item.sites, timeZone: timeZone, on: &page)
    if let letter = item.letter { writeLetter(letter, of: item, on: &page) }
    if item.repeats > 0 { writeRepeats(item, on: &page) }
    writeNext(item, on: &page)
    return page.lines
}

private func writeHeader(
    _ item: QueueItem, now: Date, timeZone: TimeZone, on page: inout Page
) {
    page.write("\(item.comment, .heading), revision \(item.revision)", hanging: "  ")
    let state: StyledText =
        switch item.state {
        case .open: "open, waiting in the queue \(item.queue)"
        case .passed: "new: passed by the machine, nobody was asked"
        case .known: "known: a newer revision replaced it"
        case .approved, .hidden, .spam: "\(item.state.rawValue)"
        }
    page.write("state: \(state)", hanging: "  ")
    page.write(
        """
        route: \(item.assessment.route), score \(scoreInWords(item.assessment.score)), \
        age \(ageInWords(since: item.ingestedAt, now: now))
        """, hanging: "  ")
    if let written = item.createdAt {
        page.write("written: \(minuteInWords(written, timeZone))", hanging: "  ")
    }
    if let author = item.author {
        page.write("author: \(authorInWords(author))", hanging: "  ")
    }
    if let reader = item.claimedBy {
        page.write("\("claimed:", .warning) \(reader) is reading it", hanging: "  ")
    }
    writeArticle(item.article, on: &page)
    if let parent = item.parent {
        let key = CommentKey(source: item.comment.source, id: parent)
        page.write("reply to: \(key)", hanging: "  ")
    }
    if let text = item.parentText {
        let most = 4  // lines: enough to see what is answered; the parent has a view of its own
        let lines = StyledText("\(text, .quoted, layout: .flow)")
            .truncated(to: most * (page.width - 8))
        page.write(lines, first: "  > ", hanging: "  > ")
    }
}

/// Writes what is commented on, the title and the url each on lines of their own.
func writeArticle(_ article: Article?, on page: inout Page) {
    if let title = article?.title { page.write("article: \(title, layout: .flow)", hanging: "  ") }
    if let url = article?.url { page.write("url: \(url)", hanging: "  ") }
}

/// Writes findings in their order, each with what a moderator is told.
func writeSignals(_ signals: [Signal], on page: inout Page) {
    for signal in signals {
        let points: StyledText = "\(pointsInWords(signal.points)) in \(signal.category)"
        page.point("\(signal.title, .heading, layout: .flow): \(points)")
        if !signal.message.isEmpty { page.below("\(signal.message, layout: .flow)") }
        if signal.disguised { page.below("the words were disguised") }
        if signal.scope.isQuoted {
            page.below("> these are not the author's own words: \(signal.scope.rawValue)")
        }
        page.below("\("rule ", .dim)\(signal.rule, .dim)")
    }
}

func writeLabels(_ labels: [LabelID], on page: inout Page) {
    guard !labels.isEmpty else { return }
    let names = labels.map { StyledText("\($0)") }
    page.point("labels: \(names.joined(separator: ", "))")
}

/// Says how many others wait with the same words, and how one verdict goes for all.
private func writeRepeats(_ item: QueueItem, on page: inout Page) {
    page.section("the same words again")
    let others: StyledText =
        item.repeats == 1
        ? "1 other comment of this author waits with the same words"
        : "\(grouped(item.repeats)) other comments of this author wait with the same words"
    page.write(
        others
            + "; --repeats decides them with this one, and an approval leaves those of a higher route:"
    )
    page.command(["gavel", "decide", item.comment.description, "approve", "--repeats"])
}

/// `1 point`, `3 points`, `-2 points`.
func pointsInWords(_ points: Int) -> String {
    points == 1 || points == -1 ? "\(points) point" : "\(points) points"
}

/// Writes what can be typed about the item, the likeliest last.
private func writeNext(_ item: QueueItem, on page: inout Page) {
    let key = item.comment.description
    page.section("next")
    if let appeal = item.appeals.first(where: { $0.answer == nil }) {
        page.command(["gavel", "appeal", "show", "\(appeal.id)"])
    }
    if item.reports.contains(where: { $0.answer == nil }), item.state != .open {
        page.command(["gavel", "queue", "answer", key, "disagree"])
        page.command(["gavel", "queue", "escalate", key, "--note", "WHY"])
    }
    if let standing = standingDecision(item.decisions) {
        page.command(["gavel", "undo", "\(standing.id)"])
        return
    }
    if item.purged == nil { page.command(["gavel", "explain", "--id", key]) }
    guard item.state == .open || item.state == .passed else { return }
    let reason = item.assessment.leadingCategory?.rawValue ?? "CODE"
    let revision = "\(item.revision)"
    let decide = ["gavel", "decide", key]
    page.command(decide + ["hide", "--reason", reason, "--revision", revision])
    page.command(decide + ["approve", "--revision", revision])
}
