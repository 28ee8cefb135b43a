import Foundation
import Moderation
import PolicyEngine
import Testing
import TestSupport

@Suite struct ThoroughTests {
    @Test(arguments: Profile.allCases)
    func `the shipped policy passes the thorough check`(_ profile: Profile) throws {
        let folder = repository.appendingPathComponent("policies").path
        let policy = try Policy.load(from: folder, profile: profile, isThorough: true)
        #expect(policy.warnings.isEmpty, "\(policy.warnings.map(\.description))")
    }
}
