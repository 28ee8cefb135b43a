import Moderation
import PolicyEngine

/// What either is there or is not: private data and spam.
struct DetectionReport {
    let sets: MeasuredSets
    let classifier: Classifier

    /// Points that lead to a person in every profile.
    private static let enough = 3

    func show(_ request: Request) throws {
        var table = Table("set", "there", "found", "falsely found", "precision", "recall", "F1")
        func add(_ name: String, _ detection: Detection) {
            table.add(
                name, "\(detection.found + detection.missed)", "\(detection.found)",
                "\(detection.falselyFound)", figure(detection.precision), figure(detection.recall),
                figure(detection.f1))
        }
        var isEmpty = true
        if request.wants("pii"), let rows = try sets.judged("pii", by: classifier) {
            var detection = Detection()
            for item in rows {
                let isThere = item.row.contact == 1
                // Other private data is neither asked for nor wrong.
                if !isThere, item.row.pii == 1 { continue }
                detection.add(
                    isThere: isThere,
                    isFound: item.assessment.signals.contains { $0.category == "pii" })
            }
            add("pii, contact kinds", detection)
            isEmpty = false
        }
        for name in ["youtube_spam", "sms_spam"] where request.wants(name) {
            guard let rows = try sets.judged(name, by: classifier) else { continue }
            var detection = Detection()
            for item in rows {
                let points = max(item.points(in: "spam"), item.points(in: "scam"))
                detection.add(isThere: item.row.spam == 1, isFound: points >= Self.enough)
            }
            add(name, detection)
            isEmpty = false
        }
        guard !isEmpty else { return }
        print("\nprivate data, and spam or scam of \(Self.enough) points or more")
        table.show()
    }
}
