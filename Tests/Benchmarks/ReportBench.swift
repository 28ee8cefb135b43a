import Foundation
import Moderation
import PolicyEngine
import ReviewQueue

/// How long reports and exports take on a desk with a million decisions, and how much memory.
struct ReportBench {
    let gavel: Gavel
    let policy: Policy
    let folder: URL
    let comments: Int

    private var desk: String { folder.appendingPathComponent("decided").path }

    func run() throws {
        if !FileManager.default.fileExists(atPath: desk) {
            let bench = DeskBench(
                gavel: gavel, policy: policy, folder: folder, comments: comments)
            try bench.make(desk)
            try decideAll()
        }
        var table = BenchTable()
        for _ in 0..<3 {
            for name in Self.reports {
                var arguments = ["report", name, "--desk", desk, "--format", "html"]
                if name == "transparency" { arguments += ["--month", "2026-10"] }
                if name == "moderators" { arguments += ["--as", "lead"] }
                table.add("report \(name)", try gavel.run(arguments))
            }
            table.add("export decisions", try gavel.run(["export", "decisions", "--desk", desk]))
        }
        table.show()
        for (name, arguments) in [
            ("gavel --version", ["--version"]),
            ("export decisions", ["export", "decisions", "--desk", desk]),
            ("export comments", ["export", "comments", "--desk", desk]),
            ("report summary", ["report", "summary", "--desk", desk]),
        ] {
            print("\(name): \(try peak(arguments) >> 10) MiB at most")
        }
    }

    private static let reports = [
        "tonight", "summary", "transparency", "rules", "neutrality", "campaigns", "agreement",
        "moderators", "records",
    ]

    /// A decision on every comment, one of twenty not kept, by four people over three weeks.
    private func decideAll() throws {
        let queue = try ReviewQueue.open(at: desk + "/gavel.db")
        let record = PolicyRecord(digest: policy.digest, profile: .publisher, files: "[]")
        let start = Date(timeIntervalSince1970: 1_790_900_000)
        let step = 1_000
        for first in stride(from: 0, to: comments, by: step) {
            let keys = (first..<min(first + step, comments)).map {
                CommentKey(source: "news", id: CommentID("c\($0)"))
            }
            let verdict: Verdict =
                switch first / step % 20 {
                case 3, 11: .hide
                case 7: .spam
                default: .approve
                }
            try queue.decide(
                DecisionRequest(
                    comments: keys, verdict: verdict, reason: verdict == .hide ? "attack" : nil,
                    by: Moderator("moderator\(first / step % 4)")),
                policy: record, now: start.addingTimeInterval(Double(first) * 1.8))
        }
    }

    /// - Returns: the most kibibytes that the program had in memory, asked for every 5 ms while it ran:
    ///   the system keeps the highest itself, so that only what the last ones add is missed.
    private func peak(_ arguments: [String]) throws -> Int {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: gavel.path)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        var most = 0
        while process.isRunning {
            let status = "/proc/\(process.processIdentifier)/status"
            let lines = (try? String(contentsOfFile: status, encoding: .utf8)) ?? ""
            let line = lines.split(separator: "\n").first { $0.hasPrefix("VmHWM") }
            most = max(most, line.map { $0.filter(\.isNumber) }.flatMap { Int($0) } ?? 0)
            usleep(5_000)
        }
        return most
    }
}
