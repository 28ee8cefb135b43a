import Glibc
public import Moderation

/// Where an input's bytes come from, in order, once.
public protocol ByteSource: Sendable {
    /// The next bytes, at most `count` of them and possibly fewer; empty at the end.
    mutating func read(upTo count: Int) throws -> [UInt8]
    /// The file that the bytes come from, for formats that have to be read in any order; `nil` where
    /// there is none.
    var path: String? { get }
}

extension ByteSource {
    public var path: String? { nil }
}

/// A file on disk, or standard input for `-`.
///
/// **Never** seeks of itself, so a pipe does as well as a file.
public struct FileSource: SeekableSource {
    /// What problems call it.
    private let name: String
    private let file: OpenFile

    public let path: String?

    /// - Parameter name: what problems call it; else its path.
    /// - Throws: `F001` when there is nothing at `path`, `F002` for a folder, `F003` when it
    ///   cannot be opened.
    public init(path: String, name: String? = nil) throws(Problem) {
        self.name = name ?? path
        self.path = path == "-" ? nil : path
        guard path != "-" else {
            file = OpenFile(descriptor: STDIN_FILENO, closes: false)
            return
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.problem(opening: self.name, errno) }
        file = OpenFile(descriptor: descriptor, closes: true)
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            throw Problem(
                .folder, in: self.name, "this is a folder, and a file is read",
                help: "name the files in it, such as '\(self.name)/comments.jsonl'")
        }
    }

    /// For questions to the system about the open file.
    public var descriptor: Int32 { file.descriptor }

    /// - Throws: `F003` when the disk or the pipe fails.
    public mutating func read(upTo count: Int) throws(Problem) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        while true {
            let got = Glibc.read(file.descriptor, &bytes, count)
            if got >= 0 {
                bytes.removeLast(count - got)
                return bytes
            }
            guard errno == EINTR else {
                throw Problem(
                    .unreadable, in: name, "reading failed: \(Self.reason(errno))",
                    help: "read it again; what was committed stays")
            }
        }
    }

    /// - Throws: `F003` for a pipe.
    public mutating func seek(to offset: Int) throws(Problem) {
        guard lseek(file.descriptor, offset, SEEK_SET) == offset else {
            throw Problem(
                .unreadable, in: name, "it cannot be read on: \(Self.reason(errno))",
                help: "read it whole: name it on the command line")
        }
    }

    private static func problem(opening path: String, _ code: Int32) -> Problem {
        if code == ENOENT || code == ENOTDIR {
            return Problem(
                .missing, in: path, "there is no such file",
                help: "check the name, or use '-' for standard input")
        }
        return Problem(
            .unreadable, in: path, "it cannot be opened: \(reason(code))",
            help: "see who may read it with 'ls -l'")
    }

    /// The system's words for an error number, beginning in lower case like all our sentences.
    private static func reason(_ code: Int32) -> String {
        let words = String(cString: strerror(code))
        return words.prefix(1).lowercased() + words.dropFirst()
    }
}

/// An open descriptor, closed with its last user.
private final class OpenFile: Sendable {
    let descriptor: Int32
    private let closes: Bool

    init(descriptor: Int32, closes: Bool) {
        self.descriptor = descriptor
        self.closes = closes
    }

    deinit { if closes { close(descriptor) } }
}
