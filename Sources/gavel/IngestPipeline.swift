import Foundation
import Ingest
import Logging
import Moderation
import PolicyEngine
import ReviewQueue

/// One run: reader → recognise → judge on several cores → one writer, in input order.
struct IngestPipeline {
    let queue: ReviewQueue
    let policy: Policy
    let options: ReadingOptions
    let jobs: Int
    let isDryRun: Bool
    let logger: Logger
    /// Told how many records were read so far.
    let progress: (Int) -> Void
    /// Given each record that was set aside.
    let setAside: (SetAsideRecord) throws -> Void

    private(set) var summary: RunSummary
    private var editBacks = EditBacks()
    private var run: IngestRun
    /// The writer's own; those of the workers judge first.
    private let historyJudge: HistoryJudge

    /// - Parameters:
    ///   - policy: judges; the run's own, but for rules in shadow.
    ///   - run: not begun, or begun to say that its policy may act.
    init(
        queue: ReviewQueue, policy: Policy, run: IngestRun, options: ReadingOptions, jobs: Int,
        isDryRun: Bool, logger: Logger, progress: @escaping (Int) -> Void,
        setAside: @escaping (SetAsideRecord) throws -> Void
    ) {
        self.queue = queue
        self.policy = policy
        self.options = options
        self.jobs = jobs
        self.isDryRun = isDryRun
        self.logger = logger
        self.progress = progress
        self.setAside = setAside
        summary = RunSummary(policy: policy.digest)
        summary.shadowed = run.shadowed
        self.run = run
        historyJudge = HistoryJudge(policy)
    }

    /// A batch with its judgements, on the way to the writer.
    private struct Judged: Sendable {
        var batch: IngestBatch
        var known: Int
        var edited: Int
        var read: Int
        /// The time of comments that have none.
        var readAt: Date
        var passedOver: [PassedOver: Int]
        var repaired: Repairs
    }

    /// Reads one input to its end.
    ///
    /// - Throws: `Problem` when the input cannot be read, `QueueError`, `Stopped`; batches already
    ///   kept stay.
    mutating func ingest(_ path: String, source: SourceName) async throws {
        var reader = try openReader(FileSource(path: path), name: path, options: options)
        var ring = OrderedRing<Judged>(jobs: jobs)
        var pending = PendingComments()
        var unkept = UnkeptComments()
        var recordsRead = 0
        logger.debug("reading", metadata: ["input": "\(path)", "format": "\(reader.format)"])
        while true {
            let raws: [RawRecord]
            do {
                try Interruption.check()
                raws = try reader.next(upTo: ReadingOption.batchSize)
            } catch {
                // What was read before the fault is kept first: a truncated file loses nothing.
                while let judged = try await ring.next() { try keep(judged) }
                throw error
            }
            guard let last = raws.last else { break }
            recordsRead += raws.count
            var batch = IngestBatch(source: source, input: path, next: last.place)
            batch.recordsRead = recordsRead
            let work = try prepare(raws, reader, &batch, &pending, &unkept)
            try ring.add { [batch, policy] in
                Self.judge(work, batch, policy, read: raws.count)
            }
            if ring.isFull, let judged = try await ring.next() {
                try keep(judged)
                pending.forgetOldest()
                if !isDryRun { unkept.forgetOldest() }
            }
        }
        while let judged = try await ring.next() { try keep(judged) }
        try keepEditBacks(source, path)
    }

    /// Keeps the older wordings that the input ended with.
    private mutating func keepEditBacks(_ source: SourceName, _ path: String) throws {
        let comments = editBacks.standingAtEnd()
        editBacks = EditBacks()
        guard let last = comments.last, !isDryRun else { return }
        var batch = IngestBatch(source: source, input: path, next: last.raw.place)
        batch.comments = comments
        let outcome = try queue.keep(batch, in: &run, by: historyJudge, now: Date())
        summary.edited += outcome.edited
        summary.known -= outcome.edited
        summary.routes.merge(outcome.routes, uniquingKeysWith: +)
    }

    /// Judges again what a late comment changed.
    ///
    /// - Throws: `QueueError`, `Stopped`; what is left the next run does.
    mutating func judgeLate() throws {
        guard !isDryRun else { return }
        let again = try queue.judgeLate(
            in: &run, by: historyJudge, now: Date(), pause: Interruption.check)
        summary.judgedAgain = again.comments
        summary.routes.merge(again.routes, uniquingKeysWith: +)
    }

    /// Closes the run.
    mutating func finish(now: Date) throws -> RunSummary {
        summary.run = run.id
        summary.seconds = now.timeIntervalSince(run.startedAt)
        if !isDryRun { try queue.finish(run, summary, now: now) }
        return summary
    }

    // MARK: - Steps

    private struct Work: Sendable {
        var comments: [(id: CommentID, comment: Comment, raw: RawRecord)]
        /// What is known of each one's author.
        var authors: [AuthorFacts?] = []
        var readAt: Date
        var known: Int
        var edited: Int
        var passedOver: [PassedOver: Int] = [:]
        var repaired = Repairs()
    }

    /// Decodes records, sets aside what cannot be read, drops what is known, finds parents, and what is
    /// known of authors: here and not where comments are judged, so that how many work at once
    /// changes nothing.
    private mutating func prepare(
        _ raws: [RawRecord], _ reader: any RecordReader, _ batch: inout IngestBatch,
        _ pending: inout PendingComments, _ unkept: inout UnkeptComments
    ) throws -> Work {
        let decoder = reader.decoder
        var read: [(id: CommentID, comment: Comment, raw: RawRecord)] = []
        var passedOver: [PassedOver: Int] = [:]
        var repaired = Repairs()
        for raw in raws {
            let record = decoder.decode(raw)
            repaired += record.repairs
            switch record.outcome {
            case .passedOver(let kind):
                passedOver[kind, default: 0] += 1
            case .setAside(let reason):
                batch.setAside.append(SetAsideRecord(raw: raw, reason: reason))
            case .comment(let comment):
                guard let id = comment.id ?? pending.derivedID(comment, reader.format) else {
                    batch.setAside.append(
                        SetAsideRecord(
                            raw: raw,
                            reason: SetAsideReason(
                                code: FormatProblem.noID.rawValue, message: "the record has no 'id'"
                            )))
                    continue
                }
                read.append((id, comment, raw))
            }
        }
        let recognition = try queue.recognise(
            read.map { ($0.id, $0.comment) }, source: batch.source)
        pending.beginBatch()
        var work = Work(
            comments: [], readAt: Date(), known: 0, edited: 0, passedOver: passedOver,
            repaired: repaired)
        var isNew: [Bool] = []
        for (index, record) in read.enumerated() {
            // Beside an unwritten wording of the same comment only the writer can tell.
            if recognition.isKnown[index], pending[record.id] == nil {
                work.known += 1
                if recognition.isStanding[index] {
                    editBacks.standing[record.id] = record.raw.place.offset
                }
                continue
            }
            var record = record
            record.comment.link {
                pending[$0] ?? recognition.parents[$0]
            } article: {
                recognition.articles[$0]
            }
            pending.remember(record.id, record.comment)
            if recognition.isEdit[index] { work.edited += 1 }
            work.comments.append(record)
            isNew.append(recognition.isNew[index])
        }
        work.authors = try queue.authorFacts(
            of: work.comments.map { ($0.id, $0.comment) }, isNew: isNew, source: batch.source,
            readAt: work.readAt, besides: &unkept)
        return work
    }

    private static func judge(
        _ work: Work, _ batch: IngestBatch, _ policy: Policy, read: Int
    ) -> Judged {
        let classifier = Classifier(policy: policy)
        var batch = batch
        batch.comments = zip(work.comments, work.authors).map { record, author in
            let history = HistoryFacts(author: author)
            let facts = CommentFacts(source: batch.source, history: history)
            let assessment = classifier.assess(record.comment, facts: facts)
            return JudgedComment(
                id: record.id, comment: record.comment, raw: record.raw, assessment: assessment,
                wording: classifier.wording(), history: history)
        }
        return Judged(
            batch: batch, known: work.known, edited: work.edited, read: read, readAt: work.readAt,
            passedOver: work.passedOver, repaired: work.repaired)
    }

    private mutating func keep(_ judged: Judged) throws {
        summary.read += judged.read
        summary.known += judged.known
        summary.setAside += judged.batch.setAside.count
        summary.passedOver.merge(judged.passedOver, uniquingKeysWith: +)
        summary.repaired += judged.repaired
        for record in judged.batch.setAside {
            logger.debug(
                "set aside",
                metadata: [
                    "input": "\(record.raw.place.input)", "line": "\(record.raw.place.line)",
                    "code": "\(record.reason.code)", "reason": "\(record.reason.message)",
                ])
            try setAside(record)
        }
        if isDryRun {
            summary.new += judged.batch.comments.count - judged.edited
            summary.edited += judged.edited
            for comment in judged.batch.comments {
                summary.routes[comment.assessment.route, default: 0] += 1
            }
        } else {
            let outcome = try queue.keep(
                judged.batch, in: &run, by: historyJudge, now: judged.readAt)
            summary.new += outcome.new
            summary.edited += outcome.edited
            summary.known += outcome.known
            editBacks.note(outcome)
            summary.routes.merge(outcome.routes, uniquingKeysWith: +)
        }
        progress(summary.read)
    }
}

extension HistoryJudge {
    /// Judges by a policy, on the writer's thread.
    fileprivate init(_ policy: Policy) {
        let classifier = Classifier(policy: policy)
        self.init(
            asksForNearDuplicates: policy.asksForNearDuplicates, tellsApart: policy.tellsApart,
            assess: { classifier.assess($0, facts: $1) })
    }
}

/// Older wordings met in an input whose source gives no edit times.
///
/// A file that holds two wordings of a comment gives the older one first, each time it is read; an
/// edit back is an older wording that nothing follows.
private struct EditBacks {
    private var older: [CommentID: JudgedComment] = [:]
    /// Where the newest wording of a comment was last read.
    var standing: [CommentID: Int] = [:]

    mutating func note(_ outcome: BatchOutcome) {
        for judged in outcome.older { older[judged.id] = judged }
        standing.merge(outcome.standing) { max($0, $1) }
    }

    /// In input order.
    func standingAtEnd() -> [JudgedComment] {
        older.values.filter { standing[$0.id] ?? -1 < $0.raw.place.offset }
            .sorted { $0.raw.place.offset < $1.raw.place.offset }
            .map { judged in
                var judged = judged
                judged.isEditBack = true
                return judged
            }
    }
}

extension Comment {
    /// Takes from what is known of the comment it answers, and of its article, what its own record does
    /// not say.
    fileprivate mutating func link(
        parent find: (CommentID) -> KnownParent?, article text: (String) -> Article?
    ) {
        if let parent, let known = find(parent) {
            parentText = parentText ?? known.text
            article = article ?? known.article
        }
        guard let url = article?.url, article?.body == nil, let known = text(url) else { return }
        article!.title = article!.title ?? known.title
        article!.body = known.body
    }
}

/// Comments that are judged or written just now, so that a reply finds its parent although the parent
/// is not in the database yet.
private struct PendingComments {
    private var batches: [[CommentID: KnownParent]] = []
    private var derivedIDs = DerivedIDs()

    mutating func derivedID(_ comment: Comment, _ format: InputFormat) -> CommentID? {
        format.derivesIDs ? derivedIDs.next(for: comment) : nil
    }

    mutating func beginBatch() { batches.append([:]) }

    mutating func remember(_ id: CommentID, _ comment: Comment) {
        batches[batches.count - 1][id] = KnownParent(text: comment.text, article: comment.article)
    }

    mutating func forgetOldest() { if !batches.isEmpty { batches.removeFirst() } }

    subscript(id: CommentID) -> KnownParent? {
        for batch in batches.reversed() { if let comment = batch[id] { return comment } }
        return nil
    }
}
