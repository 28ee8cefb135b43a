/// Which law binds the desk: chosen at `init`, stamped on every decision and report.
public enum Profile: String, Sendable, CaseIterable, Codable, CustomStringConvertible {
    case government
    case publisher
    case publisherEU = "publisher-eu"

    public var description: String { rawValue }
}

/// What the machine suggests, from least to most.
public enum Route: String, Sendable, CaseIterable, Codable, Comparable, CustomStringConvertible {
    case pass, queue, hold, reject

    public var description: String { rawValue }

    var rank: Int {
        switch self {
        case .pass: 0
        case .queue: 1
        case .hold: 2
        case .reject: 3
        }
    }

    public static func < (left: Route, right: Route) -> Bool { left.rank < right.rank }
}
