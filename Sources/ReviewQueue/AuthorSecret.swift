import Crypto
import FoundationEssentials
public import GRDB
public import Moderation

/// What turns an author into a key that tells nothing to whoever has the database and not the secret.
///
/// **Never** kept in the database, logged or printed: the database holds its fingerprint only.
///
/// **Source**: HMAC-SHA256, RFC 2104 and FIPS 198-1; a secret as long as the hash, as RFC 2104
/// section 3 asks. A plain hash would not do: names and addresses can be guessed and hashed.
public struct AuthorSecret: Sendable {
    /// Bytes of a secret.
    public static let size = 32

    /// Begun with the secret, so that its two blocks are hashed once.
    private let begun: HMAC<SHA256>

    /// - Returns: `nil` unless there are `size` bytes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.size else { return nil }
        begun = HMAC(key: SymmetricKey(data: bytes))
    }

    /// The key of an author within a source; `nil` when the source said nothing of the author.
    public func key(of author: Author, in source: SourceName) -> AuthorKey? {
        author.key.map { key(of: $0, in: source.rawValue) }
    }

    /// - Parameter plain: `Author.key`.
    func key(of plain: String, in source: String) -> AuthorKey {
        AuthorKey(bytes: code("author \(source.utf8.count):\(source)\(plain)"))
    }

    /// Tells one secret from another and says nothing about either.
    var fingerprint: String { hex(code("fingerprint")) }

    private func code(_ message: String) -> [UInt8] {
        var code = begun
        code.update(data: Array(message.utf8))
        return Array(code.finalize().prefix(AuthorKey.size))
    }
}

/// What the desk knows an author of one source by.
public struct AuthorKey: Sendable, Hashable {
    /// 128 bits, so that two authors never share one by chance.
    static let size = 16

    let bytes: [UInt8]

    /// As seals hold it: hexadecimal digits.
    var digits: String { hex(bytes) }
}

extension AuthorKey: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { Data(bytes).databaseValue }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> AuthorKey? {
        Data.fromDatabaseValue(value).map { AuthorKey(bytes: Array($0)) }
    }
}
