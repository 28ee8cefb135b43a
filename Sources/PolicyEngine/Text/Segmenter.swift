import Moderation

/// A segment of the plain text with the reason for its scope.
struct ScopedStretch: Equatable {
    var scope: SegmentScope
    /// Plain bytes, half-open.
    var start: Int
    var end: Int
    var reason: String
}

/// Says whose words each stretch of a comment is.
///
/// **Shape**: the stretches follow each other and cover the whole text. A marked quotation whose
/// words stand in the article or the parent is theirs, any other is somebody's; a run of six words or
/// more shared with either is theirs without marks. The rest is the author's own.
/// - Complexity: O(length of the text).
enum Segmenter {
    static func segment(
        _ body: BodyText, _ folded: FoldedText, article: SharedText?, parent: SharedText?
    ) -> [ScopedStretch] {
        let quotations = QuotationScanner.quotations(in: body.bytes, marked: body.quotes)
        let fromArticle = article?.marks(folded.tokens)
        let fromParent = parent?.marks(folded.tokens)
        var stretches: [ScopedStretch] = []
        var cursor = 0
        var token = 0

        func advance(to offset: Int) {
            while token < folded.tokens.count,
                folded.sourceSpan(folded.tokens[token]).start < offset
            { token += 1 }
        }
        func close(_ scope: SegmentScope, _ start: Int, _ end: Int, _ reason: String) {
            guard start < end else { return }
            if let last = stretches.last, last.scope == scope, last.reason == reason {
                stretches[stretches.count - 1].end = end
            } else {
                stretches.append(
                    ScopedStretch(scope: scope, start: start, end: end, reason: reason))
            }
        }
        /// Cuts unmarked text at the edges of shared runs.
        func closeUnmarked(until end: Int) {
            while token < folded.tokens.count {
                let span = folded.sourceSpan(folded.tokens[token])
                guard span.start < end else { break }
                let isArticle = fromArticle?[token] ?? false
                guard isArticle || fromParent?[token] ?? false else {
                    token += 1
                    continue
                }
                close(.own, cursor, span.start, ownReason)
                var last = span.end
                while token < folded.tokens.count,
                    isArticle ? fromArticle![token] : fromParent![token],
                    folded.sourceSpan(folded.tokens[token]).start < end
                {
                    last = min(end, folded.sourceSpan(folded.tokens[token]).end)
                    token += 1
                }
                close(
                    isArticle ? .quotedArticle : .quotedComment, span.start, last,
                    "six words or more in a row that stand in the "
                        + (isArticle ? "article" : "comment it replies to"))
                cursor = last
            }
            close(.own, cursor, end, ownReason)
            cursor = end
        }

        for quotation in quotations {
            advance(to: cursor)
            closeUnmarked(until: quotation.start)
            advance(to: quotation.start)
            let first = token
            advance(to: quotation.end)
            let words = first..<token
            let (scope, reason) = owner(
                of: words, quotation.form, folded, (article, fromArticle), (parent, fromParent))
            close(scope, quotation.start, quotation.end, reason)
            cursor = quotation.end
        }
        advance(to: cursor)
        closeUnmarked(until: body.bytes.count)
        return stretches
    }

    static let ownReason = "the author's own words"

    private static func owner(
        of words: Range<Int>, _ form: Quotation.Form, _ folded: FoldedText,
        _ article: (text: SharedText?, marks: [Bool]?),
        _ parent: (text: SharedText?, marks: [Bool]?)
    ) -> (SegmentScope, String) {
        let inside = "inside " + form.description
        for (scope, origin, name) in [
            (SegmentScope.quotedArticle, article, "article"),
            (.quotedComment, parent, "comment it replies to"),
        ] {
            guard let text = origin.text, let marks = origin.marks, !words.isEmpty else { continue }
            let isShared =
                words.count <= SharedText.runLength
                ? text.holds(folded.tokens[words]) : words.contains { marks[$0] }
            if isShared { return (scope, inside + ", and the words stand in the " + name) }
        }
        return (.quotedOther, inside + "; the words stand in no text this desk was given")
    }
}
