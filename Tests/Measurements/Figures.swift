/// One row of a set with a verdict, and what the policy made of it.
struct Scored {
    var score: Double
    var isPositive: Bool
}

/// How well a score ranks what people called toxic before what they called clean.
///
/// Many comments have the same score, most of them 0, so ties are shared: each figure is the mean over
/// every order of rows that are alike.
struct Ranking {
    /// Rows of one score, highest first.
    private struct Step {
        var positives = 0
        var negatives = 0
    }

    private var steps: [Step] = []
    let positives: Int
    let negatives: Int

    init(_ rows: [Scored]) {
        var last: Double?
        for row in rows.sorted(by: { $0.score > $1.score }) {
            if row.score != last { steps.append(Step()) }
            last = row.score
            if row.isPositive {
                steps[steps.count - 1].positives += 1
            } else {
                steps[steps.count - 1].negatives += 1
            }
        }
        positives = rows.count { $0.isPositive }
        negatives = rows.count - positives
    }

    /// The chance that a toxic row scores above a clean one, a tie counted half; `nil` without both.
    ///
    /// **Source**: Hanley and McNeil, Radiology 143, 1982: the area under the ROC curve is this chance.
    var auc: Double? {
        guard positives > 0, negatives > 0 else { return nil }
        var below = negatives
        var sum = 0.0
        for step in steps {
            below -= step.negatives
            sum += Double(step.positives) * (Double(below) + Double(step.negatives) / 2)
        }
        return sum / Double(positives) / Double(negatives)
    }

    /// The share of toxic rows found when so large a share of the clean ones is flagged; `nil` without
    /// both.
    func recall(atFalsePositives share: Double) -> Double? {
        guard positives > 0, negatives > 0 else { return nil }
        let allowed = share * Double(negatives)
        var (found, flagged) = (0.0, 0.0)
        for step in steps {
            let more = Double(step.negatives)
            if flagged + more > allowed {
                found += Double(step.positives) * (allowed - flagged) / more
                break
            }
            flagged += more
            found += Double(step.positives)
        }
        return found / Double(positives)
    }

    /// The share of toxic rows among the highest scores; `nil` without toxic rows.
    ///
    /// - Parameter share: of all rows, rounded down, at least one row.
    func recall(inTop share: Double) -> Double? {
        guard positives > 0 else { return nil }
        let most = max(1, Int(share * Double(positives + negatives)))
        var (found, taken) = (0.0, 0)
        for step in steps {
            let size = step.positives + step.negatives
            if taken + size > most {
                found += Double(step.positives) * Double(most - taken) / Double(size)
                break
            }
            taken += size
            found += Double(step.positives)
        }
        return found / Double(positives)
    }
}

/// What was found against what is there.
struct Detection: Equatable {
    var found = 0
    var falselyFound = 0
    var missed = 0

    mutating func add(isThere: Bool, isFound: Bool) {
        switch (isThere, isFound) {
        case (true, true): found += 1
        case (true, false): missed += 1
        case (false, true): falselyFound += 1
        case (false, false): break
        }
    }

    var precision: Double { Self.share(found, of: found + falselyFound) }
    var recall: Double { Self.share(found, of: found + missed) }
    var f1: Double { Self.share(2 * found, of: 2 * found + falselyFound + missed) }

    private static func share(_ part: Int, of all: Int) -> Double {
        Double(part) / Double(max(1, all))
    }
}

/// Characters that raters marked against characters that rules marked.
struct MarkedCharacters {
    /// Over all characters of all rows.
    private(set) var all = Detection()
    private var sum = 0.0
    private(set) var rows = 0

    /// - Parameters:
    ///   - gold: half-open ranges of Unicode code points; a row without any is left out.
    ///   - marked: half-open ranges of UTF-8 bytes.
    mutating func add(_ text: String, gold: [Range<Int>], marked: [Range<Int>]) {
        let scalars = text.unicodeScalars.count
        let there = Self.flags(gold, count: scalars)
        guard there.contains(true) else { return }
        let found = Self.flags(marked.map { Self.codePoints($0, of: text) }, count: scalars)
        var row = Detection()
        for (isThere, isFound) in zip(there, found) { row.add(isThere: isThere, isFound: isFound) }
        all.found += row.found
        all.falselyFound += row.falselyFound
        all.missed += row.missed
        sum += row.f1
        rows += 1
    }

    /// The mean of the F1 of each row.
    var meanF1: Double { sum / Double(max(1, rows)) }

    private static func flags(_ ranges: [Range<Int>], count: Int) -> [Bool] {
        var flags = [Bool](repeating: false, count: count)
        for range in ranges {
            for index in range.clamped(to: 0..<count) { flags[index] = true }
        }
        return flags
    }

    /// Those of a text that any byte of a range belongs to.
    static func codePoints(_ bytes: Range<Int>, of text: String) -> Range<Int> {
        var (byte, number) = (0, 0)
        var (first, end) = (0, 0)
        for scalar in text.unicodeScalars {
            let next = byte + UTF8.width(scalar)
            if next <= bytes.lowerBound { first = number + 1 }
            if byte < bytes.upperBound { end = number + 1 }
            (byte, number) = (next, number + 1)
        }
        return first..<max(first, end)
    }
}
