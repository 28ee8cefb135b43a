/// A stretch of a body.
///
/// **Units**: bytes of UTF-8 in the body as it was given, half-open: `start` is the first byte,
/// `end` the first one after it.
public struct TextSpan: Hashable, Comparable, Sendable {
    public var start: Int
    public var end: Int

    public init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = end
    }

    public var length: Int { end - start }
    public var isEmpty: Bool { end <= start }

    public func overlaps(_ other: TextSpan) -> Bool {
        start < other.end && other.start < end
    }

    public func contains(_ other: TextSpan) -> Bool {
        start <= other.start && other.end <= end
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.start, left.end) < (right.start, right.end)
    }
}

extension String {
    /// The text a span covers, with ill-formed edges repaired.
    ///
    /// - Complexity: O(length of the span).
    public subscript(span span: TextSpan) -> String {
        let bytes = utf8
        let count = bytes.count
        let start = min(max(span.start, 0), count)
        let end = min(max(span.end, start), count)
        let from = bytes.index(bytes.startIndex, offsetBy: start)
        let to = bytes.index(from, offsetBy: end - start)
        return String(decoding: bytes[from..<to], as: UTF8.self)
    }
}
