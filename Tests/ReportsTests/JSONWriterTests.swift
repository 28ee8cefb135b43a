import Foundation
import Moderation
import TestSupport
import Testing

@testable import Reports

@Suite struct JSONWriterTests {
    private func written(_ layout: JSONWriter.Layout = .compact, _ body: (inout JSONWriter) -> Void)
        -> String
    {
        var json = JSONWriter(layout: layout)
        body(&json)
        return json.text
    }

    @Test func `any text reads back as the same scalars`() throws {
        var generator = SeededGenerator()
        for round in 0..<400 {
            let text =
                round % 2 == 0
                ? generator.text(pieces: 12)
                : String(decoding: generator.bytes(upTo: 60), as: UTF8.self)
            for layout in [JSONWriter.Layout.compact, .pretty] {
                let json = written(layout) { json in
                    json.object { json in
                        json.key(text)
                        json.array([text, ""]) { $0.string($1) }
                    }
                }
                let read = try JSONSerialization.jsonObject(with: Data(json.utf8))
                let object = try #require(read as? [String: [String]], "\(generator)")
                let key = try #require(object.keys.first)
                #expect(key.utf8.elementsEqual(text.utf8), "\(generator) \(json)")
                #expect(object.values.first?.first?.utf8.elementsEqual(text.utf8) == true)
                #expect(object.values.first?.last?.isEmpty == true)
            }
        }
    }

    @Test func `no control character and no line separator is left as it is`() {
        let text =
            "a\u{0}\u{7}\u{8}\t\n\u{C}\r\u{1B}\u{7F}\u{80}\u{9B}\u{A0}é\u{2027}"
            + "\u{2028}\u{2029}z"
        #expect(
            written { $0.string(text) }
                == #""a\u0000\u0007\b\t\n\f\r\u001b\u007f\u0080\u009b"# + "\u{A0}é\u{2027}"
                + #"\u2028\u2029z""#)
    }

    @Test func `a text cut in the middle of a character is repaired, not copied`() throws {
        let half = "é"[span: TextSpan(0, 1)]
        #expect(written { $0.string(half) } == "\"\u{FFFD}\"")
    }

    @Test(arguments: [
        (0.0, "0"), (1, "1"), (0.618, "0.62"), (0.6, "0.6"), (0.005, "0.01"), (-0.004, "0"),
        (-1.25, "-1.25"), (12.999, "13"), (0.05, "0.05"), (.nan, "null"), (.infinity, "null"),
    ])
    func `a score has at most two decimals and no idle zeros`(score: Double, text: String) {
        #expect(written { $0.rounded(score, places: 2) } == text)
    }

    @Test func `a number is as short as it can be and reads back the same`() {
        var generator = SeededGenerator()
        let numbers =
            [0.1, -3, 1e-7, 1e300, 9_007_199_254_740_993, .leastNonzeroMagnitude]
            + (0..<200).map { _ in Double(bitPattern: generator.next()) }.filter(\.isFinite)
        for number in numbers {
            #expect(Double(written { $0.double(number) }) == number, "\(generator)")
        }
        #expect(written { $0.double(5) } == "5")
        #expect(written { $0.double(-.infinity) } == "null")
    }

    @Test(arguments: [0, 9, 10, -1, 1_234_567_890, Int.max, Int.min])
    func `a whole number is written digit by digit`(number: Int) {
        #expect(written { $0.int(number) } == String(number))
    }

    @Test func `keys keep their order and commas stand only between`() {
        let json = written { json in
            json.object { json in
                json.member("z", 1)
                json.key("a")
                json.array(["[", "{", ":", " "]) { $0.string($1) }
                json.key("empty")
                json.object { _ in }
                json.key("none")
                json.array([Int]()) { $0.int($1) }
                json.member("last", nil as String?)
            }
        }
        #expect(json == #"{"z":1,"a":["[","{",":"," "],"empty":{},"none":[],"last":null}"#)
    }

    @Test func `pretty JSON has a member a line`() {
        let json = written(.pretty) { json in
            json.object { json in
                json.member("a", 1)
                json.key("b")
                json.array([1, 2]) { $0.int($1) }
                json.key("c")
                json.object { _ in }
            }
        }
        #expect(json == "{\n  \"a\": 1,\n  \"b\": [\n    1,\n    2\n  ],\n  \"c\": {}\n}")
    }

    @Test func `lines follow each other and the writer can be used again`() {
        var json = JSONWriter()
        json.int(1)
        json.endLine()
        json.object { $0.member("a", true) }
        json.endLine()
        #expect(json.text == "1\n{\"a\":true}\n")
        json.removeAll()
        json.int(2)
        #expect(json.text == "2")
    }

    @Test func `much text grows the writer`() {
        let long = String(repeating: "word \"quoted\" ", count: 5_000)
        var json = JSONWriter()
        json.array([long, long]) { $0.string($1) }
        let read = try? JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String]
        #expect(read == [long, long])
    }
}
