import Moderation

/// An article with replies below it, as one copies them from a web page.
///
/// The replies begin after a line that says so (`Comments`, `12 replies`, `Comentarios`), else
/// after the only rule (`---`, `***`), or at the first line that is marked as a quotation and
/// repeats six words in a row from the lines above it, whichever is first.
///
/// Known limits: a pull quote, which repeats the article's own words in its middle, is taken for
/// the first reply; so is the first of a list of comments to quote an earlier one, and what is
/// above it for an article. A heading for the replies, or the article in a file of its own,
/// settles both.
///
/// **Source**: six words, as in the founding sample, are beyond what two writers share by chance;
/// plagiarism detection commonly asks for five to eight.
struct ArticlePage {
    /// `nil` where nothing is above the replies.
    let article: Article?
    /// The byte, from the start of what was looked at, where the line of the first reply begins.
    let replies: Int

    /// - Returns: `nil` without a sign of replies: then there is no article.
    init?(_ bytes: ArraySlice<UInt8>) {
        let lines = PageLine.all(in: bytes)
        guard let sign = Self.sign(in: lines) else { return nil }
        replies = lines[sign.firstReply].start - bytes.startIndex

        var above = lines[..<sign.lastAbove].filter { !$0.text.isEmpty }
        var title: PageLine?
        if sign.isQuotation, let headline = above.last, headline.isTitleLike {
            title = above.removeLast()
            // The same headline may stand at the top as well.
            if above.first?.words == headline.words { above.removeFirst() }
        } else if above.first?.isTitleLike == true {
            title = above.removeFirst()
        }
        let body = above.first.map { first in
            String(
                decoding: bytes[first.text.startIndex..<above.last!.text.endIndex], as: UTF8.self)
        }
        article = Article(headline: title?.text, body: body)
    }

    private struct Sign {
        /// Lines before this one are above the replies.
        var lastAbove: Int
        var firstReply: Int
        var isQuotation = false
    }

    private static func sign(in lines: [PageLine]) -> Sign? {
        if let sign = separator(in: lines, where: \.isRepliesHeading) { return sign }
        let quotation = firstQuotation(in: lines)
        if lines.count(where: \.isRule) == 1, let rule = separator(in: lines, where: \.isRule),
            lines[..<rule.lastAbove].contains(where: { !$0.text.isEmpty }),
            rule.lastAbove < quotation ?? .max
        {
            return rule
        }
        return quotation.map { Sign(lastAbove: $0, firstReply: $0, isQuotation: true) }
    }

    /// The first line of a kind that has something below it.
    private static func separator(
        in lines: [PageLine], where isSeparator: (PageLine) -> Bool
    ) -> Sign? {
        guard let line = lines.firstIndex(where: isSeparator),
            let reply = lines[(line + 1)...].firstIndex(where: { !$0.text.isEmpty && !$0.isRule })
        else { return nil }
        return Sign(lastAbove: line, firstReply: reply)
    }

    /// - Complexity: O(bytes).
    private static func firstQuotation(in lines: [PageLine]) -> Int? {
        var seen: Set<UInt64> = []
        var recent: [UInt64] = []
        for (index, line) in lines.enumerated() where !line.text.isEmpty {
            let words = line.words
            if line.isQuotation, runs(in: words).contains(where: seen.contains) { return index }
            recent = recent.suffix(wordsInRun - 1) + words
            seen.formUnion(runs(in: recent))
        }
        return nil
    }

    private static let wordsInRun = 6

    private static func runs(in words: [UInt64]) -> [UInt64] {
        guard words.count >= wordsInRun else { return [] }
        return (0...(words.count - wordsInRun)).map { start in
            words[start..<(start + wordsInRun)].reduce(0) { $0 &* foldingPrime &+ $1 }
        }
    }
}

extension Article {
    /// An article from a page: parts that are missing or blank are left out, and without any
    /// there is none.
    init?(headline: ArraySlice<UInt8>?, body: String?) {
        let title = headline.map { String(decoding: $0, as: UTF8.self) }
        guard title != nil || body != nil else { return nil }
        self.init(
            title: title.map { Ingest.repaired($0) }, body: body.map { Ingest.repaired($0) })
    }
}

/// A line of a page.
struct PageLine {
    /// Where it begins, white space included.
    let start: Int
    /// Without white space on either side; may be empty.
    let text: ArraySlice<UInt8>

    static func all(in bytes: ArraySlice<UInt8>) -> [PageLine] {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            PageLine(start: line.startIndex, text: trimmed(line))
        }
    }

    var isRule: Bool { Ingest.isRule(text) }

    var isQuotation: Bool {
        ["\"", "“", "«", ">", "<blockquote"].contains { text.starts(with: $0.utf8) }
    }

    /// `Comments`, `Replies:`, `12 comments`, `Comentarios`.
    var isRepliesHeading: Bool {
        guard text.count <= 40 else { return false }
        var words = String(decoding: text, as: UTF8.self).lowercased().split(separator: " ")
        if words.count == 2, words[0].utf8.allSatisfy({ 0x30...0x39 ~= $0 }) { words.removeFirst() }
        guard words.count == 1, let word = words.first else { return false }
        let name = word.last == ":" ? word.dropLast() : word
        return ["comments", "comment", "replies", "comentarios", "respuestas"].contains {
            $0.utf8.elementsEqual(name.utf8)
        }
    }

    /// Short, and ending neither like a sentence nor like a quotation.
    ///
    /// **Source**: 20 words is twice what news style guides give a headline.
    var isTitleLike: Bool {
        !text.isEmpty && !isQuotation && !isRule
            && ![".", "!", "?", "”", "\""].contains {
                text.suffix($0.utf8.count).elementsEqual($0.utf8)
            }
            && text.split(whereSeparator: isSpace).count <= 20
    }

    /// A number for each word, the same for words that differ only in case, in the form of their
    /// quotes or in marks around and within them.
    ///
    /// **Source**: FNV-1a, 64 bits, Fowler, Noll and Vo.
    var words: [UInt64] {
        var words: [UInt64] = []
        var hash = foldingStart
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            if scalar == "'" || scalar == "’" || scalar == "‘" { continue }
            if scalar.isWordPart {
                for byte in scalar.properties.lowercaseMapping.utf8 {
                    hash = (hash ^ UInt64(byte)) &* foldingPrime
                }
            } else if hash != foldingStart {
                words.append(hash)
                hash = foldingStart
            }
        }
        return hash == foldingStart ? words : words + [hash]
    }
}

private let foldingStart: UInt64 = 0xCBF2_9CE4_8422_2325
private let foldingPrime: UInt64 = 0x100_0000_01B3

extension Unicode.Scalar {
    fileprivate var isWordPart: Bool {
        properties.isAlphabetic || properties.numericType != nil || properties.isDiacritic
    }
}
