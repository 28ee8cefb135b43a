import Foundation

/// The comments that are timed: the shared ones where they are, else generated ones.
struct BenchInput {
    var path: String
    var comments: Int
    var bytes: Int
    var origin: String

    /// `GAVEL_BENCH_INPUT` names another file of JSON lines.
    static func prepare(in folder: URL) throws -> BenchInput {
        let shared = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../shared/data/news_unlabelled.jsonl").standardized
        let chosen =
            ProcessInfo.processInfo.environment["GAVEL_BENCH_INPUT"].map(URL.init(fileURLWithPath:))
            ?? shared
        if let data = try? Data(contentsOf: chosen) {
            return BenchInput(
                path: chosen.path, comments: data.split(separator: 0x0A).count, bytes: data.count,
                origin: chosen.lastPathComponent)
        }
        let data = generated(comments: 35_000)
        let url = folder.appendingPathComponent("generated.jsonl")
        try data.write(to: url)
        return BenchInput(
            path: url.path, comments: 35_000, bytes: data.count, origin: "generated")
    }

    /// Plain civic sentences of 4 to 40 words, one in five with a quotation, one in fifty rude.
    private static func generated(comments: Int) -> Data {
        let words = """
            the council voted on a budget for roads and schools while residents asked why taxes rise \
            every year and nobody explains what the money buys in our part of town
            """.split(separator: " ").map(String.init)
        var state: UInt64 = 42
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var text = ""
        for number in 0..<comments {
            var body = (0..<(4 + next(36))).map { _ in words[next(words.count)] }
                .joined(separator: " ")
            if next(5) == 0 { body = "\\\"\(body)\\\" is what they said. Really?" }
            if next(50) == 0 { body += " You are a clown." }
            text += "{\"id\":\"g\(number)\",\"text\":\"\(body)\"}\n"
        }
        return Data(text.utf8)
    }
}
