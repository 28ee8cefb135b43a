extension NeutralityFigures {
    /// Which language a text was found to be in.
    public struct Language: Sendable, Hashable {
        /// BCP 47, the primary subtag.
        public var code: String
        public var name: String

        public init(code: String, name: String) {
            self.code = code
            self.name = name
        }

        public static let unknown = Self(code: unknownLanguage, name: "Not told: short or mixed")
    }

    /// Labels that say whom a text is about; all that the desk knows of it.
    public static let targets: Set<LabelID> = ["official-criticism", "threat-to-official"]

    /// Counts what a ledger holds, its findings and labels among them.
    ///
    /// - Parameters:
    ///   - languages: of the texts of its samples; one that is not there could not be read.
    ///   - labels: what labels are called; one without a title is a category, and not compared.
    /// - Complexity: O(texts + decisions + findings + labels).
    public init(
        _ ledger: ReviewLedger, languages: [Int32: Language], labels: [LabelID: String]
    ) {
        // Of a million texts each of these takes a tenth of a second.
        let (first, second) = inParallel {
            let counting = Counting(.received, ledger, languages, labels)
            return (
                received: counting, flagRates: counting.comparisons(),
                moderators: Self.moderators(ledger)
            )
        } and: {
            let counting = Counting(.decided, ledger, languages, labels)
            return (
                decided: counting, removalRates: counting.comparisons(),
                ruleLanguages: counting.ruleLanguages(), days: Self.days(ledger)
            )
        }
        let (received, decided) = (first.received, second.decided)
        self.init(
            scope: ledger.scope, flagged: received.all, removed: decided.all,
            sampledReceived: received.sample.count, sampledDecided: decided.sample.count,
            flagRates: first.flagRates, removalRates: second.removalRates,
            ruleLanguages: second.ruleLanguages, days: second.days,
            moderators: first.moderators)
        (unreadReceived, unreadDecided) = (received.unread, decided.unread)
    }

    private static func days(_ ledger: ReviewLedger) -> [Day] {
        var calendar = LocalDays(timeZone: ledger.scope.timeZone)
        var days: [String: Proportion] = [:]
        // Decisions of a day come one after the other: its numbers are put away when it is over.
        var (day, removed) = ("", Proportion(0, of: 0))
        for decision in ledger.standing {
            let name = calendar.day(of: decision.at)
            if name != day {
                days[day] = removed
                (day, removed) = (name, days[name] ?? Proportion(0, of: 0))
            }
            removed.add(decision.verdict != .approve, bulk: decision.bulk)
        }
        days[day] = removed
        days[""] = nil
        return days.map { Day(day: $0, removed: $1) }.sorted { $0.day < $1.day }
    }

    private static func moderators(_ ledger: ReviewLedger) -> Moderators {
        var everybody = [Proportion](
            repeating: Proportion(0, of: 0), count: ledger.moderators.count)
        for decision in ledger.standing {
            everybody[decision.moderator].add(decision.verdict != .approve, bulk: decision.bulk)
        }
        let people = everybody.filter { $0.of > 0 }
        let rates = people.filter { $0.acts >= fewestDecisions }.compactMap(\.share)
            .map { ($0 * 100).rounded() / 100 }
        return Moderators(
            all: people.count, compared: rates.count,
            rates: rates.count >= fewestModerators ? rates.sorted() : [])
    }
}

/// Counts one population by every trait.
private struct Counting: Sendable {
    let population: ReviewLedger.Population
    let ledger: ReviewLedger
    let languages: [Int32: NeutralityFigures.Language]
    let titles: [LabelID: String]
    /// Texts that were read for their language, ascending, and how many more could not be.
    let sample: [Int32]
    let unread: Int
    /// By source, and of all of them.
    let sources: [Proportion]
    let all: Proportion

    init(
        _ population: ReviewLedger.Population, _ ledger: ReviewLedger,
        _ languages: [Int32: NeutralityFigures.Language], _ titles: [LabelID: String]
    ) {
        self.population = population
        self.ledger = ledger
        self.languages = languages
        self.titles = titles
        let drawn = ledger.sample(population)
        sample = drawn.filter { languages[$0] != nil }
        unread = drawn.count - sample.count
        var sources = [Proportion](
            repeating: Proportion(0, of: 0), count: ledger.sources.count)
        for text in ledger.texts where ledger.isIn(population, text) {
            Self.count(text, in: &sources[text.source], population, ledger)
        }
        self.sources = sources
        all = sources.reduce(Proportion(0, of: 0), +)
    }

    /// The machine judges each text by itself; people may decide many as one act.
    private static func count(
        _ text: ReviewLedger.Text, in sum: inout Proportion,
        _ population: ReviewLedger.Population, _ ledger: ReviewLedger
    ) {
        let bulk: Int64? =
            switch population {
            case .received: nil
            case .decided: text.decision.flatMap { ledger.decisions[$0].bulk }
            }
        sum.add(isHit(population, text, ledger), bulk: bulk)
    }

    private static func isHit(
        _ population: ReviewLedger.Population, _ text: ReviewLedger.Text, _ ledger: ReviewLedger
    ) -> Bool {
        switch population {
        case .received: text.route > .pass
        case .decided: ledger.verdict(on: text) != .approve
        }
    }

    private func proportion(_ texts: some Sequence<Int32>) -> Proportion {
        texts.reduce(into: Proportion(0, of: 0)) { sum, index in
            let text = ledger.texts[Int(index)]
            guard ledger.isIn(population, text) else { return }
            Self.count(text, in: &sum, population, ledger)
        }
    }

    /// By trait, then the largest group first; a group of nothing or of everything is none.
    func comparisons() -> [NeutralityFigures.Comparison] {
        (byLabel() + byLanguage() + bySource()).filter { $0.group.of > 0 && $0.rest.of > 0 }
            .sorted {
                (Self.order($0.trait), $1.group.of, $0.id) < (
                    Self.order($1.trait), $0.group.of, $1.id
                )
            }
    }

    private static func order(_ trait: NeutralityFigures.Trait) -> Int {
        NeutralityFigures.Trait.allCases.firstIndex(of: trait) ?? 0
    }

    private func byLabel() -> [NeutralityFigures.Comparison] {
        ledger.labels.compactMap { label in
            guard let title = titles[label.label] else { return nil }
            let group = proportion(label.texts)
            let isTarget = NeutralityFigures.targets.contains(label.label)
            return NeutralityFigures.Comparison(
                trait: isTarget ? .target : .label, id: label.label.rawValue, title: title,
                group: group, rest: all - group)
        }
    }

    private func bySource() -> [NeutralityFigures.Comparison] {
        return zip(ledger.sources, sources).map { source, group in
            NeutralityFigures.Comparison(
                trait: .source, id: source.rawValue, title: source.rawValue, group: group,
                rest: all - group)
        }
    }

    private func byLanguage() -> [NeutralityFigures.Comparison] {
        let whole = proportion(sample)
        return grouped(sample).map { language, texts in
            let group = proportion(texts)
            return NeutralityFigures.Comparison(
                trait: .language, id: language.code, title: language.name, group: group,
                rest: whole - group)
        }
    }

    private func grouped(_ texts: [Int32]) -> [NeutralityFigures.Language: [Int32]] {
        Dictionary(grouping: texts) { languages[$0] ?? .unknown }
    }

    /// Acting rules in languages, where both sides have enough for a ratio.
    func ruleLanguages() -> [NeutralityFigures.RuleLanguage] {
        var isSampled = [Bool](repeating: false, count: ledger.texts.count)
        for text in sample { isSampled[Int(text)] = true }
        let enough = NeutralityFigures.fewest
        return ledger.findings.filter(\.isActive).flatMap { findings in
            let texts = findings.texts.filter { isSampled[Int($0)] }
            guard texts.count >= 2 * enough else {
                return [NeutralityFigures.RuleLanguage]()
            }
            let whole = proportion(texts)
            return grouped(texts).map { language, texts in
                let group = proportion(texts)
                return NeutralityFigures.RuleLanguage(
                    rule: findings.rule, title: findings.title,
                    comparison: NeutralityFigures.Comparison(
                        trait: .language, id: language.code, title: language.name, group: group,
                        rest: whole - group))
            }.filter { $0.comparison.hasEnough }
                .sorted { $0.comparison.id < $1.comparison.id }
        }
    }
}
