import FoundationEssentials

extension TransparencyFigures {
    /// Counts a month's ledger, its findings among it.
    ///
    /// - Parameter titles: what categories are called; one without a title is told by its id.
    public init(
        _ ledger: ReviewLedger, titles: [CategoryID: String], setAside: Int,
        categories: [PublishedCategory], rules: [PublishedRule]
    ) {
        let scope = ledger.scope
        let answered = ledger.appeals.filter { $0.answeredAt.map(scope.contains) ?? false }
        let reports = ledger.reports.filter { scope.contains($0.at) }
        self.init(
            summary: SummaryFigures(ledger, titles: titles, setAside: setAside),
            grounds: Self.grounds(ledger, answered, titles), detections: Self.detections(ledger),
            appealsOpened: ledger.appeals.count { scope.contains($0.openedAt) },
            appealsUpheld: answered.count { $0.outcome == .uphold },
            appealsRestored: answered.count { $0.outcome == .restore },
            notices: reports.count(where: \.isNotice),
            secondsToNoticeAnswer: ledger.reports.compactMap { report in
                guard report.isNotice, let at = report.answeredAt, scope.contains(at) else {
                    return nil
                }
                return max(0, at.timeIntervalSince(report.at))
            }.sorted(), readerReports: reports.filter { !$0.isNotice }.reduce(0) { $0 + $1.count },
            categories: categories, rules: rules)
    }

    private static func grounds(
        _ ledger: ReviewLedger, _ answered: [ReviewLedger.Appeal], _ titles: [CategoryID: String]
    ) -> [GroundRow] {
        var rows: [Int?: GroundRow] = [:]
        func row(_ reason: Int?) -> GroundRow {
            let id = reason.map { ledger.reasons[$0] }
            return rows[reason]
                ?? GroundRow(
                    reason: id, title: id.map { titles[CategoryID($0)] ?? $0 } ?? "No ground named")
        }
        for decision in ledger.standing where decision.verdict != .approve {
            var ground = row(decision.reason)
            if decision.verdict == .hide { ground.hidden += 1 } else { ground.spam += 1 }
            rows[decision.reason] = ground
        }
        for appeal in answered {
            var ground = row(appeal.reason)
            if appeal.outcome == .restore { ground.restored += 1 } else { ground.upheld += 1 }
            rows[appeal.reason] = ground
        }
        return rows.values.sorted {
            ($1.hidden + $1.spam, $0.reason ?? "~") < ($0.hidden + $0.spam, $1.reason ?? "~")
        }
    }

    /// A text that several pointed to is counted under the first of: a notice, readers, a rule.
    private static func detections(_ ledger: ReviewLedger) -> [DetectionRow] {
        var noticed: [Int64: Date] = [:]
        var reported: [Int64: Date] = [:]
        for report in ledger.reports {
            let earlier = (report.isNotice ? noticed : reported)[report.text] ?? report.at
            if report.isNotice {
                noticed[report.text] = min(earlier, report.at)
            } else {
                reported[report.text] = min(earlier, report.at)
            }
        }
        var rows = Dictionary(
            uniqueKeysWithValues: Detection.allCases.map { ($0, DetectionRow($0)) })
        for decision in ledger.standing {
            let text = ledger.texts[decision.text]
            let detection: Detection =
                if let at = noticed[text.id], at <= decision.at {
                    .notice
                } else if let at = reported[text.id], at <= decision.at {
                    .readers
                } else if text.route > .pass {
                    .rule
                } else {
                    .person
                }
            if decision.verdict == .approve {
                rows[detection]!.approved += 1
            } else {
                rows[detection]!.removed += 1
            }
        }
        return Detection.allCases.map { rows[$0]! }
    }
}
