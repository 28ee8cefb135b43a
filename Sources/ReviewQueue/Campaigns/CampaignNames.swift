import GRDB
import Moderation

/// The ids of campaigns and the groups they stand for.
enum CampaignNames {
    /// `c-` and the least hash of a group's wordings, as 16 hexadecimal digits.
    ///
    /// - Complexity: O(wordings of the group).
    static func id(_ db: Database, group: Int64) throws -> String {
        let least =
            try Int64.fetchAll(
                db.cachedStatement(
                    sql:
                        "SELECT hash FROM wording WHERE wordingID IN (\(CampaignMembership.wordings))"
                ), arguments: [group, group, group]
            ).map(UInt64.init(bitPattern:)).min() ?? 0
        return id(leastHash: Int64(bitPattern: least))
    }

    /// The same for the least hash itself.
    static func id(leastHash: Int64) -> String {
        let hex = String(UInt64(bitPattern: leastHash), radix: 16)
        return "c-" + String(repeating: "0", count: 16 - hex.count) + hex
    }

    /// The group that an id names, or the beginning of one.
    ///
    /// Campaigns that wait are asked first: the others take a look at every comment.
    /// - Throws: `Problem` Q012, Q013.
    /// - Complexity: O(comments that wait); O(comments) where none of them is meant.
    static func group(_ db: Database, _ name: String) throws -> Int64 {
        let waiting = try WaitingLetters.groups(db)
        if let group = try group(db, name, among: waiting) { return group }
        let all = try CampaignRow.groups(db)
        if let group = try group(db, name, among: all) { return group }
        let ids = try all.map { try id(db, group: $0) }
        throw Problem.queue(
            .unknownCampaign, "there is no campaign '\(name)' on this desk",
            help: nearestName(to: name, among: ids).map { "did you mean '\($0)'?" }
                ?? "gavel queue list --campaigns shows those that wait")
    }

    private static func group(
        _ db: Database, _ name: String, among groups: [Int64]
    ) throws -> Int64? {
        // Less than one digit names nothing.
        guard name.utf8.count > 2 else { return nil }
        var found: [(id: String, group: Int64)] = []
        for group in groups {
            let id = try id(db, group: group)
            if id.utf8.starts(with: name.utf8) { found.append((id, group)) }
        }
        guard found.count > 1 else { return found.first?.group }
        throw Problem.queue(
            .ambiguousCampaign, "'\(name)' begins the id of \(found.count) campaigns",
            help: "write more of it, as in '\(found.map(\.id).min()!)'")
    }
}
