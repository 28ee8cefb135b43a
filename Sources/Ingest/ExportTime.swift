import FoundationEssentials

/// A time as other programs write it.
struct ExportTime: Equatable {
    /// `nil` for the zeros that stand where there is no time.
    var date: Date?
}

/// Reads a time in any of the forms that exports have: RFC 3339 and its neighbours (`+0000`, ` UTC`,
/// no seconds), Unix seconds, and the dates of mail.
///
/// **Source**: RFC 3339 section 5.6; RFC 5322 sections 3.3 and 4.3; the samples of each format.
/// - Returns: `nil` for anything else.
func readExportTime(_ text: String) -> ExportTime? {
    let text = Array(trimmed(Array(text.utf8)[...]))
    if text.starts(with: "0000-00-00".utf8) { return ExportTime(date: nil) }
    guard text.first.map({ 0x30...0x39 ~= $0 || $0 == UInt8(ascii: "-") }) == true,
        text.count < 2 || !isMonthAfterDay(text)
    else { return mailTime(text).map(ExportTime.init) }
    if let date = readTime(String(decoding: text, as: UTF8.self)) { return ExportTime(date: date) }
    return readTime(String(decoding: straightened(text), as: UTF8.self)).map(ExportTime.init)
}

/// Whether a number and a month's name begin the text, as in mail without a day's name.
private func isMonthAfterDay(_ text: [UInt8]) -> Bool {
    let rest = text.drop { 0x30...0x39 ~= $0 }
    return rest.count < text.count && rest.first == 0x20
        && rest.dropFirst().first.map { 0x61...0x7A ~= $0 | 0x20 } == true
}

/// Brings a calendar time that is nearly RFC 3339 into its form.
private func straightened(_ text: [UInt8]) -> [UInt8] {
    var text = text
    var zone: [UInt8] = []
    if text.suffix(4).elementsEqual(" UTC".utf8) {
        text.removeLast(4)
        zone = [UInt8(ascii: "Z")]
    } else if text.last == UInt8(ascii: "Z") {
        text.removeLast()
        zone = [UInt8(ascii: "Z")]
    } else if let sign = text.lastIndex(where: {
        $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-")
    }),
        sign > 10
    {
        zone = Array(text[sign...])
        text.removeSubrange(sign...)
        if text.last == 0x20 { text.removeLast() }
        if zone.count == 3 { zone += Array(":00".utf8) }
        if zone.count == 5 { zone.insert(UInt8(ascii: ":"), at: 3) }
    }
    if text.count == 10 { text += Array("T00:00".utf8) }
    if text.count == 16 { text += Array(":00".utf8) }
    return text + zone
}

/// A date of mail: `Fri, 20 Nov 2026 16:14:00 +0000`.
func mailTime(_ text: [UInt8]) -> Date? {
    var words = text.split(whereSeparator: { isSpace($0) || $0 == UInt8(ascii: ",") })
    if words.first?.first.map({ 0x61...0x7A ~= $0 | 0x20 }) == true { words.removeFirst() }
    guard words.count >= 4, let day = number(words[0]), 1...31 ~= day,
        let month = months.firstIndex(where: { name in
            words[1].count >= 3 && zip(words[1], name.utf8).allSatisfy { $0 | 0x20 == $1 }
        }), var year = number(words[2])
    else { return nil }
    // Two digits: RFC 5322, 4.3.
    if words[2].count <= 3 { year += year < 50 ? 2000 : 1900 }
    var clock = words[3].split(separator: UInt8(ascii: ":")).map(number)
    if clock.count == 2 { clock.append(0) }
    guard clock.count == 3, let hour = clock[0], let minute = clock[1], let second = clock[2]
    else { return nil }
    let zone = words.count > 4 ? zone(words[4]) : "Z"
    func padded(_ number: Int, _ width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return readTime(
        "\(padded(year, 4))-\(padded(month + 1))-\(padded(day))T\(padded(hour)):\(padded(minute))"
            + ":\(padded(second))\(zone)")
}

private let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
]

private func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard 1...4 ~= digits.count, digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
}

/// The offset of a zone; names other than those of RFC 5322, 4.3 count as UTC, as it says.
private func zone(_ word: ArraySlice<UInt8>) -> String {
    let text = String(decoding: word, as: UTF8.self)
    if word.count == 5, text.hasPrefix("+") || text.hasPrefix("-"), number(word.dropFirst()) != nil
    {
        return text.prefix(3) + ":" + text.suffix(2)
    }
    let hours = ["EDT": 4, "EST": 5, "CDT": 5, "CST": 6, "MDT": 6, "MST": 7, "PDT": 7, "PST": 8]
    return hours[text.uppercased()].map { "-0\($0):00" } ?? "Z"
}
