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

/// Texts of a ledger by their newest assessments.
struct AssessedTexts: Sendable {
    private var texts: [(assessment: Int64, text: Int32)] = []

    /// Ranges that hold all of the assessments and few others, ascending; what was judged again is far
    /// from the rest.
    ///
    /// **Source**: ours: to read past 64 that are not wanted takes as long as to ask once more.
    var runs: [ClosedRange<Int64>] {
        texts.reduce(into: []) { runs, next in
            if let last = runs.last, next.assessment - last.upperBound <= 64 {
                runs[runs.count - 1] = last.lowerBound...next.assessment
            } else {
                runs.append(next.assessment...next.assessment)
            }
        }
    }

    /// - Parameter text: its index.
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
