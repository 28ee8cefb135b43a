import FoundationEssentials

/// Reads a time as RFC 3339 or as Unix seconds, whole or with a fraction.
///
/// A time without an offset is taken as UTC, like all times of the program; a space may stand for
/// the `T`.
///
/// **Source**: RFC 3339 section 5.6; days from the civil calendar after Howard Hinnant,
/// "chrono-Compatible Low-Level Date Algorithms".
/// - Returns: `nil` for anything else, and outside the years 1 to 9999, which is where
///   milliseconds taken for seconds end up.
func readTime(_ text: String) -> Date? {
    let seconds = calendarTime(Array(text.utf8)) ?? unixTime(text)
    return seconds.map(Date.init(timeIntervalSince1970:))
}

private func unixTime(_ text: String) -> Double? {
    guard text.utf8.allSatisfy({ Array("+-.eE0123456789".utf8).contains($0) }),
        let seconds = Double(text), (-62_135_596_800.0..<253_402_300_800.0).contains(seconds)
    else { return nil }
    return seconds
}

private func calendarTime(_ text: [UInt8]) -> Double? {
    var reader = DigitReader(text: text)
    guard let year = reader.number(of: 4), reader.take("-"), year >= 1,
        let month = reader.number(of: 2), reader.take("-"), 1...12 ~= month,
        let day = reader.number(of: 2), 1...daysIn(month: month, year: year) ~= day,
        reader.take("T") || reader.take("t") || reader.take(" "),
        let hour = reader.number(of: 2), reader.take(":"), hour <= 23,
        let minute = reader.number(of: 2), reader.take(":"), minute <= 59,
        // 60 is a leap second, which Unix time counts as the next one.
        let second = reader.number(of: 2), second <= 60
    else { return nil }
    var fraction = 0.0
    if reader.take(".") {
        guard let digits = reader.fraction() else { return nil }
        fraction = digits
    }
    guard let offset = reader.zone() else { return nil }
    let days = daysSince1970(year: year, month: month, day: day)
    return Double(days * 86_400 + hour * 3_600 + minute * 60 + second - offset) + fraction
}

/// Takes numbers of fixed width off the front of a text.
private struct DigitReader {
    var text: [UInt8]
    var at = 0

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard at < text.count, text[at] == UInt8(ascii: character) else { return false }
        at += 1
        return true
    }

    mutating func number(of width: Int) -> Int? {
        guard at + width <= text.count else { return nil }
        var value = 0
        for byte in text[at..<(at + width)] {
            guard case 0x30...0x39 = byte else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        at += width
        return value
    }

    mutating func fraction() -> Double? {
        let digits = text[at...].prefix { 0x30...0x39 ~= $0 }
        guard !digits.isEmpty else { return nil }
        at = digits.endIndex
        return Double("0." + String(decoding: digits, as: UTF8.self))
    }

    /// Seconds east of Greenwich; takes all the rest of the text.
    mutating func zone() -> Int? {
        if at == text.count { return 0 }
        if take("Z") || take("z") { return at == text.count ? 0 : nil }
        let sign = take("-") ? -1 : 1
        guard sign == -1 || take("+"), let hours = number(of: 2), take(":"),
            let minutes = number(of: 2), hours <= 23, minutes <= 59, at == text.count
        else { return nil }
        return sign * (hours * 3_600 + minutes * 60)
    }
}

private func daysIn(month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
}

/// - Precondition: the year is positive.
private func daysSince1970(year: Int, month: Int, day: Int) -> Int {
    // Years begin in March, so that the leap day is the last of its year.
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted % 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    // 146,097 days are 400 years; 719,468 days lie between 0000-03-01 and 1970-01-01.
    return era * 146_097 + dayOfEra - 719_468
}
