import FoundationEssentials
import Moderation
import TestSupport
import Testing

@testable import ReviewScreen

@Suite struct ReviewModelTests {
    private func started(
        _ items: [QueueItem] = waiting, _ configure: (inout ScreenDesk) -> Void = { _ in }
    ) -> ScreenDesk {
        var desk = ScreenDesk(items)
        configure(&desk)
        desk.start()
        desk.forgetAsked()
        return desk
    }

    private func decisions(_ desk: ScreenDesk) -> [DecisionRequest] {
        desk.asked.compactMap { if case .decide(let request) = $0 { request } else { nil } }
    }

    @Test func `one key approves or marks as spam, two hide`() {
        for (keys, verdict) in [("f", Verdict.approve), ("s", .spam), ("d 2", .hide)] {
            var desk = started()
            desk.press(keys)
            let made = decisions(desk)
            #expect(made.count == 1)
            #expect(made[0].verdict == verdict && made[0].comments == [quoting.comment])
            #expect(made[0].revision == 2 && made[0].lastSeen == 0 && made[0].by == "ann")
            #expect(made[0].reason == (verdict == .hide ? "hate" : nil))
            #expect(desk.model.current?.key == severe.comment)
        }
    }

    @Test func `enter hides for what the machine found, tab says what becomes of the replies`() {
        var desk = started()
        desk.press("d tab tab enter")
        #expect(decisions(desk).first?.reason == "attack")
        #expect(decisions(desk).first?.replies == .keep)
        desk = started()
        desk.press("d escape")
        #expect(decisions(desk).isEmpty && desk.model.mode == .item)
    }

    @Test func `the reason 'other' asks for a note, and an empty one decides nothing`() {
        var desk = started()
        desk.press("d w")
        desk.press("enter")
        #expect(decisions(desk).isEmpty)
        desk.type("a pupil's name")
        desk.press("enter")
        #expect(decisions(desk).first?.reason == "other")
        #expect(decisions(desk).first?.note == "a pupil's name")
    }

    @Test func `the next comment is read before anybody asks, and shown without asking`() {
        var desk = started()
        #expect(desk.model.ahead?.key == severe.comment)
        desk.press("f")
        #expect(!desk.asked.contains { if case .show = $0 { true } else { false } })
        #expect(desk.asked.contains(.take(severe.comment)))
        #expect(desk.model.ahead?.key == queue[0].comment)
    }

    @Test func `an author's repeats are decided with the one that is shown`() {
        var desk = started([flood, queue[2]])
        desk.press("s")
        #expect(decisions(desk).first?.includesRepeats == true)
    }

    @Test func `what somebody else reads is passed over, gone to on purpose, and taken over`() {
        var desk = started { $0.claims[severe.comment] = claim(severe.comment, by: "bo") }
        desk.press("f")
        #expect(desk.model.current?.key == queue[0].comment)
        desk.press("k")
        #expect(desk.model.current?.key == severe.comment)
        desk.forgetAsked()
        desk.press("f")
        #expect(decisions(desk).isEmpty && desk.screen.contains("bo reads it since"))
        desk.press("c f")
        #expect(desk.asked.contains(.show(severe.comment, claims: true, takesOver: true)))
        #expect(decisions(desk).map(\.comments) == [[severe.comment]])
    }

    @Test func `another's decision is told, keeps the text under the cursor and refuses a verdict`()
    {
        var desk = ScreenDesk(waiting, role: .lead)
        desk.start()
        desk.items[0].decisions = [decision(7, .hide, on: "200", reason: "attack", by: "bo")]
        desk.items[0].state = .hidden
        desk.send(.changed)
        #expect(desk.model.current?.key == quoting.comment)
        #expect(desk.screen.contains("bo decided: hide (decision 7)"))
        desk.press("f")
        #expect(decisions(desk).isEmpty)
        desk.press("enter f")
        #expect(decisions(desk).isEmpty && desk.screen.contains("takes it back first"))
        desk.press("u")
        #expect(desk.asked.contains(.undo([7])))
    }

    @Test func `what somebody settled meanwhile is not gone to`() {
        var desk = started()
        desk.press("j j")
        desk.items[1].state = .spam
        desk.items[3].state = .hidden
        // Somebody settled the one before and the one after.
        desk.settle(severe.comment)
        desk.send(.changed)
        desk.press("f")
        #expect(desk.model.current?.key == queue[2].comment)
    }

    @Test func `an edit is told, and shown when it is asked for`() {
        var desk = started()
        desk.items[0].revision = 3
        desk.items[0].text = "Calm words now."
        desk.send(.changed)
        #expect(
            !desk.screen.contains("Calm words") && desk.screen.contains("enter shows revision 3"))
        desk.press("enter")
        #expect(desk.screen.contains("Calm words"))
    }

    @Test func `a claim is renewed by use`() {
        var desk = started()
        desk.send(.tick(noon.addingTimeInterval(60)))
        desk.press("z")
        #expect(!desk.asked.contains(.claim(quoting.comment)))
        desk.send(.tick(noon.addingTimeInterval(200)))
        desk.press("z")
        #expect(desk.asked.contains(.claim(quoting.comment)))
    }

    @Test func `who goes on gives back what they did not decide`() {
        var desk = started()
        desk.press("j")
        #expect(desk.asked.contains(.release(quoting.comment)))
        desk.forgetAsked()
        #expect(desk.model.finish() == [.release(severe.comment)])
    }

    @Test func `the words of a severe comment stand nowhere until they are asked for`() {
        for size in [(80, 24), (200, 60)] {
            var desk = ScreenDesk(waiting, columns: size.0, rows: size.1)
            desk.pages = { kind, _ in kind == .author ? .author(nil, [severe]) : .history(severe) }
            desk.start()
            desk.press("j")
            for keys in ["z", "z", "x", "D", "escape", "r", "h", "a", "escape"] {
                desk.press(keys)
                #expect(!desk.screen.contains("break your legs"), "after \(keys)")
            }
        }
        var desk = started()
        desk.press("j enter")
        #expect(desk.screen.contains("We will break your legs"))
        #expect(desk.model.summary(now: noon).contains { $0.contains("1 severe comment") })
    }

    @Test func `a key that answers nothing keeps the question about what is marked`() {
        var desk = started()
        desk.press("x D")
        for key in ["n", "?", "1"] {
            desk.press(key)
            #expect(desk.screen.contains("\(key) decides nothing here"), "\(key)")
            #expect(desk.screen.contains("decide 1 marked comment together:"))
        }
        desk.press("escape")
        #expect(desk.screen.contains("nothing was decided; 1 marked"))
    }

    @Test func `what is marked has its words in another list, too`() {
        var desk = started()
        desk.press("x")
        desk.items = [severe]
        desk.press("2 D")
        #expect(desk.screen.contains("\(quoting.comment)  "))
        #expect(desk.screen.contains("The bridge is safe"))
    }

    @Test func `undo takes back the last of the session, then older ones, and shows the comment`() {
        var desk = started()
        desk.press("f")
        desk.press("u")
        #expect(desk.model.current?.key == quoting.comment)
        #expect(desk.screen.contains("took back the decision on letters:200"))
        desk.press("u")
        #expect(desk.asked.contains(.undoNewest))
    }

    @Test func `an undo of what another session decided brings the comment under the cursor`() {
        var desk = ScreenDesk([queue[2]] + [queue[0]])
        desk.items[1].decisions = [decision(9, .approve, on: "104", by: "ann")]
        desk.start()
        desk.press("u")
        #expect(desk.model.current?.key == queue[0].comment)
    }

    @Test func `marked ones are decided together, after a preview and a yes`() {
        var desk = started()
        desk.press("x x D")
        desk.press("s")
        #expect(decisions(desk).isEmpty)
        desk.press("escape")
        #expect(decisions(desk).isEmpty && desk.model.marked.count == 2)
        desk.press("D s y")
        #expect(decisions(desk).map(\.comments) == [[quoting.comment, severe.comment]])
        #expect(decisions(desk)[0].revisions[severe.comment] == 2)
        #expect(desk.model.marked.isEmpty)
    }

    @Test func `in the list of appeals a verdict answers the appeal`() {
        var desk = ScreenDesk([appealed], source: .queue(.appeals), role: .lead)
        desk.start()
        desk.press("f enter")
        #expect(desk.asked.contains(.answerAppeal(3, appealed.comment, .restore, note: nil)))
        #expect(decisions(desk).isEmpty)
    }

    @Test func `an appeal is not upheld without a word`() {
        var desk = ScreenDesk([appealed], source: .queue(.appeals), role: .lead)
        desk.start()
        desk.press("d enter")
        #expect(desk.asked.allSatisfy { if case .answerAppeal = $0 { false } else { true } })
        desk.type("it names her address")
        desk.press("enter")
        #expect(
            desk.asked.contains(
                .answerAppeal(3, appealed.comment, .uphold, note: "it names her address")))
    }

    @Test func `what is no reason to hide is not suggested`() {
        var item = quoting
        item.assessment.categories = [
            CategoryScore(
                category: "official-criticism", points: 3, score: 0.6, route: .pass, severity: 0)
        ]
        var desk = ScreenDesk([item])
        desk.start()
        desk.press("d enter")
        #expect(decisions(desk).isEmpty)
    }

    @Test func `a report on a decided comment is answered by the same verdict again`() {
        var desk = ScreenDesk([reported], source: .queue(.reported))
        desk.start()
        desk.press("f")
        #expect(desk.asked.contains(.answerReports(reported.comment, .disagree)))
        #expect(decisions(desk).isEmpty)
    }

    @Test func `a preview that failed decides nothing, and only y says yes`() {
        var desk = started()
        desk.press("x x D")
        desk.previewFails = true
        desk.press("s y")
        #expect(decisions(desk).isEmpty)
        desk.previewFails = false
        desk.press("D s enter")
        #expect(decisions(desk).isEmpty)
        desk.press("D s y")
        #expect(decisions(desk).count == 1)
    }

    @Test func `a colleague who was faster by a moment is passed over before anything is drawn`() {
        var desk = started()
        desk.claims[severe.comment] = claim(severe.comment, by: "bo")
        desk.press("f")
        #expect(desk.model.current?.key == queue[0].comment)
        #expect(desk.screen.contains("passed over letters:66: bo"))
    }

    @Test func `what comes late moves nobody away from what they read or type`() {
        var desk = started()
        desk.press("n")
        desk.type("half a no")
        desk.claims[quoting.comment] = claim(quoting.comment, by: "bo")
        desk.send(.claimed(quoting.comment, by: desk.claims[quoting.comment]))
        desk.send(.failed(Problem(code: "Q014", message: "somebody reads it", help: nil)))
        desk.type("te")
        desk.press("enter")
        #expect(desk.asked.contains(.note(quoting.comment, "half a note")))
        #expect(desk.model.current?.key == quoting.comment)
        desk.press("f")
        #expect(decisions(desk).isEmpty)
    }

    @Test func `right after a decision undo means that one, whatever is shown by now`() {
        var next = reported
        next.comment = CommentKey(source: "letters", id: "502")
        var open = reported
        open.decisions = []
        var desk = ScreenDesk([open, next], source: .queue(.reported))
        desk.start()
        desk.press("f")
        #expect(desk.model.current?.key == next.comment)
        desk.press("u")
        #expect(desk.asked.contains(.undo([41])))
    }

    @Test func `undo after a skip takes the skip back, and on a decided comment its decision`() {
        var desk = started()
        desk.press("f space u")
        #expect(desk.model.current?.key == severe.comment)
        #expect(!desk.asked.contains { if case .undo = $0 { true } else { false } })
        desk.press("k u")
        #expect(desk.asked.contains(.undo([41])))
    }

    @Test func `a preview says how many severe ones nobody opened`() {
        var desk = started()
        desk.press("x x D f")
        #expect(desk.screen.contains("1 of them is severe and nobody opened the words"))
    }

    @Test func `the help closes with its own key, and escape leaves a search`() {
        var desk = started()
        desk.press("? ?")
        #expect(desk.model.mode == .item)
        desk.press("/")
        desk.type("x")
        desk.press("enter")
        desk.press("escape")
        #expect(desk.model.source == .queue(.open))
    }

    @Test func `no reason has a key that decides something elsewhere`() {
        let desk = started()
        let keys = desk.model.reasonKeys
        #expect(keys.count >= ScreenDesk.reasons.count)
        for key in keys {
            let action = desk.model.setup.keys.action(of: .character(key))
            #expect(action == nil || action == .queue)
        }
        var pressed = started()
        pressed.press("d d")
        #expect(decisions(pressed).isEmpty)
    }

    @Test func `a comment that was edited after it was decided comes back`() {
        var desk = started()
        desk.press("f")
        desk.items[0].revision = 3
        desk.items[0].decisions = []
        desk.reopen(quoting.comment)
        desk.send(.changed)
        #expect(desk.model.current?.key == severe.comment)
        desk.press("f")
        #expect(desk.model.current?.key == quoting.comment)
        #expect(desk.model.current?.item.revision == 3)
    }

    @Test func `a severe comment that was edited is closed again`() {
        var desk = started()
        desk.press("j enter")
        desk.items[1].revision = 3
        desk.send(.changed)
        desk.press("enter")
        #expect(!desk.screen.contains("break your legs"))
    }

    @Test func `scrolling goes no further than there is something`() {
        var desk = started([long])
        for _ in 0..<100 { desk.press("page-down") }
        for _ in 0..<30 { desk.press("page-up") }
        #expect(desk.screen.contains("more rows"))
        desk.press("?")
        desk.press("end")
        let end = desk.screen
        desk.press("up")
        #expect(desk.screen != end)
    }

    @Test func `a pause is suggested after a while, and again`() {
        var desk = ScreenDesk(waiting, pauseAfter: 600)
        desk.start()
        desk.send(.tick(noon.addingTimeInterval(599)))
        #expect(!desk.screen.contains("pause?"))
        desk.send(.tick(noon.addingTimeInterval(600)))
        #expect(desk.screen.contains("10 minutes, 1 comment: time for a pause?"))
        desk.press("z")
        desk.send(.tick(noon.addingTimeInterval(900)))
        #expect(!desk.screen.contains("pause?"))
        desk.send(.tick(noon.addingTimeInterval(1200)))
        #expect(desk.screen.contains("pause?"))
    }

    @Test func `what is pasted decides nothing`() {
        var desk = started()
        desk.send(.key(.paste("fdsu")))
        #expect(desk.asked.isEmpty)
        desk.press("n")
        desk.send(.key(.paste("two\nlines\u{1B}[31m")))
        desk.press("enter")
        #expect(desk.asked.contains(.note(quoting.comment, "two lines␛[31m")))
    }

    @Test func `who may not take a decision back is told who may`() {
        var desk = ScreenDesk([reported], source: .search("home"))
        desk.start()
        desk.press("s")
        #expect(decisions(desk).isEmpty)
        #expect(desk.screen.contains("bo decided: approve (decision 13); only bo or a lead takes"))
        desk = ScreenDesk([reported], source: .search("home"), role: .lead)
        desk.start()
        desk.press("s")
        #expect(desk.screen.contains("u takes it back first"))
    }

    @Test func `what was pressed too soon is told not to have been taken`() {
        var desk = started()
        desk.press("f")
        desk.send(.dropped)
        #expect(desk.screen.contains("! approved letters:200 (decision 41); u takes it back; what"))
        #expect(desk.screen.contains("not taken"))
        desk.press("z")
        #expect(!desk.screen.contains("not taken"))
    }

    @Test func `a search tells what found nothing from what was decided`() {
        var desk = started([queue[2], queue[0]])
        desk.press("/")
        desk.type("sofas")
        desk.press("enter f e enter")
        #expect(
            desk.screen.contains(
                "2 texts have these words, 1 decided just now, and none waits: sofas"))
        desk = ScreenDesk([], source: .search("sofas"))
        desk.start()
        #expect(desk.screen.contains("no text has all these words: sofas"))
    }

    @Test func `a lead sees how two who differ are settled, and settles them`() {
        let started = { (role: Role, source: QueueSource) -> ScreenDesk in
            var desk = ScreenDesk([differing], source: source, role: role)
            desk.start()
            return desk
        }
        var desk = started(.lead, .queue(.escalated))
        #expect(
            desk.screen.contains("two opinions: bo hide, cy approve; e lets the first stand, u"))
        #expect(desk.screen.contains("e let stand"))
        desk.press("f")
        #expect(decisions(desk).isEmpty)
        #expect(desk.screen.contains("e lets it stand, u takes it back first"))
        desk.press("e enter")
        #expect(desk.asked.contains(.giveBack(differing.comment, note: nil)))
        #expect(desk.screen.contains("the decision on letters:502 stands"))
        desk = started(.lead, .queue(.escalated))
        desk.press("u f")
        #expect(desk.asked.contains(.undo([14])))
        #expect(decisions(desk).map(\.verdict) == [.approve])
        desk = started(.moderator, .search("x"))
        #expect(desk.screen.contains("two opinions: bo hide, cy approve; a lead ends it"))
    }

    @Test func `whoever is shown the first is not asked for the second, and told so`() {
        var desk = ScreenDesk([], source: .queue(.second), givesOpinions: false, role: .lead)
        desk.start()
        #expect(
            desk.screen.contains(
                "second opinions are asked of moderators: you are shown what they decide"))
    }

    @Test func `every key has an answer`() {
        let answers = [
            ("w", "there is no key w; ? lists them"), ("c", "nobody else reads it"),
            ("\"", "it quotes nothing; quotations are hidden"),
            ("/ enter", "there is no word to search for"), ("n enter", "nothing was kept"),
            ("enter", "all of it is shown"), ("d up", "up stands for no reason"),
        ]
        for (keys, answer) in answers {
            var desk = started()
            desk.press(keys)
            #expect(desk.screen.contains(answer), "\(keys)")
        }
        var desk = started()
        desk.send(.key(.paste("fd")))
        #expect(desk.screen.contains("pasted text does nothing here"))
        desk = started { $0.readings[quoting.comment] = quotingReading }
        desk.press("\"")
        #expect(desk.screen.contains("what is quoted is hidden"))
        desk.press("\"")
        #expect(desk.screen.contains("what is quoted is shown"))
    }

    @Test func `end and home go to the ends of a long comment`() {
        var desk = started([long])
        let beginning = desk.screen
        desk.press("end")
        #expect(desk.screen.contains("— end;"))
        desk.press("home")
        #expect(desk.screen == beginning)
    }

    @Test func `an act is told as what it was`() {
        let told: [(ReviewAct.Kind, String)] = [
            (.note, "bo noted"), (.escalate, "bo asks a lead"),
            (.settle, "bo answered what a lead was asked"),
        ]
        for (kind, words) in told {
            var item = queue[2]
            item.acts = [
                ReviewAct(
                    id: 1, comment: item.comment, revision: 2, kind: kind, note: nil, by: "bo",
                    at: noon)
            ]
            #expect(started([item]).screen.contains("- \(words)"))
        }
    }

    @Test func `a small screen names all that decides and takes back`() {
        var desk = ScreenDesk(waiting, columns: 40, rows: 12)
        desk.start()
        #expect(desk.screen.hasSuffix("f ok d hide e lead u undo s spam ? help"))
        desk.press("j")
        #expect(desk.screen.hasSuffix("enter show f ok d hide e lead u undo ?"))
    }

    @Test func `a list ends with what waits elsewhere`() {
        var desk = ScreenDesk([queue[2]])
        desk.counts[.queue(.appeals)] = 2
        desk.start()
        desk.press("f")
        #expect(desk.model.current == nil)
        #expect(desk.screen.contains("nothing waits in open"))
        #expect(desk.screen.contains("5 appeals: 2"))
        desk.press("t")
        #expect(desk.model.source == .queue(.appeals))
    }
}
