import Foundation
import Moderation
import PolicyEngine
import Reports
import ReviewQueue

/// A public-records bundle: what the desk has of some comments, and what anybody needs to check it.
///
/// **Never** names an author unless that was asked for; the original bytes may name them, and are left
/// out with them.
struct RecordsBundle {
    let desk: Desk
    let conditions: ExportConditions

    struct Written {
        var revisions: Int
        var decisions: Int
        /// SHA-256 of the manifest, as hexadecimal digits.
        var manifest: String
    }

    /// - Parameter log: writes down that it was made, once all of it is on the disk and before it has its
    ///   name.
    /// - Throws: `Problem` E001, E006, E007; then there is no file, or the old one.
    func write(
        to path: String, from queue: ReviewQueue,
        log: (_ revisions: Int, _ manifest: String) throws -> Void
    ) throws -> Written {
        // One transaction, which is over before the log is written.
        var tar: TarFile?
        let written = try queue.records(conditions) { reader in
            var file = try TarFile.begin(
                path, modified: reader.lastAt,
                mode: conditions.namesAuthors ? modeOfNames : 0o644)
            let written = try write(reader, to: &file)
            tar = consume file
            return written
        }
        try log(written.revisions, written.manifest)
        try tar.take()!.commit()
        return written
    }

    private func write(_ reader: RecordsReader, to tar: inout TarFile) throws -> Written {
        var facts = RecordsFacts(
            desk: desk.title, profile: desk.settings.profile, timeZone: desk.timeZone.identifier,
            conditions: conditions, checkpoint: "\(reader.lastSeq):\(reader.lastHash)",
            asOf: reader.lastAt)
        facts.revisions = reader.revisions
        let tables = RecordsTables(timeZone: desk.timeZone.identifier)
        try table("index.csv", RecordsTables.index(), &tar) { add in
            try reader.comments { comment in
                try add {
                    tables.indexRow(comment, namesAuthors: conditions.namesAuthors, into: &$0)
                }
            }
        }
        try table("decisions.csv", CSVWriter.decisions([]), &tar) { add in
            try reader.decisions { decision in
                facts.decisions += 1
                try add { $0.append(CollectionOfOne(decision)) }
            }
        }
        try table("purged.csv", RecordsTables.purged(), &tar) { add in
            try reader.comments { comment in
                guard comment.purged != nil else { return }
                facts.purged += 1
                try add { tables.purgedRow(comment, into: &$0) }
            }
        }
        try table("set-aside.csv", RecordsTables.setAside(), &tar) { add in
            try reader.setAside { record in
                facts.setAside += 1
                try add { tables.setAsideRow(record, into: &$0) }
            }
        }
        try table("audit.csv", RecordsTables.audit(), &tar) { add in
            try reader.log { act in try add { tables.auditRow(act, into: &$0) } }
        }
        try reader.policies { policy in
            for file in try PolicyFiles(policy).all {
                try tar.add(file.path, Array(file.text.utf8))
            }
        }
        try reader.texts { hash, text in
            facts.texts += 1
            try tar.add(RecordsTables.textFile(hash), Array(text.utf8))
        }
        if conditions.namesAuthors {
            try table("authors.csv", RecordsTables.authors(), &tar) { add in
                try reader.authors { source, author in
                    facts.authors += 1
                    try add { RecordsTables.authorRow(source, author, into: &$0) }
                }
            }
            try reader.originals { hash, bytes in
                facts.originals += 1
                try tar.add(RecordsTables.originalFile(hash), bytes)
            }
        }
        try tar.add("check.py", Array(recordsCheck(facts.checkpoint).utf8))
        try tar.add("README.txt", Array(recordsReadme(facts).utf8))
        return Written(
            revisions: facts.revisions, decisions: facts.decisions, manifest: try tar.finish())
    }

    /// A table that is written piece by piece.
    private func table(
        _ path: String, _ header: CSVWriter, _ tar: inout TarFile,
        _ body: (_ add: ((inout CSVWriter) -> Void) throws -> Void) throws -> Void
    ) throws {
        try tar.add(path) { write in
            var csv = header
            try withoutActuallyEscaping(write) { write in
                try body { row in
                    row(&csv)
                    guard csv.bytes.count >= exportChunk else { return }
                    try write(csv.bytes)
                    csv.removeAll()
                }
            }
            try write(csv.bytes)
        }
    }
}

/// The files of a policy that the desk keeps, as a bundle has them.
private struct PolicyFiles {
    private(set) var all: [(path: String, text: String)] = []

    private struct File: Decodable {
        var path: String
        var text: String
    }

    init(_ policy: PolicyRecord) throws {
        let files = try JSONDecoder().decode([File].self, from: Data(policy.files.utf8))
        for file in files.sorted(by: { $0.path < $1.path }) {
            all.append(
                (
                    "policy/\(policy.digest)-\(policy.profile.rawValue)/\(Self.plain(file.path))",
                    file.text
                ))
        }
    }

    /// A path that stays below its folder and means the same to every program: other bytes as in a URL.
    private static func plain(_ path: String) -> String {
        path.split(separator: "/").filter { $0 != "." }.map { part in
            guard part != ".." else { return "%2E%2E" }
            return part.utf8.map { byte in
                let isPlain =
                    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                    || (0x61...0x7A).contains(byte) || "._-".utf8.contains(byte)
                return isPlain
                    ? String(UnicodeScalar(byte)) : "%" + hexDigits([byte]).uppercased()
            }.joined()
        }.joined(separator: "/")
    }
}
