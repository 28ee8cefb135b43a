import Moderation

/// A segment of the plain text with the ground for its scope.
struct ScopedStretch: Equatable {
    /// Why a stretch is whose it is.
    enum Ground: Equatable {
        case own
        /// Six words or more that another text has.
        case sharedRun(SharedOrigin)
        /// A quotation that its writer marked; `nil` when its words stand in no text given.
        case marked(Quotation.Form, SharedOrigin?)
    }

    var scope: SegmentScope
    /// Plain bytes, half-open.
    var start: Int
    var end: Int
    var ground: Ground

    /// As a person is told.
    var reason: String {
        switch ground {
        case .own: "the author's own words"
        case .sharedRun(let origin):
            "six words or more in a row that stand in the \(origin.rawValue)"
        case .marked(let form, nil):
            "inside \(form.description); the words stand in no text this desk was given"
        case .marked(let form, let origin?):
            "inside \(form.description), and the words stand in the \(origin.rawValue)"
        }
    }
}

/// A text that a comment may quote from.
enum SharedOrigin: String, Equatable {
    case article
    case parent = "comment it replies to"

    var scope: SegmentScope { self == .article ? .quotedArticle : .quotedComment }
}

/// Says whose words each stretch of a comment is.
///
/// **Shape**: the stretches follow each other and cover the whole text. A marked quotation whose
/// words stand in the article or the parent is theirs, any other is somebody's; a run of six words or
/// more shared with either is theirs without marks. The rest is the author's own.
/// - Complexity: O(length of the text).
struct Segmenter {
    private var stretches: [ScopedStretch] = []
    private var sources: [Source] = []
    private var cursor = 0
    private var token = 0

    /// A text with what the comment shares of it.
    private struct Source {
        var origin: SharedOrigin
        var text: SharedText
        /// One a token.
        var marks: [Bool]
    }

    /// Fills `stretches` for a body; keeps their storage.
    static func segment(
        _ body: borrowing BodyText, _ folded: borrowing FoldedText, article: SharedText?,
        parent: SharedText?, into stretches: inout [ScopedStretch]
    ) {
        stretches.removeAll(keepingCapacity: true)
        let mayQuote = folded.hints.contains(.quotation) || !body.quotes.isEmpty
        if !mayQuote, article == nil, parent == nil {
            if !body.bytes.isEmpty {
                stretches.append(
                    ScopedStretch(scope: .own, start: 0, end: body.bytes.count, ground: .own))
            }
            return
        }
        var segmenter = Segmenter()
        swap(&segmenter.stretches, &stretches)
        for case (let origin, let text?) in [(SharedOrigin.article, article), (.parent, parent)] {
            segmenter.sources.append(
                Source(origin: origin, text: text, marks: text.marks(folded.tokens)))
        }
        let quotations =
            mayQuote ? QuotationScanner.quotations(in: body.bytes, marked: body.quotes) : []
        segmenter.segment(body.bytes.count, quotations, folded)
        swap(&segmenter.stretches, &stretches)
    }

    private mutating func segment(
        _ count: Int, _ quotations: [Quotation], _ folded: borrowing FoldedText
    ) {
        for quotation in quotations {
            advance(to: cursor, folded)
            closeUnmarked(until: quotation.start, folded)
            advance(to: quotation.start, folded)
            let first = token
            advance(to: quotation.end, folded)
            let origin = owner(of: first..<token, folded)
            close(
                origin?.scope ?? .quotedOther, quotation.start, quotation.end,
                .marked(quotation.form, origin))
            cursor = quotation.end
        }
        advance(to: cursor, folded)
        closeUnmarked(until: count, folded)
    }

    private mutating func advance(to offset: Int, _ folded: borrowing FoldedText) {
        while token < folded.tokens.count, folded.sourceSpan(folded.tokens[token]).start < offset {
            token += 1
        }
    }

    private mutating func close(
        _ scope: SegmentScope, _ start: Int, _ end: Int, _ ground: ScopedStretch.Ground
    ) {
        guard start < end else { return }
        if let last = stretches.last, last.scope == scope, last.ground == ground {
            stretches[stretches.count - 1].end = end
        } else {
            stretches.append(ScopedStretch(scope: scope, start: start, end: end, ground: ground))
        }
    }

    /// Cuts unmarked text at the edges of shared runs.
    private mutating func closeUnmarked(until end: Int, _ folded: borrowing FoldedText) {
        while token < folded.tokens.count {
            let span = folded.sourceSpan(folded.tokens[token])
            guard span.start < end else { break }
            guard let source = sources.firstIndex(where: { $0.marks[token] }) else {
                token += 1
                continue
            }
            close(.own, cursor, span.start, .own)
            var last = span.end
            while token < folded.tokens.count, sources[source].marks[token] {
                let next = folded.sourceSpan(folded.tokens[token])
                guard next.start < end else { break }
                last = min(end, next.end)
                token += 1
            }
            let origin = sources[source].origin
            close(origin.scope, span.start, last, .sharedRun(origin))
            cursor = last
        }
        close(.own, cursor, end, .own)
        cursor = end
    }

    /// The text that the words of a marked quotation come from.
    private func owner(of words: Range<Int>, _ folded: borrowing FoldedText) -> SharedOrigin? {
        guard !words.isEmpty else { return nil }
        return sources.first { source in
            words.count <= SharedText.runLength
                ? source.text.holds(folded.tokens, words) : words.contains { source.marks[$0] }
        }?.origin
    }
}
