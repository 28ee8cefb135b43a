import FoundationEssentials

/// What a target asks that only the original record holds.
///
/// **Source**: Coral's `Comment` model (`revisions`, the newest last) and its GraphQL `revision`; the
/// rows of Isso as the desk keeps them.
struct OriginalRecord: Decodable {
    private struct Revision: Decodable { var id: String? }

    private var revision: Revision?
    private var revisions: [Revision]?
    var text: String?

    /// `nil` for what is no JSON object, as one that was purged.
    init?(_ bytes: [UInt8]) {
        guard bytes.first == UInt8(ascii: "{"),
            let record = try? JSONDecoder().decode(OriginalRecord.self, from: Data(bytes))
        else { return nil }
        self = record
    }

    var revisionID: String? { revisions?.last?.id ?? revision?.id }
}
