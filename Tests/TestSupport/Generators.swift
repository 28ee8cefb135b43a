public import Foundation

/// A seeded source of randomness, so that a failing property can be run again.
///
/// **Source**: SplitMix64, Steele, Lea and Flood, OOPSLA 2014.
public struct SeededGenerator: RandomNumberGenerator, Sendable, CustomStringConvertible {
    public let seed: UInt64
    private var state: UInt64

    /// Takes the seed given, else `SEED` of the environment, else a fixed one.
    public init(seed: UInt64? = nil) {
        let chosen =
            seed ?? ProcessInfo.processInfo.environment["SEED"].flatMap { UInt64($0) }
            ?? 0x6761_7665_6c
        self.seed = chosen
        state = chosen
    }

    public var description: String { "SEED=\(seed)" }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Any bytes at all, with quotes, line ends, commas and braces more often than chance has them.
    public mutating func bytes(upTo most: Int) -> [UInt8] {
        let tricky: [UInt8] = Array("\"'{}[],;:\n\r\t\\> <".utf8)
        return (0..<Int.random(in: 0...most, using: &self)).map { _ in
            Bool.random(using: &self)
                ? tricky.randomElement(using: &self)! : UInt8.random(in: 0...255, using: &self)
        }
    }

    /// Text of words, quotes, links, emoji, marks and invisible characters.
    public mutating func text(pieces most: Int) -> String {
        let pool = [
            "the", "council", "voted", "you", "are", "a", "CLOWN", "f00l", "\"", "“", "”", "«", "»",
            "> ", "\n", "\n\n", "<blockquote>", "</blockquote>", "https://example.org/a?b=c", "!!!",
            "?", "é", "e\u{301}\u{302}", "\u{200B}", "ﬁ", "Ω", "Ⅳ", "ｆｕｌｌ", "👨‍👩‍👧", "日本", "ß", "İ",
            "\u{1E9E}", "'our people'", "’", "…", "\u{202E}", "с", "\t", "ﷺ", "&amp;", "-", "1",
        ]
        return (0..<Int.random(in: 0...most, using: &self)).map { _ in
            pool.randomElement(using: &self)! + (Bool.random(using: &self) ? " " : "")
        }.joined()
    }
}

/// The folder of real comments, or `nil` where it is not there; tests then say so and skip.
public let sharedData: URL? = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    let folder = root.deletingLastPathComponent().appendingPathComponent("shared/data")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
}()

/// The repository's own folder.
public let repository: URL = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
