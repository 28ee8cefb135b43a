import ArgumentParser
import Foundation

/// Reads a day (midnight in the desk's time zone) or a moment (RFC 3339).
///
/// - Parameter option: what an error names, such as `--from`.
func moment(_ text: String, of option: String, in zone: TimeZone) throws -> Date {
    if let date = try? Date(text, strategy: .iso8601) { return date }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, let year = Int(parts[0]),
        let month = Int(parts[1]), let day = Int(parts[2])
    else {
        throw ValidationError(
            "\(option) '\(text)' is no date; write a day as 2026-11-20 (year, month, day), or a "
                + "moment as 2026-11-20T16:00:00Z")
    }
    let components = DateComponents(year: year, month: month, day: day)
    guard components.isValidDate(in: calendar), let date = calendar.date(from: components) else {
        throw ValidationError(
            "\(option) '\(text)' is no day of the calendar: "
                + ((1...12).contains(month)
                    ? "month \(parts[1]) of \(parts[0]) has no day \(parts[2])"
                    : "there is no month \(parts[1])")
                + "; write year, month and day as in 2026-11-20")
    }
    return date
}

/// A calendar month in a time zone.
///
/// - Parameter text: `2026-10`.
func month(_ text: String, of option: String, in zone: TimeZone) throws -> DateInterval {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2],
        parts.joined().allSatisfy({ $0.isASCII && $0.isNumber }),
        let year = Int(parts[0]), year >= 1970, let month = Int(parts[1]),
        (1...12).contains(month),
        let date = calendar.date(from: DateComponents(year: year, month: month)),
        let interval = calendar.dateInterval(of: .month, for: date)
    else {
        throw ValidationError(
            "\(option) '\(text)' is no month; write year and month (01 to 12) as in 2026-10")
    }
    return interval
}

/// The last month that is over.
func lastMonth(before now: Date, in zone: TimeZone) -> DateInterval? {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    guard let this = calendar.dateInterval(of: .month, for: now) else { return nil }
    return calendar.dateInterval(of: .month, for: this.start.addingTimeInterval(-1))
}
