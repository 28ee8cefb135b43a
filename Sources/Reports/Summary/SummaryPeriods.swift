import Moderation

/// How finely a period is counted: the finest that leaves a chart readable.
enum Granularity: String, CaseIterable {
    case day, week, month, year

    /// The first day of the stretch that `day` falls in; weeks begin on Monday (ISO 8601).
    func start(of day: CivilDay) -> CivilDay {
        switch self {
        case .day: return day
        case .week:
            // 1970-01-01 was a Thursday, three days after its Monday.
            let sinceMonday = ((day.number + 3) % 7 + 7) % 7
            return CivilDay(number: day.number - sinceMonday)
        case .month: return CivilDay(year: day.year, month: day.month, day: 1)
        case .year: return CivilDay(year: day.year, month: 1, day: 1)
        }
    }

    func next(after start: CivilDay) -> CivilDay {
        switch self {
        case .day: CivilDay(number: start.number + 1)
        case .week: CivilDay(number: start.number + 7)
        case .month:
            start.month == 12
                ? CivilDay(year: start.year + 1, month: 1, day: 1)
                : CivilDay(year: start.year, month: start.month + 1, day: 1)
        case .year: CivilDay(year: start.year + 1, month: 1, day: 1)
        }
    }

    var columnTitle: String {
        switch self {
        case .day: "Day"
        case .week: "Week from"
        case .month: "Month from"
        case .year: "Year from"
        }
    }

    /// How the axis of a chart names a stretch.
    func label(_ start: CivilDay) -> String {
        switch self {
        case .day, .week: start.short
        case .month: "\(start.monthName.prefix(3)) \(start.year)"
        case .year: String(start.year)
        }
    }
}

/// What came in during one stretch, parted by what the machine suggested; the parts add up.
struct Volume: Equatable {
    var start: CivilDay
    var passed = 0
    var queued = 0
    /// Held, and what the machine would have rejected.
    var held = 0
    var received: Int { passed + queued + held }
}

/// The days of a period, gathered where they are too many, without gaps.
struct Volumes: Equatable {
    /// Two months of days: at 62 bars a bar is still wider than its gap on a printed page.
    static let mostStretches = 62

    var granularity: Granularity
    /// Ascending; stretches in which nothing came in are there with zeros.
    var rows: [Volume]

    /// - Throws: ``SummaryError/notADay(_:)``.
    init(_ days: [SummaryFigures.Day]) throws {
        let dated = try days.map { day in
            guard let start = CivilDay(day.day) else { throw SummaryError.notADay(day.day) }
            let held = min(max(day.held, 0), day.received)
            let queued = min(max(day.queued, 0), day.received - held)
            return Volume(
                start: start, passed: day.received - queued - held, queued: queued, held: held)
        }
        guard let first = dated.map(\.start).min(), let last = dated.map(\.start).max() else {
            (granularity, rows) = (.day, [])
            return
        }
        var chosen: [CivilDay] = []
        granularity = .day
        for candidate in Granularity.allCases {
            granularity = candidate
            chosen = Self.starts(from: first, through: last, candidate)
            if chosen.count <= Self.mostStretches { break }
        }
        var gathered = Dictionary(uniqueKeysWithValues: chosen.map { ($0, Volume(start: $0)) })
        for day in dated {
            let start = granularity.start(of: day.start)
            gathered[start]?.passed += day.passed
            gathered[start]?.queued += day.queued
            gathered[start]?.held += day.held
        }
        rows = chosen.compactMap { gathered[$0] }
    }

    /// At most one more than can be shown, save for years, which are never too many.
    private static func starts(
        from first: CivilDay, through last: CivilDay, _ granularity: Granularity
    ) -> [CivilDay] {
        var starts = [granularity.start(of: first)]
        while let start = starts.last, granularity == .year || starts.count <= mostStretches {
            let next = granularity.next(after: start)
            if last < next { break }
            starts.append(next)
        }
        return starts
    }
}

/// The figures cannot be reported.
public enum SummaryError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A day of the figures is not `YYYY-MM-DD`.
    case notADay(String)

    public var description: String {
        switch self {
        case .notADay(let text): "\(text.debugDescription) is not a day; write it as 2026-10-31"
        }
    }
}
