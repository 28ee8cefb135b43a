// The whole of Foundation: only it knows the zones of the time zone database on Linux.
import Foundation

/// The wall clock of a desk's time zone, for writing times down; it never tells the time.
struct ReportClock {
    private var zone: TimeZone
    /// The zone as the report names it; UTC where the name given is not one.
    var zoneName: String

    /// - Parameter zone: an identifier such as `America/Chicago`.
    init(zone identifier: String) {
        if let known = TimeZone(identifier: identifier) {
            (zone, zoneName) = (known, identifier)
        } else {
            (zone, zoneName) = (.gmt, "UTC")
        }
    }

    private func clockTime(_ date: Date) -> ClockTime {
        ClockTime(date, offset: zone.secondsFromGMT(for: date))
    }

    func day(of date: Date) -> CivilDay { clockTime(date).day }

    /// The day in which a period that ends just before `end` ends.
    func lastDay(before end: Date) -> CivilDay { day(of: end.addingTimeInterval(-1)) }

    /// `31 October 2026, 14:03`.
    func text(_ date: Date) -> String {
        let clock = clockTime(date)
        return "\(clock.day.long), \(clock.time)"
    }

    /// `2026-10-31T14:03:09-06:00`, cut to the whole second.
    ///
    /// **Source**: RFC 3339.
    func rfc3339(_ date: Date) -> String {
        let offset = zone.secondsFromGMT(for: date)
        let clock = ClockTime(date, offset: offset)
        let (hours, minutes) = (abs(offset) / 3_600, abs(offset) / 60 % 60)
        return "\(clock.day.text)T\(clock.time):\(padded(clock.second))"
            + "\(offset < 0 ? "-" : "+")\(padded(hours)):\(padded(minutes))"
    }
}
