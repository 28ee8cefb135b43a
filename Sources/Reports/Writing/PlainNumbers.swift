/// U+202F: keeps the groups of a number, and a number and its unit, on one line.
private let narrowSpace = "\u{202F}"

/// `12 345`, in groups of three.
///
/// **Source**: ISO 80000-1, 7.3.1: a thin space, never a comma or a point, so that no reader takes
/// one for a decimal mark.
func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude).utf8)
    var text = number < 0 ? "−" : ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { text += narrowSpace }
        text.unicodeScalars.append(Unicode.Scalar(digit))
    }
    return text
}

/// `4.8 %`, always with one decimal so that a column lines up.
func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10)\(narrowSpace)%"
}

/// The two largest units of a stretch of time: `45 s`, `12 min`, `3 h 20 min`, `2 d 5 h`.
///
/// **Units**: seconds in; what is smaller than the second unit is cut off, never rounded up.
func duration(_ seconds: Double) -> String {
    // A hundred years, in seconds: longer than any desk lives, and safe to convert.
    let whole = Int(min(max(seconds, 0), 3_155_760_000))
    let units = [(whole / 86_400, "d"), (whole / 3_600 % 24, "h"), (whole / 60 % 60, "min")]
    guard let first = units.firstIndex(where: { $0.0 > 0 }) else {
        return "\(whole)\(narrowSpace)s"
    }
    return units[first...].prefix(2).filter { $0.0 > 0 }
        .map { "\(grouped($0.0))\(narrowSpace)\($0.1)" }.joined(separator: " ")
}

/// `1 comment`, `2 comments`.
func counted(_ number: Int, _ one: String, _ many: String) -> String {
    "\(grouped(number)) \(number == 1 ? one : many)"
}

/// `n = 258`, on one line.
func sample(_ number: Int) -> String {
    "n\(narrowSpace)=\(narrowSpace)\(grouped(number))"
}
