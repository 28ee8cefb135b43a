import Foundation
import ReviewScreen

/// A progress line on a terminal, at most ten times a second.
final class Progress {
    private let isShown: Bool
    private let started: Date
    private var lastShown: Date
    private var input: (name: String, size: Int, started: Date)?
    /// Columns of the line that stands there.
    private var columns = 0

    init(isShown: Bool, started: Date) {
        self.isShown = isShown
        self.started = started
        lastShown = started
    }

    /// Begins an input; a pipe has no size, and so no time left.
    func begin(_ intake: Intake) {
        guard isShown else { return }
        let name = URL(fileURLWithPath: intake.name).lastPathComponent
        input = intake.size.map { (name, $0, Date()) }
    }

    /// - Parameters:
    ///   - read: records of all inputs so far.
    ///   - bytes: of this input.
    func show(_ read: Int, bytes: Int) {
        let now = Date()
        guard isShown, now.timeIntervalSince(lastShown) >= 0.1 else { return }
        lastShown = now
        let progress = IngestProgress(
            read: read, seconds: now.timeIntervalSince(started),
            input: input.map {
                IngestProgress.Input(
                    name: $0.name, bytes: bytes, size: $0.size,
                    seconds: now.timeIntervalSince($0.started))
            })
        write(progressLine(progress, width: Terminal.errorWidth))
    }

    func clear() {
        guard columns > 0 else { return }
        write("")
        Terminal.tellError("\r")
    }

    /// Over what stands there, with spaces and no code that a terminal has to know.
    private func write(_ line: StyledText) {
        // What is wider than the terminal by now was wrapped, and is no line any more.
        let width = min(max(columns, line.columns), Terminal.errorWidth - 1)
        let text = Style(colour: false).paint(line.padded(to: width))
        columns = line.columns
        Terminal.tellError("\r\(text)")
    }
}
