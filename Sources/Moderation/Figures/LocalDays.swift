import FoundationEssentials

/// Names the local days that moments fall on, fast enough for a million of them.
///
/// By quarter hours first: every time zone's offset is a whole number of them.
struct LocalDays {
    private static let quarter = 900.0

    private var calendar = Calendar(identifier: .gregorian)
    private var names: [Int: String] = [:]
    /// The quarter hour that was asked for last, and its day: most moments follow each other.
    private var last = (number: Int.min, name: "")

    /// - Parameter timeZone: an identifier; UTC where it is none.
    init(timeZone: String) {
        calendar.timeZone = TimeZone(identifier: timeZone) ?? .gmt
    }

    /// `YYYY-MM-DD`.
    mutating func day(of moment: Date) -> String {
        let number = Int((moment.timeIntervalSince1970 / Self.quarter).rounded(.down))
        if number == last.number { return last.name }
        if let name = names[number] {
            last = (number, name)
            return name
        }
        let parts = calendar.dateComponents(
            [.year, .month, .day],
            from: Date(timeIntervalSince1970: Double(number) * Self.quarter))
        let name = [(parts.year, 4), (parts.month, 2), (parts.day, 2)]
            .map { Self.digits($0, $1) }.joined(separator: "-")
        names[number] = name
        return name
    }

    private static func digits(_ value: Int?, _ count: Int) -> String {
        let text = String(value ?? 0)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }
}
