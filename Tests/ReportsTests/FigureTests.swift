import Foundation
import Moderation
import TestSupport
import Testing

@testable import Reports

@Suite struct FigureTests {
    @Test func `a percentile is a value that occurred`() {
        let values: [Double] = [15, 20, 35, 40, 50]
        #expect(percentile(0.05, of: values) == 15)
        #expect(percentile(0.3, of: values) == 20)
        #expect(percentile(0.4, of: values) == 20)
        #expect(percentile(0.5, of: values) == 35)
        #expect(percentile(1, of: values) == 50)
        #expect(percentile(0, of: values) == 15)
        #expect(percentile(0.5, of: []) == nil)
    }

    /// The published values for 10 of 20 and 0 of 10 at z = 1.96.
    @Test func `Wilson's interval is wide for few trials and never leaves 0 to 1`() throws {
        let half = try #require(WilsonInterval(successes: 10, trials: 20))
        #expect(abs(half.low - 0.2993) < 0.0001)
        #expect(abs(half.high - 0.7007) < 0.0001)
        let none = try #require(WilsonInterval(successes: 0, trials: 10))
        #expect(none.low == 0)
        #expect(abs(none.high - 0.2775) < 0.0001)
        #expect(WilsonInterval(successes: 0, trials: 0) == nil)
        for trials in 1...40 {
            for successes in 0...trials {
                let interval = try #require(WilsonInterval(successes: successes, trials: trials))
                let share = Double(successes) / Double(trials)
                #expect(interval.low >= 0 && interval.high <= 1)
                #expect(interval.low <= share + 1e-12 && share <= interval.high + 1e-12)
            }
        }
    }

    @Test func `days go to numbers and back through every leap`() {
        #expect(CivilDay(number: 0).text == "1970-01-01")
        #expect(CivilDay("2000-02-29")?.number == 11_016)
        for number in stride(from: -719_162, through: 2_932_896, by: 97) {
            let day = CivilDay(number: number)
            #expect(day.number == number)
            #expect(CivilDay(day.text) == day)
        }
    }

    @Test(arguments: ["", "2026-13-01", "2026-02-29", "2026-1-01", "26-01-01", "2026-01-01T", "a"])
    func `what is no day is not read as one`(text: String) {
        #expect(CivilDay(text) == nil)
    }

    @Test func `a moment is written as Foundation writes it`() {
        var generator = SeededGenerator()
        for _ in 0..<300 {
            // From 1583 on: before, Foundation goes by the Julian calendar and RFC 3339 does not.
            let seconds = Int.random(in: -12_212_553_600...253_402_300_799, using: &generator)
            let date = Date(timeIntervalSince1970: Double(seconds))
            #expect(date.rfc3339 == date.formatted(.iso8601), "\(generator)")
        }
        #expect(Date(timeIntervalSince1970: -0.5).rfc3339 == "1969-12-31T23:59:59Z")
    }

    @Test(arguments: [
        (0, "0"), (999, "999"), (1_000, "1 000"), (1_234_567, "1 234 567"), (-12_345, "−12 345"),
    ])
    func `numbers are grouped by a thin space`(number: Int, text: String) {
        #expect(grouped(number) == text.replacing(" ", with: "\u{202F}"))
    }

    @Test(arguments: [
        (0.0, "0 s"), (59.9, "59 s"), (60, "1 min"), (3_599, "59 min"), (3_600, "1 h"),
        (12_000, "3 h 20 min"), (86_400, "1 d"), (190_800, "2 d 5 h"), (90_060, "1 d 1 h"),
        (86_460, "1 d"), (-5, "0 s"),
    ])
    func `a stretch of time has at most two units`(seconds: Double, text: String) {
        let plain = duration(seconds).replacing("\u{202F}", with: " ")
        #expect(plain == text)
    }

    @Test func `an axis ends above its largest value in few round steps`() {
        #expect(axisTicks(upTo: 0) == [0, 1])
        #expect(axisTicks(upTo: 114) == [0, 50, 100, 150])
        for most in 0...3_000 {
            let ticks = axisTicks(upTo: most)
            #expect(ticks.last! >= most && ticks.count <= 6 && ticks.count >= 2)
        }
    }

    private func days(_ count: Int, from first: String = "2025-09-27") -> [SummaryFigures.Day] {
        let start = CivilDay(first)!.number
        return (0..<count).map {
            SummaryFigures.Day(
                day: CivilDay(number: start + $0).text, received: 10 + $0 % 7, queued: $0 % 3,
                held: $0 % 2)
        }
    }

    @Test(arguments: [
        (1, Granularity.day), (62, .day), (63, .week), (400, .week), (500, .month), (1_800, .month),
        (4_000, .year),
    ])
    func `a long period is gathered until it can be read, and nothing is lost`(
        count: Int, granularity: Granularity
    ) throws {
        let days = days(count)
        let volumes = try Volumes(days)
        #expect(volumes.granularity == granularity)
        #expect(volumes.rows.count <= Volumes.mostStretches)
        #expect(volumes.rows.map(\.received).reduce(0, +) == days.map(\.received).reduce(0, +))
        #expect(volumes.rows.map(\.queued).reduce(0, +) == days.map(\.queued).reduce(0, +))
        #expect(volumes.rows.map(\.held).reduce(0, +) == days.map(\.held).reduce(0, +))
    }

    @Test func `a day without comments is a gap in the bars, not in the axis`() throws {
        let volumes = try Volumes(smallTown().days)
        #expect(volumes.rows.map(\.start.text) == ["2026-10-05", "2026-10-06", "2026-10-07"])
        #expect(volumes.rows.map(\.received) == [712, 0, 330])
    }

    @Test func `weeks begin on Monday`() {
        let monday = CivilDay("2026-10-05")!
        for offset in 0..<7 {
            #expect(Granularity.week.start(of: CivilDay(number: monday.number + offset)) == monday)
        }
        #expect(Granularity.week.start(of: CivilDay("1969-12-31")!).text == "1969-12-29")
    }

    @Test func `a day that is none is refused with its name`() {
        var figures = smallTown()
        figures.days[0].day = "yesterday"
        #expect(throws: SummaryError.notADay("yesterday")) {
            try summaryReport(figures, as: .json)
        }
    }
}
