import Dockets
import Foundation
import Moderation
import PolicyEngine
import TestSupport
import Testing

@testable import ReviewQueue

@Suite struct CampaignTests {
    /// A letter as ingest hands it on.
    private func judged(_ letter: Letter, _ classifier: Classifier) -> JudgedComment {
        var judged = ReviewQueueTests.judged(
            CommentID(letter.id), letter.text, .pass,
            createdAt: at(0) + Double(letter.at), author: Author(id: letter.author))
        _ = classifier.assess(judged.comment)
        judged.wording = classifier.wording()
        return judged
    }

    private func desk(
        _ letters: [Letter], batches: [Int] = [500]
    ) throws -> TestDesk {
        let classifier = Classifier(policy: wordingPolicy)
        let desk = try TestDesk()
        try desk.ingest(letters.map { judged($0, classifier) }, batches: batches)
        return desk
    }

    private func groups(
        _ letters: [Letter], batches: [Int] = [500]
    ) throws -> [[CommentKey]] {
        let desk = try desk(letters, batches: batches)
        return try withExtendedLifetime(desk) { try $0.queue.wordingGroups() }
    }

    private func campaigns(_ letters: [Letter]) throws -> [Campaign] {
        let desk = try desk(letters)
        return try withExtendedLifetime(desk) { try $0.queue.campaigns() }
    }

    private func docket(_ count: Int) -> [Letter] {
        Array(Docket(letters: count, using: SeededGenerator()))
    }

    @Test func `form letters are found however they were edited, and strangers stay apart`() throws
    {
        let letters = docket(2_000)
        let campaigns = Dictionary(uniqueKeysWithValues: letters.map { ($0.id, $0.campaign) })
        let groups = try groups(letters)
            .filter { $0.count >= Campaign.fewestAuthors }
        #expect(groups.count == 6)
        for group in groups {
            #expect(Set(group.map { campaigns[$0.id.rawValue]! }).count == 1)
        }
        let all = letters.count { $0.campaign != nil }
        #expect(groups.reduce(0) { $0 + $1.count } * 100 >= all * 98)
    }

    @Test(arguments: [[1], [7, 100, 3], [2_000]])
    func `any order and any split of the input gives the same groups`(batches: [Int]) throws {
        let letters = docket(600)
        let expected = try groups(letters)
        var random = SeededGenerator()
        let other = try groups(letters.shuffled(using: &random), batches: batches)
        #expect(other == expected, "\(random)")
    }

    @Test func `groups made anew from what is kept are those made as the comments came`() throws {
        var letters = docket(700)
        let desk = try desk(letters, batches: [90])
        // Some are edited into letters of others.
        for index in stride(from: 0, to: 100, by: 9) {
            letters[index].text = letters[index + 300].text
        }
        let classifier = Classifier(policy: wordingPolicy)
        try desk.ingest(letters.map { judged($0, classifier) }, now: at(5))
        let groups = try desk.queue.wordingGroups()
        let campaigns = try desk.queue.campaigns()
        #expect(groups.count > 5)
        #expect(try desk.queue.hasCurrentWordings())
        var counts: [Int] = []
        try desk.queue.regroup(by: classifier.wording(of:)) { counts.append($0) }
        #expect(counts == [500])
        #expect(try desk.queue.wordingGroups() == groups)
        #expect(try desk.queue.campaigns() == campaigns)
        #expect(try desk.queue.verify().faults == [])
    }

    @Test(arguments: [
        (
            "UPDATE wordingGroup SET size = size + 1 WHERE groupID = 1",
            "group 1 of wordings does not have its size"
        ),
        (
            "UPDATE wording SET groupID = 999 WHERE wordingID = 1",
            "group 999 of wordings does not have its size"
        ),
        (
            "UPDATE commentWording SET authorID = 1 WHERE commentID = 2",
            "what comment 2 says is not kept with its author and its time"
        ),
    ])
    func `a group that was altered is found`(sql: String, fault: String) throws {
        let desk = try desk(docket(200))
        #expect(try desk.queue.verify().faults == [])
        try VerifyTests.tamper(desk, sql)
        #expect(try desk.queue.verify().faults.contains(fault))
    }

    @Test func `a campaign tells its size, its authors, its time and the wording most use`() throws
    {
        let form = "The council should keep the library open on Sundays because families need it."
        let letters = (0..<7).map { number in
            Letter(
                id: "c\(number)", author: "writer-\(number % 6)", at: number * 60,
                text: number == 0 ? "<\(form)>".uppercased() : form)
        }
        let campaigns = try campaigns(letters)
        #expect(campaigns.count == 1)
        let campaign = try #require(campaigns.first)
        #expect(campaign.size == 7)
        #expect(campaign.authors == 6)
        #expect(campaign.wordings == 1)
        #expect(campaign.firstSeen == at(0))
        #expect(campaign.lastSeen == at(0.1))
        #expect(campaign.representative == CommentKey(source: "news", id: "c0"))
    }

    @Test func `the letter to read is the form, though every greeting and name is another`() throws
    {
        let letters = docket(2_000)
        let byID = Dictionary(uniqueKeysWithValues: letters.map { ($0.id, $0) })
        let campaigns = try campaigns(letters)
        #expect(campaigns.count == 6)
        for campaign in campaigns {
            let form = byID[campaign.representative.id.rawValue]!
            let body = form.text.split(separator: "\n\n")[1].lowercased()
            let same = letters.count { $0.text.lowercased().contains(body) }
            #expect(same * 2 > campaign.size, "\(form.id)")
        }
    }

    @Test func `the form is what most have and no more`() {
        let form = (1, Array(UInt32(0)..<60))
        let longer = (1, Array(UInt32(0)..<90))
        let shorter = (1, Array(UInt32(0)..<50))
        let edited = (1, Array(UInt32(3)..<63))
        #expect(CommonForm.index(of: [longer, shorter, edited, form, form, longer]) == 3)
        #expect(CommonForm.index(of: [shorter, longer, (9, form.1)]) == 2)
        #expect(CommonForm.index(of: [(5, [])]) == 0)
    }

    @Test func `two campaigns and a letter of its own are told apart`() throws {
        let forms = [
            "Keep the library open on Sundays because so many families need it then.",
            "Close the library on Sundays because the city cannot pay for the hours.",
        ]
        let letters =
            (0..<13).map { number in
                Letter(
                    id: "c\(number)", author: "writer-\(number)", at: number,
                    text: forms[number < 6 ? 0 : 1])
            } + [
                Letter(id: "x", author: "one", at: 99, text: "I have never seen a city this tidy.")
            ]
        let campaigns = try campaigns(letters)
        #expect(campaigns.map(\.size) == [7, 6])
        #expect(campaigns.map(\.representative.id) == ["c6", "c0"])
        #expect(Set(campaigns.map(\.id)).count == 2)
    }

    @Test func `a short answer of many and a flood of one are no campaigns`() throws {
        let answers = (0..<40).map {
            Letter(
                id: "a\($0)", author: "writer-\($0)", at: $0, text: "I agree with you, neighbor!")
        }
        let flood = (0..<40).map {
            Letter(
                id: "f\($0)", author: "one", at: $0,
                text: "Visit my wonderful shop for the best boots in all of the valley today")
        }
        #expect(try campaigns(answers + flood) == [])
    }

    @Test func `an edited comment leaves the campaign that it was part of`() throws {
        let letters = (0..<5).map {
            Letter(
                id: "c\($0)", author: "writer-\($0)", at: $0,
                text: "Please vote for the levy so that our schools keep their nurses.")
        }
        let desk = try desk(letters)
        #expect(try desk.queue.campaigns().map(\.size) == [5])
        var edited = letters[4]
        edited.text = "On second thought I would rather wait for the audit of last year."
        try desk.ingest([judged(edited, Classifier(policy: wordingPolicy))])
        #expect(try desk.queue.campaigns() == [])
    }
}

/// Rules are not asked for: only the words are read.
private let wordingPolicy = try! Policy.load(
    from: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../policies").standardized.path,
    profile: .publisher, packs: [PackPin(name: "labels")])
