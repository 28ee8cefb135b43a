import Foundation
import TestSupport
import Testing

@Suite struct MetricsTests {
    private func metrics(_ desk: ProbeDesk) throws -> [String: Double] {
        let text = try String(contentsOfFile: desk.folder.path + "/gavel.prom", encoding: .utf8)
        #expect(!text.contains("heliotrope") && !text.contains("Reader One"))
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.reduce(into: [:]) {
            let parts = $1.split(separator: " ")
            let name = parts.dropLast().joined(separator: " ")
                .replacing("gavel_", with: "").replacing(#"desk="Alder Falls Ledger""#, with: "")
            $0[name] = Double(parts[parts.count - 1])
        }
    }

    @Test func `what a monitoring system asks stands in the file after every run`() throws {
        let desk = try ProbeDesk()
        try desk.addSources("news: {path: news.jsonl}\nforms: {spool: incoming}")
        try desk.folder.write("desk/news.jsonl", fiveComments + "\n{broken\n")
        let target = ["ingest", "--metrics", desk.folder.path + "/gavel.prom"]
        #expect(try desk.run(target).status == 66, "no spool")
        let first = try metrics(desk)
        let expected: [String: Double] = [
            "last_success_timestamp_seconds{}": 0, "last_run_exit_status{}": 66,
            #"source_failed{,source="news"}"#: 0, #"source_failed{,source="forms"}"#: 1,
            #"comments{,route="pass"}"#: 2, #"comments{,route="queue"}"#: 2,
            #"comments{,route="hold"}"#: 1, #"comments{,route="reject"}"#: 0,
            "set_aside_records{}": 1, "open_items{}": 3, "held_items{}": 1,
            #"last_run_records{,result="new"}"#: 5,
            #"last_run_records{,result="set_aside"}"#: 1,
        ]
        for (name, value) in expected { #expect(first[name] == value, "\(name)") }
        #expect(try #require(first["oldest_open_timestamp_seconds{}"]) > 1_700_000_000)
        mkdir(desk.path + "/incoming", 0o755)
        #expect(try desk.run(target).status == 0)
        let second = try metrics(desk)
        let success = try #require(second["last_success_timestamp_seconds{}"])
        #expect(success > 1_700_000_000)
        #expect(second[#"source_failed{,source="forms"}"#] == 0)
        #expect(second[#"last_run_records{,result="new"}"#] == 0)
        // A run that ends before it can read leaves the last success where it was.
        try desk.folder.write("policies/packs/probe/pack.yaml", "pack: probe\n")
        #expect(try desk.run(target).status == 65)
        let third = try metrics(desk)
        #expect(third["last_success_timestamp_seconds{}"] == success)
        #expect(third["last_run_exit_status{}"] == 65)
        #expect(third["open_items{}"] == 3)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: desk.folder.path).allSatisfy {
                !$0.hasSuffix(".part")
            })
    }

    @Test func `74 when the file cannot be written, and what was read is kept`() throws {
        let desk = try ProbeDesk()
        let file = try desk.folder.write("five.jsonl", fiveComments)
        let outcome = try desk.run("ingest", file, "--metrics", "nowhere/gavel.prom")
        #expect(outcome.status == 74 && outcome.errors.contains("nowhere/gavel.prom"))
        #expect(try desk.comments == 5)
    }
}
