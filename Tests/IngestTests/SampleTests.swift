import Foundation
import Ingest
import Moderation
import TestSupport
import Testing

/// Every format that another program writes, by its sample.
struct SampleTests {
    private static let folder = repository.appendingPathComponent("samples/exports")

    static let samples: [(file: String, format: InputFormat)] = [
        ("comments.json", .json), ("comments.jsonl.gz", .jsonl),
        ("comments-feed.atom", .rss), ("comments-feed.xml", .rss),
        ("coral-export.json", .coral), ("coral-external.json", .coral),
        ("coral-graphql.json", .coral), ("decidim.csv", .decidim),
        ("discourse-topic.json", .discourse), ("discourse-webhook.json", .discourse),
        ("disqus.xml", .disqus), ("facebook-download.json", .facebook),
        ("facebook.json", .facebook), ("isso.db", .isso), ("letter.eml", .mbox),
        ("letters.mbox", .mbox), ("mastodon.json", .mastodon), ("reddit.json", .reddit),
        ("regulations.csv", .regulations), ("regulations.json", .regulations),
        ("wordpress-cli.json", .wordPressJSON), ("wordpress-rest.json", .wordPressJSON),
        ("wordpress.xml", .wxr),
    ]

    @Test(arguments: samples.map(\.file))
    func `a sample gives the comments of its golden`(file: String) throws {
        let format = try #require(Self.samples.first { $0.file == file }).format
        // Under a wrong name: only the content tells the format.
        try withFile(try Data(contentsOf: Self.folder.appendingPathComponent(file))) { path in
            var reader = try openReader(FileSource(path: path), name: file)
            #expect(reader.format == format)
            var lines = ["format: \(reader.format.rawValue)"]
            while case let raws = try reader.next(upTo: 2), !raws.isEmpty {
                lines += raws.map { reader.decoder.decode($0).description }
            }
            expectGolden(lines.joined(separator: "\n") + "\n", "samples/\(file).txt")
        }
    }

    @Test func `every sample of the folder is held against a golden`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(files.sorted() == Self.samples.map(\.file).sorted())
    }

    @Test func `every format has a sample`() {
        let own: Set<InputFormat> = [.jsonl, .csv, .text]
        #expect(own.union(Self.samples.map(\.format)) == Set(InputFormat.allCases))
    }

    @Test(arguments: samples.map(\.file))
    func `a format that is named is read as it is when recognised`(file: String) throws {
        let sample = try #require(Self.samples.first { $0.file == file })
        let path = Self.folder.appendingPathComponent(file).path
        var recognised = try openReader(FileSource(path: path), name: file)
        var named = try openReader(
            FileSource(path: path), name: file, options: ReadingOptions(format: sample.format))
        let first = try recognised.next(upTo: 100).map(recognised.decoder.decode)
        #expect(try named.next(upTo: 100).map(named.decoder.decode) == first)
        #expect(!first.isEmpty)
    }
}

extension Record {
    /// What a record became, a value a line.
    fileprivate var description: String {
        var lines = [
            "", "line \(raw.place.line), byte \(raw.place.offset), \(raw.bytes.count) bytes",
        ]
        func add(_ name: String, _ value: Any?) {
            guard let value else { return }
            let text = "\(value)".replacing("\n", with: "⏎").replacing("\u{1A}", with: "␚")
            lines.append("  \(name): \(text)")
        }
        switch outcome {
        case .setAside(let reason): add("set aside", "[\(reason.code)] \(reason.message)")
        case .passedOver(let kind): add("passed over", kind.rawValue)
        case .comment(let comment):
            add("id", comment.id)
            add("text", comment.text)
            add("format", comment.format.rawValue)
            add("parent", comment.parent)
            add("article url", comment.article?.url)
            add("article title", comment.article?.title)
            add("article body", comment.article?.body)
            add("author id", comment.author?.id)
            add("author name", comment.author?.name)
            add("author email", comment.author?.email)
            add("author address", comment.author?.address)
            add("created", comment.createdAt.map { ISO8601DateFormatter().string(from: $0) })
            add("edited", comment.editedAt.map { ISO8601DateFormatter().string(from: $0) })
            add("status", comment.status)
            if !comment.flags.isEmpty { add("flags", comment.flags.joined(separator: ", ")) }
        }
        if repairs.controlCharacters > 0 {
            add("repaired", "\(repairs.controlCharacters) control characters")
        }
        if repairs.misreadTexts > 0 { add("repaired", "\(repairs.misreadTexts) misread texts") }
        return lines.joined(separator: "\n")
    }
}
