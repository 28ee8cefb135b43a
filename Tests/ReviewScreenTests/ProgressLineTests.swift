import ReviewScreen
import Testing

@Suite struct ProgressLineTests {
    private func line(
        _ width: Int, bytes: Int = 250, size: Int? = 1000, name: String = "comments.jsonl"
    ) -> String {
        let progress = IngestProgress(
            read: 12_345, seconds: 2,
            input: size.map {
                IngestProgress.Input(name: name, bytes: bytes, size: $0, seconds: 4)
            })
        return Style(colour: false).paint(progressLine(progress, width: width))
    }

    @Test(arguments: [
        (80, "12,345 read, 6,172 a second, 25 % of comments.jsonl, 12 s left"),
        (60, "12,345 read, 6,172 a second, 25 %, 12 s left"),
        (40, "12,345 read, 25 %, 12 s left"), (20, "12,345 read, 25 %"), (17, "12,345 read"),
        (11, ""),
    ])
    func `a line shows what fits and never fills the width`(width: Int, expected: String) {
        #expect(line(width) == expected)
        #expect(line(width).utf8.count < width)
    }

    @Test func `a pipe has no time left, and a file of which nothing is read yet has none`() {
        #expect(line(80, size: nil) == "12,345 read, 6,172 a second")
        #expect(line(80, size: 0) == "12,345 read, 6,172 a second")
        #expect(line(80, bytes: 0) == "12,345 read, 6,172 a second, 0 % of comments.jsonl")
        // It grew since it was opened.
        #expect(line(50, bytes: 1001) == "12,345 read, 6,172 a second, 100 %, 0 s left")
    }

    /// Four seconds for the first 250 bytes.
    @Test(arguments: [
        (251, "1 s"), (6_437, "99 s"), (6_501, "2 min"), (224_000, "60 min"),
        (225_250, "1 h 0 min"), (1_000_000_000_000, "277777 h 46 min"),
    ])
    func `a wait is told in the unit that people plan by`(size: Int, expected: String) {
        #expect(line(200, size: size).hasSuffix(", \(expected) left"))
    }

    @Test func `a file's name steers no terminal`() {
        #expect(!line(200, name: "a\u{1B}[2Jb").contains("\u{1B}"))
    }
}
