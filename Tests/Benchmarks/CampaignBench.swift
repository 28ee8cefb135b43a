import Dockets
import Foundation
import Moderation
import PolicyEngine
import ReviewQueue

/// How well and how fast campaigns are found: a docket of letters whose campaigns are known.
struct CampaignBench {
    let policy: Policy
    let folder: URL

    /// How many of a docket's letters are found, how pure groups are, and whether order matters.
    func measureQuality(letters: Int) throws {
        let docket = Array(Docket(letters: letters, using: SplitMix(state: 7)))
        let (groups, seconds) = try groups(of: docket, "straight")
        report(groups, docket)
        print(
            "\(letters) letters in \(Int(seconds * 1e6 / Double(letters))) µs each, all kept"
        )
        var random = SplitMix(state: 11)
        let (shuffled, _) = try self.groups(of: docket.shuffled(using: &random), "shuffled")
        print(
            "in another order: \(shuffled == groups ? "the same groups" : "OTHER groups"), \(groups.count)"
        )
    }

    /// A campaign's letter is found when it is in the largest group of its campaign; a group is as pure
    /// as its commonest campaign is common in it.
    private func report(_ groups: [[CommentKey]], _ docket: [Letter]) {
        let campaign = Dictionary(uniqueKeysWithValues: docket.map { ($0.id, $0.campaign) })
        var found: [Int: Int] = [:]
        var (grouped, pure) = (0, 0)
        for group in groups where group.count >= Campaign.fewestAuthors {
            var counts: [Int: Int] = [:]
            for key in group {
                counts[campaign[key.id.rawValue]!.map { $0 } ?? -1, default: 0] += 1
            }
            let (most, count) = counts.max { $0.value < $1.value }!
            grouped += group.count
            pure += most < 0 ? 0 : count
            if most >= 0 { found[most] = max(found[most] ?? 0, count) }
        }
        let all = docket.filter { $0.campaign != nil }.count
        let share = Double(found.values.reduce(0, +)) / Double(all)
        print(
            "\(docket.count) letters, \(all) of campaigns: in their campaign's one group"
                + " \(percent(share)), purity \(percent(Double(pure) / Double(max(1, grouped))))")
    }

    private func percent(_ share: Double) -> String { String(format: "%.2f %%", share * 100) }

    private func queue(_ name: String) throws -> ReviewQueue {
        let path = folder.appendingPathComponent("\(name).db").path
        return try ReviewQueue.create(
            at: path, profile: .publisher,
            secret: AuthorSecret(Array(repeating: 5, count: AuthorSecret.size)), by: "bench",
            now: Date())
    }

    private func groups(
        of letters: [Letter], _ name: String
    ) throws -> ([[CommentKey]], Double) {
        let queue = try queue(name)
        let seconds = try keep(letters, in: queue)
        return (try queue.wordingGroups(), seconds)
    }

    /// Seconds of a processor that the writer took: what else the machine does makes no difference.
    ///
    /// - Parameter told: after each batch, how many letters are kept and the seconds so far.
    @discardableResult
    private func keep(
        _ letters: some Sequence<Letter>, in queue: ReviewQueue, isGrouped: Bool = true,
        told: (Int, Double) -> Void = { _, _ in }
    ) throws -> Double {
        var run = IngestRun(
            startedAt: Date(), actor: "bench",
            policy: PolicyRecord(digest: policy.digest, profile: .publisher, files: "[]"))
        let classifier = Classifier(policy: policy)
        var (seconds, kept) = (0.0, 0)
        var batch = IngestBatch(
            source: "docket", input: "docket",
            next: RecordPlace(input: "docket", line: 1, offset: 0))
        func write() throws {
            let start = Self.processorSeconds
            _ = try queue.keep(batch, in: &run, now: Date())
            seconds += Self.processorSeconds - start
            kept += batch.comments.count
            batch.comments = []
            told(kept, seconds)
        }
        for letter in letters {
            let comment = Comment(
                id: CommentID(letter.id), text: letter.text, author: Author(id: letter.author),
                createdAt: Date(timeIntervalSince1970: 1_793_577_600 + Double(letter.at)))
            let assessment = classifier.assess(comment)
            batch.comments.append(
                JudgedComment(
                    id: CommentID(letter.id), comment: comment,
                    raw: RawRecord(place: batch.next, bytes: Array(letter.id.utf8)),
                    assessment: assessment, wording: isGrouped ? classifier.wording() : nil))
            if batch.comments.count == 500 { try write() }
        }
        if !batch.comments.isEmpty { try write() }
        return seconds
    }

    private static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The writer's time a letter while a desk grows, over the last tenth before each mark, with
    /// grouping and without; memory and file are those at the mark.
    func measureCurve(_ marks: [Int]) throws {
        let letters = Docket(letters: marks.max() ?? 0, using: SplitMix(state: 5))
        for isGrouped in [true, false] {
            let name = isGrouped ? "with" : "without"
            let queue = try queue(name)
            var before: [Int: Double] = [:]
            try keep(letters, in: queue, isGrouped: isGrouped) { kept, seconds in
                before[kept] = seconds
                guard marks.contains(kept), let start = before[kept - kept / 10] else { return }
                let each = (seconds - start) * 1e6 / Double(kept / 10)
                print(
                    "\(kept) letters \(name) grouping: \(String(format: "%.0f", each)) µs to keep"
                        + " one, \(Self.residentMegabytes) MB in memory,"
                        + " \(size(of: name) / kept) bytes a letter on disk")
            }
        }
    }

    private func size(of name: String) -> Int {
        ["", "-wal"].reduce(0) { sum, end in
            let path = folder.appendingPathComponent("\(name).db\(end)").path
            let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
            return sum + (size.flatMap { $0 } ?? 0)
        }
    }

    private static var residentMegabytes: Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
        return (Int(line.filter(\.isNumber)) ?? 0) / 1024
    }
}

/// **Source**: SplitMix64, Steele, Lea and Flood, OOPSLA 2014.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
