import Moderation

extension NeutralityFigures.Finding {
    /// Beside a number, so that nothing hangs on a colour.
    var mark: String? {
        switch self {
        case .more: "▲"
        case .less: "▼"
        case .slight: "≠"
        case .alike, .tooFew: nil
        }
    }

    var words: String {
        switch self {
        case .more: "▲ more often"
        case .less: "▼ less often"
        case .slight: "≠ differs, by less than 1.25"
        case .alike: "alike"
        case .tooFew: "too few to say"
        }
    }
}

/// The sentences of the report; the same in every format that has sentences.
extension NeutralityContent {
    var lead: [String] {
        var sentences = [verdict]
        sentences += standingOut(figures.flagRates, "put before a person")
        sentences += standingOut(figures.removalRates, "removed once decided")
        if !outside.isEmpty {
            let unit = rates.granularity.rawValue
            let names = outside.map {
                "\($0.start.long) (\($0.isAbove ? "above" : "below"))"
            }.joined(separator: ", ")
            sentences.append(
                "The removal rate left its limits in the \(unit)\(outside.count == 1 ? "" : "s") from "
                    + "\(names).")
        }
        sentences.append(pairs)
        sentences.append(
            "What side a text takes is not known to this desk and never guessed; whom it is about is "
                + "known only as far as labels tell.")
        return sentences
    }

    private var verdict: String {
        guard compared > 0 else {
            return "There are too few texts in this period to hold any group against the rest."
        }
        let told = compared - tooFew
        guard told > 0 else {
            return "There are too few texts in this period to tell: of "
                + "\(counted(compared, "ratio", "ratios")), none has enough on both sides for a "
                + "difference to be noticed."
        }
        let ratios = "Of \(counted(told, "ratio", "ratios")) with enough texts to tell, "
        let rest = tooFew == 0 ? "" : " \(grouped(tooFew)) more cannot be told: too few texts."
        guard standOut > 0 else { return ratios + "none stands out." + rest }
        return ratios + "\(grouped(standOut)) \(standOut == 1 ? "stands" : "stand") out: a "
            + "reason to look, and by itself no proof of a side taken." + rest
    }

    private func standingOut(
        _ comparisons: [NeutralityFigures.Comparison], _ what: String
    ) -> [String] {
        [(NeutralityFigures.Finding.more, "More"), (.less, "Less")].compactMap { finding, often in
            let titles = Self.unlike(comparisons).filter { $0.finding == finding }.map {
                "“\($0.title)”"
            }
            guard !titles.isEmpty else { return nil }
            return
                "\(often) often \(what) than the rest: \(titles.joined(separator: ", "))."
        }
    }

    private var pairs: String {
        guard let trial = figures.trial, let differences else {
            return "The policy in use has no pairs of sentences to be tried with."
        }
        let alike = differences == 0 ? "all alike" : "with \(grouped(differences)) differences"
        return "The policy judges \(counted(trial.pairs, "invented pair", "invented pairs")) of "
            + "sentences, for and against, \(alike)."
    }
}
