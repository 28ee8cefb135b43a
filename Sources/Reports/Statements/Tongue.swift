import FoundationEssentials
import Moderation

/// The language that something is written in; both stand side by side, so that neither falls behind.
struct Tongue {
    let language: StatementLanguage
    private let clock: ReportClock

    /// - Parameter zone: an identifier such as `America/Chicago`.
    init(_ language: StatementLanguage, zone: String) {
        self.language = language
        clock = ReportClock(zone: zone)
    }

    func callAsFunction(en: @autoclosure () -> String, es: @autoclosure () -> String) -> String {
        switch language {
        case .en: en()
        case .es: es()
        }
    }

    /// `5 October 2026`, `5 de octubre de 2026`: the day before that of `end`.
    func lastWholeDay(before end: Date) -> String {
        written(CivilDay(number: clock.day(of: end).number - 1))
    }

    /// `5 October 2026, 14:03 (America/Denver)`.
    func moment(_ date: Date) -> String {
        "\(written(clock.day(of: date))), \(clock.time(of: date)) (\(clock.zoneName))"
    }

    private func written(_ day: CivilDay) -> String {
        let months = [
            "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto",
            "septiembre", "octubre", "noviembre", "diciembre",
        ]
        return self(
            en: day.long, es: "\(day.day) de \(months[day.month - 1]) de \(day.year)")
    }

    /// Somebody's words on one line, between the language's quotation marks.
    func quoted(_ words: String) -> String {
        let line = oneLine(words, limit: 200)
        return self(en: "“\(line)”", es: "«\(line)»")
    }
}

/// Text from outside on one line: white space collapsed, control characters replaced by U+FFFD.
func oneLine(_ text: String, limit: Int = 500) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in excerpt(text, limit: limit).unicodeScalars {
        let isControl = scalar.properties.generalCategory == .control
        scalars.append(isControl ? "\u{FFFD}" : scalar)
    }
    return String(scalars)
}
