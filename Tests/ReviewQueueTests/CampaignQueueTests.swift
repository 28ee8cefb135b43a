import Foundation
import Moderation
import TestSupport
import Testing

@testable import ReviewQueue

/// Letters of two campaigns by the number of their wording; what waits of them is not all.
@Suite struct CampaignQueueTests {
    private func letter(
        _ id: String, _ wording: UInt64, by author: String?, _ route: Route = .pass,
        score: Double = 0.5, words: Int = 40, at hours: Double = 0
    ) -> JudgedComment {
        var letter = judged(
            CommentID(id), "Letter \(wording).", route, score: score, createdAt: at(hours),
            author: author.map { Author(id: $0) })
        letter.wording = Wording(hash: wording, words: words, shingles: [], keys: [])
        return letter
    }

    private var letters: [JudgedComment] {
        let (first, second): (UInt64, UInt64) = (0xA << 60, 0xB << 60)
        var letters: [JudgedComment] = []
        for number in 0..<6 {
            letters.append(
                letter("a\(number)", first, by: "a\(number)", at: Double(number)))
        }
        letters.append(letter("a6", first, by: "a6", .queue, at: 9))
        letters.append(letter("a7", first, by: "a6", .hold, score: 0.3, at: 8))
        for number in 0..<4 {
            letters.append(letter("b\(number)", second, by: nil, .queue, score: 0.6))
        }
        letters.append(letter("b4", second, by: "one", .queue, score: 0.7))
        // Four authors, and five with few words: no campaigns.
        for number in 0..<9 {
            letters.append(
                letter("c\(number)", 0xC << 60, by: "c\(number % 4)", .queue, score: 0.9))
        }
        for number in 0..<5 {
            letters.append(letter("d\(number)", 0xD << 60, by: "d\(number)", .queue, words: 7))
        }
        return letters
    }

    private func desk(_ letters: [JudgedComment]) throws -> TestDesk {
        let desk = try TestDesk()
        try desk.ingest(letters, batches: [4])
        return desk
    }

    private func ids(_ desk: TestDesk, _ change: (inout QueueFilter) -> Void) throws -> [String] {
        var filter = QueueFilter()
        change(&filter)
        return try desk.queue.items(filter).map(\.comment.id.rawValue)
    }

    @Test func `a letter of a campaign says so when it is read, and its assessment never`() throws {
        let desk = try desk(letters)
        for (id, isLetter) in [("a0", true), ("b4", true), ("c0", false), ("d0", false)] {
            let item = try desk.queue.item(CommentKey(source: "news", id: CommentID(id)))
            #expect(item.labels.contains("campaign") == isLetter, "\(id)")
            #expect(!item.assessment.labels.contains { $0.id == "campaign" })
        }
        #expect(
            try desk.queue.items(QueueFilter()).filter { $0.isOfCampaign }.count == 6,
            "two of one author are one item")
        #expect(try desk.rows("SELECT 1 FROM assessment WHERE labels LIKE '%campaign%'") == [])
    }

    @Test func `authors are counted over the whole desk, and leave with an edit`() throws {
        let desk = try desk(letters)
        for number in 0..<3 {
            var edited = letter("a\(number)", 0xE << 60 + UInt64(number), by: "a\(number)")
            edited.comment.text = "Something else, \(number)."
            edited.raw.bytes = Array("edit \(number)".utf8)
            try desk.ingest([edited])
        }
        #expect(try !desk.queue.item(CommentKey("news:a6")!).isOfCampaign)
        #expect(try desk.queue.campaign(of: CommentKey("news:a6")!) == nil)
    }

    @Test func `campaigns that wait are listed in the queue's order with their figures`() throws {
        var random = SeededGenerator()
        for _ in 0..<4 {
            let desk = try desk(letters.shuffled(using: &random))
            let waiting = try desk.queue.waitingCampaigns()
            #expect(waiting.map(\.campaign.id) == ["c-a000000000000000", "c-b000000000000000"])
            #expect(waiting.map(\.first.comment.id) == ["a7", "b4"], "\(random)")
            let campaign = try #require(waiting.first?.campaign)
            #expect((campaign.size, campaign.authors) == (8, 7))
            #expect((campaign.waiting, campaign.held) == (2, 1))
            #expect(campaign.firstSeen == at(0) && campaign.lastSeen == at(9))
            #expect(campaign.representative.id == "a0")
            #expect(try desk.queue.waitingCampaigns(limit: 1).count == 1)
            let all = try desk.queue.campaigns()
            #expect(all.map(\.waiting) == [2, 5])
            #expect(all == waiting.map(\.campaign))
        }
    }

    @Test func `a campaign without a letter that waits is not listed, and still named`() throws {
        let desk = try desk(letters)
        try desk.decide(["a6", "a7"], .approve)
        #expect(try desk.queue.waitingCampaigns().map(\.campaign.id) == ["c-b000000000000000"])
        #expect(
            try ids(desk) {
                $0.campaign = "c-a0"
                $0.queue = .approved
            } == ["a7", "a6"])
        #expect(try desk.queue.waitingLetters(of: "c-a") { _, _ in }.campaign.waiting == 0)
    }

    @Test func `one campaign's letters are listed by its id or how that begins`() throws {
        let desk = try desk(letters)
        #expect(try ids(desk) { $0.campaign = "c-a000000000000000" } == ["a7"])
        #expect(
            try ids(desk) {
                $0.campaign = "c-b"
                $0.limit = 2
            } == ["b4", "b0"])
        #expect(
            try ids(desk) {
                $0.campaign = "c-a"
                $0.queue = .passed
            } == ["a0", "a1", "a2", "a3", "a4", "a5"])
    }

    @Test func `a name that none or several have is refused with the next thing to do`() throws {
        let twin = (0..<5).map { letter("t\($0)", 0xA1 << 56, by: "t\($0)", .queue) }
        let desk = try desk(letters + twin)
        func problem(_ name: String) -> Problem? {
            #expect(throws: Problem.self) { try ids(desk) { $0.campaign = name } }
        }
        let typo = try #require(problem("c-a000000000000002"))
        #expect(typo.code == "Q012")
        #expect(typo.help == "did you mean 'c-a000000000000000'?")
        for name in ["", "c", "c-", "c-c", "weather"] {
            #expect(problem(name)?.code == "Q012", "\(name)")
        }
        let both = try #require(problem("c-a"))
        #expect(both.code == "Q013")
        #expect(both.help == "write more of it, as in 'c-a000000000000000'")
        #expect(try ids(desk) { $0.campaign = "c-a1" }.count == 5)
    }

    @Test func `letters that wait are handed on with the form that they follow`() throws {
        let desk = try desk(letters)
        var read: [String] = []
        let (campaign, form) = try desk.queue.waitingLetters(of: "c-b") { form, letter in
            #expect(form.key.id == "b0" || form.key.id == "b4")
            read.append(letter.key.id.rawValue)
            #expect((letter.author == nil) == (letter.key.id != "b4"))
            #expect(letter.signals.map(\.rule) == ["attack.probe"])
        }
        #expect(read == ["b4", "b0", "b1", "b2", "b3"])
        #expect(campaign.waiting == 5)
        #expect(form.key == campaign.representative)
    }

    @Test func `what was edited or decided since it was looked at is refused`() throws {
        let desk = try desk(letters)
        let keys = ["b0", "b1", "b2"].map { CommentKey(source: "news", id: CommentID($0)) }
        try desk.decide(["b1"], .hide)
        var edited = letter("b2", 0xF << 60, by: nil, .queue)
        edited.comment.text = "Something else."
        edited.raw.bytes = Array("edit".utf8)
        try desk.ingest([edited])
        let outcome = try desk.queue.decide(
            DecisionRequest(
                comments: keys, verdict: .approve, by: "bo",
                revisions: Dictionary(uniqueKeysWithValues: keys.map { ($0, 1) })),
            policy: testPolicy, now: at(4))
        #expect(outcome.decisions.map(\.comment) == [keys[0]])
        #expect(codes(outcome) == ["Q003", "Q002"])
    }
}
