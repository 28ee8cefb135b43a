import FoundationEssentials
import Moderation

extension ReviewModel {
    /// What is shown in place of the comment.
    func pageRows(_ content: ReviewPage, width: Int) -> [StyledText] {
        var page = Page(width: width, style: setup.style)
        switch content {
        case .conversation(let conversation): write(conversation, on: &page)
        case .author(let facts, let comments): write(facts, comments, on: &page)
        case .article(let key, let article): write(article, of: key, on: &page)
        case .history(let item): write(history: item, on: &page)
        case .rules(let explanation):
            return explanationRows(explanation, width: width, style: setup.style)
        case .help: writeHelp(on: &page)
        }
        return page.rows
    }

    private func write(_ conversation: Conversation, on page: inout Page) {
        page.write("\("conversation", .heading)")
        func part(_ part: Conversation.Part, _ sign: StyledText) {
            let age = agoInWords(since: part.at, now: now)
            page.write(
                "\(part.key, .heading), \(part.state.rawValue), \(age)", first: sign, hanging: sign)
            // The one that is reviewed is as open here as it is there.
            let isClosed =
                part.key == current?.key
                ? isCollapsed : part.isSevere && revealed[part.key] == nil
            if part.text.isEmpty {
                page.write("\("purged", .dim)", first: sign, hanging: sign)
            } else if isClosed {
                let told = "\("severe; search its id to open it", .dim)" as StyledText
                page.write(told, first: sign, hanging: sign)
            } else {
                page.comment("\(part.text, layout: .paragraphs)", indent: sign)
            }
            page.blank()
        }
        for above in conversation.above { part(above, "  ") }
        part(conversation.this, "› ")
        for reply in conversation.replies { part(reply, "    ") }
        if conversation.above.isEmpty, conversation.replies.isEmpty {
            page.write("it answers nothing, and nothing answers it")
        }
    }

    private func write(
        _ facts: AuthorFacts?, _ comments: [QueueItem], on page: inout Page
    ) {
        page.write("\("author", .heading)")
        guard let facts else {
            page.write("the source names no author")
            return
        }
        page.write(authorInWords(facts))
        page.section("their newest comments")
        for item in comments {
            let decision: StyledText = standingDecision(item.decisions).map { " by \($0.by)" } ?? ""
            let age = agoInWords(since: item.createdAt ?? item.ingestedAt, now: now)
            page.point("\(item.comment), \(item.state.rawValue)\(decision), \(age)")
            let isHidden = isClosed(item)
            page.below(
                isHidden
                    ? "severe: \(item.assessment.leadingCategory?.rawValue ?? "", layout: .flow)"
                    : Evidence(item.text, matches: []).excerpt(
                        columns: page.width - 2, style: setup.style))
        }
    }

    private func write(_ article: Article?, of key: CommentKey, on page: inout Page) {
        guard let article else {
            page.write("the source names no article for \(key)")
            return
        }
        writeArticle(article, on: &page)
        page.blank()
        guard let body = article.body else {
            page.write("the source sends no text of it")
            return
        }
        let quoted = current.flatMap { reviewed in
            reviewed.reading?.segments.first { $0.scope == .quotedArticle }
                .flatMap { QuotedPassage(reviewed.item.text[span: $0.span], in: body) }
        }
        let evidence = Evidence(body, matches: [quoted?.span].compactMap(\.self))
        page.write(evidence.words(in: evidence.whole, layout: .paragraphs, style: setup.style))
    }

    private func write(history item: QueueItem, on page: inout Page) {
        page.write("\("history of", .heading) \(item.comment, .heading)")
        page.point(
            "arrived \(agoInWords(since: item.ingestedAt, now: now)), revision \(item.revision)")
        if !item.decisions.isEmpty {
            page.section("decisions")
            writeHistory(item.decisions, now: now, timeZone: setup.timeZone, on: &page)
        }
        writeOpinions(item.opinions, now: now, timeZone: setup.timeZone, on: &page)
        writeAppeals(item.appeals, now: now, timeZone: setup.timeZone, on: &page)
        writeReports(item.reports, now: now, timeZone: setup.timeZone, on: &page)
        writeActs(item.acts, now: now, timeZone: setup.timeZone, on: &page)
        if let letter = item.letter { writeLetter(letter, of: item, on: &page) }
    }

    private func writeHelp(on page: inout Page) {
        if setup.style.plain { writeWords(on: &page) } else { writeKeys(on: &page) }
        page.blank()
        page.write(
            "The machine suggests; you decide. Nothing is deleted, and everything can be taken back."
        )
        let note: StyledText =
            "Severe comments stay closed until you open them, and do not follow each other. What you looked at is counted for you alone and kept nowhere."
        page.write(note)
    }

    /// What is typed in plain mode, word by word.
    private func writeWords(on page: inout Page) {
        page.write("\("words to type, or their keys", .heading)")
        for row in setup.keys.rows where has(row.action) && row.action.isTyped {
            let more: StyledText = row.action.takes.map { " \($0)" } ?? ""
            let name: StyledText = "\(row.action.rawValue, .command)\(more)"
            let key: StyledText =
                row.action == .queue ? "" : ", \(setup.keys.key(row.action), .command)"
            page.write(
                "\(row.spoken ?? row.sentence, layout: .flow)", first: (name + key).padded(to: 24))
        }
    }

    private func writeKeys(on page: inout Page) {
        page.write("\("keys", .heading)")
        for row in setup.keys.rows where has(row.action) {
            let names = row.keys.map(\.shown)
            let keys =
                row.action == .queue && names.count > 2
                ? "\(names[0])…\(names[names.count - 1])" : names.joined(separator: " ")
            let name = StyledText("\(keys, .command)").padded(to: 18)
            page.write("\(row.sentence, layout: .flow)", first: name)
        }
    }
}
