import Foundation
import TestSupport
import Testing

/// Exports of other programs on their way to a desk.
@Suite struct ExportCommandTests {
    private func sample(_ name: String) -> String {
        repository.appendingPathComponent("samples/exports/\(name)").path
    }

    @Test func `what is no comment is passed over and what was mended is counted`() throws {
        let desk = try ProbeDesk()
        let outcome = try desk.run("ingest", sample("wordpress.xml"), "--source", "wp", "--json")
        #expect(outcome.status == 3)
        let object = outcome.object
        #expect(object["read"] as? Int == 6)
        #expect(object["new"] as? Int == 4)
        #expect(object["setAside"] as? Int == 1)
        #expect(object["passedOver"] as? [String: Int] == ["trackback": 1])
        #expect(
            object["repaired"] as? [String: Int] == ["controlCharacters": 1, "misreadTexts": 0])
    }

    @Test(arguments: ["coral-external.json", "facebook-download.json", "letters.mbox", "isso.db"])
    func `an export that is read again changes nothing`(name: String) throws {
        let desk = try ProbeDesk()
        let first = try desk.run("ingest", sample(name), "--source", "s", "--json")
        #expect(first.status == 0)
        #expect((first.object["new"] as? Int ?? 0) >= 2)
        let again = try desk.run("ingest", sample(name), "--source", "s", "--json")
        #expect(again.object["new"] as? Int == 0)
        #expect(again.object["edited"] as? Int == 0)
        #expect(again.object["known"] as? Int == first.object["new"] as? Int)
    }

    @Test func `an export that is cut off keeps what came before and fails`() throws {
        let desk = try ProbeDesk()
        let whole = try String(contentsOfFile: sample("disqus.xml"), encoding: .utf8)
        let end = try #require(whole.range(of: "<post dsq:id=\"73\">")).upperBound
        let file = try desk.folder.write("cut.xml", String(whole[..<end]))
        let outcome = try desk.run("ingest", file, "--source", "s", "--json")
        #expect(outcome.status == 66)
        #expect(outcome.errors.contains("error[F011]"))
        let status = try desk.run("status", "--json")
        #expect(status.object["comments"] as? Int == 2)
        #expect(status.object["setAside"] as? Int == 1)
    }
}
