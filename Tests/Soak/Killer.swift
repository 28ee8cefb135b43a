import Foundation

/// Kills the program at random points of what it does; the desk must be sound after each, and hold all
/// that was told as done.
struct Killer {
    let desk: SoakDesk

    func work(times: Int) throws -> [String] {
        var dice = Dice(desk.seed)
        let start = Date()
        _ = desk.run(desk.atDesk(["decide", "news:c0", "spam"]), by: "ann")
        // Up to a little longer than a command takes just now: some are done before.
        let longest = UInt32(Date().timeIntervalSince(start) * 1_500_000)
        var ledger = Ledger()
        var faults: [String] = []
        var (killed, finished) = (0, 0)
        for time in 0..<times {
            let words = try words(&dice)
            let call = Call(desk, desk.atDesk(words), by: "ann")
            usleep(UInt32.random(in: 0...longest, using: &dice))
            call.kill()
            let answer = call.answer()
            if answer.status == 137 { killed += 1 } else { finished += 1 }
            ledger.note(answer, by: "ann")
            let verified = desk.run(desk.atDesk(["verify"]), by: "owner")
            if verified.status != 0 {
                faults.append("after kill \(time) of \(words[0]): \(verified.errors)")
                break
            }
        }
        let last = desk.run(desk.feeding, by: "cron")
        if last.status != 0 { faults.append("the last ingest: \(last.errors)") }
        let status = desk.run(desk.atDesk(["status", "--json"]), by: "owner").object
        if status["comments"] as? Int != desk.comments {
            faults.append(
                "\(desk.comments) comments were read, \(status["comments"] ?? 0) are kept")
        }
        print("killed in the middle: \(killed), done before: \(finished)")
        print("decisions and undos told: \(ledger.entries.count)")
        return faults + ledger.compare(with: desk)
    }

    private func words(_ dice: inout Dice) throws -> [String] {
        switch Int.random(in: 0..<10, using: &dice) {
        case 0..<4:
            let ids = (0..<Int.random(in: 1...5, using: &dice)).map { _ in
                "news:c\(Int.random(in: 0..<max(1, desk.comments / 3), using: &dice) * 3)"
            }
            return ["decide"] + Set(ids).sorted() + ["hide", "--reason", "attack"]
        case 4..<7: return ["undo", "--last", "\(Int.random(in: 1...9, using: &dice))"]
        case 7..<9:
            try desk.grow(300)
            return Array(desk.feeding.dropLast(2))
        default:
            return [
                "backup", desk.folder + "/backup-\(UInt32.random(in: 0...(.max), using: &dice)).db",
            ]
        }
    }
}
