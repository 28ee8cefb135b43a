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
        let style = Style(colour: true)
        for (columns, rows) in Self.sizes {
            let desk = script.desk(columns: columns, rows: rows, style: style)
            let painted = desk.model.frame.rows.map { style.paint($0) }.joined(separator: "\n")
            text += "=== \(columns)×\(rows) in colour\n\(painted.replacing("\u{1B}", with: "␛"))\n"
        }
        expectGolden(text, "screens/\(script.name).txt")
    }

    /// What the desk may answer to a key, as it says it.
    private static let refusals: [Problem] = [
        (
            "Q001", "there is no comment 'letters:200' on this desk",
            "gavel queue list shows what waits"
        ),
        (
            "Q002", "comment 'letters:200' is at revision 3, not 2; nothing was decided",
            "gavel queue show letters:200 shows the newest"
        ),
        (
            "Q003", "comment 'letters:200' was decided already: hide, by bo (decision 7)",
            "gavel undo 7 takes it back first"
        ),
        ("Q009", "there is no reason 'atack'", "did you mean 'attack'?"),
        (
            "Q014", "comment 'letters:200' is being read by bo, since 2026-07-14T11:57:00Z",
            "wait for them, or take it over with --take-over"
        ),
        ("Q016", "the note is empty", "write it in quotation marks"),
        (
            "Q017", "comment 'letters:200' waits for a lead since 2026-07-14T11:57:00Z, by bo",
            "add to it with gavel queue note"
        ),
        ("Q018", "comment 'letters:200' waits for no lead", "gavel queue list --queue escalated"),
        ("Q019", "no report on 'letters:200' is open", "gavel queue list --queue reported"),
        ("Q020", "bo decided it; somebody else has to look", "ask a colleague"),
        ("Q025", "appeal 3 was answered already, by bo", "gavel appeal show 3"),
        ("Q027", "'ann' is a moderator here; only a lead may answer appeals", "ask a lead"),
        ("Q028", "there is no word to search for", "write one or more words"),
        ("Q033", "comment 'letters:200' was purged", "gavel queue show letters:200"),
    ].map { Problem(code: $0.0, message: $0.1, help: $0.2) }

    @Test func `every refusal is told below the comment, which stays`() {
        var text = ""
        for problem in Self.refusals {
            for (columns, rows) in Self.sizes {
                var desk = ScreenDesk(waiting, columns: columns, rows: rows)
                desk.start()
                let above = desk.model.frame.rows[1]
                desk.send(.failed(problem))
                let frame = desk.model.frame
                #expect(frame.rows[1] == above)
                #expect(frame.text.contains(problem.code))
                #expect(desk.model.current?.key == quoting.comment)
                let footer = frame.text.split(separator: "\n", omittingEmptySubsequences: false)
                text += "=== \(columns)×\(rows)\n\(footer.suffix(4).joined(separator: "\n"))\n"
            }
        }
        expectGolden(text, "screens/refusals.txt")
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
