import Foundation
import Moderation
import ReviewQueue

/// `author.key` of a desk: the secret that its authors are keyed with, for its owner's eyes only.
///
/// It lies beside the database and not in it, so that a copy of the database names nobody.
struct AuthorKeyFile {
    /// Read and write for the owner, nothing for anybody else.
    static let mode: mode_t = 0o600

    let path: String

    /// The secret of the file; `nil` where there is none.
    ///
    /// - Throws: `Problem` C060 when others may read it, C061 when it cannot be read or is no key.
    func find() throws -> AuthorSecret? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw Problem(
                place: Problem.Place(file: path), code: "C061",
                message: "the key of authors cannot be read",
                help: "let the account that runs gavel own it, with mode 600")
        }
        defer { close(descriptor) }
        var status = stat()
        let isPlain = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        var bytes = [UInt8](repeating: 0, count: AuthorSecret.size + 1)
        let count = isPlain ? read(descriptor, &bytes, bytes.count) : 0
        guard isPlain, let secret = AuthorSecret(Array(bytes.prefix(max(0, count)))) else {
            throw Problem(
                place: Problem.Place(file: path), code: "C061",
                message: "the key of authors is not a file of \(AuthorSecret.size) bytes",
                help: "put back the key of this desk, or remove the file to begin with a new one:"
                    + " authors seen before then count as new")
        }
        guard status.st_mode & 0o777 == Self.mode else {
            throw Problem(
                place: Problem.Place(file: path), code: "C060",
                message: "the key of authors has mode \(String(status.st_mode & 0o777, radix: 8)),"
                    + " not 600", help: "chmod 600 \(path)")
        }
        return secret
    }

    /// Writes a new secret from the system's random numbers, where there is no file yet.
    func make() throws -> AuthorSecret {
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<AuthorSecret.size).map { _ in
            UInt8.random(in: .min ... .max, using: &random)
        }
        let partial = path + ".part"
        unlink(partial)
        let descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, Self.mode)
        guard descriptor >= 0 else { throw Problem.cannotWrite(path) }
        // The mode again, as a mask may have taken some of it.
        let isWritten =
            fchmod(descriptor, Self.mode) == 0
            && write(descriptor, bytes, bytes.count) == bytes.count
            && fsync(descriptor) == 0
        close(descriptor)
        // Linked and not renamed, so that a key which another process made is not written over.
        let isMade = isWritten && link(partial, path) == 0
        unlink(partial)
        guard isMade else { throw Problem.cannotWrite(path) }
        return AuthorSecret(bytes)!
    }

    func findOrMake() throws -> AuthorSecret { try find() ?? make() }
}

extension Desk {
    /// The queue with the desk's secret, so that ingest can keep authors.
    ///
    /// A desk without `author.key` gets one. A dry run makes none and knows no author then.
    /// - Throws: `Problem` C060 to C062.
    func keyAuthors(of queue: ReviewQueue, isDryRun: Bool, now: Date) throws -> ReviewQueue {
        let file = AuthorKeyFile(path: authorKeyPath)
        let found = try file.find()
        if isDryRun, found == nil { return queue }
        let secret = try found ?? file.make()
        switch try queue.standing(of: secret) {
        case .own: break
        case .other where found != nil:
            throw Problem(
                place: Problem.Place(file: authorKeyPath), code: "C062",
                message: "the key is not the one that this desk's authors were keyed with",
                help: "put that one back, or remove the file to begin with a new one: authors seen"
                    + " before then count as new")
        case .first, .other:
            if !isDryRun { try queue.adopt(secret, by: "ingest", now: now) }
        }
        return queue.keyingAuthors(with: secret)
    }
}
