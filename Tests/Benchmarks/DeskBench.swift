import Foundation
import Moderation
import PolicyEngine
import ReviewQueue

/// How long a moderator waits on a desk of a million comments, 50,000 of them open.
struct DeskBench {
    let gavel: Gavel
    let policy: Policy
    let folder: URL
    let comments: Int

    private var desk: String { folder.appendingPathComponent("large").path }

    func run() throws {
        if FileManager.default.fileExists(atPath: desk) {
            try measureVerbs()
            try measureCommands()
            return try ReviewBench(gavel: gavel, desk: desk).measure()
        }
        let raw = try make(desk)
        let size = try ["", "-wal"].reduce(0) { sum, end in
            let path = desk + "/gavel.db" + end
            guard FileManager.default.fileExists(atPath: path) else { return sum }
            return sum + (try FileManager.default.attributesOfItem(atPath: path)[.size] as! Int)
        }
        print(
            "\(comments) comments, one of 20 open: \(size >> 20) MiB on disk for \(raw >> 20) MiB"
                + " of text, \(String(format: "%.1f", Double(size) / Double(raw))) times")
        try measureVerbs()
        try measureCommands()
        try ReviewBench(gavel: gavel, desk: desk).measure()
    }

    /// Makes a desk full of comments.
    ///
    /// - Returns: bytes of their texts.
    @discardableResult
    func make(_ desk: String) throws -> Int {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try gavel.run(["init", desk, "--profile", "publisher"])
        return try fill(desk)
    }

    /// The verbs of the queue in one process, as the terminal queue calls them.
    private func measureVerbs() throws {
        let queue = try ReviewQueue.open(at: desk + "/gavel.db")
        let record = PolicyRecord(digest: policy.digest, profile: .publisher, files: "[]")
        let clock = ContinuousClock()
        var table = BenchTable()
        func time<Value>(_ name: String, _ body: () throws -> Value) rethrows -> Value {
            let start = clock.now
            let value = try body()
            let elapsed = clock.now - start
            table.add(
                name,
                Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18)
            return value
        }
        _ = try time("first search, makes the index") { try queue.search("ordinance", limit: 50) }
        for round in 0..<101 {
            let moderator = Moderator("moderator\(round % 4)")
            let item = try time("next item") {
                try queue.nextItem(QueueFilter(), by: moderator, now: Date())
            }
            let outcome = try time("decide") {
                try queue.decide(
                    DecisionRequest(
                        comments: [item!.comment], verdict: .approve, revision: item!.revision,
                        by: moderator), policy: record, now: Date())
            }
            var selection = UndoSelection()
            selection.decisions = outcome.decisions.map(\.id)
            if round % 2 == 0 {
                _ = try time("undo") { try queue.undo(selection, by: moderator, now: Date()) }
            }
            for words in ["mayor", "the people of", "zebra", "\"city council\""] {
                _ = try time("search \(words)") { try queue.search(words, limit: 50) }
            }
            _ = try time("list of 50") { try queue.items(QueueFilter()) }
            _ = try time("work list of 50") {
                try queue.worklist(QueueFilter(), by: moderator, now: Date())
            }
            _ = try time("counts of the lists") { try queue.waitingCounts(for: moderator) }
            _ = try time("campaigns that wait") { try queue.waitingCampaigns(limit: 50) }
            if round % 10 == 0 { _ = try time("counts of status") { try queue.counts() } }
        }
        table.show()
    }

    /// Whole processes, with their start.
    private func measureCommands() throws {
        var table = BenchTable()
        for _ in 0..<21 {
            table.add("gavel --version", try gavel.run(["--version"]))
            table.add("gavel status", try gavel.run(["status", "--desk", desk]))
            table.add("gavel queue list", try gavel.run(["queue", "list", "--desk", desk]))
            table.add("gavel queue next", try gavel.run(["queue", "next", "--desk", desk]))
            table.add(
                "gavel queue search", try gavel.run(["queue", "search", "mayor", "--desk", desk]))
        }
        table.show()
    }

    /// Keeps comments of the input over and over, by other authors and under other ids.
    ///
    /// - Returns: bytes of their texts.
    private func fill(_ desk: String) throws -> Int {
        let input = try BenchInput.prepare(in: folder)
        let texts = try String(contentsOfFile: input.path, encoding: .utf8)
            .split(separator: "\n").compactMap { line in
                (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any]
            }.compactMap { $0["text"] as? String ?? $0["body"] as? String }
        let secret = AuthorSecret(
            Array(try Data(contentsOf: URL(fileURLWithPath: desk + "/author.key"))))!
        let queue = try ReviewQueue.open(at: desk + "/gavel.db", readsBesideWrites: true)
            .keyingAuthors(with: secret)
        let classifier = Classifier(policy: policy)
        let judged = texts.map { text in
            let comment = Comment(id: "", text: text)
            return (comment, classifier.assess(comment), classifier.wording())
        }
        var run = IngestRun(
            startedAt: Date(), actor: "bench",
            policy: PolicyRecord(digest: policy.digest, profile: .publisher, files: "[]"))
        var batch = IngestBatch(
            source: "news", input: "bench", next: RecordPlace(input: "bench", line: 1, offset: 0))
        var bytes = 0
        for number in 0..<comments {
            var (comment, assessment, wording) = judged[number % judged.count]
            let id = CommentID("c\(number)")
            comment.id = id
            comment.author = Author(id: "a\(number % 20_011)")
            comment.createdAt = Date(timeIntervalSince1970: 1_793_577_600 + Double(number))
            assessment.route = number % 20 == 0 ? .queue : .pass
            assessment.score = number % 20 == 0 ? Double(number % 997) / 1_000 : 0
            bytes += comment.text.utf8.count
            batch.comments.append(
                JudgedComment(
                    id: id, comment: comment,
                    raw: RawRecord(
                        place: batch.next, bytes: Array("{\"id\":\"\(id)\"}".utf8)),
                    assessment: assessment, wording: wording))
            if batch.comments.count == 500 || number == comments - 1 {
                _ = try queue.keep(batch, in: &run, now: Date())
                batch.comments = []
            }
        }
        var summary = RunSummary(policy: policy.digest)
        summary.new = comments
        try queue.finish(run, summary, now: Date())
        return bytes
    }
}
