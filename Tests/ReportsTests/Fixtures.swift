import Foundation
import Moderation
import TestSupport
import Testing

@testable import Reports

/// Compares a report with its golden; the style of a page, the same in all, has one of its own.
func expectReport(
    _ report: String, _ name: String, testFile: StaticString = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let plain = report.replacing(ReportPage.style, with: "/* style.css */")
    expectGolden(plain, name, testFile: testFile, sourceLocation: sourceLocation)
}

/// 2026-10-05T12:00:00Z, a Monday.
let noon = Date(timeIntervalSince1970: 1_791_201_600)

let clownSignal = Signal(
    rule: "attack.name-calling", category: "attack", title: "Name-calling aimed at a person",
    message: "“clown” is aimed at a person", span: TextSpan(17, 22), text: "clown", scope: .own,
    disguised: false, points: 3)

let trialSignal = Signal(
    rule: "style.caps", category: "style", title: "Mostly capitals",
    message: "most letters are capitals", span: TextSpan(0, 12), text: "HOLD \"IT\"\n!",
    scope: .quotedArticle, disguised: true, points: -1, status: .shadow)

let queuedAssessment = Assessment(
    route: .queue, score: 0.618,
    categories: [CategoryScore(category: "attack", points: 5, score: 0.618, route: .queue)],
    labels: [Label(id: "question"), Label(id: "quotes-article", span: TextSpan(0, 12))],
    signals: [trialSignal, clownSignal], inconclusive: ["pii.phone"], policy: "9f2c41d07a3e",
    profile: .publisher)

let hideDecision = Decision(
    id: 7, comment: CommentKey(source: "wordpress", id: "c1"), revision: 1, verdict: .hide,
    reason: "attack", note: "=see \"rules\", no. 3", by: "ana", at: noon, policy: "9f2c41d07a3e",
    profile: .publisher, revokes: nil, replies: .tombstone)

let undoDecision = Decision(
    id: 8, comment: CommentKey(source: "wordpress", id: "c1"), revision: 1, verdict: .undo,
    reason: nil, note: nil, by: "ben", at: noon.addingTimeInterval(90), policy: "9f2c41d07a3e",
    profile: .publisher, revokes: 7, replies: .keep)

let queuedItem = QueueItem(
    comment: CommentKey(source: "wordpress", id: "c1"), revision: 2, state: .open,
    text: "HOLD \"IT\"\n! You  clown\t…", article: Article(url: "https://example.org/a"),
    parent: "c0", parentText: "Our people.", createdAt: noon.addingTimeInterval(-7_200),
    ingestedAt: noon.addingTimeInterval(-3_600.5), assessment: queuedAssessment, claimedBy: "ana",
    decisions: [hideDecision, undoDecision], author: busyAuthor)

let busyAuthor: AuthorFacts = {
    var facts = AuthorFacts()
    (facts.seen, facts.approved, facts.refused) = (12, 3, 2)
    (facts.decidedLately, facts.refusedLately) = (4, 1)
    (facts.lastMinute, facts.lastHour, facts.lastDay) = (1, 5, 7)
    facts.firstSeen = noon.addingTimeInterval(-86_400)
    return facts
}()

let plainItem = QueueItem(
    comment: CommentKey(source: "letters", id: "-5"), revision: 1, state: .open,
    text: "=HYPERLINK(\"http://example.org\")",
    article: Article(url: "https://example.org/b", title: "Budget, part 2"), parent: nil,
    parentText: nil, createdAt: nil, ingestedAt: noon,
    assessment: Assessment(
        route: .hold, score: 1, policy: "9f2c41d07a3e", profile: .publisher),
    claimedBy: nil, decisions: [])

let clownExplanation = Explanation(
    text: "HOLD \"IT\"\n! You clown", article: Article(title: "The ordinance"),
    assessment: queuedAssessment,
    segments: [
        ExplainedSegment(
            segment: Segment(scope: .quotedArticle, span: TextSpan(0, 12)),
            reason: "stands in the article"),
        ExplainedSegment(
            segment: Segment(scope: .own, span: TextSpan(12, 22)), reason: "nobody else’s words"),
    ],
    languages: LanguageGuess(parts: [
        .init(language: "en", name: "English", share: 0.625),
        .init(language: "es", alternatives: ["pt"], name: "Spanish or Portuguese", share: 0.25),
    ]),
    categories: [
        ExplainedCategory(
            category: "attack", title: "Attack on a person", pointsBeforeCaps: 6,
            pointsAfterCaps: 5,
            thresholds: [
                RouteThreshold(route: .queue, points: 4), RouteThreshold(route: .hold, points: 8),
            ], ceiling: .queue, route: .queue),
        ExplainedCategory(
            category: "style", title: "Style", pointsBeforeCaps: 0, pointsAfterCaps: 0,
            thresholds: [], ceiling: nil, route: .pass),
    ],
    excepted: [
        ExceptedHit(
            rule: "threat.verb", span: TextSpan(0, 4), text: "HOLD", because: "an idiom")
    ],
    shadow: [trialSignal], whatWouldChange: ["without “clown” it would pass"])

/// Three days of a small town, with every kind of figure in it.
///
/// **Shape**: numbers are chosen so that none that matters can be mistaken for another.
func smallTown(
    desk: String = "Harlow Springs", category: String = "Attack on a person",
    rule: String = "Name-calling aimed at a person"
) -> SummaryFigures {
    SummaryFigures(
        scope: threeDays(desk), received: 1_042, edited: 6,
        routes: [.pass: 1_019, .queue: 17, .hold: 6],
        approved: 11, hidden: 5, spam: 4, undone: 1, open: 3,
        oldestOpen: noon.addingTimeInterval(86_400), setAside: 2,
        secondsToDecision: [
            30, 45, 61, 90, 300, 420, 600, 900, 1_200, 1_801, 3_600, 4_000, 5_000, 7_200, 9_000,
            20_000, 40_000, 80_000, 93_600, 200_000,
        ],
        days: [
            SummaryFigures.Day(day: "2026-10-05", received: 712, queued: 9, held: 4),
            SummaryFigures.Day(day: "2026-10-07", received: 330, queued: 8, held: 2),
        ],
        categories: [
            SummaryFigures.CategoryRow(
                category: "pii", title: "Private data", flagged: 7, approved: 3, hidden: 2, spam: 0),
            SummaryFigures.CategoryRow(
                category: "attack", title: category, flagged: 16, approved: 8, hidden: 3, spam: 4),
        ],
        rules: [
            SummaryFigures.RuleRow(
                rule: "attack.name-calling", title: rule, fired: 14, judged: Proportion(6, of: 13)),
            SummaryFigures.RuleRow(
                rule: "pii.phone", title: "Telephone number", fired: 7, judged: Proportion(0, of: 0)
            ),
        ],
        sources: [
            SummaryFigures.SourceRow(source: "letters", received: 41, open: 0),
            SummaryFigures.SourceRow(source: "wordpress", received: 1_001, open: 3),
        ])
}

/// 5 to 7 October 2026.
func threeDays(_ desk: String = "Harlow Springs") -> ReportScope {
    ReportScope(
        desk: desk, profile: .government, policy: "9f2c41d07a3e",
        from: noon.addingTimeInterval(-43_200), to: noon.addingTimeInterval(-43_200 + 3 * 86_400),
        timeZone: "UTC")
}

/// A period in which nothing happened, on a desk that has just begun.
let quietPeriod = SummaryFigures(
    scope: ReportScope(
        desk: "Harlow Springs", profile: .publisherEU, policy: "9f2c41d07a3e", from: nil, to: noon,
        timeZone: "UTC"), received: 0, edited: 0, routes: [:], approved: 0, hidden: 0, spam: 0,
    undone: 0, open: 0, oldestOpen: nil, setAside: 0, secondsToDecision: [], days: [],
    categories: [], rules: [], sources: [])
