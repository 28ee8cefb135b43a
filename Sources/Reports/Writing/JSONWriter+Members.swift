import FoundationEssentials
import Moderation

/// A key and its value in one call; `nil` becomes `null`, so that every object of a kind has the
/// same members.
extension JSONWriter {
    @inline(__always)
    mutating func member(_ key: StaticString, _ value: String?) {
        self.key(key)
        if let value { string(value) } else { null() }
    }

    @inline(__always)
    mutating func member(_ key: StaticString, _ value: Int?) {
        self.key(key)
        if let value { int(value) } else { null() }
    }

    @inline(__always)
    mutating func member(_ key: StaticString, _ value: Bool) {
        self.key(key)
        bool(value)
    }

    @inline(__always)
    mutating func member(_ key: StaticString, _ value: (some Identifier)?) {
        member(key, value?.rawValue)
    }

    @inline(__always)
    mutating func member(_ key: StaticString, _ span: TextSpan) {
        self.key(key)
        array(CollectionOfOne(span.start)) { json, start in
            json.int(start)
            json.int(span.end)
        }
    }

    mutating func member(_ key: StaticString, _ date: Date?) {
        member(key, date.map { $0.rfc3339 })
    }

    /// A score of 0…1.
    ///
    /// **Units**: two decimals, because the third is below what a rule author can mean.
    @inline(__always)
    mutating func member(_ key: StaticString, score: Double) {
        self.key(key)
        rounded(score, places: 2)
    }

    /// - Parameter seconds: written to the millisecond, the finest a run can be timed to twice.
    mutating func member(_ key: StaticString, seconds: Double) {
        self.key(key)
        rounded(seconds, places: 3)
    }

    /// Every route with its count, the absent ones as 0.
    mutating func member(_ key: StaticString, _ routes: [Route: Int]) {
        self.key(key)
        object { json in
            for route in Route.allCases {
                json.key(route.rawValue)
                json.int(routes[route] ?? 0)
            }
        }
    }

    mutating func member(_ key: StaticString, _ values: some Sequence<String>) {
        self.key(key)
        array(values) { $0.string($1) }
    }
}
