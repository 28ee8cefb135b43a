import CPCRE2
import Foundation
import Ingest
import Moderation
import PolicyEngine

/// Times judging alone, in this process, against the same rules run one by one through PCRE2's JIT.
struct EngineBench {
    let comments: [Comment]
    let policies: String
    let folder: URL
    private let clock = ContinuousClock()

    static func load(_ input: BenchInput, policies: String, folder: URL) throws -> EngineBench {
        var reader = try openReader(FileSource(path: input.path), name: input.path)
        var comments: [Comment] = []
        while true {
            let raws = try reader.next(upTo: 1000)
            if raws.isEmpty { break }
            for raw in raws {
                if case .comment(let comment) = reader.decoder.decode(raw).outcome {
                    comments.append(comment)
                }
            }
        }
        return EngineBench(comments: comments, policies: policies, folder: folder)
    }

    /// Comments judged in one round; the input is repeated until there are so many.
    private static let most = 300_000

    func run() throws {
        print("engine: \(Self.most) comments a round, input repeated, 1 thread, everything on")
        try report("shipped policy", policies, against: nil)
        let words = rareWords()
        for (name, patterns, phrases) in [("M", 300, 3_000), ("L", 1_500, 20_000)] {
            let generated = try GeneratedPolicy.write(
                patterns: patterns, phrases: phrases, words: words, policies: policies,
                in: folder, name: name)
            try report(
                "\(name): \(patterns) patterns, \(phrases) phrases", generated.folder,
                against: generated)
        }
        // Last: it frees so much that what a policy takes afterwards would look like less than nothing.
        HostileBench(policy: try Policy.load(from: policies, profile: .publisher)).run()
    }

    private func report(
        _ name: String, _ policies: String, against generated: GeneratedPolicy?
    ) throws {
        let before = Self.residentMegabytes()
        var policy: Policy?
        let loading = try clock.measure {
            policy = try Policy.load(from: policies, profile: .publisher)
        }
        let classifier = Classifier(policy: policy!)
        let after = Self.residentMegabytes()
        var rates: [Double] = []
        var naive: [Double] = []
        var hits = 0
        for _ in 0..<Bench.rounds {
            hits = 0
            let time = clock.measure {
                for number in 0..<Self.most {
                    let comment = comments[number % comments.count]
                    if !classifier.assess(comment).signals.isEmpty { hits += 1 }
                }
            }
            rates.append(Double(Self.most) / Self.seconds(time))
            naive.append(generated.map { naiveRate($0) } ?? 0)
        }
        // Pairs of one round, so that a noisy neighbour meets both sides.
        let ratios = zip(rates, naive).map { $0 / $1 }.sorted()
        rates.sort()
        naive.sort()
        var line = "\(name): ready in \(Int(Self.seconds(loading) * 1000)) ms,"
        line += " \(Int(rates[rates.count / 2])) comments/s"
        line += " (best \(Int(rates.last!))), \(hits * 100 / Self.most) % hit,"
        line += " \(after - before) MB"
        if generated != nil {
            line += "; one by one through PCRE2 JIT \(Int(naive[naive.count / 2]))/s,"
            line += " ratio \(Int(ratios[ratios.count / 2]))"
            line += " (\(Int(ratios.first!))–\(Int(ratios.last!)))"
        }
        print(line)
    }

    /// Words of five letters or more that stand in 2 to 20 comments, in order of first use.
    private func rareWords() -> [String] {
        var counts: [String: Int] = [:]
        var order: [String] = []
        for comment in comments {
            var seen: Set<String> = []
            for word in comment.text.lowercased().split(whereSeparator: {
                !$0.isASCII || !$0.isLetter
            })
            where word.utf8.count >= 5 && word.utf8.count <= 14 {
                seen.insert(String(word))
            }
            for word in seen.sorted() {
                if counts[word] == nil { order.append(word) }
                counts[word, default: 0] += 1
            }
        }
        return order.filter { (2...20).contains(counts[$0]!) }
    }

    /// Every pattern and every phrase as a caseless JIT pattern, each on each comment.
    private func naiveRate(_ generated: GeneratedPolicy) -> Double {
        let sources =
            generated.patterns
            + generated.phrases.map { "\\b\($0.replacing(" ", with: "\\W+"))\\b" }
        let codes = sources.compactMap { source -> OpaquePointer? in
            var (code, offset) = (Int32(0), 0)
            let options = PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS
            let compiled = pcre2_compile_8(source, source.utf8.count, options, &code, &offset, nil)
            if let compiled { pcre2_jit_compile_8(compiled, PCRE2_JIT_COMPLETE) }
            return compiled
        }
        defer { codes.forEach { pcre2_code_free_8($0) } }
        let data = pcre2_match_data_create_8(1, nil)
        defer { pcre2_match_data_free_8(data) }
        let sample = stride(from: 0, to: comments.count, by: max(1, comments.count / 200)).map {
            Array(comments[$0].text.utf8)
        }
        let time = clock.measure {
            for text in sample {
                for code in codes {
                    _ = pcre2_match_8(code, text, text.count, 0, PCRE2_NO_UTF_CHECK, data, nil)
                }
            }
        }
        return Double(sample.count) / Self.seconds(time)
    }

    static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }

    private static func residentMegabytes() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let pages = status.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * 4096 / 1_048_576
    }
}
