import FoundationEssentials

extension SummaryFigures {
    /// Counts what a ledger holds, its findings among them.
    ///
    /// - Parameter titles: what categories are called; one without a title is told by its id.
    public init(_ ledger: ReviewLedger, titles: [CategoryID: String], setAside: Int) {
        // One loop over each: a copy of a million texts takes as long as counting them.
        var (received, edited) = (0, 0)
        var routes = [Int](repeating: 0, count: Route.allCases.count)
        for text in ledger.texts where text.isOfPeriod {
            received += 1
            if text.revision > 1 { edited += 1 }
            routes[text.route.rank] += 1
        }
        var (approved, hidden, spam, undone) = (0, 0, 0, 0)
        var seconds: [Double] = []
        seconds.reserveCapacity(ledger.decisions.count)
        for decision in ledger.decisions where ledger.scope.contains(decision.at) {
            if decision.verdict == .undo { undone += 1 }
            guard decision.stands else { continue }
            switch decision.verdict {
            case .approve: approved += 1
            case .hide: hidden += 1
            case .spam, .undo: spam += 1
            }
            seconds.append(
                max(0, decision.at.timeIntervalSince(ledger.texts[decision.text].arrivedAt)))
        }
        self.init(
            scope: ledger.scope, received: received, edited: edited,
            routes: Dictionary(
                uniqueKeysWithValues: Route.allCases.map { ($0, routes[$0.rank]) }
            ).filter { $1 > 0 },
            approved: approved, hidden: hidden, spam: spam, undone: undone,
            open: ledger.backlog.count, oldestOpen: ledger.backlog.first?.arrivedAt,
            setAside: setAside,
            secondsToDecision: seconds.sorted(), days: Self.days(ledger),
            categories: Self.categories(ledger, titles), rules: Self.rules(ledger),
            sources: Self.sources(ledger))
    }

    private static func days(_ ledger: ReviewLedger) -> [Day] {
        var calendar = LocalDays(timeZone: ledger.scope.timeZone)
        var days: [String: Day] = [:]
        // Texts of a day mostly come one after the other: its numbers are put away when it is over.
        var day = Day(day: "", received: 0, queued: 0, held: 0)
        for text in ledger.texts where text.isOfPeriod {
            let name = calendar.day(of: text.writtenAt)
            if name != day.day {
                days[day.day] = day
                day = days[name] ?? Day(day: name, received: 0, queued: 0, held: 0)
            }
            day.received += 1
            if text.route == .queue { day.queued += 1 }
            if text.route >= .hold { day.held += 1 }
        }
        days[day.day] = day
        days[""] = nil
        return days.values.sorted { $0.day < $1.day }
    }

    private static func categories(
        _ ledger: ReviewLedger, _ titles: [CategoryID: String]
    ) -> [CategoryRow] {
        ledger.textsByCategory.map { category, texts in
            var row = CategoryRow(
                category: category, title: titles[category] ?? category.rawValue, flagged: 0,
                approved: 0, hidden: 0, spam: 0)
            for text in texts {
                let text = ledger.texts[Int(text)]
                guard text.isOfPeriod else { continue }
                row.flagged += 1
                switch ledger.verdict(on: text) {
                case .approve: row.approved += 1
                case .hide: row.hidden += 1
                case .spam: row.spam += 1
                case .undo, nil: break
                }
            }
            return row
        }.filter { $0.flagged > 0 }.sorted {
            ($1.flagged, $0.category) < ($0.flagged, $1.category)
        }
    }

    private static func rules(_ ledger: ReviewLedger) -> [RuleRow] {
        ledger.findings.filter(\.isActive).map { findings in
            var row = RuleRow(
                rule: findings.rule, title: findings.title, fired: 0, judged: Proportion(0, of: 0))
            for text in findings.texts {
                let text = ledger.texts[Int(text)]
                guard text.isOfPeriod else { continue }
                row.fired += 1
                guard let decision = text.decision.map({ ledger.decisions[$0] }) else { continue }
                row.judged.add(decision.verdict != .approve, bulk: decision.bulk)
            }
            return row
        }.filter { $0.fired > 0 }.sorted { ($1.fired, $0.rule) < ($0.fired, $1.rule) }
    }

    private static func sources(_ ledger: ReviewLedger) -> [SourceRow] {
        func count(_ texts: [ReviewLedger.Text]) -> [Int] {
            var counts = [Int](repeating: 0, count: ledger.sources.count)
            for text in texts where text.isOfPeriod { counts[text.source] += 1 }
            return counts
        }
        return zip(ledger.sources, zip(count(ledger.texts), count(ledger.backlog))).map {
            SourceRow(source: $0, received: $1.0, open: $1.1)
        }.filter { $0.received > 0 }.sorted { $0.source < $1.source }
    }
}

extension ReviewLedger {
    /// Texts in which an acting rule of a category found something: indices, ascending, each once.
    public var textsByCategory: [CategoryID: [Int32]] {
        Dictionary(grouping: findings.filter(\.isActive), by: \.category).mapValues { rules in
            // Each rule's are sorted already, which is most of the work.
            rules.count == 1
                ? rules[0].texts
                : rules.flatMap(\.texts).sorted().reduce(into: []) { texts, text in
                    if texts.last != text { texts.append(text) }
                }
        }
    }
}
