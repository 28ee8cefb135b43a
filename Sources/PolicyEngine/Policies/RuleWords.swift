import Foundation
import Moderation

/// Says what a rule does in half sentences that a clerk can read aloud.
struct RuleWords {
    /// How many phrases each list of the rule's pack holds; `nil` leaves numbers out.
    let listSizes: [String: Int]?
    /// What each rule of the policy is called, for combinations.
    let titles: [RuleID: String]

    // MARK: - What it looks for

    func sentences(_ check: RuleDescription.Check) -> [String] {
        switch check {
        case .phrases(let phrases): [anyOf(phrases)]
        case .near(let near): sentences(near)
        case .count(let count):
            ["\(anyOf(count.phrases)), \(times(count.atLeast, count.atMost))"]
        case .regex(let regex): sentences(regex)
        case .measure(let measure): [measure.words]
        case .combine(let combine): sentences(combine)
        }
    }

    private func sentences(_ near: RuleDescription.Near) -> [String] {
        let (first, then) = (anyOf(near.first), anyOf(near.then))
        let order =
            near.eitherOrder
            ? "\(first), and \(then), in either order" : "first \(first), then \(then)"
        let gap =
            switch near.withinWords {
            case 0: "with no word between"
            case 1: "at most 1 word between"
            default: "at most \(near.withinWords) words between"
            }
        let sentence = near.sameSentence ? "in the same sentence" : "in any sentence"
        let between = near.betweenOnly.map {
            ["only linking words may stand between: \(anyOf($0))"]
        }
        return ["\(order), \(gap), \(sentence)"] + (between ?? [])
    }

    private func sentences(_ regex: RuleDescription.Regex) -> [String] {
        var sentences = ["text that fits the pattern \(regex.pattern.text)"]
        if !regex.needs.isEmpty {
            let needs = regex.needs.map { quoted($0.text) }
            sentences.append("tried only where \(alternatives(needs)) stands")
        }
        sentences.append("a match is at most \(regex.reach) bytes long")
        switch regex.verification {
        case .card: sentences.append("its digits must add up as those of a payment card do")
        case .iban: sentences.append("its signs must add up as those of a bank account do")
        case nil: break
        }
        return sentences
    }

    private func sentences(_ combine: RuleDescription.Combine) -> [String] {
        var sentences: [String] = []
        if !combine.allOf.isEmpty {
            sentences.append("what each of these rules finds: \(rules(combine.allOf))")
        }
        if !combine.anyOf.isEmpty {
            let count = combine.atLeast == 1 ? "any" : "at least \(combine.atLeast)"
            sentences.append("what \(count) of these rules finds: \(rules(combine.anyOf))")
        }
        if !combine.noneOf.isEmpty {
            sentences.append("only while none of these rules speaks: \(rules(combine.noneOf))")
        }
        return sentences
    }

    private func rules(_ names: RuleDescription.Phrases) -> String {
        names.map { name in
            titles[RuleID(name.text)].map { "\(name.text) (\($0))" } ?? name.text
        }.joined(separator: ", ")
    }

    private func times(_ least: Int?, _ most: Int?) -> String {
        switch (least, most) {
        case (let least?, let most?) where least == most: "exactly \(least) times"
        case (let least?, let most?): "\(least) to \(most) times"
        case (let least?, nil): least == 1 ? "once or more" : "\(least) times or more"
        case (nil, let most): most == 0 ? "not once" : "at most \(most ?? 0) times, or not at all"
        }
    }

    // MARK: - What takes it back, where and when

    func exceptions(_ rule: RuleDescription) -> [String] {
        var sentences: [String] = []
        let harmless = rule.exceptOverlapping + rule.deskExceptions
        if !harmless.isEmpty { sentences.append("it is part of \(anyOf(harmless))") }
        for (words, side) in [
            (rule.exceptAfterWords, "after"), (rule.exceptBeforeWords, "before"),
        ] {
            guard let words else { continue }
            let gap = words.within == 1 ? "directly" : "within \(words.within) words"
            sentences.append("it comes \(gap) \(side) \(anyOf(words.words))")
        }
        if rule.exceptInArticle { sentences.append("its words stand in the article") }
        return sentences
    }

    func conditions(_ conditions: RuleDescription.Conditions) -> [String] {
        guard !conditions.isEmpty else { return [] }
        var sentences: [String] = []
        func only(_ names: [String], _ what: String) {
            if !names.isEmpty { sentences.append("only \(what) \(alternatives(names))") }
        }
        only(conditions.sources, "comments from the source")
        only(conditions.sections, "under articles of the section")
        only(conditions.languages, "comments in the language")
        switch conditions.place {
        case .top: sentences.append("only comments on the article itself, no replies")
        case .reply: sentences.append("only replies to another comment")
        case nil: break
        }
        if let list = conditions.deskList {
            sentences.append("only on a desk that gives the list \(list)")
        }
        if let from = conditions.from {
            sentences.append("only comments written on \(day(from)) or later (UTC)")
        }
        if let until = conditions.until {
            sentences.append("only comments written before \(day(until)) (UTC)")
        }
        sentences.append("what is not known of a comment does not keep the rule from it")
        return sentences
    }

    private func day(_ seconds: Double) -> String {
        Date(timeIntervalSince1970: seconds).formatted(.iso8601.year().month().day())
    }

    // MARK: - Phrases

    /// More phrases than this are counted before they are read out.
    private static let fewPhrases = 6

    private func anyOf(_ phrases: RuleDescription.Phrases) -> String {
        let own = phrases.map(\.text).filter { listName($0) == nil }
        let lists = phrases.map(\.text).compactMap(listName).map(inList)
        if own.isEmpty { return alternatives(lists) }
        let hasStar = own.contains { $0.utf8.contains(0x2A) }
        let star = hasStar ? " (a star stands for any ending)" : ""
        if own.count > Self.fewPhrases {
            let counted = "any of these \(own.count): \(alternatives(own.map(quoted)))\(star)"
            return ([counted] + lists).joined(separator: "; or ")
        }
        let isOneWord = own.count == 1 && lists.isEmpty && !own[0].utf8.contains(0x20)
        return (isOneWord ? "the word " : "the words ") + alternatives(own.map(quoted) + lists)
            + star
    }

    private func inList(_ name: String) -> String {
        if name.hasPrefix(DeskList.prefix) {
            return "any phrase that the desk gives as \(name.dropFirst(DeskList.prefix.count))"
        }
        guard let listSizes else { return "any phrase of the list \(name)" }
        let size = listSizes[name] ?? 0
        return size == 1 ? "the 1 in the list \(name)" : "any of the \(size) in the list \(name)"
    }

    private func listName(_ phrase: String) -> String? {
        phrase.hasPrefix("{") && phrase.hasSuffix("}") ? String(phrase.dropFirst().dropLast()) : nil
    }

    private func quoted(_ words: String) -> String { "“\(words)”" }

    /// `a`; `a or b`; `a, b, or c`.
    private func alternatives(_ names: [String]) -> String {
        guard names.count > 2 else { return names.joined(separator: " or ") }
        return names.dropLast().joined(separator: ", ") + ", or \(names[names.count - 1])"
    }
}
