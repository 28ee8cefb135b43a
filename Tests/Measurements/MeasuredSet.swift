import Crypto
import Foundation
import Ingest
import Moderation
import PolicyEngine

/// Which rows are looked at. Rules are tuned on one half, so that the other says something.
enum Half: String, CaseIterable {
    case odd, even, all

    /// By the last bit of the SHA-256 of a row's id, so that a half is the same for everybody.
    func holds(_ id: String) -> Bool {
        guard self != .all else { return true }
        let isOdd = Array(SHA256.hash(data: Data(id.utf8))).last! & 1 == 1
        return isOdd == (self == .odd)
    }
}

/// A row of a shared set: the comment, and what people said about it.
struct MeasuredRow: Decodable {
    var id: String
    var text: String
    var toxic: Int?
    var spam: Int?
    var pii: Int?
    var contact: Int?
    /// What the set says it is written in.
    var language: String?
    /// Marked by raters, in Unicode code points.
    var spans: [Range<Int>] = []
    private var parent: String?
    private var articleTitle: String?

    private enum Key: String, CodingKey {
        case id, text, toxic, spam, pii, spans, parent, previous, language
        case contact = "pii_contact"
        case articleTitle = "article_title"
    }

    init(from decoder: any Decoder) throws {
        let row = try decoder.container(keyedBy: Key.self)
        id = try row.decode(String.self, forKey: .id)
        text = try row.decode(String.self, forKey: .text)
        toxic = try row.decodeIfPresent(Int.self, forKey: .toxic)
        spam = try row.decodeIfPresent(Int.self, forKey: .spam)
        pii = try row.decodeIfPresent(Int.self, forKey: .pii)
        contact = try row.decodeIfPresent(Int.self, forKey: .contact)
        language = try row.decodeIfPresent(String.self, forKey: .language)
        articleTitle = try row.decodeIfPresent(String.self, forKey: .articleTitle)
        // What a reply answers is called one thing in one set and another in the next.
        parent =
            try row.decodeIfPresent(String.self, forKey: .previous)
            ?? row.decodeIfPresent(String.self, forKey: .parent)
        if contact == nil, row.contains(.spans) {
            spans = try row.decode([RaterSpan].self, forKey: .spans).map(\.range)
        }
    }

    /// The record that `gavel classify` would be given.
    fileprivate func line() throws -> Data {
        var record: [String: Any] = ["text": text]
        if let parent, !parent.isEmpty { record["parent_text"] = parent }
        if let articleTitle { record["article"] = ["title": articleTitle] }
        return try JSONSerialization.data(withJSONObject: record) + Data("\n".utf8)
    }
}

/// `[start, end, kind]`.
private struct RaterSpan: Decodable {
    var range: Range<Int>

    init(from decoder: any Decoder) throws {
        var values = try decoder.unkeyedContainer()
        let start = try values.decode(Int.self)
        range = start..<max(start, try values.decode(Int.self))
    }
}

/// A row and what the policy made of it.
struct Judged {
    var row: MeasuredRow
    var assessment: Assessment

    var isSent: Bool { assessment.route > .pass }
    var isHeld: Bool { assessment.route > .queue }

    func points(in category: CategoryID) -> Int {
        assessment.categories.first { $0.category == category }?.points ?? 0
    }
}

/// Reads the shared sets as `gavel classify` reads comments.
struct MeasuredSets {
    let folder: URL
    let half: Half

    /// - Returns: `nil` where the set is not there; a row that cannot be read is left out.
    func judged(_ name: String, by classifier: Classifier) throws -> [Judged]? {
        let url = folder.appendingPathComponent(name + ".jsonl")
        guard let data = try? Data(contentsOf: url) else { return nil }
        let decoder = JSONDecoder()
        let rows = try data.split(separator: UInt8(ascii: "\n"))
            .map { try decoder.decode(MeasuredRow.self, from: $0) }.filter { half.holds($0.id) }
        guard !rows.isEmpty else { return [] }
        var options = ReadingOptions()
        options.format = .jsonl
        var reader = try openReader(
            MemorySource(bytes: rows.reduce(into: Data()) { $0 += try $1.line() }),
            name: name, options: options)
        var judged: [Judged] = []
        var number = 0
        while true {
            let raws = try reader.next(upTo: 500)
            if raws.isEmpty { break }
            for raw in raws {
                if case .comment(let comment) = reader.decoder.decode(raw).outcome {
                    judged.append(
                        Judged(row: rows[number], assessment: classifier.assess(comment)))
                }
                number += 1
            }
        }
        return judged
    }
}

/// Bytes that are there already.
private struct MemorySource: ByteSource {
    let bytes: Data
    private var at = 0

    init(bytes: Data) { self.bytes = bytes }

    mutating func read(upTo count: Int) -> [UInt8] {
        let part = bytes.dropFirst(at).prefix(count)
        at += part.count
        return Array(part)
    }
}
