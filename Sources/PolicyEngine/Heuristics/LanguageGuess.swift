import Moderation

/// Tells which languages a text is in: by script, then by the words that hold sentences together.
///
/// Letters of scripts other than Latin are counted by script. Latin words are looked up in lists that
/// everybody can read and mend (`WordLanguage`); each speaks clearly or faintly for some languages.
/// The language with most voices takes every word that speaks for it, the next one what is left, so
/// that a word of several languages goes to the one that the rest of the text is in. Words of no list
/// go with those before them.
///
/// A library was looked at and not taken: README says why.
///
/// A language is believed only on words that English does not have, in small letters: names, idioms
/// and dishes make no text foreign.
///
/// **Source**: function words for telling languages apart: Ingle, *A Language Identification Table*
/// (1976); Grefenstette, *Comparing two language identification schemes* (1995), which found them as
/// good as letter triples from some ten words on. The bounds were tuned on half of the sentences in
/// `Tests/Measurements/Sentences`.
struct LanguageEvidence {
    private let table = LanguageTable.shared
    private var latin = LatinWords()
    /// `nil` for a text of plain bytes.
    private var scripts: ScriptLetters?

    /// Takes in the author's own words outside links.
    ///
    /// - Complexity: O(length).
    init(_ text: borrowing ReadText) {
        if text.body.bytes.contains(where: { $0 >= 0x80 }) { scripts = ScriptLetters() }
        var link = 0
        var sentence: Int32 = -1
        for index in text.folded.tokens.indices {
            let token = text.folded.tokens[index]
            let isFirst = token.sentence != sentence
            sentence = token.sentence
            if token.hasDigit { continue }
            if text.stretches.count > 1, text.stretches[text.stretch(ofToken: index)].scope != .own
            {
                continue
            }
            let span = text.folded.sourceSpan(token)
            while link < text.links.count, text.links[link].end <= span.start { link += 1 }
            if link < text.links.count, text.links[link].start < span.end { continue }
            var letters: LanguageTable.Languages?
            if scripts?.take(text.body.bytes, span.start..<span.end, table, &letters) == false {
                continue
            }
            var voice = table.voice(token, in: text.folded.bytes, letters: letters)
            if voice.clear != 0, !isFirst, Self.isName(text.body.bytes, span.start, span.end) {
                voice.faint |= voice.clear
                voice.clear = 0
            }
            latin.words.append(voice)
        }
    }

    /// Whether a word begins with a capital and goes on with a small letter, or is an initial.
    private static func isName(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            let first = decodeScalar(bytes, start)
            guard isCapital(first.scalar) else { return false }
            guard start + first.length < end else { return true }
            let second = decodeScalar(bytes, start + first.length)
            return !isCapital(second.scalar)
        }
    }

    private static func isCapital(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return scalar >= 0x41 && scalar <= 0x5A }
        return Unicode.Scalar(scalar)?.properties.isUppercase ?? false
    }

    func guess() -> LanguageGuess {
        var parts = scripts?.parts() ?? []
        let all = Double(latin.words.count) + parts.reduce(0) { $0 + $1.share }
        guard all > 0 else { return LanguageGuess() }
        parts += latin.parts()
        for index in parts.indices { parts[index].share /= all }
        return LanguageGuess(
            parts: parts.filter { $0.share > 0 }.sorted {
                ($1.share, $0.language) < ($0.share, $1.language)
            })
    }
}

/// Letters of scripts other than Latin.
private struct ScriptLetters {
    /// Of another script, fewer letters and words are a name, a sign or a face: ¯\_(ツ)_/¯.
    private static let fewestLetters = 4
    private static let fewestWords = 2.0
    /// Of the letters, the share that tells one language of a script from another: one in a hundred.
    private static let relativeShare = 100

    /// One entry a script, the last for those that are not told apart.
    private var letters = [Int](repeating: 0, count: WritingSystem.all.count + 1)
    private var spacedWords = [Int](repeating: 0, count: WritingSystem.all.count + 1)
    private var relatives = [Int](repeating: 0, count: WritingSystem.relatives.count)

    private static func system(_ number: Int) -> WritingSystem {
        number < WritingSystem.all.count ? WritingSystem.all[number] : WritingSystem.unknown
    }

    /// - Parameter marks: the languages that write all of the word's letters beyond a to z.
    /// - Returns: whether the word is one of Latin letters.
    mutating func take(
        _ bytes: [UInt8], _ span: Range<Int>, _ table: LanguageTable,
        _ marks: inout LanguageTable.Languages?
    ) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            var at = span.lowerBound
            var hasLatin = false
            var spaced = -1
            while at < span.upperBound {
                let (scalar, length) = decodeScalar(bytes, at)
                at += length
                if scalar < 0x80 {
                    hasLatin = true
                } else if scalar < 0x250 || scalar >= 0x1E00 && scalar < 0x1F00 {
                    hasLatin = true
                    marks = (marks ?? .max) & table.languages(writing: scalar)
                } else if let number = WritingSystem.number(of: scalar) {
                    if Self.system(number).lettersPerWord == nil { spaced = number }
                    letters[number] += 1
                    if let relative = WritingSystem.relative(of: scalar) {
                        relatives[relative] += 1
                    }
                } else if scalar >= 0x2100 {
                    // Boxed, full-width and mathematical letters; below stand marks and accents.
                    hasLatin = true
                }
            }
            // A letter of another script among Latin ones is a disguise.
            if spaced >= 0, !hasLatin { spacedWords[spaced] += 1 }
            return hasLatin
        }
    }

    /// The languages, with their words in place of shares.
    func parts() -> [LanguageGuess.Part] {
        var counts = letters
        let (han, kana) = (0, 1)
        // Japanese writes Han letters too, and never without kana.
        let isJapanese = counts[kana] * 10 >= counts[han] + counts[kana]
        counts[isJapanese ? kana : han] += counts[isJapanese ? han : kana]
        counts[isJapanese ? han : kana] = 0
        return counts.indices.compactMap { index in
            let system = Self.system(index)
            let words =
                system.lettersPerWord.map { Double(counts[index]) / Double($0) }
                ?? Double(spacedWords[index])
            guard counts[index] >= Self.fewestLetters, words >= Self.fewestWords else { return nil }
            let relative = WritingSystem.relatives.indices.first {
                WritingSystem.relatives[$0].among == system.code
                    && max(1, relatives[$0] * Self.relativeShare) > counts[index]
            }.map { WritingSystem.relatives[$0] }
            return LanguageGuess.Part(
                language: relative?.code ?? system.code, name: relative?.name ?? system.name,
                share: words)
        }
    }
}
