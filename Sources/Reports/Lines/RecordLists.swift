import FoundationEssentials
public import Moderation

extension JSONWriter {
    /// What `legal-hold list --format json` prints: an array in the order given.
    public mutating func legalHolds(_ holds: some Sequence<LegalHold>) {
        array(holds) { json, hold in
            json.object { json in
                json.member("hold", Int(hold.id))
                json.member("kind", hold.subject.columns.kind)
                json.member("of", hold.subject.columns.of)
                json.member("comments", hold.comments)
                json.member("reason", hold.reason)
                json.member("by", hold.by)
                json.member("at", hold.at)
                json.member("releaseReason", hold.release?.reason)
                json.member("releasedBy", hold.release?.by)
                json.member("releasedAt", hold.release?.at)
            }
        }
    }

    /// What `author --format json` prints.
    public mutating func authorDetails(_ details: AuthorDetails) {
        object { json in
            json.member("id", details.externalID)
            json.member("name", details.name)
            json.member("email", details.email)
            json.member("ip", details.address)
        }
    }

    /// What is left of a text that went, as a member of an item.
    mutating func purgedObject(_ purged: PurgedText?) {
        guard let purged else { return null() }
        object { json in
            json.member("at", purged.at)
            switch purged.ground {
            case .retention(let retentionClass): json.member("class", retentionClass.rawValue)
            case .erasure: json.member("class", nil as String?)
            }
            json.member("sha256", purged.hash)
        }
    }
}

extension CSVWriter {
    /// What `legal-hold list --format csv` prints: the same members as columns.
    public static func legalHolds(_ holds: some Sequence<LegalHold>) -> CSVWriter {
        var csv = CSVWriter(header: [
            "hold", "kind", "of", "comments", "reason", "by", "at", "releaseReason", "releasedBy",
            "releasedAt",
        ])
        for hold in holds {
            csv.row([
                .int(Int(hold.id)), .text(hold.subject.columns.kind),
                .text(hold.subject.columns.of), .int(hold.comments), .text(hold.reason),
                .text(hold.by.rawValue), .text(hold.at.rfc3339),
                .text(hold.release?.reason ?? ""), .text(hold.release?.by.rawValue ?? ""),
                .text(hold.release?.at.rfc3339 ?? ""),
            ])
        }
        return csv
    }
}

extension LegalHold.Subject {
    fileprivate var columns: (kind: String, of: String) {
        switch self {
        case .source(let name): ("source", name.rawValue)
        case .article(let url): ("article", url)
        case .comment(let key): ("comment", key.description)
        case .author(let key): ("author", key.description)
        }
    }
}
