public import FoundationEssentials

/// How long ago something was, in the largest unit that fits: `now`, `5 min`, `3 h`, `2 d`, `4 wk`.
///
/// Days go on for two weeks, because "1 wk" hides whether it was seven days or thirteen. What lies
/// ahead of the clock is `now`.
public func ageInWords(since then: Date, now: Date) -> String {
    let seconds = now.timeIntervalSince(then)
    guard seconds >= 60, seconds.isFinite else { return "now" }
    let minutes = Int(min(seconds, 1e12) / 60)
    return switch minutes {
    case ..<60: "\(minutes) min"
    case ..<(24 * 60): "\(minutes / 60) h"
    case ..<(14 * 24 * 60): "\(minutes / (24 * 60)) d"
    default: "\(minutes / (7 * 24 * 60)) wk"
    }
}

/// The same as a place in time: `just now`, `5 min ago`.
func agoInWords(since then: Date, now: Date) -> String {
    let age = ageInWords(since: then, now: now)
    return age.utf8.elementsEqual("now".utf8) ? "just now" : age + " ago"
}

/// A minute on the clock of a time zone, with its distance from UTC: `2026-07-14 09:12 +02:00`.
func minuteInWords(_ date: Date, _ timeZone: TimeZone) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = timeZone
    let part = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
    let offset = timeZone.secondsFromGMT(for: date) / 60
    let zone =
        offset == 0
        ? "UTC"
        : (offset < 0 ? "-" : "+") + twoDigits(abs(offset) / 60) + ":" + twoDigits(abs(offset) % 60)
    let day = "\(part.year ?? 0)-\(twoDigits(part.month ?? 0))-\(twoDigits(part.day ?? 0))"
    return "\(day) \(twoDigits(part.hour ?? 0)):\(twoDigits(part.minute ?? 0)) \(zone)"
}

/// A day on the calendar of a time zone: `2026-07-14`.
func dayInWords(_ date: Date, _ timeZone: TimeZone) -> String {
    String(minuteInWords(date, timeZone).prefix { $0 != " " })
}

/// A score as `0.00`…`1.00`.
func scoreInWords(_ score: Double) -> String {
    let hundredths = score.isFinite ? Int((min(max(score, 0), 1) * 100).rounded()) : 0
    return "\(hundredths / 100).\(twoDigits(hundredths % 100))"
}

/// A number in groups of three: `10,000`.
func grouped(_ number: Int) -> StyledText {
    let digits = Array(String(number.magnitude))
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
        text.append(digit)
    }
    return StyledText(SafeText(text))
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
