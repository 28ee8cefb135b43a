import FoundationEssentials

/// A day of the Gregorian calendar, without a time zone.
///
/// **Source**: the day numbers are those of H. Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms" (2013): days since 1970-01-01, exact for every year of four digits.
struct CivilDay: Hashable, Comparable {
    var year: Int
    var month: Int
    var day: Int

    /// Days since 1970-01-01.
    var number: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }

    init(year: Int, month: Int, day: Int) {
        (self.year, self.month, self.day) = (year, month, day)
    }

    init(number: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Reads `YYYY-MM-DD`; `nil` for anything else, and for days that never were.
    init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2] else { return nil }
        let numbers = parts.compactMap { part -> Int? in
            part.allSatisfy { (0x30...0x39).contains($0) } ? Int(String(Substring(part))) : nil
        }
        guard numbers.count == 3 else { return nil }
        self.init(year: numbers[0], month: numbers[1], day: numbers[2])
        guard CivilDay(number: number) == self else { return nil }
    }

    static func < (left: Self, right: Self) -> Bool { left.number < right.number }

    /// `2026-10-05`.
    var text: String { "\(padded(year, to: 4))-\(padded(month))-\(padded(day))" }
    /// `5 Oct`.
    var short: String { "\(day) \(monthName.prefix(3))" }
    /// `5 October 2026`.
    var long: String { "\(day) \(monthName) \(year)" }

    var monthName: String {
        [
            "January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December",
        ][month - 1]
    }
}

/// Two digits or more, zeros in front.
func padded(_ number: Int, to width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

extension Date {
    /// `2026-10-05T14:03:09Z`, cut to the whole second.
    ///
    /// **Source**: RFC 3339.
    var rfc3339: String {
        let clock = ClockTime(self, offset: 0)
        return "\(clock.day.text)T\(clock.time):\(padded(clock.second))Z"
    }
}

/// A day and a time of day at some distance from UTC.
struct ClockTime {
    var day: CivilDay
    var hour: Int
    var minute: Int
    var second: Int

    /// - Parameter offset: seconds east of UTC.
    init(_ date: Date, offset: Int) {
        // Years 0001…9999: what RFC 3339 can write; a date outside is shown as the nearest inside.
        let limits = -62_135_596_800.0...253_402_300_799.0
        let exact = date.timeIntervalSince1970.rounded(.down)
        let seconds =
            Int(min(max(exact, limits.lowerBound), limits.upperBound)) + offset
        let number = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let rest = seconds - number * 86_400
        day = CivilDay(number: number)
        (hour, minute, second) = (rest / 3_600, rest / 60 % 60, rest % 60)
    }

    /// `14:03`.
    var time: String { "\(padded(hour)):\(padded(minute))" }
}
