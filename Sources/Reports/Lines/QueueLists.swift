public import FoundationEssentials
public import Moderation

/// One line of `queue list`: what every format of it shows, worked out once.
struct QueueLine {
    var item: QueueItem
    /// Whole seconds since ingest, never below 0.
    var age: Int
    /// The title, else the address, of what is commented on.
    var article: String?
    var excerpt: String

    init(_ item: QueueItem, now: Date) {
        self.item = item
        // A hundred years, in seconds, is older than any desk and safe to convert.
        age = Int(min(max(now.timeIntervalSince(item.ingestedAt), 0), 3_155_760_000))
        article = item.article?.title ?? item.article?.url
        excerpt = Reports.excerpt(item.text)
    }

    static let columns = [
        "source", "id", "revision", "queue", "route", "score", "categories", "labels", "age",
        "claimedBy", "article", "excerpt", "repeats",
    ]
}

extension JSONWriter {
    /// What `queue list --format json` prints: an array in the order given.
    public mutating func queueList(_ items: some Sequence<QueueItem>, now: Date) {
        array(items) { json, item in
            let line = QueueLine(item, now: now)
            json.object { json in
                json.member("source", item.comment.source)
                json.member("id", item.comment.id)
                json.member("revision", item.revision)
                json.member("queue", item.queue)
                json.member("route", item.assessment.route.rawValue)
                json.member("score", score: item.assessment.score)
                json.member("categories", item.assessment.categories.map(\.category.rawValue))
                json.member("labels", item.labels.map(\.rawValue))
                json.member("age", line.age)
                json.member("claimedBy", item.claimedBy)
                json.member("article", line.article)
                json.member("excerpt", line.excerpt)
                json.member("repeats", item.repeats)
            }
        }
    }

    /// What `queue show --format json` prints: one item with all that is known of it.
    public mutating func queueItem(_ item: QueueItem, now: Date) {
        object { json in
            json.member("source", item.comment.source)
            json.member("id", item.comment.id)
            json.member("revision", item.revision)
            json.member("state", item.state.rawValue)
            json.member("queue", item.queue)
            json.member("text", item.text)
            json.key("article")
            json.articleObject(item.article)
            json.member("parent", item.parent)
            json.member("parentText", item.parentText)
            json.member("createdAt", item.createdAt)
            json.member("ingestedAt", item.ingestedAt)
            json.member("age", QueueLine(item, now: now).age)
            json.member("claimedBy", item.claimedBy)
            json.key("author")
            json.authorObject(item.author)
            json.member("assessment", item.assessment)
            json.key("decisions")
            json.array(item.decisions) { $0.decision($1) }
            json.member("labels", item.labels.map(\.rawValue))
            json.member("repeats", item.repeats)
            json.key("campaign")
            json.letterObject(item.letter)
            json.key("reports")
            json.array(item.reports) { $0.report($1) }
            json.key("appeals")
            json.array(item.appeals) { $0.appeal($1) }
            json.key("opinions")
            json.array(item.opinions) { $0.opinion($1) }
            json.key("notes")
            json.array(item.acts) { $0.act($1) }
            json.key("purged")
            json.purgedObject(item.purged)
            json.key("sites")
            json.array(item.sites) { $0.siteObject($1) }
        }
    }

    /// `added` are the letter's own words alone: what it quotes is somebody else's.
    private mutating func letterObject(_ letter: CampaignLetter?) {
        guard let letter else { return null() }
        object { json in
            json.member("id", letter.campaign.id)
            json.member("size", letter.campaign.size)
            json.member("authors", letter.campaign.authors)
            json.member("waiting", letter.campaign.waiting)
            json.member("representative", letter.campaign.representative.description)
            json.key("added")
            json.array(letter.added.filter { !$0.scope.isQuoted }) { json, part in
                json.array([part.span.start, part.span.end]) { $0.int($1) }
            }
        }
    }

    /// Counts only: no list says who wrote a comment.
    private mutating func authorObject(_ facts: AuthorFacts?) {
        guard let facts else { return null() }
        object { json in
            json.member("seen", facts.seen)
            json.member("approved", facts.approved)
            json.member("refused", facts.refused)
            json.member("decidedIn90Days", facts.decidedLately)
            json.member("refusedIn90Days", facts.refusedLately)
            json.member("lastMinute", facts.lastMinute)
            json.member("lastHour", facts.lastHour)
            json.member("lastDay", facts.lastDay)
            json.member("repeats", facts.repeats)
            json.member("firstSeen", facts.firstSeen)
        }
    }

    private mutating func articleObject(_ article: Article?) {
        guard let article else { return null() }
        object { json in
            json.member("url", article.url)
            json.member("title", article.title)
            json.member("body", article.body)
        }
    }
}

extension CSVWriter {
    /// What `queue list --format csv` prints; several categories or labels share a cell, a space
    /// between them.
    public static func queueList(_ items: some Sequence<QueueItem>, now: Date) -> CSVWriter {
        var csv = CSVWriter(header: QueueLine.columns)
        for item in items {
            let line = QueueLine(item, now: now)
            let assessment = item.assessment
            csv.row([
                .text(item.comment.source.rawValue), .text(item.comment.id.rawValue),
                .int(item.revision), .text(item.queue), .text(assessment.route.rawValue),
                .double((assessment.score * 100).rounded() / 100),
                .text(assessment.categories.map(\.category.rawValue).joined(separator: " ")),
                .text(item.labels.map(\.rawValue).joined(separator: " ")),
                .int(line.age), .text(item.claimedBy?.rawValue ?? ""), .text(line.article ?? ""),
                .text(line.excerpt), .int(item.repeats),
            ])
        }
        return csv
    }
}
