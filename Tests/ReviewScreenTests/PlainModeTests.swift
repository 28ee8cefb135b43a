import FoundationEssentials
import Moderation
import TestSupport
import Testing

@testable import ReviewScreen

/// Words in, words out: the same model without a screen.
@Suite struct PlainModeTests {
    private func desk(_ lines: String...) -> ScreenDesk {
        var desk = ScreenDesk(waiting, style: Style(colour: false, plain: true))
        desk.start()
        desk.forgetAsked()
        for line in lines { desk.send(.line(line)) }
        return desk
    }

    private func verdicts(_ desk: ScreenDesk) -> [String] {
        desk.asked.compactMap {
            if case .decide(let request) = $0 {
                request.verdict.rawValue + (request.reason.map { " \($0)" } ?? "")
            } else {
                nil
            }
        }
    }

    @Test func `a verdict is a word, its key, or a word and a reason`() {
        #expect(verdicts(desk("approve")) == ["approve"])
        #expect(verdicts(desk("F")) == [])
        #expect(verdicts(desk("f")) == ["approve"])
        #expect(verdicts(desk("hide attack")) == ["hide attack"])
        #expect(verdicts(desk("hide", "hate")) == ["hide hate"])
        #expect(verdicts(desk("d", "")) == ["hide attack"])
        #expect(verdicts(desk("hide", "nonsense")) == [])
        #expect(verdicts(desk("hide", "nonsense", "hate")) == ["hide hate"])
        #expect(verdicts(desk("hide other names a child")) == ["hide other"])
        #expect(verdicts(desk("spam")) == ["spam"])
        #expect(verdicts(desk("spam folder question")) == [])
    }

    @Test func `notes, searches and lists take their words from the same line`() {
        #expect(desk("note seen before").asked.contains(.note(quoting.comment, "seen before")))
        #expect(desk("note", "seen before").asked.contains(.note(quoting.comment, "seen before")))
        #expect(desk("search our people").model.source == .search("our people"))
        #expect(desk("appeals").model.source == .queue(.appeals))
    }

    @Test func `an empty line decides nothing, and an unknown word says so`() {
        #expect(desk("", "   ").asked.isEmpty)
        let lost = desk("aprove")
        #expect(verdicts(lost).isEmpty)
        #expect(
            lost.model.plainLines.first == "note: 'aprove' is no answer; type help for all of them")
    }

    @Test func `what is said to a page is told not to have been taken`() {
        let lost = desk("help", "approve")
        #expect(verdicts(lost).isEmpty)
        #expect(
            lost.model.plainLines.first
                == "note: 'approve' was not taken: it answered a page, which is closed now")
        #expect(verdicts(desk("help", "", "approve")) == ["approve"])
    }

    @Test func `after an answer that was none, an empty line hides nothing`() {
        let asked = desk("hide", "nonsense")
        #expect(
            asked.model.plainLines == [
                "note: 'nonsense' is no reason; list shows them, cancel goes back"
            ], "the reasons are not read out again")
        #expect(verdicts(desk("hide", "nonsense", "")) == [])
        #expect(verdicts(desk("hide", "nonsense", "", "hide hate")) == ["hide hate"])
        let hate = "2 hate  Contempt for a group of people"
        #expect(desk("hide").model.plainLines.contains(hate))
        #expect(desk("hide", "nonsense", "list").model.plainLines.contains(hate))
    }

    @Test func `marked ones wait for a yes`() {
        #expect(verdicts(desk("mark", "decide-marked", "spam", "no")) == [])
        #expect(verdicts(desk("mark", "decide-marked", "spam", "yes")) == ["spam"])
    }

    @Test func `the help has the words that are typed`() {
        let help = desk("help").model.plainLines
        #expect(help.first == "words to type, or their keys")
        for row in [
            "approve, f", "hide REASON, d", "note WORDS, n", "queue LIST", "conversation, v",
        ] {
            #expect(help.contains { $0.hasPrefix(row + " ") }, "\(row)")
        }
        #expect(!help.contains { $0.hasPrefix("zen") || $0.hasPrefix("redraw") })
        // Every word of it is one.
        for action in ReviewAction.allCases where action.isTyped {
            let line = desk(action.rawValue).model.plainLines.first ?? ""
            #expect(!line.contains("is no answer"), "\(action)")
        }
        #expect(desk("zen").model.plainLines.first == "'zen' does nothing without a screen")
    }

    @Test func `hostile lines cannot write on the terminal`() {
        let lost = desk("\u{1B}[2J\u{9B}31m")
        #expect(!lost.model.plainLines.joined().contains("\u{1B}"))
    }
}
