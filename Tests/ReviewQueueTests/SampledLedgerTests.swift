import Foundation
import Moderation
import Testing

@testable import ReviewQueue

@Suite struct SampledLedgerTests {
    private let scope = ReportScope(
        desk: "Ledger", profile: .publisher, policy: "aaaabbbbcccc", from: nil, to: at(1000),
        timeZone: "UTC")

    @Test func `labels and words come with the ledger, of the newest assessment`() throws {
        let desk = try TestDesk()
        let article = Article(title: "Benches", body: "The town has new benches.")
        var unlabelled = judged("b", "Probe b.", createdAt: at(6))
        unlabelled.assessment.labels = []
        var two = judged("c", "Probe c.", createdAt: at(7))
        two.assessment.labels = [
            Label(id: "petition"), Label(id: "question", span: TextSpan(0, 5)),
        ]
        try desk.ingest(
            [judged("a", "Probe a.", createdAt: at(5), article: article), unlabelled, two])
        let (ledger, sample) = try desk.queue.sampledLedger(scope)
        #expect(
            ledger.labels == [
                ReviewLedger.LabelTexts(label: "petition", texts: [2]),
                ReviewLedger.LabelTexts(label: "question", texts: [0, 2]),
            ])
        #expect(sample.map(\.text) == [0, 1, 2])
        #expect(sample.map(\.comment.text) == ["Probe a.", "Probe b.", "Probe c."])
        #expect(sample[0].comment.article?.body == article.body)
        #expect(try desk.queue.ledger(scope, withFindings: true).labels.isEmpty, "not asked for")
        #expect(ledger.findings == (try desk.queue.ledger(scope, withFindings: true).findings))
    }

    @Test func `ids are taken out of the column as a reader of JSON would`() throws {
        for labels in [
            [], [Label(id: "a")],
            [Label(id: "a", span: TextSpan(0, 3)), Label(id: "quotes-article")],
        ] as [[Label]] {
            var assessment = Assessment(
                route: .pass, score: 0, policy: "aaaabbbbcccc", profile: .publisher)
            assessment.labels = labels
            let column = StoredAssessment(assessment).labels
            #expect(StoredAssessment.labelIDs(column) == labels.map(\.id.rawValue))
        }
        #expect(StoredAssessment.labelIDs(#"[{"id":"cut"#) == ["cut"])
        #expect(StoredAssessment.labelIDs("") == [])
    }
}
