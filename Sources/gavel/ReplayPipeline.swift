import Foundation
import Ingest
import Moderation
import PolicyEngine
import ReviewQueue

/// Judges comments by two policies on several cores and counts what differs.
///
/// **Never** keeps more comments than the batches in flight.
struct ReplayPipeline {
    private let sides: Sides
    private let jobs: Int
    private let batchSize = ReadingOption.batchSize
    private(set) var replay: PolicyReplay
    /// Records of files that could not be read, and the first of them.
    private(set) var setAside = 0
    private(set) var firstSetAside: SetAsideRecord?

    /// - Parameter mostChanges: how many changed comments are named.
    init(old: Policy, new: Policy, jobs: Int, mostChanges: Int) {
        sides = Sides(old: old, new: new)
        self.jobs = jobs
        replay = PolicyReplay(
            profile: new.profile.profile, old: old.digest, new: new.digest,
            mostChanges: mostChanges)
    }

    /// What one batch came to.
    private struct Part: Sendable {
        var replay: PolicyReplay
        var setAside: [SetAsideRecord] = []
    }

    /// Replays the comments of a desk.
    ///
    /// - Throws: `QueueError`, `Stopped`.
    mutating func read(_ archive: ArchiveReader) async throws {
        var archive = archive
        var ring = OrderedRing<Part>(jobs: jobs)
        while true {
            try Interruption.check()
            let comments = try archive.next(upTo: batchSize)
            if comments.isEmpty { break }
            try ring.add { [sides, empty = emptied] in
                var part = Part(replay: empty)
                sides.compare(comments, &part.replay)
                return part
            }
            if ring.isFull, let part = try await ring.next() { add(part) }
        }
        while let part = try await ring.next() { add(part) }
    }

    /// Replays the comments of a file, on which nobody has decided.
    ///
    /// - Throws: `Problem` when the input cannot be read, `Stopped`.
    mutating func read(_ path: String) async throws {
        var reader = try openReader(FileSource(path: path), name: path)
        let source = ReadingOption.source(ofInput: path)
        var ring = OrderedRing<Part>(jobs: jobs)
        while true {
            try Interruption.check()
            let raws = try reader.next(upTo: batchSize)
            if raws.isEmpty { break }
            let decoder = reader.decoder
            try ring.add { [sides, empty = emptied] in
                var part = Part(replay: empty)
                sides.compare(Self.comments(raws, decoder, source, &part.setAside), &part.replay)
                return part
            }
            if ring.isFull, let part = try await ring.next() { add(part) }
        }
        while let part = try await ring.next() { add(part) }
    }

    /// The comments of records; one without an id is known by its line.
    private static func comments(
        _ raws: [RawRecord], _ decoder: any RecordDecoder, _ source: SourceName,
        _ setAside: inout [SetAsideRecord]
    ) -> [ArchivedComment] {
        raws.compactMap { raw in
            switch decoder.decode(raw).outcome {
            case .setAside(let reason):
                setAside.append(SetAsideRecord(raw: raw, reason: reason))
                return nil
            case .passedOver: return nil
            case .comment(let comment):
                let id = comment.id ?? CommentID("line-\(raw.place.line)")
                return ArchivedComment(
                    key: CommentKey(source: source, id: id), comment: comment)
            }
        }
    }

    private var emptied: PolicyReplay {
        PolicyReplay(
            profile: replay.profile, old: replay.old.policy, new: replay.new.policy,
            mostChanges: replay.mostChanges)
    }

    private mutating func add(_ part: Part) {
        replay.add(part.replay)
        setAside += part.setAside.count
        firstSetAside = firstSetAside ?? part.setAside.first
    }
}

/// Two policies whose rules go by one name each.
private struct Sides: Sendable {
    let old: Policy
    let new: Policy
    /// The name by which a rule is counted on both sides, where it had another.
    private let names: [RuleID: RuleID]

    init(old: Policy, new: Policy) {
        self.old = old
        self.new = new
        names = old.presentNames.merging(new.presentNames) { $1 }
    }

    func compare(_ comments: [ArchivedComment], _ replay: inout PolicyReplay) {
        let (before, after) = (Classifier(policy: old), Classifier(policy: new))
        for comment in comments {
            replay.add(
                comment.key, verdict: comment.verdict,
                old: named(before.outcome(of: comment.comment, facts: comment.facts)),
                new: named(after.outcome(of: comment.comment, facts: comment.facts)))
        }
    }

    private func named(_ outcome: PolicyReplay.Outcome) -> PolicyReplay.Outcome {
        guard outcome.rules.contains(where: { names[$0] != nil }) else { return outcome }
        return PolicyReplay.Outcome(
            route: outcome.route, rules: Set(outcome.rules.map { names[$0] ?? $0 }).sorted())
    }
}
