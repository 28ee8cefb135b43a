import Foundation
import Moderation
import TestSupport
import Testing

@testable import Reports

@Suite struct LineTests {
    private func compact(_ body: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter()
        body(&json)
        json.endLine()
        return json.text
    }

    private func pretty(_ body: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter(layout: .pretty)
        body(&json)
        json.endLine()
        return json.text
    }

    @Test func `classify writes one object a line`() {
        let lines =
            compact { $0.assessmentLine(queuedAssessment, id: "c1") }
            + compact {
                $0.assessmentLine(
                    Assessment(
                        route: .pass, score: 0, policy: "9f2c41d07a3e", profile: .government),
                    id: nil)
            }
        expectGolden(lines, "classify.jsonl")
    }

    @Test func `classify says at the end what it did`() {
        expectGolden(
            compact {
                $0.classifyStats(
                    comments: 300_000, bytes: 96_000_000, seconds: 1.234_56, setAside: 2,
                    routes: [.pass: 299_000, .queue: 998])
            }, "classify-stats.json")
    }

    @Test func `a list of legal holds is the same for every program`() {
        let ended = LegalHold(
            id: 1, subject: .comment(CommentKey(source: "letters", id: "-5")), reason: "=1+1",
            by: "ana", at: noon,
            release: .init(reason: "settled", by: "ben", at: noon.addingTimeInterval(60)),
            comments: 1)
        let standing = LegalHold(
            id: 2, subject: .article("https://example.org/b"), reason: "Doe v. City", by: "ana",
            at: noon, release: nil, comments: 12)
        expectGolden(pretty { $0.legalHolds([ended, standing]) }, "legal-holds.json")
        expectGolden(CSVWriter.legalHolds([ended, standing]).text, "legal-holds.csv")
        let details = AuthorDetails(
            externalID: "7", name: "Ada \"A\" Pell", email: nil, address: "10.0.0.1")
        expectGolden(pretty { $0.authorDetails(details) }, "author.json")
    }

    @Test func `what is left of a purged text is told to programs`() {
        var item = plainItem
        item.text = ""
        item.purged = PurgedText(
            at: noon, ground: .retention(.correspondence3y),
            hash: String(repeating: "6f0c", count: 16))
        var erased = item
        erased.purged?.ground = .erasure
        expectGolden(
            pretty { $0.queueItem(item, now: noon) } + pretty { $0.queueItem(erased, now: noon) },
            "queue-show-purged.json")
    }

    @Test func `ingest sums up a run`() {
        var summary = RunSummary(policy: "9f2c41d07a3e")
        summary.run = 4
        summary.read = 10
        summary.new = 3
        summary.edited = 1
        summary.known = 5
        summary.setAside = 1
        summary.passedOver = [.trackback: 2, .deleted: 1]
        summary.repaired = Repairs(controlCharacters: 3, misreadTexts: 1)
        summary.routes = [.pass: 2, .hold: 2]
        summary.seconds = 0.05
        summary.shadowed = [ShadowedRule(rule: "attack.x", hits: 61, comments: 200)]
        let idle = RunSummary(policy: "9f2c41d07a3e")
        expectGolden(
            compact { $0.runSummary(summary) } + compact { $0.runSummary(idle) }, "ingest.jsonl")
    }

    @Test func `metrics have names with units, and labels that are escaped`() {
        var run = RunSummary(policy: "9f2c41d07a3e")
        (run.new, run.edited, run.known, run.setAside) = (3, 1, 5, 2)
        let figures = IngestFigures(
            desk: "Port \"Alder\" \\ north\nside",
            finishedAt: Date(timeIntervalSince1970: 1_784_030_400),
            lastSuccess: Date(timeIntervalSince1970: 1_784_030_100.25), seconds: 0.0516,
            exitStatus: 3, run: run,
            backlog: IngestFigures.Backlog(
                routes: [.pass: 2, .hold: 2], setAside: 7, open: 4, held: 1,
                oldestOpen: Date(timeIntervalSince1970: 1_783_000_000)),
            sources: [("news", false), ("forms", true)])
        let early = IngestFigures(
            desk: "new", finishedAt: Date(timeIntervalSince1970: 1_784_030_400), lastSuccess: nil,
            seconds: 2, exitStatus: 74, run: nil, backlog: nil, sources: [])
        expectGolden(metricsText(figures), "metrics.prom")
        expectGolden(metricsText(early), "metrics-failed.prom")
    }

    @Test func `status fits one object`() {
        let status = DeskStatus(
            desk: "/srv/desk", profile: .publisherEU, policy: "9f2c41d07a3e", comments: 1_200,
            open: 4, held: 1, waitingComments: 13, oldestOpen: "2026-10-05T09:00:00Z",
            lastIngest: nil,
            lastSuccess: "2026-10-05T11:45:00Z", setAside: 2,
            shadowed: [ShadowedRule(rule: "attack.x", hits: 61, comments: 200)])
        expectGolden(compact { $0.deskStatus(status) }, "status.json")
    }

    @Test func `the queue is listed as JSON and as CSV`() {
        expectGolden(
            pretty { $0.queueList([queuedItem, plainItem], now: noon) }, "queue-list.json")
        expectGolden(
            CSVWriter.queueList([queuedItem, plainItem], now: noon).text, "queue-list.csv")
        #expect(compact { $0.queueList([], now: noon) } == "[]\n")
    }

    @Test func `the contract's keys of a queue line are there, in their order`() throws {
        let line = compact { $0.queueList([plainItem], now: noon) }
        var rest = Substring(line)
        for key in QueueLine.columns {
            let range = try #require(rest.firstRange(of: "\"\(key)\":"), "\(key)")
            rest = rest[range.upperBound...]
        }
    }

    @Test func `an item is shown with all that is known of it`() {
        expectGolden(pretty { $0.queueItem(queuedItem, now: noon) }, "queue-show.json")
    }

    @Test func `an explanation tells the way from words to route`() {
        expectGolden(pretty { $0.explanation(clownExplanation) }, "explain.json")
    }

    @Test func `decisions are exported oldest first with their undoing`() {
        expectGolden(
            compact { $0.decision(hideDecision) } + compact { $0.decision(undoDecision) },
            "decisions.jsonl")
        expectGolden(CSVWriter.decisions([hideDecision, undoDecision]).text, "decisions.csv")
    }

    @Test func `an age is never negative`() {
        #expect(QueueLine(plainItem, now: noon.addingTimeInterval(-60)).age == 0)
        #expect(QueueLine(queuedItem, now: noon).age == 3_600)
    }

    @Test(arguments: [
        ("", ""), ("  a \n\t b  ", "a b"), (" \n ", ""), ("é\u{2028}x", "é x"),
        ("👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", "👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧"), ("a b", "a b"),
    ])
    func `an excerpt has its white space collapsed`(text: String, expected: String) {
        #expect(excerpt(text).unicodeScalars.elementsEqual(expected.unicodeScalars))
    }

    @Test func `an excerpt ends between two characters, not in one`() {
        #expect(excerpt("👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", limit: 2) == "👨‍👩‍👧👨‍👩‍👧")
        #expect(excerpt("ab cd", limit: 3) == "ab")
        #expect(excerpt(String(repeating: "x", count: 500)).count == 140)
    }

    @Test func `a run of combining marks makes no long excerpt`() {
        let run = "a" + String(repeating: "\u{301}", count: 100_000) + "b"
        #expect(excerpt(run).unicodeScalars.count <= 140 * 16)
    }
}
