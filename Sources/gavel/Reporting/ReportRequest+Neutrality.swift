import Foundation
import Moderation
import PolicyEngine
import Reports
import ReviewQueue

extension ReportRequest {
    func neutrality() throws -> String {
        // Needs nothing of the desk, and takes as long as to count all that is on it.
        let trial = Beside { try self.trial() }
        let (ledger, sample) = try desk.openQueue().sampledLedger(scope)
        let labels = Dictionary(uniqueKeysWithValues: policy.labels.map { ($0.id, $0.title) })
        var figures = NeutralityFigures(ledger, languages: languages(sample), labels: labels)
        figures.trial = try trial.value()
        return try neutralityReport(figures, as: format)
    }

    /// Of each text that could be read; one that is too short, or in several languages, is of an unknown one.
    private func languages(_ sample: [SampledText]) -> [Int32: NeutralityFigures.Language] {
        let classifier = Classifier(policy: policy)
        var languages: [Int32: NeutralityFigures.Language] = [:]
        for item in sample {
            let guess = classifier.languages(of: item.comment)
            languages[item.text] =
                if let code = guess.language, let part = guess.parts.first {
                    NeutralityFigures.Language(code: code, name: part.name)
                } else {
                    .unknown
                }
        }
        return languages
    }

    /// `nil` where the policy came without sentences to be tried with.
    private func trial() throws -> NeutralityTrial? {
        let folder = try desk.policyFolder()
        guard FileManager.default.fileExists(atPath: folder + "/neutrality") else { return nil }
        return try NeutralitySuite(folder: folder).trial([policy])
    }
}
