extension RuleMatcher {
    /// Why a hit is harmless; `nil` when it is not.
    ///
    /// Phrases are bounded, so that only those that begin a bounded stretch before the hit are read.
    func exception(_ rule: CompiledRule, _ tokens: Range<Int>) -> String? {
        func overlaps(_ set: Int32) -> Bool {
            hits(of: set, from: tokens.lowerBound - PhraseBook.mostTokens).lazy
                .prefix { $0.first < tokens.upperBound }
                .contains { tokens.lowerBound < $0.end }
        }
        if rule.exceptOverlapping.contains(where: overlaps)
            || !isExample && rule.exceptForDesk.contains(where: overlaps)
        {
            return "overlaps a harmless phrase"
        }
        if rule.description.exceptInArticle, let article, !tokens.isEmpty,
            article.holdsAll(text.folded.tokens, tokens)
        {
            return "stands in the article"
        }
        if let after = rule.exceptAfterWords, follows(after, tokens.lowerBound) {
            return "comes within \(after.within) words after an excepting word"
        }
        if let before = rule.exceptBeforeWords, precedes(before, tokens) {
            return "comes within \(before.within) words before an excepting word"
        }
        return nil
    }

    private func precedes(_ before: CompiledRule.NearbyWords, _ tokens: Range<Int>) -> Bool {
        let end = tokens.upperBound
        guard end < text.folded.tokens.count else { return false }
        // A hit without a word, such as a mark, stands in the sentence that follows it.
        let sentence = text.folded.tokens[tokens.isEmpty ? end : end - 1].sentence
        return before.words.contains { set in
            hits(of: set, from: end).lazy
                .prefix { $0.first - end < before.within }
                .contains { text.folded.tokens[$0.first].sentence == sentence }
        }
    }

    private func follows(_ after: CompiledRule.NearbyWords, _ token: Int) -> Bool {
        guard token < text.folded.tokens.count else { return false }
        let sentence = text.folded.tokens[token].sentence
        return after.words.contains { set in
            hits(of: set, from: token - after.within - PhraseBook.mostTokens).lazy
                .prefix { $0.first < token }
                .contains {
                    $0.end <= token && token - $0.end < after.within
                        && text.folded.tokens[$0.first].sentence == sentence
                }
        }
    }
}
