import Foundation

extension MeasureCheck {
    /// The measure and its bounds as half a sentence.
    var words: String {
        switch measure {
        case .capitalsShare:
            "capitals are \(percent) of the author's own letters"
                + " (\(Measure.fewestLetters) letters or more)"
        case .exclamationRun:
            "a run of exclamation and question marks that is \(amount) long"
        case .repeatedRun: "the same letter, \(amount) times in a row"
        case .linkCount: "a comment with \(amount) \(plural("link"))"
        case .length: "own words of \(amount) \(plural("character")) in all"
        case .emojiShare:
            "emoji are \(percent) of the author's own characters"
                + " (\(Measure.fewestForEmoji) characters or more)"
        case .otherScriptShare:
            "letters of other scripts than Latin are \(percent) of the author's own letters"
                + " (\(Measure.fewestForScript) letters or more)"
        case .unreadShare:
            "words in languages that nobody at the desk reads are \(percent) of the author's own words"
        case .authorRate:
            "an author who wrote \(amount) \(plural("comment")) in the hour before"
        case .authorPace:
            "an author who wrote \(amount) \(plural("comment")) in the minute before"
        case .authorRefusedShare:
            "an author of whose decided comments \(percent) were hidden or spam in 90 days"
        case .sameTextByAuthor:
            "a text that its author has posted \(amount) \(plural("time")) in a day, this one included"
        case .nearDuplicates:
            "a text with \(amount) earlier \(plural("comment")) nearly like it on the desk"
        case .newAuthor: "a comment that is its author's \(place)"
        }
    }

    private var amount: String { bounds { number($0) } }

    private var percent: String { bounds { number($0 * 100) + " %" } }

    private var place: String {
        switch (atLeast, atMost) {
        case (nil, 1?): "first"
        case (nil, let most?): "first to number \(number(most))"
        case (let least?, nil): "number \(number(least)) or a later one"
        case (let least, let most): "number \(number(least ?? 1)) to \(number(most ?? 1))"
        }
    }

    private func bounds(_ words: (Double) -> String) -> String {
        switch (atLeast, atMost) {
        case (let least?, let most?) where least == most: "exactly \(words(least))"
        case (let least?, let most?): "\(words(least)) to \(words(most))"
        case (let least?, nil): "at least \(words(least))"
        case (nil, let most): "at most \(words(most ?? 0))"
        }
    }

    private func plural(_ noun: String) -> String {
        (atMost ?? atLeast) == 1 ? noun : noun + "s"
    }

    /// At most two decimals, none for whole numbers.
    private func number(_ value: Double) -> String {
        let hundredths = (value * 100).rounded() / 100
        return hundredths == hundredths.rounded() && abs(hundredths) < 1e15
            ? String(Int(hundredths)) : String(hundredths)
    }
}
