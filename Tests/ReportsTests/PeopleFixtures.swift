import Foundation
import Moderation
import TestSupport

/// A month of a desk that has three of a hundred decisions given twice.
func townAgreement(
    desk: String = "Harlow Springs", reason: String = "Attack on a person"
) -> AgreementFigures {
    func pairs(
        _ count: Int, _ first: Verdict, _ second: Verdict,
        _ reasons: (String?, String?) = (nil, nil),
        _ categories: [CategoryID] = []
    ) -> [DoubleDecision] {
        (0..<count).map { number in
            DoubleDecision(
                first: .init(first, reason: reasons.0), second: .init(second, reason: reasons.1),
                categories: categories, isTakenBack: first != second && number == 0)
        }
    }
    return AgreementFigures(
        scope: threeDays(desk), asked: 64, waiting: 3,
        pairs: pairs(47, .approve, .approve, (nil, nil), ["attack"])
            + pairs(6, .hide, .hide, ("attack", "attack"), ["attack"])
            + pairs(3, .hide, .approve, ("attack", nil), ["attack", "profanity"])
            + pairs(1, .approve, .hide, (nil, "off-topic"))
            + pairs(1, .hide, .hide, ("attack", "hate"), ["hate"])
            + pairs(2, .spam, .spam, ("spam", "spam"), ["spam"])
            + pairs(1, .spam, .hide, ("spam", "scam"), ["spam"]),
        appeals: [
            .init(reason: "attack", outcome: .restore), .init(reason: "attack", outcome: .uphold),
            .init(reason: "attack", outcome: .uphold), .init(reason: "spam", outcome: .uphold),
        ],
        titles: [
            "attack": reason, "hate": "Hate", "spam": "Spam", "scam": "Scam",
            "off-topic": "Off topic", "profanity": "Profanity",
        ])
}

let noAgreement = AgreementFigures(
    scope: threeDays(), asked: 0, waiting: 0, pairs: [], appeals: [], titles: [:])

/// Three people's week, made by a fixed draw.
func townModerators(
    _ names: [Moderator] = ["ana", "ben", "lee"], desk: String = "Harlow Springs",
    only: Moderator? = nil
) -> ModeratorFigures {
    var random = SeededGenerator(seed: 7)
    let scope = threeDays(desk)
    let texts = (0..<240).map { number in
        ReviewLedger.Text(
            id: Int64(number), comment: Int64(number), source: 0, revision: 1,
            writtenAt: scope.from!, arrivedAt: scope.from!, route: .queue,
            severity: [0, 1, 2, 2, 2, 3, 4][number % 7])
    }
    var decisions: [ReviewLedger.Decision] = []
    var moment = scope.from!.addingTimeInterval(8 * 3_600)
    for text in texts.indices {
        moment += Double(Int.random(in: 2...90, using: &random))
        if text % 40 == 39 { moment += 6 * 3_600 }
        let verdict: Verdict =
            switch Int.random(in: 0..<10, using: &random) {
            case 0, 1: .hide
            case 2: .spam
            default: .approve
            }
        let id = Int64(decisions.count + 1)
        decisions.append(
            ReviewLedger.Decision(
                id: id, text: text, verdict: verdict,
                moderator: Int.random(in: 0..<3, using: &random), at: moment))
        if text % 25 == 0 {
            moment += 5
            decisions.append(
                ReviewLedger.Decision(
                    id: id + 1, text: text, verdict: .undo,
                    moderator: Int.random(in: 0..<3, using: &random), at: moment, revokes: id))
        }
    }
    return ModeratorFigures(
        ReviewLedger(
            scope: scope, sources: ["news"], moderators: names, texts: texts,
            decisions: decisions),
        acts: ModeratorActs(
            opinions: [
                .init(first: names[0], second: names[1], agrees: true),
                .init(first: names[1], second: names[2], agrees: false),
                .init(first: names[0], second: names[2], agrees: true),
            ], overturned: [decisions[0].id]), only: only)
}

let noModerators = ModeratorFigures(
    ReviewLedger(scope: threeDays()), acts: ModeratorActs())

/// A clerk's month with one of everything.
func townRecords(
    desk: String = "Harlow Springs", words: String = "Doe v. Harlow Springs"
) -> RecordsFigures {
    var count = PurgeCount()
    (count.texts, count.answered, count.originals) = (412, 31, 409)
    (count.setAside, count.appeals, count.authors) = (7, 2, 53)
    var erased = PurgeCount()
    (erased.texts, erased.originals, erased.authors) = (3, 3, 1)
    func hash(_ digit: String) -> String { String(repeating: digit, count: 32) }
    return RecordsFigures(
        scope: threeDays(desk),
        holdings: zip(
            RecordsFigures.Kind.allCases, [9_120, 9_204, 9_198, 14, 3_077, 81, 12, 23, 4, 15_006]
        ).map { kind, kept in
            .init(
                kind: kind, kept: kept,
                emptied: [.comments: 411, .texts: 415, .originals: 412, .setAside: 7][kind] ?? 0)
        },
        sources: [
            .init(
                source: "letters", retentionClass: .permanent, comments: 61, texts: 64,
                oldest: noon.addingTimeInterval(-900 * 86_400)),
            .init(
                source: "wordpress", retentionClass: .transitory, comments: 8_648, texts: 8_725,
                oldest: noon.addingTimeInterval(-190 * 86_400), past: 120, held: 17, waiting: 2),
        ],
        holds: [
            .init(
                id: 3, subject: .article("https://example.org/a"), reason: words, by: "lee",
                since: noon.addingTimeInterval(-40 * 86_400)),
            .init(
                id: 5, subject: .author(of: CommentKey(source: "wordpress", id: "c1")),
                reason: "records request 2026-114", by: "lee", since: noon),
        ],
        purges: [
            .init(
                id: 8, ground: .retention(.transitory), count: count, seal: hash("a1"), by: "lee",
                at: noon),
            .init(
                id: 9, ground: .erasure, count: erased, reason: "the author asked",
                seal: hash("b2"), by: "lee", at: noon.addingTimeInterval(3_600)),
        ],
        accesses: [
            .init(seq: 14_001, kind: .backup, subject: "desk.db", by: "root", at: noon),
            .init(seq: 14_200, kind: .author, subject: "comment wordpress:c1", by: "ana", at: noon),
            .init(seq: 14_201, kind: .export, subject: words, by: "lee", at: noon),
            .init(
                seq: 14_777, kind: .moderators, subject: "all moderators", by: "lee",
                at: noon.addingTimeInterval(60)),
        ], lastBackup: noon, checkpoint: "15006:" + hash("c3"))
}

let noRecords = RecordsFigures(scope: threeDays())
