import FoundationEssentials
import Moderation
import TestSupport
import Testing

@testable import ReviewScreen

/// Keys in, screens out.
@Suite struct KeyScriptTests {
    private static let sizes = [(80, 24), (40, 12), (200, 60)]

    @Test(arguments: KeyScript.all) func `keys lead to a screen`(script: KeyScript) {
        var text = ""
        for (columns, rows) in Self.sizes {
            let desk = script.desk(columns: columns, rows: rows, style: Style(colour: false))
            let frame = desk.model.frame
            #expect(frame.rows.count == rows)
            #expect(frame.rows.allSatisfy { $0.columns <= columns })
            text += "=== \(columns)×\(rows)\n\(frame.text)\n"
        }
        // With colour at one size: what it adds is the same at all.
        let style = Style(colour: true)
        let desk = script.desk(columns: 80, rows: 24, style: style)
        let painted = desk.model.frame.rows.map { style.paint($0) }.joined(separator: "\n")
        text += "=== 80×24 in colour\n\(painted.replacing("\u{1B}", with: "␛"))\n"
        expectGolden(text, "screens/\(script.name).txt")
    }

    @Test(arguments: KeyScript.all) func `plain mode says the same without a screen`(
        script: KeyScript
    ) {
        let desk = script.desk(columns: 80, rows: 24, style: Style(colour: false, plain: true))
        let text = desk.model.plainLines.joined(separator: "\n") + "\n" + desk.model.plainQuestion
        #expect(!text.contains("\u{1B}"))
        expectGolden(text + "\n", "screens/\(script.name)-plain.txt")
    }

    @Test func `any keys on any size leave a screen that fits, and with --read-only no change`() {
        var random = SeededGenerator()
        let keys =
            KeyTable.usual.rows.flatMap(\.keys) + [.tab, .escape, .backspace, .left, .right, .home]
            + "aoy19zé日".map { Key.character(String($0)) } + [.paste("x\u{1B}[2J\n\u{301}")]
        for round in 0..<300 {
            let isReadOnly = round % 3 == 0
            var desk = ScreenDesk(
                waiting, source: KeyTable.lists.randomElement(using: &random)!,
                columns: .random(in: 1...220, using: &random),
                rows: .random(in: 1...70, using: &random),
                style: Style(colour: Bool.random(using: &random)), isReadOnly: isReadOnly,
                role: Role.allCases.randomElement(using: &random)!)
            desk.readings[quoting.comment] = quotingReading
            desk.start()
            for _ in 0..<60 {
                let key = keys.randomElement(using: &random)!
                if key == .control("c") || key == .character("q") { continue }
                desk.send(.key(key))
                let frame = desk.model.frame
                #expect(frame.rows.count == frame.size.rows, "\(random)")
                #expect(frame.rows.allSatisfy { $0.columns <= frame.size.columns }, "\(random)")
                #expect(!frame.text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
            }
            if desk.model.setup.isReadOnly {
                #expect(!desk.asked.contains { $0.changesDesk }, "\(random)")
            }
        }
    }
}

extension ReviewEffect {
    var changesDesk: Bool {
        switch self {
        case .show(_, let claims, _): claims
        case .load, .refresh, .preload, .read, .count, .check, .preview, .listDecisions, .group,
            .openPage, .redraw, .suspend, .quit:
            false
        default: true
        }
    }
}
