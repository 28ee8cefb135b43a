import Foundation
import GRDB
import Moderation
import TestSupport
import Testing

@testable import ReviewQueue

/// A comment that comes late changes what those after it were judged by.
@Suite struct JudgingAgainTests {
    private struct Written {
        var id: String
        var author: String?
        /// Hours.
        var time: Double
        /// Which of a few letters it says.
        var letter: Int
    }

    /// Says what it was judged by, so that another history is another assessment.
    private static func assessment(_ facts: CommentFacts) -> Assessment {
        func holds(_ count: Int?, _ least: Int) -> Bool { count.map { $0 >= least } ?? false }
        let isMuch =
            holds(facts.sameTextByAuthor, 3) || holds(facts.authorRate, 4)
            || holds(facts.nearDuplicates, 5)
        return judged("", "", isMuch ? .queue : .pass).assessment
    }

    private static var judge: HistoryJudge {
        HistoryJudge(
            asksForNearDuplicates: true,
            tellsApart: { assessment($0) != assessment($1) },
            assess: { assessment($1) })
    }

    private func judgedComment(_ comment: Written, _ facts: AuthorFacts?) -> JudgedComment {
        var result = judged(
            CommentID(comment.id), "Letter \(comment.letter) of \(comment.id).", .pass,
            createdAt: at(comment.time), author: comment.author.map { Author(name: $0) })
        result.history = HistoryFacts(author: facts)
        result.assessment = Self.assessment(CommentFacts(source: "news", history: result.history))
        result.wording = Wording(
            hash: UInt64(comment.letter), words: 9, shingles: [], keys: [])
        return result
    }

    /// Whole runs, each with what the desk knew when it began.
    private func desk(_ runs: [[Written]], batch size: Int = .max) throws -> TestDesk {
        let desk = try TestDesk()
        for comments in runs {
            var run = IngestRun(startedAt: at(0), actor: "ingest", policy: testPolicy)
            var rest = comments[...]
            while !rest.isEmpty {
                let part = Array(rest.prefix(size))
                rest = rest.dropFirst(part.count)
                var unkept = UnkeptComments()
                let facts = try desk.queue.authorFacts(
                    of: part.map { (CommentID($0.id), judgedComment($0, nil).comment) },
                    isNew: part.map { _ in true }, source: "news", readAt: at(0), besides: &unkept)
                var batch = IngestBatch(
                    source: "news", input: "in", next: RecordPlace(input: "in", line: 1, offset: 0))
                batch.comments = zip(part, facts).map(judgedComment)
                _ = try desk.queue.keep(batch, in: &run, by: Self.judge, now: at(0))
            }
            _ = try judgeLate(desk, &run)
        }
        return desk
    }

    private func judgeLate(_ desk: TestDesk, _ run: inout IngestRun) throws -> JudgedAgain {
        try desk.queue.judgeLate(in: &run, by: Self.judge, now: at(0)) {}
    }

    /// Where every comment stands, by id.
    private func places(_ desk: TestDesk) throws -> [String] {
        try desk.rows(
            """
            SELECT externalID, state, rank, item.score, route FROM comment
            JOIN item ON item.revisionID = latestRevisionID JOIN assessment USING (assessmentID)
            ORDER BY externalID
            """)
    }

    private func id(_ place: String) -> String {
        place.split(separator: "\"")[1].description
    }

    /// What the definitions say.
    private func expected(_ comments: [Written]) -> Set<String> {
        Set(
            comments.filter { comment in
                let before = comments.filter { ($0.time, $0.id) < (comment.time, comment.id) }
                let own = before.filter {
                    comment.author != nil && $0.author == comment.author
                }
                let repeats = own.filter {
                    $0.letter == comment.letter && comment.time - $0.time <= 24
                }
                return repeats.count + 1 >= 3 && comment.author != nil
                    || own.count { comment.time - $0.time <= 1 } >= 4
                    || before.count { $0.letter == comment.letter } >= 5
            }.map(\.id))
    }

    private func comments(_ random: inout SeededGenerator) -> [Written] {
        let times: [Double] = [0, 0, 0.5, 1, 1, 12, 24, 24.5, 48]
        return (0..<Int.random(in: 1...40, using: &random)).map { index in
            Written(
                id: "c\(index)", author: ["Ada", "Bo", nil].randomElement(using: &random)!,
                time: times.randomElement(using: &random)!,
                letter: Int.random(in: 1...4, using: &random))
        }
    }

    @Test func `any order and any split into runs leaves every comment in the same place`() throws {
        var random = SeededGenerator()
        for _ in 0..<40 {
            let comments = comments(&random)
            let ordered = try desk([comments.sorted { ($0.time, $0.id) < ($1.time, $1.id) }])
            let open = try Set(places(ordered).filter { $0.contains("open") }.map(id))
            #expect(open == expected(comments), "\(random)")
            var runs: [[Written]] = []
            var rest = comments.shuffled(using: &random)[...]
            while !rest.isEmpty {
                runs.append(Array(rest.prefix(Int.random(in: 1...15, using: &random))))
                rest = rest.dropFirst(runs[runs.count - 1].count)
            }
            let mixed = try desk(runs, batch: Int.random(in: 1...9, using: &random))
            #expect(try places(mixed) == places(ordered), "\(random)")
            #expect(try mixed.queue.verify().faults == [], "\(random)")
            #expect(try mixed.count("lateAuthor") + mixed.count("lateWording") == 0)
        }
    }

    private func flood(_ times: [Double]) -> [Written] {
        times.map { Written(id: "c\(Int($0 * 10))", author: "Ada", time: $0, letter: 1) }
    }

    @Test func `a late copy makes the third of three a repeat, and what a person decided stays`()
        throws
    {
        let desk = try desk([flood([0, 0.2])])
        #expect(try desk.state("c2") == .passed)
        try desk.decide(["c0"], .approve)
        var run = IngestRun(startedAt: at(4), actor: "ingest", policy: testPolicy)
        var batch = IngestBatch(
            source: "news", input: "in", next: RecordPlace(input: "in", line: 1, offset: 0))
        batch.comments = [judgedComment(flood([0.1])[0], AuthorFacts())]
        _ = try desk.queue.keep(batch, in: &run, by: Self.judge, now: at(4))
        #expect(try desk.count("lateAuthor") == 1)
        #expect(try desk.state("c2") == .passed)
        let again = try judgeLate(desk, &run)
        #expect(again == JudgedAgain(comments: 1, routes: [:]))
        #expect(try desk.state("c2") == .open)
        #expect(try desk.state("c0") == .approved)
        let item = try desk.queue.item(CommentKey("news:c2")!)
        #expect(item.author?.repeats == 2)
        #expect(item.assessment.route == .queue)
        // Nothing is left to do.
        #expect(try judgeLate(desk, &run) == JudgedAgain())
        #expect(try desk.queue.verify().faults == [])
    }

    @Test func `what an author is told of is what was found before the decision`() throws {
        let desk = try desk([flood([0, 0.2])])
        try desk.decide(["c2"], .hide)
        _ = try desk.queue.openAppeal(
            against: 1, text: "No.", contact: nil, terms: .usual, by: "ann", now: at(3))
        let statement = try desk.queue.statement(ofDecision: 1)
        #expect(statement?.wasDetectedByRule == false)
        var run = IngestRun(startedAt: at(4), actor: "ingest", policy: testPolicy)
        var batch = IngestBatch(
            source: "news", input: "in", next: RecordPlace(input: "in", line: 1, offset: 0))
        batch.comments = [judgedComment(flood([0.1])[0], AuthorFacts())]
        _ = try desk.queue.keep(batch, in: &run, by: Self.judge, now: at(4))
        // By the order of the log: the clock of this judging stands before the decision.
        #expect(try judgeLate(desk, &run) == JudgedAgain(comments: 1, routes: [:]))
        #expect(try desk.queue.item(CommentKey("news:c2")!).assessment.route == .queue)
        #expect(try desk.queue.statement(ofDecision: 1) == statement)
        #expect(try desk.queue.appealPacket(1).assessment.route == .pass)

        try desk.undo([1])
        #expect(try desk.queue.statement(ofDecision: 2)?.wasDetectedByRule == false)
        try desk.decide(["c2"], .hide)
        let later = try #require(try desk.queue.statement(ofDecision: 3))
        #expect(later.wasDetectedByRule && later.findings.map(\.rule) == ["attack.probe"])
        #expect(
            try desk.queue.statements(after: 0, through: .max, limit: 9)?.statements
                .map(\.wasDetectedByRule) == [false, true])
    }

    @Test func `work that is cut off is done by the next run, once`() throws {
        struct Cut: Error {}
        let many = (0..<1_200).map {
            Written(id: "c\(10_000 + $0)", author: "Ada", time: Double($0), letter: $0)
        }
        let desk = try desk([many])
        // Three in the hour before each, so that every comment is one of a burst.
        var run = IngestRun(startedAt: at(4), actor: "ingest", policy: testPolicy)
        var batch = IngestBatch(
            source: "news", input: "in", next: RecordPlace(input: "in", line: 1, offset: 0))
        batch.comments = (0..<1_200).flatMap { hour in
            (1...3).map { part in
                judgedComment(
                    Written(
                        id: "b\(10_000 + hour)-\(part)", author: "Ada",
                        time: Double(hour) - Double(part) / 10, letter: 2_000 + hour * 3 + part),
                    AuthorFacts())
            }
        }
        _ = try desk.queue.keep(batch, in: &run, by: Self.judge, now: at(4))
        #expect(throws: Cut.self) {
            try desk.queue.judgeLate(in: &run, by: Self.judge, now: at(4)) { throw Cut() }
        }
        let cut = try desk.count("assessment")
        #expect(cut > 4_800 && cut < 5_990)
        var next = IngestRun(startedAt: at(5), actor: "ingest", policy: testPolicy)
        _ = try judgeLate(desk, &next)
        #expect(next.id != nil && next.id != run.id)
        #expect(try desk.state("c10600") == .open)
        #expect(try desk.count("lateAuthor") == 0)
        let done = try desk.count("assessment")
        #expect(try judgeLate(desk, &next) == JudgedAgain())
        #expect(try desk.count("assessment") == done)
        #expect(try desk.queue.verify().faults == [])
    }

    @Test(arguments: [
        (
            "UPDATE assessment SET score = 0 WHERE assessmentID = 4",
            "assessments 4 to 4 differ from audit row 5"
        ),
        (
            """
            INSERT INTO policy (digest, profile, files, firstUsedAt) VALUES ('x', 'publisher', '', 0);
            UPDATE assessment SET policyID = 2 WHERE assessmentID = 4
            """,
            "assessments 4 to 4 differ from audit row 5"
        ),
        (
            "DELETE FROM audit WHERE action = 'judge-again'",
            "assessment 4 stands in no audit row"
        ),
        (
            "UPDATE item SET assessmentID = 2, rank = 0, score = 0.5, state = 'new' WHERE revisionID = 2",
            "item 2 does not follow from its assessment and the log"
        ),
    ])
    func `a second assessment that was altered or hidden is found`(sql: String, fault: String)
        throws
    {
        let desk = try desk([flood([0, 0.2]), flood([0.1])])
        #expect(try desk.queue.verify().faults == [])
        try VerifyTests.tamper(desk, sql)
        #expect(try desk.queue.verify().faults.contains(fault))
    }
}
