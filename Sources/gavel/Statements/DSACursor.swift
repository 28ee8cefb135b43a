import Moderation
import ReviewQueue

/// How far an export for the transparency database went, and what it could not tell on the way.
///
/// **Shape**: a cursor of decisions; in a file a second line, `untold: 2 5`, or `untold:` where all was told.
struct DSACursor: Equatable, CustomStringConvertible {
    var decisions: DecisionCursor
    /// Decisions up to it that could not be told; `nil` where it does not say.
    var untold: [Int64]?

    init(_ decisions: DecisionCursor, untold: [Int64]) {
        self.decisions = decisions
        self.untold = untold
    }

    /// What ``description`` writes, or a cursor of decisions alone.
    init?(_ text: String) {
        let lines = text.split(separator: "\n")
        guard (1...2).contains(lines.count), let decisions = DecisionCursor(String(lines[0])) else {
            return nil
        }
        self.decisions = decisions
        guard lines.count == 2 else { return }
        let words = lines[1].split(separator: " ")
        let ids = words.dropFirst().compactMap { Int64($0) }
        guard words.first == "untold:", ids.count == words.count - 1 else { return nil }
        untold = ids
    }

    var description: String {
        "\(decisions)\n" + (["untold:"] + (untold ?? []).map(String.init)).joined(separator: " ")
    }
}
