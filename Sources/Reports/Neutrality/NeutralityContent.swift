import Moderation

/// All that `report neutrality` says.
struct NeutralityContent {
    let figures: NeutralityFigures
    let rates: RemovalRates
    let clock: ReportClock

    /// - Throws: ``SummaryError``.
    init(_ figures: NeutralityFigures) throws {
        self.figures = figures
        rates = try RemovalRates(figures.days)
        clock = ReportClock(zone: figures.scope.timeZone)
    }

    var content: ReportContent {
        ReportContent(
            "neutrality", heading: "Neutrality", scope: figures.scope, lead: lead,
            figures: keyFigures,
            tables: [
                flagTable, removalTable, weekTable, ruleTable, peopleTable, pairTable,
            ],
            definitions: [
                .received, .flagRate, .decided, .removalRate, .asOneAct, .rest, .disparity,
                .standsOut, .needed, .target, .language, .stance, .controlLimits, .spread, .pairs,
            ])
    }

    /// Each once: of two groups that are all there is, one ratio is the other's inverse.
    var comparisons: [NeutralityFigures.Comparison] {
        let rules = Dictionary(grouping: figures.ruleLanguages, by: \.rule)
        return Self.unlike(figures.flagRates) + Self.unlike(figures.removalRates)
            + rules.values.flatMap { Self.unlike($0.map(\.comparison)) }
    }

    /// Without those that only mirror one before them.
    static func unlike(
        _ comparisons: [NeutralityFigures.Comparison]
    ) -> [NeutralityFigures.Comparison] {
        comparisons.enumerated().filter { index, comparison in
            !comparisons[..<index].contains(where: comparison.mirrors)
        }.map(\.element)
    }
    var compared: Int { comparisons.count { $0.ratio != nil } }
    var standOut: Int { comparisons.count { $0.ratio?.standsOut == true } }
    /// Of the ratios, those with too few texts to tell.
    var tooFew: Int { comparisons.count { $0.ratio != nil && $0.finding == .tooFew } }
    var outside: [RemovalRates.Row] { rates.rows.filter(\.isOutside) }

    var differences: Int? {
        figures.trial.map { $0.results.reduce(0) { $0 + $1.differences.count } }
    }
    var stopped: Int? {
        figures.trial.map { $0.results.reduce(0) { $0 + $1.stopped.count } }
    }

    private var keyFigures: [Figure] {
        var all = [
            Figure("received", "Received", .count(figures.flagged.of), isLarge: true),
            Figure("flagged", "Put before a person", .count(figures.flagged.hits)),
            Figure(
                "flagRate", "Flag rate", .share(figures.flagged.share),
                note: "\(sample(figures.flagged.of)) received", isLarge: true),
            Figure("decided", "Decided", .count(figures.removed.of), isLarge: true),
            Figure("removed", "Removed", .count(figures.removed.hits)),
            Figure(
                "removalRate", "Removal rate", .share(figures.removed.share),
                note: "\(sample(figures.removed.of)) decided", isLarge: true),
            Figure("compared", "Ratios", .count(compared), isLarge: true),
            Figure(
                "standOut", "Of them stand out", .count(standOut),
                note: "chance alone: 1 in 20 outside its interval", isLarge: true),
            Figure(
                "tooFew", "Of them too few to say", .count(tooFew),
                note: "a difference could not have been noticed", isLarge: true),
            Figure("outside", "Stretches outside the limits", .count(outside.count)),
            Figure(
                "sampledReceived", "Received texts read for their language",
                .count(figures.sampledReceived)),
            Figure(
                "sampledDecided", "Decided texts read for their language",
                .count(figures.sampledDecided)),
        ]
        if let trial = figures.trial, let differences, let stopped {
            all += [
                Figure("pairs", "Invented pairs", .count(trial.pairs), isLarge: true),
                Figure(
                    "differences", "Of them judged unlike", .count(differences), isLarge: true),
                Figure(
                    "stopped", "Sentences that must pass and do not", .count(stopped),
                    note: "of \(grouped(trial.hardNegatives)), and of words quoted and denounced"),
            ]
        }
        return all
    }
}
