import Moderation

/// All that `report records` says.
struct RecordsContent {
    var figures: RecordsFigures
    var clock: ReportClock { ReportClock(zone: figures.scope.timeZone) }

    var content: ReportContent {
        ReportContent(
            "records", heading: "Records", scope: figures.scope,
            about: [
                Figure("checkpoint", "Checkpoint", .code(figures.checkpoint ?? "none"))
            ], lead: lead, figures: keyFigures,
            tables: [holdingTable, sourceTable, holdTable, purgeTable, accessTable],
            definitions: definitions)
    }

    private func holding(_ kind: RecordsFigures.Kind) -> RecordsFigures.Holding {
        figures.holdings.first { $0.kind == kind } ?? .init(kind: kind, kept: 0)
    }

    private func sum(_ part: (RecordsFigures.SourceRow) -> Int) -> Int {
        figures.sources.reduce(0) { $0 + part($1) }
    }

    private var erasures: Int { figures.purges.count { $0.ground == .erasure } }
    private var purges: Int { figures.purges.count - erasures }

    private var lead: [String] {
        let texts = holding(.texts)
        var sentences = [
            texts.kept == 0
                ? "The desk kept no text at the end of this period."
                : "The desk kept \(counted(texts.kept - texts.emptied, "text", "texts")) that can "
                    + "be read, of \(counted(sum(\.comments), "comment", "comments"))"
                    + (texts.emptied > 0
                        ? ", and of \(grouped(texts.emptied)) more the hash." : ".")
        ]
        let past = sum(\.past)
        sentences.append(
            past == 0
                ? "None was past its time."
                : "\(counted(past, "comment was", "comments were")) past the time of their class; "
                    + "\(grouped(sum(\.due))) of them could be purged.")
        if !figures.holds.isEmpty {
            sentences.append(
                "\(counted(figures.holds.count, "legal hold was", "legal holds were")) in force.")
        }
        sentences.append(
            figures.lastBackup.map { "The last backup was made \(clock.text($0))." }
                ?? "No backup was ever made with “gavel backup”.")
        return sentences + [
            "When the database was last proved is not kept, as “gavel verify” writes nothing: keep "
                + "what it prints, or the checkpoint of this report, somewhere else."
        ]
    }

    private var keyFigures: [Figure] {
        func looks(_ kind: RecordsFigures.Access.Kind) -> Int {
            figures.accesses.count { $0.kind == kind }
        }
        return [
            Figure("texts", "Texts to read", .count(sum(\.texts)), isLarge: true),
            Figure("past", "Comments past their time", .count(sum(\.past)), isLarge: true),
            Figure("due", "Could be purged", .count(sum(\.due)), isLarge: true),
            Figure("heldBack", "Past it and on legal hold", .count(sum(\.held)), isLarge: true),
            Figure("waiting", "Past it and waiting now", .count(sum(\.waiting))),
            Figure("holds", "Legal holds in force", .count(figures.holds.count), isLarge: true),
            Figure("purges", "Purges", .count(purges), note: "steps", isLarge: true),
            Figure("erasures", "Erasures", .count(erasures), isLarge: true),
            Figure(
                "authorsSeen", "Looks at authors", .count(looks(.author)), isLarge: true),
            Figure("moderatorsSeen", "Looks at moderators’ figures", .count(looks(.moderators))),
            Figure("exports", "Exports", .count(looks(.export))),
            Figure("backups", "Backups", .count(looks(.backup))),
            Figure("lastBackup", "Last backup", .moment(figures.lastBackup)),
            Figure("auditRows", "Audit rows", .count(holding(.auditRows).kept)),
        ]
    }

    private var definitions: [Definition] {
        [
            .kept, .emptied, .retentionClass, .past, .due, .access, .checkpoint,
        ]
    }
}
