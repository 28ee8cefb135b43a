import Foundation
import Moderation
import ReviewQueue

/// Finds what a file that is rotated was called before: what was written to it after the last run must
/// not be lost.
///
/// logrotate renames `comments.jsonl` to `comments.jsonl.1` or `comments.jsonl-20261129`, or copies it
/// there and empties it (`copytruncate`). Compressed ones are passed over; `delaycompress` leaves
/// the newest as it is.
struct RotatedFiles {
    /// The file's name as it is written in `desk.yaml`, and where it is.
    let name: String
    let path: String
    let known: [FileCheckpoint]

    /// A file that may hold more than was read of it under another name.
    struct Candidate {
        var name: String
        var path: String
        /// Whose copy it may be.
        var others: [FileCheckpoint] = []
    }

    /// Those that a checkpoint knows by their inode; else, where the file itself begins anew, those that
    /// may be a copy of what it was.
    ///
    /// - Parameter isAnother: whether the file does not go on from its own checkpoint.
    /// - Complexity: reads the folder, where the file has a checkpoint.
    func candidates(isAnother: Bool) -> [Candidate] {
        guard let own = known.first(where: { $0.input == name }) else { return [] }
        let siblings = siblings()
        var found = siblings.filter { sibling in
            known.contains { $0.input == sibling.name || $0.state.isSameFile(as: sibling.state) }
        }
        let isRenamed = found.contains { $0.state.isSameFile(as: own.state) }
        var others: [FileCheckpoint] = []
        if !isRenamed, own.offset > 0, isAnother {
            others = [own]
            found = siblings.filter { $0.state.size >= Int64(own.offset) || found.contains($0) }
        }
        return found.map { Candidate(name: $0.name, path: $0.path, others: others) }
    }

    private struct Sibling: Equatable {
        var name: String
        var path: String
        var state: FileState
    }

    /// Oldest first.
    private func siblings() -> [Sibling] {
        let url = URL(fileURLWithPath: path)
        let (folder, file) = (url.deletingLastPathComponent().path, url.lastPathComponent)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { other in
            (other.hasPrefix(file + ".") || other.hasPrefix(file + "-"))
                && ![".gz", ".bz2", ".xz", ".zst"].contains(where: other.hasSuffix)
        }.compactMap { other in
            let path = folder + "/" + other
            return FileState(path: path, followsLinks: false).map {
                Sibling(name: name + other.dropFirst(file.count), path: path, state: $0)
            }
        }.sorted { ($0.state.modifiedAt, $1.name) < ($1.state.modifiedAt, $0.name) }
    }
}
