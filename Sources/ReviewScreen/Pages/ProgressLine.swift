import Moderation

/// How far a run has come, for one line that is written over and over.
public struct IngestProgress: Sendable, Equatable {
    /// Records of all inputs so far, and since when.
    public var read: Int
    public var seconds: Double
    /// Of the input that is read now: its file's name, bytes read and in all, and since when; `nil` for
    /// a pipe, of which nobody knows how long it is.
    public var input: Input?

    public struct Input: Sendable, Equatable {
        public var name: String
        public var bytes: Int
        public var size: Int
        public var seconds: Double

        public init(name: String, bytes: Int, size: Int, seconds: Double) {
            self.name = name
            self.bytes = bytes
            self.size = size
            self.seconds = seconds
        }
    }

    public init(read: Int, seconds: Double, input: Input?) {
        self.read = read
        self.seconds = seconds
        self.input = input
    }
}

/// `12,345 read, 21,000 a second, 43 % of comments.jsonl, 12 s left`, or as much of it as fits.
///
/// **Shape**: narrower than the width, so that no terminal wraps it; no colour.
public func progressLine(_ progress: IngestProgress, width: Int) -> StyledText {
    let perSecond = Int(Double(progress.read) / max(0.001, progress.seconds))
    let read: StyledText = "\(grouped(progress.read)) read"
    let rate: StyledText = ", \(grouped(perSecond)) a second"
    var lines = [read + rate, read]
    if let input = progress.input, input.size > 0 {
        let bytes = min(input.bytes, input.size)
        let share: StyledText = ", \(100 * bytes / input.size) %"
        let name: StyledText = " of \(input.name)"
        let wait = input.seconds / Double(max(1, bytes)) * Double(input.size - bytes)
        let left: StyledText = bytes == 0 ? "" : ", \(waitInWords(wait)) left"
        lines = [
            read + rate + share + name + left, read + rate + share + left, read + share + left,
            read + share, read,
        ]
    }
    return lines.first { $0.columns < width } ?? ""
}

/// A time to wait: `12 s`, `3 min`, `2 h 5 min`.
private func waitInWords(_ seconds: Double) -> String {
    let seconds = Int(min(max(seconds, 0), 1e9).rounded(.up))
    return switch seconds {
    case ..<100: "\(seconds) s"
    case ..<3600: "\((seconds + 59) / 60) min"
    default: "\(seconds / 3600) h \(seconds % 3600 / 60) min"
    }
}
