import Crypto
import Foundation
import Ingest
import Synchronization

/// A file that tells what was read of it: how much, for progress, and which bytes, for a checkpoint.
struct TrackedFile: SeekableSource {
    private var file: FileSource
    let track: ReadTrack

    var path: String? { file.path }

    init(_ file: FileSource, track: ReadTrack) {
        self.file = file
        self.track = track
    }

    mutating func read(upTo count: Int) throws -> [UInt8] {
        let bytes = try file.read(upTo: count)
        track.note(bytes)
        return bytes
    }

    mutating func seek(to offset: Int) throws {
        try file.seek(to: offset)
    }
}

/// What was read of one input so far.
///
/// The digest is of the bytes as they were read and not of the file, which somebody may write anew
/// in between.
final class ReadTrack: Sendable {
    private struct State {
        var offset = 0
        /// Of the bytes before `start`.
        var hash = SHA256()
        var start = 0
        /// Those from `start` on; `nil` where no digest is asked for.
        var bytes: [UInt8]?
    }

    private let state: Mutex<State>

    /// - Parameter hashes: whether `digest` will be asked for.
    init(hashes: Bool = false) { state = Mutex(State(bytes: hashes ? [] : nil)) }

    /// Where the next byte comes from.
    var offset: Int { state.withLock { $0.offset } }

    func note(_ bytes: [UInt8]) {
        state.withLock { state in
            state.offset += bytes.count
            state.bytes? += bytes
        }
    }

    /// Goes on behind bytes whose hash is known; what was read before is forgotten.
    func goOn(at offset: Int, after hash: SHA256) {
        state.withLock { $0 = State(offset: offset, hash: hash, start: offset, bytes: []) }
    }

    /// Keeps no bytes any more: no digest will be asked for.
    func stopHashing() { state.withLock { $0.bytes = nil } }

    /// SHA-256 of the bytes before an offset.
    ///
    /// - Precondition: they were read, and the offset is not before that of the last call.
    func digest(upTo offset: Int) -> [UInt8] {
        state.withLock { state in
            guard let bytes = state.bytes else { preconditionFailure("no bytes were kept") }
            state.hash.update(data: bytes.prefix(offset - state.start))
            state.bytes = Array(bytes.dropFirst(offset - state.start))
            state.start = offset
            let hash = state.hash
            return Array(hash.finalize())
        }
    }
}
