public import Moderation

/// A form letter, to hold against it the letters that follow it.
///
/// **Never** shared between threads: it owns what reading writes to.
public final class FormLetter {
    /// Words in a run that a letter has from its form.
    ///
    /// **Source**: our choice: two words in a row stand in most texts about one matter ("the library"),
    /// and with four a replaced word takes seven words with it.
    static let runLength = 3
    /// Words of the form, between words that are not, which are taken for a chance ("as well as").
    static let mostBetween = 5

    private var text = ReadText()
    private let articles = ArticleMemory()
    private let parents = ArticleMemory()
    private var runs: Set<UInt64> = []
    private var hosts: Set<[UInt8]> = []
    private var hiddenLinks = 0

    /// - Complexity: O(length).
    public init(_ form: Comment) {
        read(form)
        let words = words
        for start in words.indices.dropLast(Self.runLength - 1) { runs.insert(run(words, start)) }
        for link in text.links { hosts.insert(host(link)) }
        hiddenLinks = text.body.anchors.count
    }

    /// What a letter says that the form does not: words that are in no run of three that both have, in
    /// parts that begin and end with such a word.
    ///
    /// **Shape**: in order, apart. A part ends where somebody else's words begin, and with its paragraph, a
    /// greeting or a signature among them.
    /// - Complexity: O(length of the letter).
    public func added(by letter: Comment) -> [AddedPart] {
        read(letter)
        let blocks = LetterBlocks(text)
        var parts: [Part] = []
        for (index, isAdded) in additions().enumerated() where isAdded {
            let word = text.folded.tokens[index]
            let stretch = text.stretch(ofToken: index)
            let block = blocks.block(of: text.folded.sourceSpan(word).start)
            let fresh = Part(
                first: index, last: index, words: 1, hasLink: text.isInLink(word),
                stretch: stretch, block: block)
            if let last = parts.last, last.isNext(fresh) {
                parts[parts.count - 1].last = index
                parts[parts.count - 1].words += 1
                parts[parts.count - 1].hasLink = last.hasLink || fresh.hasLink
            } else {
                parts.append(fresh)
            }
        }
        return joined(parts).map(addedPart) + unread(letter)
    }

    private func read(_ comment: Comment) {
        text.read(
            comment.text, format: comment.format, article: articles.shared(comment.article),
            parent: parents.shared(comment.parentText.map { Article(body: $0) }))
    }

    /// The words outside web addresses, by their places.
    private var words: [Int] {
        text.folded.tokens.indices.filter { !text.isInLink(text.folded.tokens[$0]) }
    }

    private func run(_ words: [Int], _ start: Int) -> UInt64 {
        var hash: UInt64 = 0
        for word in words[start..<(start + Self.runLength)] {
            hash = mixed(hash &* 0x9E37_79B9_7F4A_7C15 ^ text.folded.tokens[word].hash)
        }
        return hash
    }

    /// For each word whether the form lacks it.
    private func additions() -> [Bool] {
        var isAdded = [Bool](repeating: true, count: text.folded.tokens.count)
        let words = words
        for start in words.indices.dropLast(Self.runLength - 1)
        where runs.contains(run(words, start)) {
            for word in words[start..<(start + Self.runLength)] { isAdded[word] = false }
        }
        for link in text.links where hosts.contains(host(link)) {
            for (index, token) in text.folded.tokens.enumerated() {
                let span = text.folded.sourceSpan(token)
                if span.start < link.end, link.start < span.end { isAdded[index] = false }
            }
        }
        return isAdded
    }

    /// The host of a web address, in small letters: campaigns give each sender an address of their own.
    private func host(_ link: (start: Int, end: Int)) -> [UInt8] {
        var bytes = text.body.bytes[link.start..<link.end].map { $0 | 0x20 }
        if let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
            bytes[colon...].starts(with: "://".utf8)
        {
            bytes.removeFirst(colon + 3)
        }
        return Array(bytes.prefix { ![0x2F, 0x3F, 0x23].contains($0) })  // / ? #
    }

    // MARK: - Parts

    private struct Part {
        var first: Int
        var last: Int
        /// That the form lacks.
        var words: Int
        var hasLink: Bool
        var stretch: Int
        var block: LetterBlocks.Block

        func isNext(_ other: Part) -> Bool { other.first == last + 1 && isBeside(other) }

        func isBeside(_ other: Part) -> Bool {
            stretch == other.stretch && block == other.block
        }
    }

    /// Makes one of parts with few words of the form between them, no more than both have of their own.
    private func joined(_ parts: [Part]) -> [Part] {
        parts.reduce(into: []) { joined, part in
            if let last = joined.last, last.isBeside(part) {
                let between = part.first - last.last - 1
                if between <= Self.mostBetween, between <= last.words + part.words {
                    joined[joined.count - 1].last = part.last
                    joined[joined.count - 1].words += part.words
                    joined[joined.count - 1].hasLink = last.hasLink || part.hasLink
                    return
                }
            }
            joined.append(part)
        }
    }

    private func addedPart(_ part: Part) -> AddedPart {
        let start = text.folded.sourceSpan(text.folded.tokens[part.first]).start
        let end = text.folded.sourceSpan(text.folded.tokens[part.last]).end
        let isLong = part.words >= AddedPart.fewestWords && part.block.isParagraph
        return AddedPart(
            span: text.body.sourceSpan(start, end), scope: text.stretches[part.stretch].scope,
            saysSomething: isLong || part.hasLink)
    }

    /// What reading left out, and addresses that stand in markup alone.
    private func unread(_ letter: Comment) -> [AddedPart] {
        if text.isCut {
            let span = TextSpan(text.body.sourceCount, letter.text.utf8.count)
            return [AddedPart(span: span, scope: .own, saysSomething: true)]
        }
        guard text.body.anchors.count > hiddenLinks, let last = text.body.anchors.last else {
            return []
        }
        let span = text.body.sourceSpan(last.start, last.end)
        return [AddedPart(span: span, scope: .own, saysSomething: true)]
    }
}
