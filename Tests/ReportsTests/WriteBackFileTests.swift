import Foundation
import Moderation
import TestSupport
import Testing

@testable import Reports

@Suite struct WriteBackFileTests {
    private func action(
        _ id: String, _ action: SiteAction = .hide, reason: String? = "attack",
        decision: Int64 = 17,
        original: String = "", text: String = "Some words.", earlier: String? = nil
    ) -> WriteBackAction {
        WriteBackAction(
            comment: CommentKey(source: "news", id: CommentID(id)), decision: decision,
            action: action, reason: reason, earlierStatus: earlier,
            url: "https://news.example/council", text: text,
            original: Array(original.utf8))
    }

    private let graph = #"{"id":"k1","body":"x","revision":{"id":"r2"}}"#

    /// What a file tells of some comments, and what it says of the others.
    private func add(
        _ actions: [WriteBackAction], to target: SiteTarget
    ) -> (bytes: [UInt8], told: [WriteBackAction], problems: [Problem]) {
        let file = WriteBackFile(target: target, source: "news")
        var leftovers = WriteBackLeftovers()
        let part = file.add(actions, leaving: &leftovers)
        #expect(part.told.count + leftovers.count == actions.count)
        return (part.bytes, part.told, leftovers.problems(of: file))
    }

    private func whole(_ target: SiteTarget, _ actions: [WriteBackAction]) -> String {
        let file = WriteBackFile(target: target, source: "news")
        let part = add(actions, to: target)
        #expect(part.problems == [])
        return String(decoding: file.begin() + part.bytes + file.end(), as: UTF8.self)
    }

    @Test(arguments: SiteTarget.allCases)
    func `a file for each target is as it was agreed`(target: SiteTarget) {
        let id = target == .facebook ? "1_2" : target == .coral ? "a3-b4" : "932"
        let text = whole(
            target,
            [
                action(id, .approve, reason: nil, original: graph),
                action(id + "1", .hide, reason: "off-topic", decision: 18, original: graph),
                action(id + "2", .spam, reason: "spam", decision: 19, original: graph),
                action(id + "3", .restore, reason: nil, decision: 20, original: graph),
            ])
        #expect(!text.contains("Some words"))
        expectGolden(text, "writeback-\(target.rawValue).\(target == .decidim ? "csv" : "sh")")
    }

    @Test func `many orders of one action share lines of fifty`() {
        let actions = (1...120).map { action("\($0)", $0 % 2 == 0 ? .hide : .approve) }
        let bytes = add(actions, to: .wpCLI).bytes
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        #expect(lines.map { $0.split(separator: " ").count - 2 } == [50, 10, 50, 10])
        #expect(lines[0].hasPrefix("order approve 1:17 3:17 "))
    }

    static let hostile = [
        "", "0", "07", "-1", "1 2", "1;id", "$(id)", "`id`", "1'", "1\"", "1\n2", "１２", "1e3",
        "t-78b07164d2272e53", "--path=/", "9999999999999999999", "news", "1|2", "\\", "1:2", "*",
    ]

    @Test(arguments: SiteTarget.allCases)
    func `an id that the target cannot have never reaches a file`(target: SiteTarget) {
        for id in Self.hostile {
            // A word is an id for Coral, and digits with `_` for Facebook.
            if target == .coral, ["0", "07", "news", "1e3", "9999999999999999999"].contains(id) {
                continue
            }
            if target == .facebook, ["0", "07", "9999999999999999999"].contains(id) { continue }
            let part = add([action(id, original: graph)], to: target)
            #expect(part.told.isEmpty && part.problems.map(\.code) == ["E022"], "\(id)")
            #expect(part.bytes == add([], to: target).bytes, "\(id)")
        }
    }

    @Test func `what a target cannot be told is set aside with the reason`() throws {
        for target in [SiteTarget.disqus, .coral, .decidim, .facebook] {
            let part = add([action("7", .hold)], to: target)
            #expect(part.problems.map(\.code) == ["E023"])
        }
        let coral = add(
            [
                action("k1"), action("k2", original: #"{"revision":{"id":"a b"}}"#),
                action("k3", original: "not JSON"), action("k4", original: #"{"revisions":[]}"#),
            ], to: .coral)
        #expect(coral.problems.count == 1 && coral.told.isEmpty)
        expectGolden(coral.problems[0].description, "writeback-set-aside.txt")
        let isso = add([action("7", text: "")], to: .isso)
        #expect(isso.problems.map(\.code) == ["E023"])
    }

    @Test func `each thing that keeps comments out is said once, however many they are`() {
        let actions = (1...600).flatMap {
            [
                action("\($0)", .hold, original: graph), action("k\($0)"),
                action("o\($0)", .restore, original: graph, earlier: "PREMOD"),
                action("-\($0)", original: graph), action("g\($0)", original: graph),
            ]
        }
        let part = add(actions, to: .coral)
        #expect(part.told.count == 600)
        expectGolden(
            part.problems.map(\.description).joined(separator: "\n") + "\n",
            "writeback-set-aside-many.txt")
    }

    @Test func `what readers never saw is restored only where that does not publish it`() {
        for target in SiteTarget.allCases {
            for earlier in ["PREMOD", "SYSTEM_WITHHELD", "pending", "hidden"] {
                let part = add(
                    [action("7", .restore, original: graph, earlier: earlier)], to: target)
                let isSetAside = target == .coral || target == .discourse
                #expect(
                    part.problems.map(\.code) == (isSetAside ? ["E023"] : []),
                    "\(target) \(earlier)")
                #expect(part.told.isEmpty == isSetAside)
            }
            for earlier in ["NONE", "approved", nil] {
                let part = add(
                    [action("7", .restore, original: graph, earlier: earlier)], to: target)
                #expect(part.problems == [] && part.told.count == 1, "\(target)")
            }
        }
        let hidden = add([action("7", .hide, original: graph, earlier: "PREMOD")], to: .coral)
        #expect(hidden.told.count == 1)
    }

    @Test func `of several revisions Coral is told the newest`() {
        let original = #"{"id":"k1","revisions":[{"id":"r1","body":"a"},{"id":"r9","body":"b"}]}"#
        #expect(whole(.coral, [action("k1", original: original)]).contains("k1:17:r9:"))
    }

    @Test func `Isso's own text is what is compared, not the desk's`() {
        let kept = whole(.isso, [action("7", original: #"{"id":7,"text":"abc"}"#, text: "other")])
        // SHA3-256 of "abc", FIPS 202.
        #expect(
            kept.contains("x'3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532'"))
    }

    @Test func `a name of a source is one word of a shell and of SQL`() {
        let source: SourceName = "o'b $(touch pwned) `id` \"x\"\nSQL\n\\"
        for target in SiteTarget.allCases where target != .decidim {
            let head = String(
                decoding: WriteBackFile(target: target, source: source).begin(), as: UTF8.self)
            #expect(!head.contains("\nSQL\nSQL") && !head.contains("\"x\"\n"))
            #expect(head.contains(target == .isso ? "o''b" : #"o'\''b"#))
        }
    }
}
