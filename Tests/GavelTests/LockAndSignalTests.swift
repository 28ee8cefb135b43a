import Foundation
import Synchronization
import TestSupport
import Testing

@Suite struct LockAndSignalTests {
    /// Holds a desk's lock as another run would, until it is let go.
    private final class HeldLock {
        private let descriptor: Int32

        init(_ desk: ProbeDesk) throws {
            descriptor = open(desk.path + "/ingest.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            try #require(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
            _ = "process 4711".withCString { pwrite(descriptor, $0, 12, 0) }
        }

        func letGo() { close(descriptor) }
    }

    @Test func `75 while another run holds the lock, and nothing is read or written`() throws {
        let desk = try ProbeDesk()
        let before = try desk.dump()
        let lock = try HeldLock(desk)
        let outcome = try desk.run("ingest", "missing.jsonl")
        #expect(outcome.status == 75)
        #expect(outcome.errors.contains("process 4711") && outcome.errors.contains("--if-locked"))
        let skipped = try desk.run("ingest", "missing.jsonl", "--if-locked", "skip")
        #expect(skipped.status == 0)
        #expect(skipped.output.isEmpty && skipped.errors.isEmpty)
        #expect(try desk.dump() == before)
        lock.letGo()
        #expect(try desk.run("ingest", "missing.jsonl").status == 66)
    }

    @Test func `a run that waits goes on when the lock is free`() throws {
        let desk = try ProbeDesk()
        let file = try desk.folder.write("five.jsonl", fiveComments)
        let lock = try HeldLock(desk)
        let outputs = try TemporaryFolder()
        let process = try Program.start(
            ["ingest", file, "--if-locked", "wait", "--desk", desk.path], outputs: outputs)
        usleep(700_000)
        #expect(process.isRunning)
        #expect(try ask(desk.database, "SELECT COUNT(*) FROM comment") == ["0"])
        lock.letGo()
        #expect(Program.finish(process, outputs).status == 0)
        #expect(try ask(desk.database, "SELECT COUNT(*) FROM comment") == ["5"])
    }

    @Test func `a run that waits for the lock can be stopped`() throws {
        let desk = try ProbeDesk()
        let lock = try HeldLock(desk)
        defer { lock.letGo() }
        let outputs = try TemporaryFolder()
        let process = try Program.start(
            ["ingest", "missing", "--if-locked", "wait", "--desk", desk.path], outputs: outputs)
        usleep(700_000)
        kill(process.processIdentifier, SIGTERM)
        #expect(Program.finish(process, outputs).status == 143)
    }

    /// A pipe with a name, fed from a thread of its own so that a full pipe holds up nobody.
    private final class Feed: Sendable {
        let path: String
        private let descriptor: Int32
        private let writing = Atomic<Int>(0)

        init(_ folder: TemporaryFolder) throws {
            path = folder.path + "/feed"
            try #require(mkfifo(path, 0o600) == 0)
            // Open on both sides: neither waits for the other, and the input does not end.
            descriptor = open(path, O_RDWR | O_CLOEXEC)
        }

        /// Whether somebody has read all that was written.
        var isRead: Bool {
            var count: Int32 = 0
            return writing.load(ordering: .sequentiallyConsistent) == 0
                && ioctl(descriptor, UInt(FIONREAD), &count) == 0 && count == 0
        }

        func write(_ text: String) {
            writing.add(1, ordering: .sequentiallyConsistent)
            Thread.detachNewThread { [self] in
                try? FileHandle(fileDescriptor: descriptor).write(contentsOf: Data(text.utf8))
                writing.subtract(1, ordering: .sequentiallyConsistent)
            }
        }
    }

    private func comments(_ desk: ProbeDesk) throws -> Int {
        Int(try ask(desk.database, "SELECT COUNT(*) FROM comment")[0])!
    }

    @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
    func `a run that a signal stops keeps its batches, and the same command completes it`(
        signal: Int32, status: Int32
    ) throws {
        let desk = try ProbeDesk()
        let whole = try ProbeDesk()
        let all = manyComments(2600)
        let feed = try Feed(desk.folder)
        feed.write(all)
        let outputs = try TemporaryFolder()
        let process = try Program.start(
            ["ingest", feed.path, "--source", "news", "--desk", desk.path], outputs: outputs)
        #expect(try eventually { try comments(desk) >= 2500 })
        // It waits for a pipe now that says nothing more.
        kill(process.processIdentifier, signal)
        #expect(Program.finish(process, outputs).status == status)
        #expect(try comments(desk) == 2500, "whole batches, and only those")
        #expect(try desk.run("verify").status == 0)
        let file = try desk.folder.write("all.jsonl", all)
        #expect(try desk.run("ingest", file, "--source", "news").status == 0)
        let before = try desk.dump()
        #expect(try desk.run("ingest", file, "--source", "news").status == 0)
        #expect(try desk.dump() == before)
        #expect(try whole.run("ingest", file, "--source", "news").status == 0)
        #expect(try desk.dump(contents: true) == whole.dump(contents: true))
    }

    @Test func `a run that is stopped between batches says so and closes its row`() throws {
        let desk = try ProbeDesk()
        let feed = try Feed(desk.folder)
        feed.write(manyComments(600))
        let outputs = try TemporaryFolder()
        let process = try Program.start(
            ["ingest", feed.path, "--source", "news", "--desk", desk.path], outputs: outputs)
        #expect(try eventually { try comments(desk) == 500 })
        kill(process.processIdentifier, SIGTERM)
        feed.write(manyComments(1500))
        let outcome = Program.finish(process, outputs)
        #expect(outcome.status == 143)
        #expect(outcome.errors.contains("stopped by SIGTERM"))
        #expect(
            try ask(desk.database, "SELECT COUNT(*) FROM run WHERE finishedAt IS NULL") == ["0"])
        #expect(try desk.run("verify").status == 0)
    }

    @Test func `a signal does not cut a batch that is being written, however long the disk takes`()
        throws
    {
        let desk = try ProbeDesk()
        let feed = try Feed(desk.folder)
        let outputs = try TemporaryFolder()
        let process = try Program.start(
            ["ingest", feed.path, "--source", "news", "--desk", desk.path], outputs: outputs)
        let lock = desk.path + "/ingest.lock"
        #expect(try eventually { FileManager.default.contents(atPath: lock)?.isEmpty == false })
        // Nobody can write to the database from now on: the batch takes as long as this.
        let database = try HeldDatabase(desk.database)
        feed.write(manyComments(500))
        #expect(try eventually { feed.isRead })
        kill(process.processIdentifier, SIGTERM)
        // Longer than a program may take that has nothing to finish.
        usleep(2_700_000)
        #expect(process.isRunning)
        database.letGo()
        #expect(Program.finish(process, outputs).status == 143)
        #expect(try comments(desk) == 500, "the batch in hand")
        #expect(try desk.run("verify").status == 0)
    }

    @Test func `a reader of the answer that goes away is no fault`() throws {
        let desk = try ProbeDesk()
        let file = try desk.folder.write("many.jsonl", manyComments(3000))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = [
            "-c", "{ \"$0\" classify \"$1\" --desk \"$2\"; echo \"status $?\" >&2; } | head -n 1",
            Program.url.path, file, desk.path,
        ]
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let said = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = String(decoding: said, as: UTF8.self)
        // 141 is a shell's word for SIGPIPE, the silent end of every filter.
        #expect(["status 0\n", "status 141\n"].contains(text), "\(text)")
        #expect(output.fileHandleForReading.availableData.count > 10)
    }
}
