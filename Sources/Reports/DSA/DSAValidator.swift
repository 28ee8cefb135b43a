import Moderation

/// Says what the transparency database would refuse in a file of statements, and what it would drop.
///
/// **Source**: DSA Transparency Database, field rules of `POST /api/v1/statement` and `/statements`, June 2026.
/// Stricter where the database takes more than a comment section needs: keywords, `source_identity`.
public struct DSAValidator: Sendable {
    /// The most statements of one batch.
    public static let most = 100

    /// - Parameter file: `{"statements":[…]}`, or one statement by itself.
    /// - Returns: what is wrong, in the order of the statements; empty where all is well.
    public static func faults(in file: DSAValue) -> [DSAFault] {
        guard case .object(let members) = file else {
            return [DSAFault(field: "", message: "must be an object")]
        }
        guard let value = members["statements"] else {
            return DSAStatementCheck(members, number: nil).faults
        }
        var faults = members.keys.filter { $0 != "statements" }.sorted().map {
            DSAFault(field: $0, message: "is no field of a batch")
        }
        guard case .list(let statements) = value else {
            return faults + [DSAFault(field: "statements", message: "must be an array")]
        }
        if statements.isEmpty || statements.count > most {
            faults.append(
                DSAFault(
                    field: "statements",
                    message: "holds \(statements.count); a batch has 1 to \(most)"))
        }
        var puids: [String: Int] = [:]
        for (number, statement) in statements.enumerated() {
            guard case .object(let fields) = statement else {
                faults.append(
                    DSAFault(statement: number, field: "", message: "must be an object"))
                continue
            }
            faults += DSAStatementCheck(fields, number: number).faults
            guard case .text(let puid) = fields["puid"] else { continue }
            if let first = puids[puid] {
                faults.append(
                    DSAFault(
                        statement: number, field: "puid", message: "is that of statement \(first)"))
            } else {
                puids[puid] = number
            }
        }
        return faults
    }
}
