import GRDB
public import Moderation

extension ReviewQueue {
    /// What `report neutrality` counts: the ledger with labels, and of a sample of its texts the findings,
    /// and the words to tell their language by; from one reading transaction.
    ///
    /// A text that was purged is in the ledger, and its words are not in the sample.
    /// - Complexity: as ``ledger(_:withFindings:)``, and O(``ReviewLedger/mostSampled``) texts.
    public func sampledLedger(
        _ scope: ReportScope
    ) throws -> (ledger: ReviewLedger, sample: [SampledText]) {
        try read { db in
            var ledger = try ledger(db, scope, withFindings: false, withLabels: true)
            let sampled = Set(
                ReviewLedger.Population.allCases.flatMap { ledger.sample($0) })
            ledger.findings = try Self.findings(db, of: sampled.sorted(), in: ledger)
            let sample = try sampled.sorted().compactMap { index in
                try Row.fetchOne(
                    db.cachedStatement(sql: Self.sampledText),
                    arguments: [ledger.texts[Int(index)].id]
                ).map { SampledText(text: index, comment: ArchivedRow.comment($0)) }
            }
            return (ledger, sample)
        }
    }

    /// By rule as a ledger has them, of these texts alone.
    private static func findings(
        _ db: Database, of texts: [Int32], in ledger: ReviewLedger
    ) throws -> [ReviewLedger.RuleFindings] {
        var found: [LedgerPart.FindingKey: ReviewLedger.RuleFindings] = [:]
        for text in texts {
            let rows = try Row.fetchCursor(
                db.cachedStatement(
                    sql: """
                        SELECT rule, status = 'active', category, title
                        FROM item JOIN signal USING (assessmentID) WHERE revisionID = ?
                        """), arguments: [ledger.texts[Int(text)].id])
            while let row = try rows.next() {
                let key = LedgerPart.FindingKey(rule: row[0], isActive: row[1])
                var findings =
                    found[key]
                    ?? ReviewLedger.RuleFindings(
                        rule: RuleID(key.rule), category: CategoryID(row[2] as String),
                        title: row[3], isActive: key.isActive, texts: [])
                findings.title = row[3]
                if findings.texts.last != text { findings.texts.append(text) }
                found[key] = findings
            }
        }
        return found.values.sorted {
            ($0.rule, $0.isActive ? 0 : 1) < ($1.rule, $1.isActive ? 0 : 1)
        }
    }

    /// With all that tells the author's own words from those of others.
    private static let sampledText = """
        SELECT externalID, revision.text, format, comment.parent, createdAt,
        \(LateParents.parentText) AS parentText, url, title, body
        FROM revision JOIN comment USING (commentID) LEFT JOIN article USING (articleID)
        WHERE revision.revisionID = ? AND NOT \(Schema.isPurged("text", "revision.revisionID"))
        """
}

extension StoredAssessment {
    /// The ids of the labels in a column, taken out of it as it is written: they hold no character that
    /// JSON would escape, and a reader of JSON would take ten times as long.
    static func labelIDs(_ column: String) -> [String] {
        let mark = Array("\"id\":\"".utf8)
        let bytes = Array(column.utf8)
        var ids: [String] = []
        var at = 0
        while at + mark.count < bytes.count {
            guard bytes[at] == mark[0], bytes[at..<at + mark.count].elementsEqual(mark) else {
                at += 1
                continue
            }
            let start = at + mark.count
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\"")) ?? bytes.count
            ids.append(String(decoding: bytes[start..<end], as: UTF8.self))
            at = end + 1
        }
        return ids
    }
}
