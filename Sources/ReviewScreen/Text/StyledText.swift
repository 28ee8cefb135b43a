public import Moderation

/// Safe words with their roles, before they are fitted to a width and painted.
///
/// Interpolation is the way in: every string it takes is made safe, so a sentence built here can be
/// shown whatever it quotes: `"\(name, .dim) decided: \(route)"`.
public struct StyledText: Sendable, Equatable {
    struct Run: Sendable, Equatable {
        var text: String
        var role: Style.Role
    }

    /// In order; neighbours differ in role.
    private(set) var runs: [Run] = []

    public init() {}

    public init(_ text: SafeText, _ role: Style.Role = .body) {
        append(text.description, role)
    }

    public static func + (left: StyledText, right: StyledText) -> StyledText {
        var sum = left
        sum += right
        return sum
    }

    public static func += (left: inout StyledText, right: StyledText) {
        for run in right.runs { left.append(run.text, run.role) }
    }

    /// Display columns, were it on one line.
    ///
    /// - Complexity: O(length).
    public var columns: Int { runs.reduce(0) { $0 + TextWidth.columns(of: $1.text) } }

    var isEmpty: Bool { runs.isEmpty }

    /// Adds text that is already safe.
    mutating func append(_ safe: String, _ role: Style.Role) {
        guard !safe.isEmpty else { return }
        if runs.last?.role == role {
            runs[runs.count - 1].text += safe
        } else {
            runs.append(Run(text: safe, role: role))
        }
    }
}

extension Sequence<StyledText> {
    func joined(separator: StyledText) -> StyledText {
        var sum = StyledText()
        for (index, text) in enumerated() {
            if index > 0 { sum += separator }
            sum += text
        }
        return sum
    }
}

extension StyledText: ExpressibleByStringInterpolation {
    /// Takes our own words as they are; other people's come in by interpolation.
    public init(stringLiteral value: String) { append(value, .body) }
    public init(stringInterpolation: Interpolation) { runs = stringInterpolation.text.runs }

    public struct Interpolation: StringInterpolationProtocol {
        var text = StyledText()

        public init(literalCapacity: Int, interpolationCount: Int) {}

        public mutating func appendLiteral(_ literal: String) { text.append(literal, .body) }

        public mutating func appendInterpolation(_ part: StyledText) { text += part }

        public mutating func appendInterpolation(_ safe: SafeText, _ role: Style.Role = .body) {
            text.append(safe.description, role)
        }

        public mutating func appendInterpolation(
            _ untrusted: String, _ role: Style.Role = .body, layout: SafeText.Layout = .marks
        ) {
            text.append(SafeText(untrusted, layout: layout).description, role)
        }

        public mutating func appendInterpolation(
            _ id: some Identifier, _ role: Style.Role = .body
        ) {
            text.append(SafeText(id.rawValue).description, role)
        }

        public mutating func appendInterpolation(
            _ key: CommentKey, _ role: Style.Role = .body
        ) {
            text.append(SafeText(key.description).description, role)
        }

        public mutating func appendInterpolation(_ number: some BinaryInteger) {
            text.append(String(number), .body)
        }

        public mutating func appendInterpolation(_ route: Route) {
            text.append(route.rawValue, .route(route))
        }
    }
}
