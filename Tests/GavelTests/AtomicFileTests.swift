import Foundation
import TestSupport
import Testing

@testable import gavel

@Suite struct AtomicFileTests {
    @Test func `what another process has half written stays its own`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/figures.prom"
        let others = ["figures.prom.0.part", "figures.prom.part"]
        for name in others { try folder.write(name, "half of") }
        let first = try AtomicFile(path)
        try first.write(Array("whole".utf8))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names.count == 3 && names.allSatisfy { $0.hasSuffix(".part") }, "\(names)")
        try first.commit()
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "whole")
        for name in others {
            #expect(
                try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8) == "half of")
        }
    }
}
