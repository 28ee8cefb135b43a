import Moderation

extension RuleDescription.Example {
    /// What the desk is taken to know around the example, as half sentences; may be empty.
    var surroundings: [String] {
        var words: [String] = []
        func add<Value>(_ value: Value?, _ sentence: (Value) -> String) {
            if let value { words.append(sentence(value)) }
        }
        add(facts.source) { "from the source \($0)" }
        add(section) { "under the section \($0)" }
        add(facts.language) { "in the language \($0)" }
        if !reads.isEmpty {
            words.append("at a desk that reads \(reads.sorted().joined(separator: " and "))")
        }
        if isReply { words.append("as a reply") }
        add(facts.authorRate) { "\($0) by the author in the hour before" }
        add(facts.authorRefusedShare) { share in
            "\(Int((share * 100).rounded())) % of the author's decided comments were refused"
        }
        add(facts.sameTextByAuthor) { "posted \($0) times by the author, this time included" }
        add(facts.nearDuplicates) { "\($0) others nearly like it" }
        add(facts.authorSeen) { "comment number \($0 + 1) of its author" }
        return words
    }

    var detail: RuleDetail.Example {
        RuleDetail.Example(kind: kind, text: text, given: surroundings, because: because)
    }
}
