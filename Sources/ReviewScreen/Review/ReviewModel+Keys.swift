import FoundationEssentials
import Moderation

extension ReviewModel {
    /// What a key does, by what is on the screen.
    mutating func press(_ key: Key) -> [ReviewEffect] {
        if setup.keys.action(of: key) == .quit, key == .control("c") { return [.quit] }
        if case .typing(let prompt) = mode { return edit(prompt, key) }
        if case .reasons(let question) = mode { return answer(question, key) }
        let action = setup.keys.action(of: key)
        if case .paste = key {
            say("pasted text does nothing here")
            return []
        }
        if let action, isAlways(action) { return perform(action, key) }
        switch mode {
        case .page: return turn(key, action)
        case .undoList(let decisions, let cursor): return choose(decisions, cursor, key, action)
        case .marked(let question): return answer(question, key, action)
        default: break
        }
        if key == .escape, case .search = source { return open(.queue(.open)) }
        if action == nil, current != nil, [.home, .end].contains(key) {
            scroll = key == .home ? 0 : max(0, bodyRows - 1)
            return []
        }
        guard let action, has(action) else {
            let help = setup.keys.key(.help)
            let reason: StyledText =
                action == nil
                ? "there is no key \(key.shown)" : "nothing is changed in this session"
            say("\(reason); \(help, .command) lists them")
            return []
        }
        return perform(action, key)
    }

    private func isAlways(_ action: ReviewAction) -> Bool {
        [.redraw, .suspend].contains(action)
    }

    func perform(digit key: Key) -> QueueSource? {
        // A digit is its list, whatever became of the others.
        if case .character(let sign) = key, let number = Int(sign),
            (1...KeyTable.lists.count).contains(number)
        {
            return KeyTable.lists[number - 1]
        }
        guard let place = setup.keys.row(.queue).keys.firstIndex(of: key),
            place < KeyTable.lists.count
        else { return nil }
        return KeyTable.lists[place]
    }

    /// - Parameter key: which of its keys was pressed; digits stand for lists.
    mutating func perform(_ action: ReviewAction, _ key: Key) -> [ReviewEffect] {
        switch action {
        case .redraw: return [.redraw]
        case .suspend: return [.suspend]
        case .quit: return [.quit]
        case .help:
            (mode, scroll) = (.page(.help), 0)
            return []
        case .queue: return perform(digit: key).map { open($0) } ?? []
        case .nextQueue: return openNextList()
        case .search:
            mode = .typing(Prompt(purpose: .search))
            return []
        case .zen:
            isZen.toggle()
            return []
        case .undoList: return [.listDecisions]
        case .decideMarked:
            if marked.isEmpty {
                say("nothing is marked; \(setup.keys.key(.mark), .command) marks a comment")
            } else {
                mode = .marked(MarkedQuestion())
            }
            return []
        case .undo: return undo()
        default: break
        }
        guard current != nil else {
            // It could not be read: once more.
            if let cursor, [.next, .previous, .reveal].contains(action) { return go(to: cursor) }
            say("there is no comment here")
            return []
        }
        return performOnItem(action)
    }

    private mutating func performOnItem(_ action: ReviewAction) -> [ReviewEffect] {
        guard let item = current, let cursor else { return [] }
        switch action {
        case .next: return move(1)
        case .previous: return move(-1)
        case .approve: return decide(.approve)
        case .hide: return decide(.hide)
        case .spam: return decide(.spam)
        case .skip:
            return entries[cursor].outcome == nil ? [.skip(item.key)] : move(1)
        case .escalate:
            let isForLead = source == .queue(.escalated)
            mode = .typing(Prompt(purpose: isForLead ? .giveBack : .escalation))
            return []
        case .note:
            mode = .typing(Prompt(purpose: .note))
            return []
        case .reveal: return reveal()
        case .mark: return toggleMark()
        case .markGroup: return [.group(item.key, revision: item.item.revision)]
        case .takeOver:
            if item.claim == nil { say("nobody else reads it") }
            return item.claim == nil
                ? [.claim(item.key)] : [.show(item.key, claims: true, takesOver: true)]
        case .quotations:
            hidesQuotations.toggle()
            let quotes = item.reading?.segments.contains { $0.scope.isQuoted } ?? false
            let what: StyledText =
                quotes ? "what is quoted is" : "it quotes nothing; quotations are"
            say("\(what) \(hidesQuotations ? "hidden" : "shown")")
            return []
        case .scrollDown:
            scroll = min(scroll + page, max(0, bodyRows - 1))
            return []
        case .scrollUp:
            scroll = max(0, scroll - page)
            return []
        case .conversation: return [.openPage(.conversation, item.key)]
        case .author: return [.openPage(.author, item.key)]
        case .article: return [.openPage(.article, item.key)]
        case .rules, .history:
            guard !isCollapsed else {
                say("\(setup.keys.key(.reveal), .command) shows its words first")
                return []
            }
            return [.openPage(action == .rules ? .rules : .history, item.key)]
        default: return []
        }
    }

    /// Rows that a page-down goes on.
    var page: Int { max(1, size.rows / 2) }

    private mutating func move(_ step: Int) -> [ReviewEffect] {
        guard let cursor else { return [] }
        passesOver = false
        let place = cursor + step
        if entries.indices.contains(place) { return go(to: place) }
        if step > 0, !isWhole {
            goesOnWhenLoaded = true
            return [.load(source, besides: inList)]
        }
        say(step > 0 ? "this is the last one" : "this is the first one")
        return []
    }

    private mutating func reveal() -> [ReviewEffect] {
        guard let item = current else { return [] }
        if news != nil, item.claim == nil {
            return [.show(item.key, claims: !setup.isReadOnly && entries[cursor!].outcome == nil)]
        }
        guard isCollapsed else {
            say("all of it is shown")
            return []
        }
        revealed[item.key] = item.item.revision
        tally.severe.insert(item.key)
        return []
    }

    // MARK: - Lists

    mutating func open(_ source: QueueSource) -> [ReviewEffect] {
        let left = leave()
        self.source = source
        (entries, isWhole, cursor, current, ahead, news) = ([], false, nil, nil, nil, nil)
        (mode, scroll, goesOnWhenLoaded) = (.item, 0, false)
        return left + [.load(source, besides: []), .count()]
    }

    private mutating func openNextList() -> [ReviewEffect] {
        let lists = KeyTable.lists
        let start = (lists.firstIndex(of: source) ?? -1) + 1
        let round = lists[start...] + lists[..<start]
        guard let next = round.first(where: { $0 != source && (counts[$0] ?? 0) > 0 }) else {
            say("no other list has anything")
            return []
        }
        return open(next)
    }

    // MARK: - Pages

    private mutating func turn(_ key: Key, _ action: ReviewAction?) -> [ReviewEffect] {
        scroll = min(scroll, lastScroll)
        switch (key, action) {
        case (_, .next), (.down, _): scroll += 1
        case (_, .previous), (.up, _): scroll = max(0, scroll - 1)
        case (_, .scrollDown), (.character(" "), _): scroll += page
        case (_, .scrollUp): scroll = max(0, scroll - page)
        case (.home, _): scroll = 0
        case (.end, _): scroll = lastScroll
        default:
            let wasOpen = action.map(isOpen) ?? false
            (mode, scroll) = (.item, 0)
            // From one page to another goes at once; what decides never does.
            if let action,
                [.conversation, .author, .article, .history, .rules, .help].contains(action),
                !wasOpen
            {
                return perform(action, key)
            }
        }
        return []
    }

    private func isOpen(_ action: ReviewAction) -> Bool {
        guard case .page(let page) = mode else { return false }
        return switch page {
        case .conversation: action == .conversation
        case .author: action == .author
        case .article: action == .article
        case .history: action == .history
        case .rules: action == .rules
        case .help: action == .help
        }
    }
}
