import Moderation

/// Public comments on US federal rules, as regulations.gov sends them in bulk.
///
/// **Source**: regulations.gov, bulk data download, header of its CSV files.
enum RegulationsCSV: ExportFormat {
    enum Key: String, RegulationsKey {
        case id = "Document ID"
        case docket = "Docket ID"
        case document = "Comment on Document ID"
        case text = "Comment"
        case first = "First Name"
        case last = "Last Name"
        case organization = "Organization Name"
        case received = "Received Date"
        case posted = "Posted Date"
        case isWithdrawn = "Is Withdrawn?"
        case restricted = "Restrict Reason Type"
    }

    static func understand(
        _ fields: Fields<Key>, of raw: RawRecord
    ) throws(RecordFault) -> Understood {
        .comment(try Regulations.comment(fields))
    }
}
