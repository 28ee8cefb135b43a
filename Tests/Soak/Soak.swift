import Foundation

/// Many people at one desk, by the real program, until something is lost.
///
///     gavel-soak PATH-TO-GAVEL soak SECONDS     four moderators, an ingest and backups at once
///     gavel-soak PATH-TO-GAVEL kill TIMES       kills the program at random points
///
/// Exit status 1 names what went wrong, and leaves the desk where it says.
@main
struct Soak {
    static func main() throws {
        let words = CommandLine.arguments.dropFirst()
        guard words.count == 3, let amount = Int(words[words.startIndex + 2]), amount > 0 else {
            print("usage: gavel-soak PATH-TO-GAVEL soak SECONDS | kill TIMES")
            exit(64)
        }
        let seed = UInt64(Date().timeIntervalSince1970 * 1000)
        let desk = try SoakDesk(program: words[words.startIndex], seed: seed)
        print("desk \(desk.folder), seed \(seed)")
        let faults =
            switch words[words.startIndex + 1] {
            case "soak": try Crowd(desk: desk).work(seconds: amount)
            case "kill": try Killer(desk: desk).work(times: amount)
            default: ["the second word is soak or kill"]
            }
        for fault in faults.prefix(20) { print("fault: \(fault)") }
        guard faults.isEmpty else { exit(1) }
        try FileManager.default.removeItem(atPath: desk.folder)
        print("nothing lost, nothing doubled")
    }
}
