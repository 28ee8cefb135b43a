import Foundation

/// What the program said that it did: decisions by their number, with the verdict and the comment.
struct Ledger: Sendable {
    struct Entry: Sendable, Equatable {
        var verdict: String
        var comment: String
        var by: String
    }

    private(set) var entries: [Int: Entry] = [:]
    private(set) var faults: [String] = []

    /// Takes the lines in that a decision or an undo printed, as `decided` and `taken back` lines.
    mutating func note(_ answer: Answer, by name: String) {
        for line in answer.text.split(separator: "\n") {
            guard let match = line.wholeMatch(of: Self.pattern), let number = Int(match.number)
            else {
                continue
            }
            let entry = Entry(
                verdict: Self.verdicts[String(match.what)] ?? "?",
                comment: String(match.comment), by: name)
            if let earlier = entries[number], earlier != entry {
                faults.append("decision \(number) was told twice, otherwise")
            }
            entries[number] = entry
        }
    }

    private static var pattern:
        Regex<(Substring, what: Substring, comment: Substring, number: Substring)>
    {
        /(?<what>approved|hidden|marked as spam|taken back).*?(?<comment>news:c\d+), revision.*\(decision (?<number>\d+), by .*/
    }

    private static let verdicts = [
        "approved": "approve", "hidden": "hide", "marked as spam": "spam", "taken back": "undo",
    ]

    /// Holds what was told against the decisions of the desk.
    func compare(with desk: SoakDesk) -> [String] {
        var faults = faults
        var found: Set<Int> = []
        for comment in Set(entries.values.map(\.comment)).sorted() {
            let shown = desk.run(
                desk.atDesk(["queue", "show", comment, "--format", "json"]), by: "owner")
            let decisions = shown.object["decisions"] as? [[String: Any]] ?? []
            faults += Self.order(decisions, of: comment)
            for decision in decisions {
                guard let number = decision["decision"] as? Int, let told = entries[number] else {
                    continue
                }
                found.insert(number)
                let kept = Entry(
                    verdict: decision["verdict"] as? String ?? "",
                    comment: comment, by: decision["by"] as? String ?? "")
                if kept != told { faults.append("decision \(number): told \(told), kept \(kept)") }
            }
        }
        let lost = Set(entries.keys).subtracting(found).sorted()
        return faults + lost.map { "decision \($0) was told as done and is not there" }
    }

    /// No decision stands beside another: each but the last was taken back before the next.
    private static func order(_ decisions: [[String: Any]], of comment: String) -> [String] {
        var standing: Int?
        for decision in decisions {
            guard let number = decision["decision"] as? Int else { return ["\(comment) is unread"] }
            if decision["verdict"] as? String == "undo" {
                guard let revoked = decision["revokes"] as? Int, revoked == standing else {
                    return ["decision \(number) takes back what does not stand"]
                }
                standing = nil
            } else {
                if let standing { return ["decision \(number) stands beside \(standing)"] }
                standing = number
            }
        }
        return []
    }
}
