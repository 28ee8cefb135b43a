import Foundation
import TestSupport
import Testing

/// Short runs of `gavel-soak`; longer ones are for an evening (Tests/Soak/Soak.swift).
@Suite struct SoakTests {
    @Test(arguments: [["soak", "4"], ["kill", "12"]])
    func `many at one desk, and programs killed at random, lose nothing`(words: [String]) throws {
        let outputs = try TemporaryFolder()
        let soak = Program.url.deletingLastPathComponent().appendingPathComponent("gavel-soak")
        let process = try Program.start(
            [Program.url.path] + words, outputs: outputs, program: soak.path)
        let outcome = Program.finish(process, outputs)
        #expect(outcome.status == 0, "\(outcome.text)")
        #expect(outcome.lines.last == "nothing lost, nothing doubled")
        #expect(outcome.text.contains(/decisions and undos told: [1-9]/))
    }
}
