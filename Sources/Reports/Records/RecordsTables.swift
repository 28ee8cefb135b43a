public import FoundationEssentials
public import Moderation

/// The tables of a records bundle: what is asked row by row, and the header before it.
///
/// **Shape**: times in UTC, and beside them as the clocks of the desk showed them, both as RFC 3339.
public struct RecordsTables: Sendable {
    private let clock: ReportClock

    /// - Parameter timeZone: the identifier of the desk's zone.
    public init(timeZone: String) { clock = ReportClock(zone: timeZone) }

    private func both(_ date: Date?) -> [CSVWriter.Cell] {
        [.text(date?.rfc3339 ?? ""), .text(date.map(clock.rfc3339) ?? "")]
    }

    // MARK: - index.csv

    public static func index() -> CSVWriter {
        CSVWriter(header: [
            "source", "id", "revision", "article", "title", "parent", "createdAt",
            "createdAtLocal", "ingestedAt", "ingestedAtLocal", "state", "route", "verdict",
            "reason", "decision", "decidedAt", "decidedAtLocal", "decidedBy", "policy", "format",
            "contentSHA256", "textFile", "originalSHA256", "originalFile", "author",
        ])
    }

    /// - Parameter namesAuthors: whether the bundle says who wrote a comment: then it has its original
    ///   bytes, too.
    public func indexRow(
        _ comment: ExportedComment, namesAuthors: Bool, into csv: inout CSVWriter
    ) {
        let decision = comment.decision
        let hasOriginal = namesAuthors && !comment.isOriginalPurged
        csv.row(
            [
                .text(comment.comment.source.rawValue), .text(comment.comment.id.rawValue),
                .int(comment.revision), .text(comment.article?.url ?? ""),
                .text(comment.article?.title ?? ""), .text(comment.parent?.rawValue ?? ""),
            ] + both(comment.createdAt) + both(comment.ingestedAt) + [
                .text(comment.state.rawValue), .text(comment.route.rawValue),
                .text(decision?.verdict.rawValue ?? ""), .text(decision?.reason ?? ""),
                decision.map { .int(Int($0.id)) } ?? .empty,
            ] + both(decision?.at) + [
                .text(decision?.by.rawValue ?? ""), .text(comment.policy.rawValue),
                .text(comment.format.rawValue), .text(comment.contentHash),
                .text(comment.text == nil ? "" : Self.textFile(comment.contentHash)),
                // From the hash, the text and the rest of a record its author could be guessed.
                .text(namesAuthors ? comment.originalHash : ""),
                .text(hasOriginal ? Self.originalFile(comment.originalHash) : ""),
                .text(namesAuthors ? comment.author?.key ?? "" : ""),
            ])
    }

    public static func textFile(_ hash: String) -> String { "texts/\(hash).txt" }
    public static func originalFile(_ hash: String) -> String { "snapshots/\(hash)" }

    // MARK: - purged.csv

    public static func purged() -> CSVWriter {
        CSVWriter(header: [
            "source", "id", "revision", "purgedAt", "purgedAtLocal", "why", "contentSHA256",
        ])
    }

    /// Nothing for a revision whose text is there.
    public func purgedRow(_ comment: ExportedComment, into csv: inout CSVWriter) {
        guard let purged = comment.purged else { return }
        let why =
            switch purged.ground {
            case .retention(let retentionClass): "retention class \(retentionClass.rawValue)"
            case .erasure: "the author was erased"
            }
        csv.row(
            [
                .text(comment.comment.source.rawValue), .text(comment.comment.id.rawValue),
                .int(comment.revision),
            ] + both(purged.at) + [.text(why), .text(purged.hash)])
    }

    // MARK: - audit.csv

    public static func audit() -> CSVWriter {
        CSVWriter(header: [
            "seq", "at", "atUTC", "actor", "action", "subject", "detail", "previous", "hash",
            "exact",
        ])
    }

    /// Of a row about something else the hashes alone. Where a cell had to be made harmless, `exact` has
    /// the very bytes in hexadecimal digits.
    public func auditRow(_ act: LoggedAct, into csv: inout CSVWriter) {
        let ends: [CSVWriter.Cell] = [.text(act.previous), .text(act.hash)]
        guard act.isAbout else {
            let nothing = [CSVWriter.Cell](repeating: .empty, count: 6)
            return csv.row([.int(Int(act.seq))] + nothing + ends + [.empty])
        }
        let words = [act.actor, act.action, act.subject, act.detail]
        let isExact = words.allSatisfy { CSVWriter.harmless($0).utf8.elementsEqual($0.utf8) }
        csv.row(
            [
                .int(Int(act.seq)), .int(Int(act.at)),
                .text(Date(timeIntervalSince1970: Double(act.at) / 1000).rfc3339),
            ] + words.map(CSVWriter.Cell.text) + ends
                + [isExact ? .empty : .text(hexDigits(act.hashedFields))])
    }

    // MARK: - authors.csv and set-aside.csv

    public static func authors() -> CSVWriter {
        CSVWriter(header: ["author", "source", "account", "name", "email"])
    }

    public static func authorRow(
        _ source: SourceName, _ author: ExportedAuthor, into csv: inout CSVWriter
    ) {
        csv.row([
            .text(author.key), .text(source.rawValue), .text(author.details?.externalID ?? ""),
            .text(author.details?.name ?? ""), .text(author.details?.email ?? ""),
        ])
    }

    public static func setAside() -> CSVWriter {
        CSVWriter(header: ["source", "line", "code", "why", "readAt", "readAtLocal", "SHA256"])
    }

    public func setAsideRow(_ record: ListedSetAside, into csv: inout CSVWriter) {
        csv.row(
            [
                .text(record.source.rawValue), .int(record.line), .text(record.code),
                .text(record.reason),
            ] + both(record.readAt) + [.text(record.hash)])
    }
}
