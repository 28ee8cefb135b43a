import FoundationEssentials
import Moderation

extension ReviewModel {
    /// Begins a verdict on what is shown; in the lists where a verdict is an answer, that answer.
    mutating func decide(_ verdict: Verdict) -> [ReviewEffect] {
        guard let item = current, let cursor else { return [] }
        if let claim = item.claim {
            say(claimed(claim), isWarning: true)
            return []
        }
        if source == .campaigns {
            say(
                "a campaign is decided by its letters: \(setup.keys.key(.markGroup), .command) marks them"
            )
            return []
        }
        if let news, source != .queue(.second) {
            say(news, isWarning: true)
            return []
        }
        if source == .queue(.appeals),
            let appeal = item.item.appeals.first(where: { $0.answer == nil })
        {
            guard verdict != .spam else {
                say("an appeal is upheld or the comment restored")
                return []
            }
            let outcome: Appeal.Outcome = verdict == .approve ? .restore : .uphold
            mode = .typing(Prompt(purpose: .appeal(appeal.id, outcome)))
            return []
        }
        if let standing = standingDecision(item.item.decisions), source != .queue(.second) {
            let isReported = item.item.reports.contains { $0.answer == nil }
            if isReported, (standing.verdict == .approve) == (verdict == .approve) {
                return [.answerReports(item.key, verdict == .approve ? .disagree : .agree)]
            }
            say(
                "\(standing.by) decided: \(standing.verdict.rawValue) (decision \(standing.id)); \(whoUndoes(standing))"
            )
            return []
        }
        if entries[cursor].outcome == .elsewhere {
            say(news ?? "somebody else was faster")
            return []
        }
        guard verdict == .hide else { return [.decide(request(verdict))] }
        guard !reasons.isEmpty else {
            say("one moment: the policy is being read")
            return []
        }
        let leading = item.item.assessment.leadingCategory?.rawValue
        let suggestion = reasons.contains { $0.code == leading } ? leading : nil
        mode = .reasons(ReasonQuestion(suggestion: suggestion))
        return []
    }

    /// What has to be done before a decided comment is decided otherwise, or who can.
    private func whoUndoes(_ standing: Decision) -> StyledText {
        guard standing.by == setup.person || setup.role.may(.undoOthers) else {
            return "only \(standing.by) or a \(Act.undoOthers.least.rawValue) takes it back"
        }
        let undo: StyledText = "\(setup.keys.key(.undo), .command) takes it back first"
        guard differing != nil, source == .queue(.escalated) else { return undo }
        return "\(setup.keys.key(.escalate), .command) lets it stand, \(undo)"
    }

    private func request(
        _ verdict: Verdict, reason: String? = nil, note: String? = nil,
        replies: RepliesPolicy = .tombstone
    ) -> DecisionRequest {
        let item = current!.item
        var request = DecisionRequest(
            comments: [item.comment], verdict: verdict, reason: reason, note: note,
            revision: item.revision, by: setup.person, replies: replies,
            includesRepeats: item.repeats > 0,
            lastSeen: source == .queue(.second) ? nil : item.decisions.last?.id ?? 0)
        request.isOpinion = source == .queue(.second)
        return request
    }

    // MARK: - Reasons

    /// A digit or letter for each reason; fixed, so that fingers learn them, and none that decides
    /// something elsewhere: a key pressed twice must not choose a reason.
    var reasonKeys: [String] {
        "123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".map(String.init).filter {
            let action = setup.keys.action(of: .character($0))
            return action == nil || action == .queue
        }
    }

    mutating func answer(_ question: ReasonQuestion, _ key: Key) -> [ReviewEffect] {
        switch key {
        case .escape, .backspace:
            mode = question.isForMarked ? .marked(MarkedQuestion()) : .item
        case .tab:
            var question = question
            let all = RepliesPolicy.allCases
            question.replies = all[(all.firstIndex(of: question.replies)! + 1) % all.count]
            mode = .reasons(question)
        case .enter:
            if let suggestion = question.suggestion { return hide(question, suggestion) }
            say("the machine suggests no reason; choose one")
        case .character(let sign):
            if let place = reasonKeys.firstIndex(of: sign), place < reasons.count {
                return hide(question, reasons[place].code)
            }
            say("\(sign, layout: .marks) stands for no reason; escape goes back")
        default: say("\(key.shown) stands for no reason; escape goes back")
        }
        return []
    }

    mutating func hide(_ question: ReasonQuestion, _ reason: String) -> [ReviewEffect] {
        guard reason != "other" else {
            mode = .typing(Prompt(purpose: .otherReason(question)))
            return []
        }
        return hide(question, reason, note: nil)
    }

    mutating func hide(
        _ question: ReasonQuestion, _ reason: String, note: String?
    ) -> [ReviewEffect] {
        if question.isForMarked {
            return preview(.hide, reason: reason, note: note, replies: question.replies)
        }
        mode = .item
        guard current != nil else { return [] }
        return [.decide(request(.hide, reason: reason, note: note, replies: question.replies))]
    }

    // MARK: - Afterwards

    mutating func settle(
        _ decisions: [Decision], _ opinions: [CommentKey], _ refused: [Problem]
    ) -> [ReviewEffect] {
        mode = .item
        let verdicts = Dictionary(decisions.map { ($0.comment, $0.verdict) }) { $1 }
        for place in entries.indices {
            if let verdict = verdicts[entries[place].item.comment] {
                entries[place].outcome = .decided(verdict)
            }
        }
        for place in entries.indices where opinions.contains(entries[place].item.comment) {
            entries[place].outcome = .answered
        }
        marked.removeAll { verdicts[$0.key] != nil || opinions.contains($0.key) }
        lastWasOpinion = decisions.isEmpty && !opinions.isEmpty
        (isJustDone, lastSkipped) = (true, nil)
        for decision in decisions { tally.verdicts[decision.verdict, default: 0] += 1 }
        if !decisions.isEmpty { undoable.append(decisions.map(\.id)) }
        if decisions.isEmpty, opinions.isEmpty, let problem = refused.first {
            let effects = update(.failed(problem))
            return effects
        }
        say(summary(decisions, opinions.count, refused), isWarning: !refused.isEmpty)
        let isCurrentDone = cursor.map { entries[$0].outcome != nil } ?? true
        return (isCurrentDone ? advance() : []) + [.count()]
    }

    private func summary(
        _ decisions: [Decision], _ opinions: Int, _ refused: [Problem]
    ) -> StyledText {
        var parts: [StyledText] = []
        if let first = decisions.first {
            let what: StyledText =
                switch first.verdict {
                case .approve: "approved"
                case .hide: "hid"
                case .spam: "marked as spam"
                case .undo: "took back"
                }
            let reason: StyledText =
                first.verdict == .hide ? first.reason.map { " for \($0)" } ?? "" : ""
            let which: StyledText =
                decisions.count == 1
                ? "\(first.comment)\(reason) (decision \(first.id))"
                : "\(decisions.count) comments\(reason)"
            parts.append("\(what) \(which); \(setup.keys.key(.undo), .command) takes it back")
        }
        if opinions > 0 { parts.append("your opinion is kept") }
        if let problem = refused.first {
            parts.append("\(refused.count) refused: \(problem.message, layout: .flow)")
        }
        return parts.joined(separator: "; ")
    }

    mutating func finish(_ key: CommentKey, _ deed: ReviewDeed) -> [ReviewEffect] {
        mode = .item
        let isCurrent = cursor.map { entries[$0].item.comment == key } ?? false
        func settle(_ outcome: Entry.Outcome, _ sentence: StyledText) -> [ReviewEffect] {
            if isCurrent { entries[cursor!].outcome = outcome }
            say(sentence)
            return (isCurrent ? advance() : []) + [.count()]
        }
        switch deed {
        case .noted:
            tally.notes += 1
            say("noted on \(key)")
            return isCurrent ? [.check(key)] : []
        case .skipped:
            tally.skipped += 1
            (isJustDone, lastSkipped) = (true, key)
            let undo = setup.keys.key(.undo)
            return settle(.skipped, "left \(key) to somebody else; \(undo, .command) takes it back")
        case .escalated:
            tally.escalated += 1
            return settle(.escalated, "\(key) waits for a lead")
        case .gaveBack:
            let isDecided = isCurrent && differing != nil
            return settle(
                .answered, isDecided ? "the decision on \(key) stands" : "gave \(key) back")
        case .answered: return settle(.answered, "answered the reports on \(key)")
        case .restored: return settle(.answered, "restored \(key)")
        case .upheld: return settle(.answered, "upheld the decision on \(key)")
        }
    }
}
