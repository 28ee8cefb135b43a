import Foundation
import Synchronization

/// Four moderators who decide and undo at random, an ingest and backups, each a process of its own, all
/// at once.
struct Crowd {
    let desk: SoakDesk

    private final class Shared: Sendable {
        let ledger = Mutex(Ledger())
        let faults = Mutex<[String]>([])
        let counts = Mutex<[String: Int]>([:])

        func count(_ what: String) { counts.withLock { $0[what, default: 0] += 1 } }
        func fault(_ what: String) { faults.withLock { $0.append(what) } }
    }

    func work(seconds: Int) throws -> [String] {
        let shared = Shared()
        let end = Date(timeIntervalSinceNow: Double(seconds))
        let people: [@Sendable () -> Void] =
            (0..<4).map { number in { moderate(number, shared, until: end) } } + [
                { ingest(shared, until: end) }, { backUp(shared, until: end) },
            ]
        // Threads of their own: each waits for processes, and a queue has no more than there are cores.
        let group = DispatchGroup()
        for person in people {
            group.enter()
            Thread {
                person()
                group.leave()
            }.start()
        }
        group.wait()

        let verified = desk.run(desk.atDesk(["verify"]), by: "owner")
        if verified.status != 0 { shared.fault("verify: \(verified.errors)") }
        let ledger = shared.ledger.withLock { $0 }
        var faults = shared.faults.withLock { $0 } + ledger.compare(with: desk)
        // What was read while they worked is there, all of it and once.
        let last = try desk.feed(1)
        if last.status != 0 { faults.append("the last ingest: \(last.errors)") }
        let status = desk.run(desk.atDesk(["status", "--json"]), by: "owner").object
        if status["comments"] as? Int != desk.comments {
            faults.append(
                "\(desk.comments) comments were read, \(status["comments"] ?? 0) are kept")
        }
        for (what, count) in shared.counts.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
            print("\(what): \(count)")
        }
        print("decisions and undos told: \(ledger.entries.count)")
        return faults
    }

    private func moderate(_ number: Int, _ shared: Shared, until end: Date) {
        let name = "moderator\(number)"
        var dice = Dice(desk.seed &+ UInt64(number))
        while Date() < end {
            switch Int.random(in: 0..<10, using: &dice) {
            case 0..<5:
                let next = run(["queue", "next", "--format", "json"], name, shared)
                guard let id = next.object["id"] as? String,
                    let revision = next.object["revision"] as? Int
                else { continue }
                decide("news:\(id)", ["--revision", "\(revision)"], name, &dice, shared)
            case 5..<7:
                // One that somebody else may be at, or have decided.
                let id = Int.random(in: 0..<max(1, desk.comments / 3), using: &dice) * 3
                decide("news:c\(id)", [], name, &dice, shared)
            case 7..<9:
                let answer = run(
                    ["undo", "--last", "\(Int.random(in: 1...3, using: &dice))"], name, shared)
                shared.ledger.withLock { $0.note(answer, by: name) }
            default:
                let id = Int.random(in: 0..<max(1, desk.comments / 3), using: &dice) * 3
                let act = [["skip"], ["escalate"], ["claim"], ["release"]].randomElement(
                    using: &dice)!
                _ = run(["queue"] + act + ["news:c\(id)"], name, shared)
            }
        }
    }

    private func decide(
        _ comment: String, _ more: [String], _ name: String, _ dice: inout Dice, _ shared: Shared
    ) {
        let verdict = [["approve"], ["hide", "--reason", "attack"], ["spam"]]
            .randomElement(using: &dice)!
        let answer = run(["decide", comment] + verdict + more, name, shared)
        shared.ledger.withLock { $0.note(answer, by: name) }
    }

    /// - Returns: what came of it; that another was faster is no fault, that the desk was busy is one.
    private func run(_ words: [String], _ name: String, _ shared: Shared) -> Answer {
        let answer = desk.run(desk.atDesk(words), by: name)
        let isRefused = answer.status == 1 && answer.errors.contains("error[Q")
        if answer.status != 0, answer.status != 3, !isRefused {
            shared.fault("\(words.joined(separator: " ")): \(answer.status) \(answer.errors)")
        }
        if answer.errors.contains("locked") { shared.fault("said to be locked: \(answer.errors)") }
        shared.count("\(words[0]), \(answer.status == 0 ? "done" : "refused")")
        return answer
    }

    private func ingest(_ shared: Shared, until end: Date) {
        while Date() < end {
            do {
                let answer = try desk.feed(200)
                if answer.status != 0 { shared.fault("ingest: \(answer.status) \(answer.errors)") }
                shared.count("ingest of 200")
            } catch {
                shared.fault("\(error)")
            }
        }
    }

    /// Each backup is restored into a folder of its own, and must be sound.
    private func backUp(_ shared: Shared, until end: Date) {
        var number = 0
        while Date() < end {
            number += 1
            let copy = desk.folder + "/copy"
            try? FileManager.default.removeItem(atPath: copy)
            do {
                try FileManager.default.createDirectory(
                    atPath: copy, withIntermediateDirectories: true)
                let made = desk.run(desk.atDesk(["backup", copy + "/gavel.db"]), by: "owner")
                if made.status != 0 { shared.fault("backup: \(made.status) \(made.errors)") }
                for file in ["desk.yaml", "author.key"] {
                    try FileManager.default.copyItem(
                        atPath: desk.folder + "/desk/" + file, toPath: copy + "/" + file)
                }
            } catch {
                shared.fault("\(error)")
            }
            let verified = desk.run(["verify", "--desk", copy], by: "owner")
            if verified.status != 0 { shared.fault("backup \(number): \(verified.errors)") }
            shared.count("backup, sound")
        }
    }
}
