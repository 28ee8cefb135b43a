import Moderation

extension RecordsContent {
    var holdingTable: FigureTable {
        FigureTable(
            "holdings", "What is kept",
            caption: "At the end of the period. Of what was emptied the hash is left, and all that "
                + "was decided; checkpoint \(figures.checkpoint ?? "none").",
            whenEmpty: "Nothing is kept.",
            columns: [
                Column("kind", "Records"), Column("id", "Id"), Column("kept", "Kept"),
                Column("emptied", "Emptied"), Column("readable", "To be read"),
            ],
            rows: figures.holdings.map { holding in
                [
                    .text(holding.kind.inWords), .code(holding.kind.rawValue),
                    .count(holding.kept), .count(holding.emptied),
                    .count(holding.kept - holding.emptied),
                ]
            })
    }

    var sourceTable: FigureTable {
        FigureTable(
            "sources", "How long it is kept",
            caption:
                "By source. The class is that of the desk’s settings now, and what waits for a "
                + "person is told as it is now; all else as it was at the end of the period. Past "
                + "its time is: on legal hold, waiting, or could be purged.",
            whenEmpty: "No source sent anything.",
            columns: [
                Column("source", "Source"), Column("class", "Class"), Column("texts", "Texts"),
                Column("comments", "Comments"), Column("oldest", "Oldest written"),
                Column("past", "Past its time"), Column("held", "On hold"),
                Column("waiting", "Waiting now"), Column("due", "Could be purged"),
            ],
            rows: figures.sources.map { row in
                [
                    .text(row.source.rawValue), .code(row.retentionClass.rawValue),
                    .count(row.texts), .count(row.comments),
                    row.oldest.map { .day(clock.day(of: $0)) } ?? .moment(nil),
                    .count(row.past), .count(row.held), .count(row.waiting), .count(row.due),
                ]
            })
    }

    var holdTable: FigureTable {
        FigureTable(
            "legalHolds", "Legal holds in force",
            caption: "At the end of the period, oldest first. Nothing takes what they keep.",
            whenEmpty: "No legal hold was in force.",
            columns: [
                Column("hold", "Hold"), Column("of", "Of"), Column("reason", "Reason"),
                Column("since", "Since"), Column("by", "By"),
            ],
            rows: figures.holds.map { hold in
                [
                    .text("\(hold.id)"), .text(hold.subject.inWords), .text(hold.reason),
                    .moment(hold.since), .text(hold.by.rawValue),
                ]
            })
    }

    var purgeTable: FigureTable {
        FigureTable(
            "purges", "What went",
            caption:
                "Purges and erasures of the period, oldest first; a purge of many goes in steps. The "
                + "long number is the SHA-256 of the list of what went, which “gavel verify” "
                + "holds against the audit log.",
            whenEmpty: "Nothing was purged or erased in this period.",
            columns: [
                Column("purge", "Step"), Column("seal", "Seal"), Column("class", "Ground"),
                Column("at", "When"), Column("by", "By"), Column("texts", "Texts"),
                Column("answered", "Copies in replies"), Column("originals", "Originals"),
                Column("setAside", "Set aside"), Column("appeals", "Appeals"),
                Column("authors", "Authors"), Column("reason", "Reason"),
            ],
            rows: figures.purges.map { purge in
                [
                    .text("\(purge.id)"), .code(purge.seal), .text(purge.ground.inWords),
                    .moment(purge.at), .text(purge.by.rawValue), .count(purge.count.texts),
                    .count(purge.count.answered), .count(purge.count.originals),
                    .count(purge.count.setAside), .count(purge.count.appeals),
                    .count(purge.count.authors), .text(purge.reason ?? ""),
                ]
            })
    }

    var accessTable: FigureTable {
        FigureTable(
            "accesses", "Who looked, and what was taken out",
            caption: "Rows of the audit log in the period, oldest first.",
            whenEmpty: "Nobody looked at what is private, and nothing was taken out.",
            columns: [
                Column("row", "Row"), Column("what", "What"), Column("subject", "Of"),
                Column("by", "By"), Column("at", "When"),
            ],
            rows: figures.accesses.map { access in
                [
                    .text("\(access.seq)"), .text(access.kind.inWords), .text(access.subject),
                    .text(access.by.rawValue), .moment(access.at),
                ]
            })
    }
}

extension RecordsFigures.Kind {
    fileprivate var inWords: String {
        switch self {
        case .comments: "Comments"
        case .texts: "Texts, each edit one"
        case .originals: "Originals as they came"
        case .setAside: "Records that could not be read"
        case .decisions: "Decisions and undos"
        case .secondOpinions: "Second opinions"
        case .notes: "Notes"
        case .appeals: "Appeals"
        case .notices: "Notices of illegal content"
        case .auditRows: "Audit rows"
        }
    }
}

extension RecordsFigures.Access.Kind {
    fileprivate var inWords: String {
        switch self {
        case .author: "looked at an author’s details"
        case .moderators: "looked at moderators’ figures"
        case .export: "export"
        case .backup: "backup"
        }
    }
}

extension LegalHold.Subject {
    fileprivate var inWords: String {
        switch self {
        case .source(let name): "source \(name)"
        case .article(let url): "article \(url)"
        case .comment(let key): "comment \(key)"
        case .author(let key): "author of \(key)"
        }
    }
}

extension PurgeGround {
    fileprivate var inWords: String {
        switch self {
        case .retention(let retentionClass): "class \(retentionClass.rawValue)"
        case .erasure: "erasure of an author"
        }
    }
}
