import Foundation
import Moderation
import Yams

extension RuleReader {
    // MARK: - Where and when

    func conditions(_ pairs: [String: Node]) -> RuleDescription.Conditions {
        var conditions = RuleDescription.Conditions()
        if let node = pairs["only"] { readOnly(node, &conditions) }
        conditions.from = pairs["from"].flatMap { day($0, "from") }
        conditions.until = pairs["until"].flatMap { day($0, "until") }
        if let from = conditions.from, let until = conditions.until, from >= until,
            let node = pairs["until"]
        {
            reader.note(.wrongValue, node, "'until' must be later than 'from'")
        }
        return conditions
    }

    private func readOnly(_ node: Node, _ conditions: inout RuleDescription.Conditions) {
        let keys = ["source", "section", "language", "place", "desk_list"]
        guard let pairs = reader.mapping(node, "only", keys: keys) else { return }
        conditions.sources = pairs["source"].map { reader.strings($0, "source") } ?? []
        conditions.sections = pairs["section"].map { reader.strings($0, "section") } ?? []
        conditions.languages = pairs["language"].map { reader.strings($0, "language") } ?? []
        conditions.place = pairs["place"].flatMap {
            reader.choice($0, "place", of: RuleDescription.Conditions.Place.self)
        }
        conditions.deskList = pairs["desk_list"].flatMap { reader.string($0, "desk_list") }
    }

    /// A day, `2026-11-03`, as its first moment in UTC.
    private func day(_ node: Node, _ what: String) -> Double? {
        let text = node.scalar?.string ?? ""
        let parts = text.split(separator: "-").compactMap { Int($0) }
        if text.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil, parts.count == 3 {
            let (year, month, day) = (parts[0], parts[1], parts[2])
            var calendar = Calendar(identifier: .gregorian)
            calendar.timeZone = .gmt
            let components = DateComponents(year: year, month: month, day: day)
            if components.isValidDate(in: calendar) {
                return calendar.date(from: components)?.timeIntervalSince1970
            }
        }
        reader.note(.wrongValue, node, "\(what) must be a day such as 2026-11-03")
        return nil
    }

    // MARK: - Examples

    func examples(_ node: Node) -> [RuleDescription.Example] {
        guard
            let pairs = reader.mapping(node, "examples", keys: ["match", "no_match", "known_miss"])
        else { return [] }
        let kinds: [(String, RuleDescription.Example.Kind)] = [
            ("match", .match), ("no_match", .noMatch), ("known_miss", .knownMiss),
        ]
        return kinds.flatMap { key, kind in
            (pairs[key].map { reader.items($0, key) } ?? []).compactMap { example($0, key, kind) }
        }
    }

    private func example(
        _ node: Node, _ key: String, _ kind: RuleDescription.Example.Kind
    ) -> RuleDescription.Example? {
        var text = node.scalar?.string
        var mark: String?
        var because: String?
        var with: Node?
        if node.mapping != nil {
            let keys = ["text", "because", "with"] + (kind == .match ? ["mark"] : [])
            let pairs = reader.mapping(node, "an example", keys: keys) ?? [:]
            text = pairs["text"].flatMap { reader.string($0, "text") }
            mark = pairs["mark"].flatMap { reader.string($0, "mark") }
            because = pairs["because"].flatMap { reader.string($0, "because") }
            with = pairs["with"]
        }
        var example = RuleDescription.Example(
            kind: kind, text: text ?? "", mark: mark, because: because, line: node.mark?.line ?? 1,
            column: node.mark?.column ?? 1)
        if let with { surroundings(with, &example) }
        guard let text, !text.isEmpty else {
            reader.note(.wrongValue, node, "an example of \(key) must be a text")
            return nil
        }
        return example
    }

    /// What stands around an example: the names of measures, and `source`, `section`, `language`,
    /// `place`, `article`, `reads`.
    private func surroundings(_ node: Node, _ example: inout RuleDescription.Example) {
        let keys = [
            "author_rate", "author_pace", "author_refused_share", "same_text_by_author",
            "near_duplicates", "new_author", "source", "section", "language", "place", "article",
            "reads",
        ]
        guard let pairs = reader.mapping(node, "with", keys: keys) else { return }
        func count(_ key: String) -> Int? {
            pairs[key].flatMap { reader.integer($0, key, in: 0...1_000_000) }
        }
        example.facts = CommentFacts(
            source: pairs["source"].flatMap { reader.string($0, "source") }.map { SourceName($0) },
            language: pairs["language"].flatMap { reader.string($0, "language") },
            authorRate: count("author_rate"),
            authorPace: count("author_pace"),
            authorRefusedShare: pairs["author_refused_share"]
                .flatMap { reader.number($0, "author_refused_share") },
            sameTextByAuthor: count("same_text_by_author"),
            nearDuplicates: count("near_duplicates"),
            authorSeen: count("new_author").map { $0 - 1 })
        example.article = pairs["article"].flatMap { reader.string($0, "article") }
        example.section = pairs["section"].flatMap { reader.string($0, "section") }
        let place = pairs["place"].flatMap {
            reader.choice($0, "place", of: RuleDescription.Conditions.Place.self)
        }
        example.isReply = place == .reply
        example.reads = Set(pairs["reads"].map { reader.languages($0, "reads") } ?? [])
    }
}
