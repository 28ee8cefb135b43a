import Moderation
import PolicyEngine

/// How the score orders comments: sets in which people said of each row whether it is toxic.
struct RankingReport {
    let sets: MeasuredSets
    let classifier: Classifier

    /// News sites, whose mean is the figure that is quoted.
    private static let news = ["ucc", "c3", "ctc", "fox", "civil"]
    private static let others = [
        "wikitalk", "wikitox", "surge", "davidson", "edos", "openai_moderation", "hatemojibuild",
    ]

    func show(_ request: Request) throws {
        var table = Table(
            "set", "toxic", "clean", "AUC", "recall at 5 % FP", "recall in top 10 %", "toxic sent",
            "clean sent", "clean held")
        var aucs: [Double] = []
        var marks: MarkedCharacters?
        for name in Self.news + Self.others where request.wants(name) {
            guard let rows = try sets.judged(name, by: classifier) else { continue }
            let toxic = rows.filter { $0.row.toxic == 1 }
            let clean = rows.filter { $0.row.toxic == 0 }
            let ranking = Ranking(
                (toxic + clean).map {
                    Scored(score: $0.assessment.score, isPositive: $0.row.toxic == 1)
                })
            if Self.news.contains(name), let auc = ranking.auc { aucs.append(auc) }
            table.add(
                name, "\(toxic.count)", "\(clean.count)", figure(ranking.auc),
                figure(ranking.recall(atFalsePositives: 0.05)), figure(ranking.recall(inTop: 0.1)),
                percent(toxic.count { $0.isSent }, of: toxic.count),
                percent(clean.count { $0.isSent }, of: clean.count), "\(clean.count { $0.isHeld })")
            if name == "civil" { marks = marked(toxic) }
        }
        guard !aucs.isEmpty || request.only == nil else { return table.show() }
        print("\nthe score against what people called toxic")
        table.show()
        if !aucs.isEmpty {
            let mean = figure(aucs.reduce(0, +) / Double(aucs.count))
            let names = Self.news.joined(separator: ", ")
            print("mean AUC of \(aucs.count) of \(names): \(mean)")
        }
        if let marks {
            print(
                "civil, toxic rows with marked words: \(marks.rows); mean character F1"
                    + " \(figure(marks.meanF1)); all characters: precision"
                    + " \(figure(marks.all.precision)), recall \(figure(marks.all.recall)), F1"
                    + " \(figure(marks.all.f1))")
        }
    }

    private func marked(_ rows: [Judged]) -> MarkedCharacters {
        rows.reduce(into: MarkedCharacters()) { marks, item in
            marks.add(
                item.row.text, gold: item.row.spans,
                marked: item.assessment.signals.map { $0.span.start..<$0.span.end })
        }
    }
}
