public import FoundationEssentials
public import Moderation

/// What waits, a line an item, with the next command last.
///
/// Below 72 columns, and in plain style, an item is two lines: facts, then words.
/// **Shape**: every line fits the width; widths below 20 are taken as 20.
/// - Complexity: O(items × width), however long the bodies are.
public func queueTable(
    _ items: [QueueItem], now: Date, width: Int, style: Style
) -> [String] {
    var page = Page(width: width, style: style)
    guard let next = items.first(where: { $0.claimedBy == nil }) ?? items.first else {
        page.write("the queue is empty: no comment waits for a person")
        page.write("0 shown; next: " + shellCommand(["gavel", "status"]), hanging: "  ")
        return page.lines
    }
    let rows = items.map { QueueRow($0, now: now) }
    if page.width < QueueColumns.leastWidth || style.plain {
        for row in rows { row.writePair(on: &page) }
    } else {
        let columns = QueueColumns(rows, width: page.width)
        page.writeLine(columns.headings)
        for row in rows { page.writeLine(columns.line(row, style: style)) }
    }
    if items.contains(where: { $0.claimedBy != nil }) {
        page.write("@name is reading it now", hanging: "  ")
    }
    if items.contains(where: { $0.repeats > 0 }) {
        page.write("×2 stands for 2 comments of one author with the same words", hanging: "  ")
    }
    let show = shellCommand(["gavel", "queue", "show", next.comment.description])
    page.write("\(items.count) shown; next: " + show, hanging: "  ")
    return page.lines
}

/// One item in the words of the table.
private struct QueueRow {
    let item: QueueItem
    let key: StyledText
    let age: StyledText
    /// Who reads it, then what was found, the category that decided first.
    let why: StyledText
    /// Empty where the source named none.
    let article: StyledText

    init(_ item: QueueItem, now: Date) {
        self.item = item
        key = "\(item.comment)"
        age = "\(ageInWords(since: item.ingestedAt, now: now))"
        let leading = item.assessment.leadingCategory
        let categories = item.assessment.categories.map(\.category)
        let others = categories.filter { $0 != leading }
        var words: [StyledText] = ([leading].compactMap(\.self) + others).map { "\($0)" }
        words += item.labels.map { "\($0, .dim)" }
        why =
            (item.claimedBy.map { "@\($0) " } ?? "")
            + (words.isEmpty ? "-" : words.joined(separator: ", "))
        let name = item.article.flatMap { $0.title ?? $0.url }
        article = name.map { "\($0, layout: .flow)" } ?? ""
    }

    /// The comment's words, behind how many like it wait.
    func excerpt(columns: Int, style: Style) -> StyledText {
        if item.purged != nil { return StyledText("purged", .dim).truncated(to: columns) }
        let count: StyledText = item.repeats > 0 ? "×\(grouped(item.repeats + 1)) " : ""
        let rest = max(0, columns - count.columns)
        return count
            + Evidence(item.text, matches: item.assessment.routingSignals.map(\.span))
            .excerpt(columns: rest, style: style)
    }

    func writePair(on page: inout Page) {
        let score = SafeText(scoreInWords(item.assessment.score))
        page.writeLine(
            "\(key.truncated(to: page.width / 2)) \(item.assessment.route) \(score) \(age) \(why)")
        let title = article.isEmpty ? "" : article.truncated(to: page.width / 3) + ": "
        let rest = page.width - 2 - title.columns
        page.writeLine("  \(title)\(excerpt(columns: rest, style: page.style))")
    }
}

/// How wide each column is: as wide as its widest cell, within limits; the rest is for the words.
private struct QueueColumns {
    /// Where seven columns leave the words fewer than about 15 columns, two lines read better.
    static let leastWidth = 72

    let key: Int
    let route: Int
    let score = 5
    let age: Int
    let why: Int
    /// `nil` where no source named one.
    let article: Int?
    let excerpt: Int
    let gap: Int

    init(_ rows: [QueueRow], width: Int) {
        func widest(_ heading: Int, _ most: Int, _ cell: (QueueRow) -> StyledText) -> Int {
            rows.reduce(heading) { max($0, min(most, cell($1).columns)) }
        }
        gap = width < 100 ? 1 : 2  // on a narrow screen words are worth more than air
        let share = width / 6
        key = widest(3, share + 6) { $0.key }
        route = widest(5, 6) { "\($0.item.assessment.route)" }
        age = widest(3, 8) { $0.age }
        why = widest(3, share) { $0.why }
        let rest = width - (key + route + score + age + why) - 5 * gap
        if rows.allSatisfy(\.article.isEmpty) {
            article = nil
            excerpt = rest
        } else {
            let most = (rest - gap) / 3
            let article = max(7, min(most, widest(7, 40) { $0.article }))
            self.article = article
            excerpt = rest - gap - article
        }
    }

    var headings: StyledText {
        row(
            [
                "\("key", .heading)", "\("route", .heading)", "\("score", .heading)",
                "\("age", .heading)", "\("why", .heading)", "\("article", .heading)",
            ], "\("comment", .heading)")
    }

    func line(_ row: QueueRow, style: Style) -> StyledText {
        self.row(
            [
                row.key, "\(row.item.assessment.route)",
                "\(scoreInWords(row.item.assessment.score))", row.age, row.why, row.article,
            ], row.excerpt(columns: excerpt, style: style))
    }

    private func row(_ cells: [StyledText], _ words: StyledText) -> StyledText {
        let widths = [key, route, score, age, why] + [article].compactMap(\.self)
        return zip(cells, widths).reduce(into: StyledText()) { line, column in
            line += column.0.truncated(to: column.1).padded(to: column.1 + gap)
        } + words
    }
}
