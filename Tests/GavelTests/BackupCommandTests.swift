import Foundation
import TestSupport
import Testing

@Suite struct BackupCommandTests {
    private func comments(_ name: String, _ count: Int) -> String {
        (0..<count).map { #"{"id":"\#(name)\#($0)","text":"You grumblefex \#($0)."}"# }
            .joined(separator: "\n")
    }

    @Test func `copies are made while another process writes, and each is sound`() throws {
        let desk = try ProbeDesk()
        try desk.ingestFive()
        let file = try desk.folder.write("many.jsonl", comments("m", 20_000))
        let outputs = try TemporaryFolder()
        let ingest = try Program.start(
            ["ingest", file, "--source", "many", "--desk", desk.path], outputs: outputs)
        var copies: [String] = []
        var isWrittenMeanwhile = false
        while ingest.isRunning || copies.isEmpty {
            let copy = desk.folder.path + "/copy-\(copies.count).db"
            let backup = try desk.run("backup", copy)
            #expect(backup.status == 0, "\(backup.errors)")
            if ingest.isRunning { isWrittenMeanwhile = true }
            copies.append(copy)
        }
        #expect(Program.finish(ingest, outputs).status == 0)
        #expect(isWrittenMeanwhile)
        for copy in [copies.first!, copies.last!] {
            let place = try restored(copy, of: desk)
            #expect(try Program.run("verify", "--desk", place).status == 0)
        }
        #expect(try desk.run("verify").status == 0)
    }

    /// A desk in a folder of its own, made of a copy as README says.
    private func restored(_ copy: String, of desk: ProbeDesk) throws -> String {
        let place = desk.folder.path + "/restored-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        for name in ["desk.yaml", "author.key"] {
            try FileManager.default.copyItem(
                atPath: desk.path + "/" + name, toPath: place + "/" + name)
        }
        try FileManager.default.copyItem(atPath: copy, toPath: place + "/gavel.db")
        return place
    }

    @Test func `a copy that is put back goes on working, and knows what it knew`() throws {
        let desk = try ProbeDesk()
        try desk.ingestFive()
        try desk.run("decide", "news:q1", "hide", "--reason", "attack")
        let copy = desk.folder.path + "/copy.db"
        #expect(try desk.run("backup", copy, "--as", "night").status == 0)
        let line = try desk.run("verify").lines[1]
        let checkpoint = String(line.dropFirst("checkpoint ".count))
        // What comes after the copy is lost with the disk.
        try desk.run("decide", "news:q2", "approve")
        let place = try restored(copy, of: desk)
        func run(_ words: String...) throws -> Outcome {
            try Program.run(words + ["--desk", place], in: desk.folder.path)
        }
        #expect(try run("verify", "--expect", checkpoint).status == 0)
        let again = try run(
            "ingest", desk.folder.path + "/five.jsonl", "--source", "news", "--json")
        #expect(again.object["known"] as? Int == 5)
        #expect(again.object["new"] as? Int == 0)
        let item = try run("queue", "show", "news:q1", "--format", "json").object
        #expect(item["state"] as? String == "hidden")
        #expect(try run("decide", "news:q2", "hide", "--reason", "attack").status == 0)
        #expect(try run("undo", "1").status == 0)
        #expect(try run("verify", "--expect", checkpoint).status == 0)
        let log = try tableDump(place + "/gavel.db").filter { $0.contains("copy.db") }
        #expect(log.count == 1)
        #expect(log.first?.contains("night") == true)
    }
}
