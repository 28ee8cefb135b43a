import Foundation
import TestSupport
import Testing

@Suite struct KillTests {
    @Test func `a run that is killed anywhere is completed by the same command`() throws {
        let desk = try ProbeDesk()
        let whole = try ProbeDesk()
        let count = 20_000
        let file = try desk.folder.write("many.jsonl", manyComments(count) + "{broken\n")
        for least in [1, 6_000] {
            let outputs = try TemporaryFolder()
            let process = try Program.start(
                ["ingest", file, "--source", "news", "--desk", desk.path], outputs: outputs)
            #expect(
                try eventually {
                    Int(try ask(desk.database, "SELECT COUNT(*) FROM comment")[0])! >= least
                })
            kill(process.processIdentifier, SIGKILL)
            #expect(Program.finish(process, outputs).status == 137)
            let kept = Int(try ask(desk.database, "SELECT COUNT(*) FROM comment")[0])!
            #expect(kept < count, "it was killed in the middle")
            #expect(kept % 500 == 0, "whole batches only")
            #expect(try desk.run("verify").status == 0)
            #expect(try desk.run("status").errors.contains("cut off"))
        }
        let arguments = ["ingest", file, "--source", "news"]
        #expect(try desk.run(arguments).status == 3)
        #expect(try whole.run(arguments).status == 3)
        #expect(try desk.dump(contents: true) == whole.dump(contents: true))
        #expect(try desk.run("verify").status == 0)
        #expect(try !desk.run("status").errors.contains("cut off"))
    }
}
