import Foundation
import Ingest
import Moderation
import TestSupport
import Testing

/// The scanner held to Foundation's reading of the same lines.
struct JSONAgreementTests {
    @Test func `it reads what JSONDecoder reads from generated lines`() throws {
        var random = SeededGenerator()
        let seed = "\(random)"
        for _ in 0..<3_000 {
            let line = random.line()
            let reference = try JSONDecoder().decode(Reference.self, from: Data(line.utf8))
            let found = try #require(try read(line.utf8).first, "\(seed) \(line)")
            guard let text = reference.text, !text.allSatisfy(\.isWhitespace) else {
                #expect(found.comment == nil, "\(seed) \(line)")
                continue
            }
            let comment = try #require(found.comment, "\(seed) \(line)")
            #expect(comment.text.utf8.elementsEqual(text.utf8), "\(seed) \(line)")
            #expect(comment.id.map(\.rawValue) == reference.id?.text, "\(seed) \(line)")
            #expect(comment.author?.name == reference.author?.name, "\(seed) \(line)")
        }
    }

    @Test func `it refuses the lines that Foundation refuses and no others`() throws {
        var random = SeededGenerator()
        let seed = "\(random)"
        var refused = 0
        var taken = 0
        for _ in 0..<20_000 {
            var bytes = Array(random.line().utf8)
            for _ in 0..<Int.random(in: 0...2, using: &random) {
                let place = Int.random(in: 1..<bytes.count, using: &random)
                let odd = Array("\"\\{}[],:0.-+u tn\u{1}".utf8) + [0xC3, 0x80, 0xED, 0xFF]
                switch Int.random(in: 0...2, using: &random) {
                case 0: bytes[place] = odd.randomElement(using: &random)!
                case 1: bytes.insert(odd.randomElement(using: &random)!, at: place)
                default: bytes.remove(at: place)
                }
            }
            // Foundation lets a comma stand before a closing bracket, and RFC 8259 does not.
            if hasTrailingComma(bytes) { continue }
            // Each is lenient in its own way: the decoder does not look into what it passes over.
            let isGood =
                (try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]) != nil
                && (try? JSONDecoder().decode(Anything.self, from: Data(bytes))) != nil
            let codes = try read(bytes, ReadingOptions(format: .jsonl)).map { $0.reason?.code }
            let isRefused = codes.contains { ["F101", "F102", "F103", "F104"].contains($0) }
            #expect(
                isRefused != isGood, "\(seed) \(String(decoding: bytes, as: UTF8.self))")
            if isRefused { refused += 1 } else { taken += 1 }
        }
        // A property over lines of one kind alone would show nothing.
        #expect(refused > 1_000 && taken > 1_000)
    }
}

private func hasTrailingComma(_ bytes: [UInt8]) -> Bool {
    let shown = bytes.filter { $0 != 0x20 && $0 != 0x09 }
    return zip(shown, shown.dropFirst()).contains { first, second in
        first == UInt8(ascii: ",") && (second == UInt8(ascii: "}") || second == UInt8(ascii: "]"))
    }
}

private struct Anything: Decodable {
    init(from decoder: any Decoder) {}
}

private struct Reference: Decodable {
    struct Named: Decodable { var name: String? }
    var text: String?
    var id: Scalar?
    var author: Named?
}

private enum Scalar: Decodable {
    case string(String)
    case number(Int64)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        self =
            if let number = try? container.decode(Int64.self) { .number(number) } else {
                .string(try container.decode(String.self))
            }
    }

    var text: String {
        switch self {
        case .string(let text): text
        case .number(let number): String(number)
        }
    }
}

extension SeededGenerator {
    /// An object as some exporter may write it: any order, any spacing, any escapes.
    fileprivate mutating func line() -> String {
        var members: [(String, String)] = [("text", string(text(pieces: 8)))]
        members.append(
            (
                "id",
                Bool.random(using: &self)
                    ? string("c\(next())") : String(Int64.random(in: .min ... .max, using: &self))
            ))
        members.append(("author", "{\(space())\(string("name")):\(string(text(pieces: 2) + "n"))}"))
        for index in 0..<Int.random(in: 0...3, using: &self) {
            members.append(("x\(index)", value(depth: 3)))
        }
        members.shuffle(using: &self)
        let body = members.map { "\(space())\(string($0.0))\(space()):\(space())\($0.1)\(space())" }
        return "{" + body.joined(separator: ",") + "}" + space()
    }

    private mutating func value(depth: Int) -> String {
        switch Int.random(in: 0...(depth > 0 ? 6 : 4), using: &self) {
        case 0: "null"
        case 1: Bool.random(using: &self) ? "true" : "false"
        case 2: String(Int64.random(in: .min ... .max, using: &self))
        case 3: ["0", "-0", "1.5", "-2.25e-3", "1E+2", "0e1"].randomElement(using: &self)!
        case 4: string(text(pieces: 4))
        case 5: "[" + (0..<3).map { _ in value(depth: depth - 1) }.joined(separator: ",") + "]"
        default: "{\(string("k")):\(value(depth: depth - 1))}"
        }
    }

    private mutating func space() -> String {
        [" ", "", "", "", "\t"].randomElement(using: &self)!
    }

    private mutating func string(_ text: String) -> String {
        var result = "\""
        for unit in text.unicodeScalars {
            let mustEscape = unit.value < 0x20 || unit == "\"" || unit == "\\"
            if mustEscape || Int.random(in: 0..<8, using: &self) == 0 {
                for half in String(unit).utf16 {
                    let digits = String(half, radix: 16)
                    result +=
                        "\\u" + String(repeating: "0", count: 4 - digits.count)
                        + (Bool.random(using: &self) ? digits.uppercased() : digits)
                }
            } else {
                result.unicodeScalars.append(unit)
            }
        }
        return result + "\""
    }
}
