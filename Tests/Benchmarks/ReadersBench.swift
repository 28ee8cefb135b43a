import Foundation
import Ingest
import Moderation

/// How fast exports are read, and how much memory a whole `classify` and `ingest` of them take.
///
/// Reading is framing and decoding on one core; the memory is the peak of the program's own process.
struct ReadersBench {
    let gavel: Gavel
    let folder: URL
    let comments: Int

    func run() throws {
        print("format        MB   comments/s    MB/s   peak MB of classify, of ingest")
        for export in GeneratedExport.all {
            let file = folder.appendingPathComponent("export.\(export.name)")
            defer { try? FileManager.default.removeItem(at: file) }
            let bytes = try export.write(comments, to: file)
            let seconds = try (0..<3).map { _ in try read(file.path) }.min()!
            let peak = try gavel.peakMemory(["classify", file.path])
            let desk = folder.appendingPathComponent("desk-\(export.name)").path
            defer { try? FileManager.default.removeItem(atPath: desk) }
            try gavel.run(["init", desk, "--profile", "publisher"])
            let ingestPeak = try gavel.peakMemory(["ingest", file.path, "--desk", desk])
            print(
                String(
                    format: "%@ %6.1f %12.0f %7.1f %10.1f %10.1f",
                    export.name.padding(toLength: 9, withPad: " ", startingAt: 0),
                    Double(bytes) / 1e6, Double(comments) / seconds, Double(bytes) / 1e6 / seconds,
                    Double(peak) / 1e6, Double(ingestPeak) / 1e6))
        }
    }

    /// - Returns: wall seconds.
    private func read(_ path: String) throws -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        var reader = try openReader(FileSource(path: path), name: path)
        var count = 0
        while case let raws = try reader.next(upTo: 500), !raws.isEmpty {
            for raw in raws {
                if case .comment = reader.decoder.decode(raw).outcome { count += 1 }
            }
        }
        precondition(count == comments, "\(count) comments of \(comments) were read")
        let elapsed = clock.now - start
        return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
    }
}

extension Gavel {
    /// - Returns: the most bytes that a run held at once.
    func peakMemory(_ arguments: [String]) throws -> Int {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var child = pid_t()
        guard posix_spawn(&child, path, &actions, nil, &words, environ) == 0 else {
            throw CocoaError(.fileNoSuchFile)
        }
        var status: Int32 = 0
        var usage = rusage()
        guard wait4(child, &status, 0, &usage) == child, status == 0 else {
            throw CocoaError(.featureUnsupported)
        }
        return usage.ru_maxrss * 1024
    }
}
