import Moderation

/// Words of the Latin script, each with the languages that it speaks for.
struct LatinWords {
    var words: [LanguageTable.Voice] = []

    /// With fewer words nothing is said.
    private static let fewestWords = 4
    /// Different words that must prove a language.
    private static let fewestProofs = 2
    /// One word is enough where all that English does not have score so much, and cover so much.
    private static let scoreWithOneProof = 4
    /// Of all words, the share that must speak for the first language.
    private static let leastCoverage = 0.25
    private static let coverageWithOneProof = 0.4
    /// A language with this share of the best one's score may be meant as well.
    private static let rivalShare = 0.9
    private static let mostLanguages = 4

    init() { words.reserveCapacity(64) }

    /// A language that was found, and those that it may be instead.
    private struct Found {
        var language: Int
        var rivals: [Int]
        var words = 0
    }

    /// The languages, with their words in place of shares.
    ///
    /// - Complexity: O(words), with at most five passes over them.
    func parts() -> [LanguageGuess.Part] {
        guard words.count >= Self.fewestWords else { return [] }
        var taken: LanguageTable.Languages = 0
        var found: [Found] = []
        while found.count < Self.mostLanguages {
            let tally = Tally(words, without: taken)
            guard let best = tally.best, isBelieved(best, tally, isFirst: found.isEmpty) else {
                break
            }
            let least = Self.rivalShare * Double(tally.scores[best])
            let rivals = WordLanguage.all.indices.filter {
                $0 != best && Double(tally.scores[$0]) >= least
            }
            found.append(Found(language: best, rivals: rivals))
            taken |= 1 << LanguageTable.Languages(best)
        }
        share(among: &found)
        return found.map { found in
            let languages = ([found.language] + found.rivals).map { WordLanguage.all[$0] }
            return LanguageGuess.Part(
                language: languages[0].code, alternatives: languages.dropFirst().map(\.code),
                name: languages.map(\.name).joined(separator: " or "), share: Double(found.words))
        }
    }

    private func isBelieved(_ language: Int, _ tally: Tally, isFirst: Bool) -> Bool {
        let coverage = Double(tally.words[language]) / Double(words.count)
        if tally.proofs[language] >= Self.fewestProofs {
            return !isFirst || coverage >= Self.leastCoverage
        }
        return tally.proofs[language] == 1 && tally.own[language] >= Self.scoreWithOneProof
            && coverage >= Self.coverageWithOneProof
    }

    /// Gives each word to a language that it speaks for, that of the word before where it can be; a
    /// word that says nothing goes with those before it, one that speaks for others only to nobody.
    private func share(among found: inout [Found]) {
        guard !found.isEmpty else { return }
        var last: Int?
        var waiting = 0
        for word in words {
            func speaks(_ index: Int) -> Bool {
                word.languages & (1 << LanguageTable.Languages(found[index].language)) != 0
            }
            if let mine = last.flatMap({ speaks($0) ? $0 : nil })
                ?? found.indices.first(where: speaks)
            {
                found[mine].words += 1 + waiting
                waiting = 0
                last = mine
            } else if word.languages == 0, !word.isStrange {
                if let last { found[last].words += 1 } else { waiting += 1 }
            }
        }
    }
}

/// How loud each language speaks in the words that no language has taken yet.
private struct Tally {
    typealias PerLanguage<Value> = InlineArray<16, Value>
    /// A clear voice counts two, a faint one one.
    private(set) var scores = PerLanguage<Int>(repeating: 0)
    /// The score of the words that are none of English.
    private(set) var own = PerLanguage<Int>(repeating: 0)
    private(set) var words = PerLanguage<Int>(repeating: 0)
    /// Different words that speak clearly for it and are none of English: 0, 1, or 2 for more.
    private(set) var proofs = PerLanguage<Int>(repeating: 0)
    private var firstProof = PerLanguage<Int32>(repeating: -1)

    init(_ words: [LanguageTable.Voice], without taken: LanguageTable.Languages) {
        for word in words where word.languages & taken == 0 {
            let isEnglish = word.languages & LanguageTable.english != 0
            each(word.clear) { language in
                let isOwn = !isEnglish || language == 0
                scores[language] += 2
                own[language] += isOwn ? 2 : 0
                self.words[language] += 1
                if isOwn, firstProof[language] != word.number {
                    proofs[language] = min(2, proofs[language] + 1)
                    if firstProof[language] < 0 { firstProof[language] = word.number }
                }
            }
            each(word.faint & ~word.clear) { language in
                scores[language] += 1
                own[language] += isEnglish && language != 0 ? 0 : 1
                self.words[language] += 1
            }
        }
    }

    private func each(_ languages: LanguageTable.Languages, _ body: (Int) -> Void) {
        var rest = languages
        while rest != 0 {
            body(rest.trailingZeroBitCount)
            rest &= rest - 1
        }
    }

    /// The loudest; of several the first.
    var best: Int? {
        WordLanguage.all.indices.max { left, right in
            (scores[left], right) < (scores[right], left)
        }
    }
}
