import Foundation
import Moderation
import PolicyEngine

/// Measures a policy on the shared sets, which are not part of the project. Prints figures, never a row.
@main
enum Measure {
    static func main() throws {
        guard let request = Request(Array(CommandLine.arguments.dropFirst())) else {
            print(
                "usage: gavel-measure [--policy DIR] [--half odd|even|all] [--profile NAME]"
                    + " [--only SET,SET]")
            exit(64)
        }
        let policy: Policy
        do {
            policy = try Policy.load(from: request.policy, profile: request.profile)
        } catch {
            print(error.description)
            exit(65)
        }
        print("policy \(policy.digest), profile \(request.profile), rows: \(request.half.rawValue)")
        if request.wants("disguises") { DisguiseReport(policy: policy).show() }
        if request.wants("languages") { try LanguageReport(request).showSentences() }
        let folder = Request.sharedData
        guard FileManager.default.fileExists(atPath: folder.path) else {
            print("no shared sets at \(folder.path): nothing else to measure, which is fine")
            return
        }
        let sets = MeasuredSets(folder: folder, half: request.half)
        let classifier = Classifier(policy: policy)
        try RankingReport(sets: sets, classifier: classifier).show(request)
        try DetectionReport(sets: sets, classifier: classifier).show(request)
        try RestraintReport(sets: sets, classifier: classifier).show(request)
        if request.wants("languages") { try LanguageReport(request).show(sets) }
        if request.wants("government") {
            try GovernmentReport(
                sets: sets,
                policy: Policy.load(from: request.policy, profile: .government)
            ).show()
        }
    }
}

/// What was asked for on the command line.
struct Request {
    var policy = Request.repository.appendingPathComponent("policies").path
    var half = Half.all
    var profile = Profile.publisher
    /// `nil` means all.
    var only: Set<String>?

    static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../..").standardized
    static let sharedData = repository.appendingPathComponent("../shared/data").standardized

    /// - Returns: `nil` when a word is not understood.
    init?(_ arguments: [String]) {
        var rest = arguments[...]
        while let option = rest.popFirst() {
            guard let value = rest.popFirst() else { return nil }
            switch option {
            case "--policy": policy = value
            case "--half":
                guard let half = Half(rawValue: value) else { return nil }
                self.half = half
            case "--profile":
                guard let profile = Profile(rawValue: value) else { return nil }
                self.profile = profile
            case "--only": only = Set(value.split(separator: ",").map(String.init))
            default: return nil
            }
        }
    }

    func wants(_ name: String) -> Bool { only?.contains(name) ?? true }
}
