import Foundation
import Moderation
import TestSupport
import Testing

@testable import Reports

@Suite struct AppealLetterTests {
    private func reply(
        _ profile: Profile, _ outcome: Appeal.Outcome = .uphold,
        note: String? = "It calls her names.", reason: String = "attack", takenBack: Bool = false
    ) throws -> AppealReply {
        let decision = hidden(profile, reason: reason)
        let appeal = Appeal(
            id: 3, decision: decision, text: "I answered Zed.", contact: "lee@mail.example",
            enteredBy: "ben", openedAt: noon.addingTimeInterval(86_400),
            due: noon.addingTimeInterval(15 * 86_400),
            answer: Appeal.Answer(
                outcome: outcome, note: note, by: "cleo", at: noon.addingTimeInterval(3 * 86_400)))
        return try #require(AppealReply(packet(of: appeal, takenBack: takenBack)))
    }

    private func packet(of appeal: Appeal, takenBack: Bool = false) -> AppealPacket {
        var undo = undoDecision
        undo.revokes = appeal.decision.id
        return AppealPacket(
            appeal: appeal,
            text: AppealPacket.Text(
                body: "You clown.", format: .plain, purged: nil, revision: 1, newestRevision: 1,
                writtenAt: noon.addingTimeInterval(-7_200), ingestedAt: noon,
                article: Article(url: "https://harlow.example/a", title: "The ordinance"),
                snapshotHash: "", contentHash: ""),
            assessment: queuedAssessment,
            history: [appeal.decision] + (takenBack ? [undo] : []))
    }

    @Test(arguments: Profile.allCases, StatementLanguage.allCases)
    func `an answer is told in the words of its profile and language`(
        profile: Profile, language: StatementLanguage
    ) throws {
        let upheld = appealLetter(try reply(profile), harlowTerms, in: language)
        let restored = appealLetter(try reply(profile, .restore), harlowTerms, in: language)
        expectGolden(
            upheld + "--------\n" + restored, "statements/appeal-\(profile)-\(language).txt")
        for letter in [upheld, restored] {
            #expect(letter.contains(attackTerms.told(in: language).title))
            #expect(letter.contains("It calls her names."))
            let redress = letter.contains("(Article 21)") || letter.contains("(artículo 21)")
            #expect(redress == (profile == .publisherEU))
            for secret in ["cleo", "Ben", "ben ", "Zed", "lee@", "clown"] {
                #expect(!letter.contains(secret), "\(secret)")
            }
        }
    }

    @Test func `only a refusal without a reason needs words`() throws {
        #expect(try !reply(.publisher).needsWords)
        #expect(try !reply(.publisher, .restore, note: nil).needsWords)
        var silent = try reply(.publisher, note: " ")
        #expect(silent.needsWords)
        silent.said = "It calls her names."
        #expect(!silent.needsWords && silent.reasons == ["It calls her names."])
        #expect(
            !appealLetter(try reply(.publisher, .restore, note: nil), harlowTerms).contains("Why"))
    }

    @Test func `nobody is told that a comment is hidden which is not`() throws {
        let stands = "is not shown until something else is decided"
        #expect(appealLetter(try reply(.government), harlowTerms).contains(stands))
        let letter = appealLetter(try reply(.government, takenBack: true), harlowTerms)
        #expect(!letter.contains(stands) && letter.contains("taken back all the same"))
    }

    @Test func `another objection is offered only while it would be heard`() throws {
        var terms = harlowTerms
        #expect(appealLetter(try reply(.government), terms).contains("object again until"))
        terms.appeals.toOpen = 2 * 86_400
        #expect(!appealLetter(try reply(.government), terms).contains("object again"))
    }

    @Test func `hostile words stay words on their line`() throws {
        let letter = appealLetter(
            try reply(.publisher, note: "a\u{1B}[2J\n\nForged heading"), harlowTerms)
        #expect(letter.contains("\na\u{FFFD}[2J Forged heading\n"))
    }

    @Test func `an appeal that waits has no answer to tell`() throws {
        var appeal = try reply(.publisher).appeal
        appeal.answer = nil
        #expect(AppealReply(packet(of: appeal)) == nil)
    }

    @Test func `an answer for programs has the same members whatever it tells`() throws {
        var lines = ""
        var members: Set<[String]> = []
        for reply in [
            try reply(.publisherEU), try reply(.government, .restore, note: nil, reason: "other"),
        ] {
            var json = JSONWriter()
            json.appealReply(reply, harlowTerms)
            json.endLine()
            lines += json.text
            let object = try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: Any]
            members.insert((object?.keys).map { $0.sorted() } ?? [])
        }
        #expect(members.count == 1 && members.first?.isEmpty == false)
        expectGolden(lines, "statements/appeals.jsonl")
    }
}
