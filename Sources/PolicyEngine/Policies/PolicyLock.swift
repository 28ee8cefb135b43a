import Foundation
public import Moderation

/// What `packs.lock` holds: of every file of a policy the SHA-256, of every pack the version.
///
/// **Shape**: sorted by path; the same files give the same bytes. Lines are those of `sha256sum`, so
/// that `sha256sum -c packs.lock` proves them without gavel; versions stand in its remarks.
public struct PolicyLock: Sendable, Equatable {
    /// The file's name in a policy folder.
    public static let fileName = "packs.lock"

    struct Entry: Equatable {
        var path: String
        /// 64 hexadecimal digits.
        var sha256: String
    }

    /// Taxonomy, profiles and refused words, which have no version.
    var shared: [Entry] = []
    /// By pack name.
    var packs: [String: (version: String, files: [Entry])] = [:]

    /// A lock that nothing was written down in.
    public init() {}

    /// What the files of a folder come to now.
    public init(_ folder: PolicyFolder) {
        for pack in folder.packs { packs[pack.name] = (pack.version ?? "", []) }
        for file in folder.files { add(Entry(path: file.path, sha256: file.sha256)) }
    }

    /// Reads a lock as `text` writes it.
    ///
    /// - Parameter path: of the file, for the place of a problem.
    public init(text: String, path: String) throws(Problem) {
        for (number, line) in text.split(separator: "\n").enumerated() {
            let words = line.split(separator: " ").map(String.init)
            if words.count == 4, words[0] == "#", words[1] == "pack" {
                packs[words[2]] = (words[3], [])
            } else if words.count == 2, words[0].utf8.count == 64 {
                add(Entry(path: words[1], sha256: words[0]))
            } else if words.first != "#" {
                throw Problem(
                    place: Problem.Place(file: path, line: number + 1),
                    code: PolicyCode.syntax.rawValue, message: "the line is no digest and path",
                    excerpt: String(line.prefix(80)),
                    help: "'gavel policy lock' writes the file anew")
            }
        }
    }

    /// The lock that stands in a folder; `nil` where there is none.
    public static func recorded(in folder: PolicyFolder) throws(Problem) -> PolicyLock? {
        let path = folder.path + "/" + fileName
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return try PolicyLock(text: String(decoding: data, as: UTF8.self), path: path)
    }

    private mutating func add(_ entry: Entry) {
        if let pack = PolicyFolder.pack(of: entry.path) {
            packs[pack, default: ("", [])].files.append(entry)
        } else {
            shared.append(entry)
        }
    }

    public var text: String {
        var lines = [
            "# Written by 'gavel policy lock'; 'sha256sum -c \(Self.fileName)' proves it too.",
            "# A pack whose files change needs a new version.",
            "# shared by all packs",
        ]
        lines += shared.map(\.line)
        for (name, pack) in packs.sorted(by: { $0.key < $1.key }) {
            lines.append("# pack \(name) \(pack.version)")
            lines += pack.files.map(\.line)
        }
        return lines.map { $0 + "\n" }.joined()
    }

    public static func == (left: PolicyLock, right: PolicyLock) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    // MARK: - Comparison

    /// Where a folder is no longer what its lock says: changes without a new version first, then
    /// what the lock only has to be written anew for.
    ///
    /// - Parameters:
    ///   - recorded: the lock as it stands in the folder.
    ///   - folder: whose path is put into places.
    public func problems(since recorded: PolicyLock, in folder: PolicyFolder) -> [Problem] {
        let common = packs.keys.filter { recorded.packs[$0] != nil }.sorted()
        var unversioned: [Problem] = []
        var behind: [String] = []
        for name in common {
            let (now, then) = (packs[name]!, recorded.packs[name]!)
            if now.version != then.version {
                behind.append("\(name) is \(now.version) and was \(then.version)")
            } else if now.files != then.files {
                unversioned.append(unversionedChange(name, now.files, then.files, folder.path))
            }
        }
        behind += packs.keys.filter { recorded.packs[$0] == nil }.sorted().map { "\($0) is new" }
        behind += recorded.packs.keys.filter { packs[$0] == nil }.sorted().map { "\($0) is gone" }
        behind += Self.differing(shared, recorded.shared).map { "\($0) changed" }
        guard !behind.isEmpty else { return unversioned }
        if recorded == PolicyLock() { behind = ["nothing is written down yet"] }
        return unversioned + [
            .policy(
                .lockBehind, "the lock is behind: \(behind.joined(separator: ", "))",
                file: folder.path + "/" + Self.fileName, help: "gavel policy lock writes it anew")
        ]
    }

    private func unversionedChange(
        _ name: String, _ now: [Entry], _ then: [Entry], _ folder: String
    ) -> Problem {
        let files = Self.differing(now, then).map { $0.dropFirst("packs/\(name)/".count) }
        return .policy(
            .unversionedChange,
            "pack '\(name)' is still \(packs[name]!.version), but it changed: "
                + files.joined(separator: ", "),
            file: "\(folder)/packs/\(name)/pack.yaml",
            help: "raise 'version:' there, then run gavel policy lock")
    }

    /// Paths whose digest is another, or that only one side has, sorted.
    private static func differing(_ left: [Entry], _ right: [Entry]) -> [String] {
        let digests = [left, right].map { entries in
            Dictionary(entries.map { ($0.path, $0.sha256) }, uniquingKeysWith: { $1 })
        }
        return Set(digests.flatMap(\.keys)).filter { digests[0][$0] != digests[1][$0] }.sorted()
    }
}

extension PolicyLock.Entry {
    /// **Source**: GNU coreutils, `sha256sum`: the digest, two spaces, the path.
    fileprivate var line: String { "\(sha256)  \(path)" }
}
