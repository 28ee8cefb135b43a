import Moderation

/// Quoted words found again in what they were quoted from.
struct QuotedPassage {
    var before: String
    var passage: String
    var after: String

    /// Where it stands in the article, in bytes.
    var span: TextSpan

    /// - Parameter quotation: with whatever marks stand round it.
    /// - Complexity: O(quotation + article).
    init?(_ quotation: String, in article: String) {
        func words(_ text: String) -> [(lower: String, range: Range<String.Index>)] {
            var words: [(String, Range<String.Index>)] = []
            var start: String.Index?
            for index in text.indices {
                let character = text[index]
                if character.isLetter || character.isNumber {
                    start = start ?? index
                } else if let begin = start {
                    words.append((text[begin..<index].lowercased(), begin..<index))
                    start = nil
                }
            }
            if let begin = start {
                words.append((text[begin...].lowercased(), begin..<text.endIndex))
            }
            return words
        }
        let wanted = words(quotation).map(\.lower)
        let all = words(article)
        guard wanted.count >= 3, all.count >= wanted.count else { return nil }
        let place = (0...(all.count - wanted.count)).first { start in
            wanted.indices.allSatisfy { all[start + $0].lower == wanted[$0] }
        }
        guard let place else { return nil }
        let range = all[place].range.lowerBound..<all[place + wanted.count - 1].range.upperBound
        let start = article.utf8.distance(from: article.startIndex, to: range.lowerBound)
        span = TextSpan(start, start + article[range].utf8.count)
        before = String(article[..<range.lowerBound].suffix(200))
        passage = String(article[range])
        after = String(article[range.upperBound...].prefix(200))
    }
}
