/// A field for each hour of each weekday, the darker the more there was in it.
struct HourChart {
    /// Monday first, each with 24 hours.
    var hours: [[Int]]

    static let weekdays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
    /// Steps of darkness that an eye tells apart, `heat1` to `heat5` of the page's style.
    static let levels = 5

    private let left = 48.0, top = 22.0, row = 26.0, width = 720.0

    private var most: Int { hours.joined().max() ?? 0 }

    /// 0 for nothing, else equal steps up to the busiest hour.
    private func level(_ count: Int) -> Int {
        count == 0 ? 0 : (count * Self.levels + most - 1) / most
    }

    /// What each step stands for; a step between whole numbers is left out.
    var legend: [FigureTable.Key] {
        guard most > 0 else { return [] }
        return (1...Self.levels).compactMap { level in
            let from = (level - 1) * most / Self.levels + 1
            let to = level * most / Self.levels
            guard from <= to else { return nil }
            let text = from == to ? grouped(from) : "\(grouped(from)) to \(grouped(to))"
            return FigureTable.Key(style: "heat\(level)", text: text)
        }
    }

    func markup(what: String, zone: String) -> String {
        let height = top + row * Double(hours.count) + 2
        let column = (width - left) / 24
        var drawing = SVG(width: width, height: height)
        for hour in stride(from: 0, to: 24, by: 3) {
            drawing.text(
                "tick", x: left + column * (Double(hour) + 0.5), y: top - 8, .middle,
                "\(padded(hour))")
        }
        for (day, counts) in hours.enumerated() {
            let y = top + row * Double(day)
            drawing.text(
                "label", x: left - 10, y: y + row / 2 + 4, .end,
                String(Self.weekdays[day].prefix(3)))
            for (hour, count) in counts.enumerated() {
                drawing.rect(
                    "heat\(level(count))", x: left + column * Double(hour) + 1, y: y + 1,
                    width: column - 2, height: row - 2)
            }
        }
        return drawing.markup(
            id: "hour-chart", title: "\(what) by weekday and hour", description: description(zone))
    }

    private func description(_ zone: String) -> String {
        for (day, counts) in hours.enumerated() {
            guard let hour = counts.firstIndex(of: most) else { continue }
            return "A field for each hour of each weekday in \(zone), darker where there were "
                + "more. The busiest hour began \(Self.weekdays[day]) at \(padded(hour)):00 and "
                + "had \(grouped(most)). The table has every number."
        }
        return ""
    }
}
