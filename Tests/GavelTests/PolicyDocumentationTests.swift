import Foundation
import Moderation
import PolicyEngine
import TestSupport
import Testing

extension DocumentationTests {
    @Test func `the lock of the shipped policy is up to date`() throws {
        let folder = try PolicyFolder(path: repository.path + "/policies")
        let recorded = try #require(try PolicyLock.recorded(in: folder), "gavel policy lock")
        let problems = PolicyLock(folder).problems(since: recorded, in: folder)
        #expect(problems.isEmpty, "\(problems.map(\.description).joined(separator: "\n"))")
    }

    @Test func `every sentence of the shipped corpus passes, as policy test says`() throws {
        let outcome = try Program.run(
            "policy", "test", "--policy", repository.path + "/policies")
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    }
}
