import FoundationEssentials
import Moderation

/// One value of a report, typed, so that each format writes it in its own way.
enum Cell: Equatable {
    case text(String)
    /// A name of ours, such as a rule id or a policy digest.
    case code(String)
    /// A finding that programs know by a code.
    case finding(String, words: String)
    case count(Int)
    /// 0…1; `nil` where there was nothing to divide by.
    case share(Double?)
    /// A ratio or a coefficient, where 1 means alike.
    case ratio(Double?)
    case seconds(Double?)
    case moment(Date?)
    case day(CivilDay)
    /// A moment of which people read the day in the desk's time zone.
    case dayOf(Date)
    /// A count that is not published, so that nobody is found by it.
    case suppressed

    /// Whether a reader compares it digit by digit down a column.
    var isNumber: Bool {
        switch self {
        case .count, .share, .ratio, .seconds, .suppressed: true
        case .text, .code, .finding, .moment, .day, .dayOf: false
        }
    }

    /// The cell as a person reads it.
    func plain(_ clock: ReportClock) -> String {
        switch self {
        case .text(let text), .code(let text), .finding(_, let text): text
        case .count(let count): grouped(count)
        case .share(let share?): percent(share)
        case .ratio(let ratio?): hundredths(ratio)
        case .seconds(let seconds?): duration(seconds)
        case .moment(let date?): clock.text(date)
        case .share(nil), .ratio(nil), .seconds(nil), .moment(nil): "–"
        case .day(let day): day.text
        case .dayOf(let date): clock.day(of: date).text
        case .suppressed: "withheld"
        }
    }

    var csv: CSVWriter.Cell {
        switch self {
        case .text(let text), .code(let text), .finding(let text, _): .text(text)
        case .count(let count): .int(count)
        case .share(let value?), .ratio(let value?), .seconds(let value?): .double(value)
        case .moment(let date?), .dayOf(let date): .text(date.rfc3339)
        case .share(nil), .ratio(nil), .seconds(nil), .moment(nil): .empty
        case .day(let day): .text(day.text)
        case .suppressed: .text("withheld")
        }
    }
}

extension JSONWriter {
    mutating func cell(_ cell: Cell) {
        switch cell {
        case .text(let text), .code(let text), .finding(let text, _): string(text)
        case .count(let count): int(count)
        case .share(let value?), .ratio(let value?): rounded(value, places: 4)
        case .seconds(let seconds?): rounded(seconds, places: 3)
        case .moment(let date?), .dayOf(let date): string(date.rfc3339)
        case .share(nil), .ratio(nil), .seconds(nil), .moment(nil): null()
        case .day(let day): string(day.text)
        case .suppressed: string("withheld")
        }
    }
}

/// `1.25`, always with two decimals so that a column lines up.
func hundredths(_ value: Double) -> String {
    let whole = Int((value.magnitude * 100).rounded())
    return (value < 0 && whole > 0 ? "−" : "") + "\(whole / 100).\(padded(whole % 100))"
}
