public import Moderation

extension Classifier {
    /// Which languages the author's own words are in; nothing is judged.
    ///
    /// - Complexity: O(length of the text).
    public func languages(of comment: Comment) -> LanguageGuess {
        read(comment)
        return text.languageGuess()
    }
}
