import Moderation

/// All that `report agreement` says; never a name.
struct AgreementContent {
    var figures: AgreementFigures
    /// Of decisions that are given a second time now.
    var doubled: Double

    var content: ReportContent {
        ReportContent(
            "agreement", heading: "Agreement", scope: figures.scope, lead: lead,
            figures: keyFigures,
            tables: [
                coefficientTable, matrixTable, reasonTable, categoryTable, appealTable,
            ], definitions: definitions)
    }

    private var lead: [String] {
        guard figures.pairs > 0 else { return [nothing, appealSentence] }
        let agreeing = figures.visibility.agreeing
        var sentences = [
            "\(counted(figures.pairs, "text was", "texts were")) judged by two people, the second "
                + "asked to judge without being shown the first; they agreed on whether to show "
                + "\(grouped(agreeing)) of them (\(sample(figures.pairs)))."
        ]
        if let reason = figures.reasons.first(where: {
            $0.pairs > $0.same && $0.pairs >= Self.enoughPairs
        }) {
            sentences.append(
                "Of reasons named in \(Self.enoughPairs) pairs or more they differed most over \(reason.title): in "
                    + "\(grouped(reason.pairs - reason.same)) of \(grouped(reason.pairs)) pairs "
                    + "in which one of them named it, the other did not. Its wording in the policy "
                    + "is the first to look at.")
        }
        sentences.append(
            "Where removals are rare, alpha is low however often people agree: read it beside "
                + "AC1 and the plain share.")
        return sentences + [appealSentence]
    }

    /// Pairs that name a reason, below which nothing is said of it in words.
    ///
    /// **Source**: ours; ten is what a ratio needs, too (``NeutralityFigures/fewest``).
    private static let enoughPairs = 10

    private var nothing: String {
        let how =
            doubled > 0
            ? "\(percent(doubled)) of decisions are given to a second person (‘second_opinions:’ of "
                + "desk.yaml); they find them with “gavel queue next --queue second”."
            : "“second_opinions: 3” in desk.yaml has three of a hundred decisions given by a "
                + "second person, too, who is asked without being shown the first."
        return "No text was judged by two people in this period. " + how
    }

    private var answered: Int { figures.appeals.reduce(0) { $0 + $1.answered } }
    private var restored: Int { figures.appeals.reduce(0) { $0 + $1.restored } }

    private var appealSentence: String {
        guard answered > 0 else { return "No appeal was answered." }
        return "Of \(counted(answered, "answered appeal", "answered appeals")) "
            + "\(grouped(restored)) overturned the decision."
    }

    private var keyFigures: [Figure] {
        let raw = plain(figures.visibility)
        return [
            Figure("asked", "Decisions to be given twice", .count(figures.asked), isLarge: true),
            Figure("waiting", "Waiting for the second", .count(figures.waiting)),
            Figure("pairs", "Pairs", .count(figures.pairs), isLarge: true),
            Figure(
                "agreement", "Agreement on showing it", .share(raw),
                note: "\(sample(figures.pairs)) pairs", isLarge: true),
            Figure(
                "alpha", "Krippendorff’s alpha", .ratio(figures.visibility.alpha?.value),
                note: "showing it, \(sample(figures.pairs))", isLarge: true),
            Figure(
                "ac1", "Gwet’s AC1", .ratio(figures.visibility.ac1?.value),
                note: "showing it, \(sample(figures.pairs))", isLarge: true),
            Figure("takenBack", "First decision taken back since", .count(figures.takenBack)),
            Figure("appeals", "Appeals answered", .count(answered), isLarge: true),
            Figure("overturned", "Overturned", .count(restored), isLarge: true),
            Figure(
                "overturnRate", "Overturn rate", .share(share(restored, of: answered)),
                note: "\(sample(answered)) answered", isLarge: true),
        ]
    }

    func plain(_ measure: NominalAgreement) -> Double? {
        share(measure.agreeing, of: measure.units)
    }

    private var definitions: [Definition] {
        [
            .pair, .rawAgreement, .alpha, .ac1, .coefficientInterval, .reasonAgreement,
            .overturned, .overturnRate,
        ]
    }
}
