public import FoundationEssentials
import GRDB
public import Moderation

/// What left the desk.
public struct ExportAct: Sendable, Equatable {
    /// `decisions`, `comments` or `records`.
    public var what: String
    public var conditions: ExportConditions
    /// Lines; of a records bundle revisions.
    public var rows: Int
    /// Where the next one begins; `nil` for one that was not taken whole, or has none.
    public var cursor: String?
    /// SHA-256 of a bundle's manifest.
    public var manifest: String?

    public init(
        what: String, conditions: ExportConditions, rows: Int, cursor: String? = nil,
        manifest: String? = nil
    ) {
        self.what = what
        self.conditions = conditions
        self.rows = rows
        self.cursor = cursor
        self.manifest = manifest
    }
}

extension ReviewQueue {
    /// Writes down that something left the desk.
    public func log(_ act: ExportAct, by actor: Moderator, now: Date) throws {
        var detail = act.conditions.inWords
        detail["rows"] = String(act.rows)
        detail["cursor"] = act.cursor
        detail["manifest"] = act.manifest
        try write { db in
            _ = try AuditChain.append(
                db, at: now, by: actor, action: "export", subject: act.what, detail: detail)
        }
    }

    /// Writes down, before anybody sees them, that the names of authors were asked for.
    public func logAuthorDetails(
        in export: String, _ conditions: ExportConditions, by actor: Moderator, now: Date
    ) throws {
        try write { db in
            _ = try AuditChain.append(
                db, at: now, by: actor, action: "author-details", subject: "export \(export)",
                detail: conditions.inWords)
        }
    }
}
