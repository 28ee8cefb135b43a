import FoundationEssentials
import Moderation

/// Texts of a ledger by their newest assessments.
struct AssessedTexts {
    private var texts: [(assessment: Int64, text: Int32)] = []

    /// Of the assessments; `nil` where there is none.
    var range: ClosedRange<Int64>? {
        texts.first.map { $0.assessment...texts[texts.count - 1].assessment }
    }

    /// - Parameter text: its index in the ledger.
    mutating func append(_ text: Int, assessment: Int64) {
        texts.append((assessment, Int32(text)))
    }

    /// Has to be done before they are walked through; texts that were judged once are in order.
    mutating func sort() { texts.sort { $0.assessment < $1.assessment } }

    /// A walk in step with rows by assessment.
    struct Walk {
        private let texts: [(assessment: Int64, text: Int32)]
        private var at = 0

        fileprivate init(_ texts: [(assessment: Int64, text: Int32)]) { self.texts = texts }

        /// The index of the text whose newest assessment it is, if there is one.
        ///
        /// - Precondition: assessments are asked for in ascending order.
        mutating func text(of assessment: Int64) -> Int32? {
            while at < texts.count, texts[at].assessment < assessment { at += 1 }
            return at < texts.count && texts[at].assessment == assessment ? texts[at].text : nil
        }
    }

    var walk: Walk { Walk(texts) }
}

/// Comments that wait because readers reported them, as `Waiting.reported` tells it.
struct ReportedComments {
    /// Open reports by the revision they are on.
    private var open: [Int64: Int] = [:]
    private var waitingSince: [Int64: Bool] = [:]

    init(_ reports: [ReviewLedger.Report]) {
        for report in reports where !report.isNotice && report.answeredAt == nil {
            open[report.text, default: 0] += report.count
        }
    }

    /// - Parameter verdict: what stands on the text.
    mutating func note(_ text: ReviewLedger.Text, _ verdict: Verdict?) {
        let isHidden = verdict == .hide || verdict == .spam
        if open.isEmpty { return }
        if let count = open[text.id] {
            waitingSince[text.comment] = verdict != .approve || count >= Waiting.burst
        }
        if isHidden, waitingSince[text.comment] != nil { waitingSince[text.comment] = false }
    }

    var waiting: Int { waitingSince.values.count { $0 } }
}

/// Few different values that occur often, numbered in the order they are met.
struct Interned<Value: Hashable & Sendable>: Sendable {
    private(set) var values: [Value] = []
    private var indices: [Value: Int] = [:]
    /// So few are found sooner by looking at each than by hashing.
    private static var fewEnough: Int { 12 }

    mutating func index(_ value: Value) -> Int {
        if values.count <= Self.fewEnough {
            if let index = values.firstIndex(of: value) { return index }
        } else if let index = indices[value] {
            return index
        }
        indices[value] = values.count
        values.append(value)
        return values.count - 1
    }
}
