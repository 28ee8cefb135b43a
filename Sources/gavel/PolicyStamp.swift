import Foundation
import Moderation
import PolicyEngine

/// What the policy's files looked like when they last read well: a small file beside the database.
///
/// Reading a policy tries every example of every pack and takes longer than all else that `status` does.
/// Files of the same size, time and number are the same ones; what judges comments always reads them.
struct PolicyStamp: Codable, Equatable {
    var digest: String
    /// Size, time of change and inode by path: the program, `desk.yaml`, and all below the policy's folder.
    var files: [String: [Int64]]
}

extension Desk {
    private var policyStampPath: String { folder + "/policy-read.json" }

    /// The digest of the policy in use, which is read only where it changed since it last read well.
    ///
    /// - Throws: what `loadPolicy` throws.
    func knownPolicy() throws -> PolicyDigest {
        let files = try policyFiles()
        let known = FileManager.default.contents(atPath: policyStampPath).flatMap {
            try? JSONDecoder().decode(PolicyStamp.self, from: $0)
        }
        if let known, known.files == files { return PolicyDigest(known.digest) }
        let digest = try loadPolicy().digest
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let stamp = PolicyStamp(digest: digest.rawValue, files: files)
        // Who may only look writes none, and reads the policy each time.
        if let bytes = try? encoder.encode(stamp) {
            try? writeWhole(Array(bytes), to: policyStampPath)
        }
        return digest
    }

    private func policyFiles() throws -> [String: [Int64]] {
        let root = try policyFolder()
        let below = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        let paths = ["/proc/self/exe", folder + "/desk.yaml"] + below.map { root + "/" + $0 }
        return paths.reduce(into: [:]) { files, path in
            var status = stat()
            // A folder's time changes with what is made in it, which its files show by themselves.
            guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
            files[path] = [
                Int64(status.st_size), Int64(status.st_mtim.tv_sec),
                Int64(status.st_mtim.tv_nsec), Int64(bitPattern: UInt64(status.st_ino)),
            ]
        }
    }
}
