import Moderation
import TestSupport
import Testing

@testable import ReviewScreen

@Suite struct KeyTableTests {
    @Test func `every action has a row and every key does one thing`() {
        let table = KeyTable.usual
        #expect(Set(table.rows.map(\.action)) == Set(ReviewAction.allCases))
        let keys = table.rows.flatMap(\.keys)
        #expect(Set(keys).count == keys.count)
        for row in table.rows {
            for key in row.keys { #expect(table.action(of: key) == row.action) }
            #expect(row.word.count <= 12)
        }
    }

    @Test(arguments: KeyTable.presetNames) func `a preset leaves no action without a key`(
        preset: String
    ) throws {
        let table = try KeyTable(preset: preset)
        #expect(table.rows.allSatisfy { !$0.keys.isEmpty })
        let keys = table.rows.flatMap(\.keys)
        #expect(Set(keys).count == keys.count)
    }

    @Test func `a desk's own keys come before all others`() throws {
        let table = try KeyTable(
            preset: "wordpress", keys: [("approve", ["y"]), ("mark", ["m", "ctrl-x"])])
        #expect(table.action(of: .character("y")) == .approve)
        #expect(table.action(of: .character("a")) == nil)
        #expect(table.action(of: .control("x")) == .mark)
        #expect(table.row(.hide).keys == [.character("d")])
    }

    @Test func `what cannot be is refused with what could`() {
        let faults: [(String?, [(String, [String])], String)] = [
            ("emacs", [], "one of: coral, vim, wordpress"),
            (nil, [("aprove", ["y"])], "one of: next, previous"),
            (nil, [("approve", ["ctrl-ü"])], "ctrl-a to ctrl-z"),
            (nil, [("approve", [])], "give it one at least"),
            (nil, [("approve", ["y"]), ("hide", ["y"])], "give one of them another key"),
            (nil, [("approve", ["s"])], "give it one with 'spam: KEY'"),
        ]
        for (preset, keys, help) in faults {
            let faults = #expect(throws: KeyFaults.self) {
                try KeyTable(preset: preset, keys: keys)
            }
            #expect(faults?.all.first?.help.contains(help) == true, "\(faults as Any)")
        }
    }

    @Test func `all that is wrong with a desk's keys is told at once`() {
        let faults = #expect(throws: KeyFaults.self) {
            try KeyTable(
                preset: "emacs",
                keys: [
                    ("aprove", ["y"]), ("hide", ["F1", "x", "F2"]), ("next", []), ("spam", ["w"]),
                    ("note", ["w"]),
                ])
        }
        #expect(
            faults?.all.map(\.message) == [
                "there is no set of keys 'emacs'", "the queue has no action 'aprove'",
                "'F1' is no key", "'F2' is no key", "'next' has no key",
                "'w' cannot do both 'spam' and 'note'",
            ])
        // What a desk took the only keys from is two at once.
        let left = #expect(throws: KeyFaults.self) {
            try KeyTable(keys: [("note", ["f", "s"])])
        }
        #expect(
            left?.all.map(\.message) == ["'approve' has no key left", "'spam' has no key left"])
    }

    @Test func `a key's name reads back`() {
        for key in KeyTable.usual.rows.flatMap(\.keys) { #expect(Key(name: key.name) == key) }
        for name in ["", "ff", "ctrl-", "ctrl-A", "\u{7}", "F1"] { #expect(Key(name: name) == nil) }
    }
}

@Suite struct KeyDecoderTests {
    private func keys(_ text: String) -> [Key] {
        var decoder = KeyDecoder()
        return decoder.read(text.utf8) + decoder.flush()
    }

    @Test func `keys are read as terminals send them`() {
        #expect(keys("f é日") == ["f", " ", "é", "日"].map { .character($0) })
        #expect(
            keys("\r\t\u{7F}\u{8}\u{3}") == [.enter, .tab, .backspace, .backspace, .control("c")])
        #expect(keys("\u{1B}[A\u{1B}OB\u{1B}[C\u{1B}OD") == [.up, .down, .right, .left])
        #expect(keys("\u{1B}[H\u{1B}OF\u{1B}[1~\u{1B}[4~") == [.home, .end, .home, .end])
        #expect(
            keys("\u{1B}[5~\u{1B}[6~\u{1B}[3~\u{1B}[Z") == [.pageUp, .pageDown, .delete, .backTab])
        #expect(keys("\u{1B}") == [.escape])
        #expect(keys("\u{1B}\u{1B}[A") == [.escape, .up])
    }

    @Test func `what is no key that it knows is none at all`() {
        // Alt and f, a mouse, a function key with a modifier, answers of the terminal, C1.
        for text in [
            "\u{1B}f", "\u{1B}[<0;3;4M", "\u{1B}[1;5A", "\u{1B}[15~", "\u{1B}]11;rgb:0/0/0\u{7}",
            "\u{1B}[[A", "\u{1B}]11;rgb:0/0/0\u{1B}\\", "\u{1B}P1+r\u{1B}\\", "\u{9B}", "\0",
        ] { #expect(keys(text) == []) }
    }

    @Test func `pasted text is one key, whatever it holds`() {
        #expect(
            keys("a\u{1B}[200~fd\u{1B}[A\r\u{1B}[201~b")
                == [.character("a"), .paste("fd[A\r"), .character("b")])
    }

    @Test func `any split of the bytes gives the same keys, and any bytes do no harm`() {
        var random = SeededGenerator()
        let pieces = [
            "f", "é", "日", "\u{1B}[A", "\u{1B}OH", "\u{1B}[200~x\u{1B}y\u{1B}[201~", "\u{1B}[1;2B",
            "\r",
            "\u{1B}]0;t\u{7}", "👩‍🚒",
        ]
        for _ in 0..<300 {
            let bytes = (0..<12).flatMap { _ in Array(pieces.randomElement(using: &random)!.utf8) }
            var whole = KeyDecoder()
            let expected = whole.read(bytes)
            var split = KeyDecoder()
            var found: [Key] = []
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Int.random(in: 1...3, using: &random)
                found += split.read(rest.prefix(count))
                rest = rest.dropFirst(count)
            }
            #expect(found == expected, "\(random)")
            var noisy = KeyDecoder()
            _ = noisy.read(random.bytes(upTo: 200))
            _ = noisy.flush()
        }
    }
}

/// A terminal that knows what `Painter` writes and no more.
private struct Terminal {
    var grid: [[String]]
    var row = 0
    var column = 0
    let columns: Int

    init(columns: Int, rows: Int) {
        self.columns = columns
        grid = Array(repeating: Array(repeating: " ", count: columns), count: rows)
    }

    mutating func take(_ text: String) {
        var rest = Substring(text)
        while let first = rest.first {
            if first == "\u{1B}" {
                rest.removeFirst(2)
                let end = rest.firstIndex { $0.isLetter }!
                control(rest[..<end], rest[end])
                rest = rest[rest.index(after: end)...]
            } else {
                let scalar = rest.unicodeScalars.first!
                let cluster = Clusters(String(rest.prefix(12))).first { _ in true }!
                _ = scalar
                if column < columns {
                    grid[row][column] = cluster.text
                    for place in 1..<max(1, cluster.columns) where column + place < columns {
                        grid[row][column + place] = ""
                    }
                }
                column += cluster.columns
                rest = rest.dropFirstScalars(cluster.text.unicodeScalars.count)
            }
        }
    }

    private mutating func control(_ parameters: Substring, _ final: Character) {
        let numbers = parameters.split(separator: ";").compactMap { Int($0) }
        switch final {
        case "H": (row, column) = (numbers[0] - 1, numbers[1] - 1)
        case "G": column = numbers[0] - 1
        case "K": for place in min(column, columns)..<columns { grid[row][place] = " " }
        case "J": for row in grid.indices { for place in 0..<columns { grid[row][place] = " " } }
        default: break
        }
    }

    var text: String {
        grid.map { line in
            var text = line.joined()
            while text.hasSuffix(" ") { text.removeLast() }
            return text
        }.joined(separator: "\n")
    }
}

extension Substring {
    fileprivate func dropFirstScalars(_ count: Int) -> Substring {
        self[unicodeScalars.index(startIndex, offsetBy: count)...]
    }
}

@Suite struct PainterTests {
    @Test func `what is painted over what was there is what should be there`() {
        var random = SeededGenerator()
        for colour in [false, true] {
            let style = Style(colour: colour)
            var painter = Painter()
            var terminal = Terminal(columns: 60, rows: 20)
            for script in KeyScript.all.shuffled(using: &random) {
                let frame = script.desk(columns: 60, rows: 20, style: style).model.frame
                terminal.take(painter.paint(frame, style: style))
                #expect(terminal.text == frame.text, "\(script.name), \(random)")
            }
        }
    }

    @Test func `a row that did not change is not written`() {
        let style = Style(colour: false)
        var desk = ScreenDesk(waiting)
        desk.start()
        var painter = Painter()
        let first = painter.paint(desk.model.frame, style: style)
        #expect(first.utf8.count > 500)
        let again = painter.paint(desk.model.frame, style: style)
        #expect(again == "\u{1B}[?25l")
        painter.forget()
        #expect(painter.paint(desk.model.frame, style: style) == first)
    }

    @Test func `a cluster that is not ASCII is followed by where the cursor is`() {
        let frame = Frame(size: ScreenSize(columns: 20, rows: 6), rows: ["a日b👩‍🚒c"])
        var painter = Painter()
        #expect(
            painter.paint(frame, style: Style(colour: false)).contains("a日\u{1B}[4Gb👩‍🚒\u{1B}[7Gc"))
    }
}
