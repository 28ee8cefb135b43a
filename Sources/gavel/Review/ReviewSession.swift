import Foundation
import Moderation
import PolicyEngine
import ReviewQueue
import ReviewScreen

/// Does what the terminal queue asks for on the desk.
final class ReviewSession {
    private let desk: Desk
    private let queue: ReviewQueue
    private let person: Moderator
    private let blindness: Blindness
    private var loaded: (classifier: Classifier, record: PolicyRecord)?
    private var marker: Int?
    /// Whether the reasons were told.
    private var isPrepared = false

    /// Items that are read of a list at a time: more than a screen has rows.
    private static let mostItems = 50

    init(desk: Desk, queue: ReviewQueue, person: Moderator) {
        (self.desk, self.queue, self.person) = (desk, queue, person)
        blindness = Blindness(queue, of: person, desk.settings.staff)
        // Before anything is read, so that what is written since is noticed.
        marker = try? queue.changeMarker()
    }

    /// Whether somebody else wrote since the last time this was asked.
    func hasChanged() -> Bool {
        guard let now = try? queue.changeMarker() else { return false }
        defer { marker = now }
        return marker.map { $0 != now } ?? false
    }

    /// Answers an effect; what fails is an answer too.
    ///
    /// - Parameter progress: told what takes long.
    func perform(
        _ effect: ReviewEffect, progress: (String) -> Void
    ) -> [ReviewEvent] {
        do {
            return try answer(effect, progress)
        } catch let problem as Problem {
            return [.failed(problem)]
        } catch let problems as Problems {
            return [.failed(problems.all[0])]
        } catch let error as QueueError {
            return [.broken("\(error); \(error.nextStep)")]
        } catch {
            return [.broken((error as NSError).localizedDescription)]
        }
    }

    private func answer(
        _ effect: ReviewEffect, _ progress: (String) -> Void
    ) throws -> [ReviewEvent] {
        let now = Date()
        switch effect {
        case .load(let source, let besides):
            let items = try list(source, besides, progress)
            return [.loaded(source, items, isAll: isAll(source, items))]
        case .refresh(let source):
            if case .search = source { return [] }
            let items = try list(source, [], progress)
            return [.refreshed(source, items, isAll: isAll(source, items))]
        case .show(let key, let claims, let takesOver):
            if claims { try claim(key, takesOver: takesOver, now) }
            return [.shown(try reviewed(key, now))]
        case .preload(let key): return [.preloaded(try reviewed(key, now))]
        case .take(let key):
            try claim(key, takesOver: false, now)
            return [.taken(key, by: try claimOfOthers(key, now))]
        case .claim(let key):
            try claim(key, takesOver: false, now)
            return [.claimed(key, by: try claimOfOthers(key, now))]
        case .release(let key):
            // Whoever took it over has it now.
            _ = try? queue.release(key, by: person, now: now)
            return []
        case .read(let key): return try read(key)
        case .count(let withCampaigns):
            var counts: [QueueSource: Int] = [:]
            for (name, count) in try queue.waitingCounts(
                for: person, opinions: blindness.opinions)
            {
                counts[.queue(name)] = count
            }
            if withCampaigns {
                counts[.campaigns] = try queue.waitingCampaigns(limit: Self.mostItems).count
            }
            return [.counted(counts, readers: try queue.claims(now: now))]
        case .check(let key): return [.checked(try reviewed(key, now))]
        case .decide(let request): return try decide(request, isDryRun: false)
        case .preview(let request): return try decide(request, isDryRun: true)
        case .undo(let decisions):
            var selection = UndoSelection()
            selection.decisions = decisions
            return try undo(selection)
        case .undoNewest:
            var selection = UndoSelection()
            (selection.by, selection.last) = (person, 1)
            return try undo(selection)
        case .listDecisions:
            var selection = UndoSelection()
            (selection.by, selection.last) = (person, Self.mostItems)
            return [.decisions(try queue.undoable(selection).decisions)]
        case .group(let key, let revision): return try group(key, revision)
        case .openPage(let kind, let key): return [.page(try page(kind, key))]
        default: return try act(effect, now)
        }
    }

    private func act(_ effect: ReviewEffect, _ now: Date) throws -> [ReviewEvent] {
        switch effect {
        case .skip(let key):
            try queue.skip(key, by: person, now: now)
            return [.done(key, .skipped)]
        case .escalate(let key, let note):
            try queue.escalate(key, note: note, by: person, now: now)
            return [.done(key, .escalated)]
        case .giveBack(let key, let note):
            try check(.answerEscalated)
            try queue.giveBack(key, note: note, by: person, now: now)
            return [.done(key, .gaveBack)]
        case .note(let key, let text):
            try queue.note(key, text, by: person, now: now)
            return [.done(key, .noted)]
        case .answerReports(let key, let verdict):
            _ = try queue.answerReports(
                on: key, verdict, by: person,
                needsAnother: desk.settings.staff.hasOthers(who: .review, than: person), now: now)
            return [.done(key, .answered)]
        case .answerAppeal(let id, let key, let outcome, let note):
            try check(.answerAppeals)
            _ = try queue.answer(
                appeal: id, outcome, note: note, policy: try policy().record, by: person, now: now)
            return [.done(key, outcome == .restore ? .restored : .upheld)]
        default: return []
        }
    }

    /// - Throws: `Problem` Q027.
    private func check(_ act: Act) throws {
        guard let role = desk.settings.staff.role(of: person), !role.may(act) else { return }
        throw Problem.queue(
            .notAllowed,
            "'\(person)' is a \(role) here; only a \(act.least) may \(act.inWords)",
            help: "ask a \(act.least)")
    }

    // MARK: - Lists

    private func list(
        _ source: QueueSource, _ besides: [CommentKey], _ progress: (String) -> Void
    ) throws -> [QueueItem] {
        switch source {
        case .queue(let name):
            var filter = QueueFilter()
            (filter.queue, filter.limit) = (name, Self.mostItems)
            return try queue.worklist(
                filter, by: person, besides: besides, opinions: blindness.opinions, now: Date()
            ).map(blindness.seen)
        case .campaigns:
            return try queue.waitingCampaigns(limit: Self.mostItems).map(\.first)
                .filter { !besides.contains($0.comment) }
        case .search(let words):
            guard besides.isEmpty else { return [] }
            return try queue.search(words, limit: Self.mostItems) {
                progress("making the index of words: \(Int($0 * 100)) %")
            }.map(blindness.seen)
        }
    }

    /// Whether a list has no more than this.
    private func isAll(_ source: QueueSource, _ items: [QueueItem]) -> Bool {
        guard case .queue = source else { return true }
        return items.count < Self.mostItems
    }

    // MARK: - One comment

    /// Claims a comment, unless somebody else reads it: then the claim is shown instead.
    private func claim(_ key: CommentKey, takesOver: Bool, _ now: Date) throws {
        do {
            _ = try queue.claim(key, by: person, takesOver: takesOver, now: now)
        } catch let problem as Problem where problem.code == QueueCode.claimed.rawValue {}
    }

    private func claimOfOthers(_ key: CommentKey, _ now: Date) throws -> Claim? {
        try queue.claims(now: now).first { $0.comment == key && $0.by != person }
    }

    private func reviewed(_ key: CommentKey, _ now: Date) throws -> ReviewedItem {
        var item = try queue.item(key, withAuthor: false)
        try queue.addActs(to: &item)
        if !(desk.settings.staff.role(of: person)?.may(.seeAuthorDetails) ?? false) {
            item.hideDetails()
        }
        return ReviewedItem(
            item: try blindness.seen(item), claim: try claimOfOthers(key, now),
            replies: try queue.replyCount(of: key), isParentSevere: try queue.hasSevereParent(key))
    }

    private func read(_ key: CommentKey) throws -> [ReviewEvent] {
        let (classifier, record) = try policy()
        var events: [ReviewEvent] = []
        if !isPrepared {
            isPrepared = true
            events.append(.prepared(reasons: reasons(), policy: record.digest))
            if let problem = unknownReasons() { events.append(.failed(problem)) }
        }
        do {
            let (comment, facts) = try queue.comment(key)
            let explanation = classifier.explain(comment, facts: facts)
            let reading = ItemReading(
                segments: explanation.segments.map(\.segment),
                languages: explanation.languages, changes: explanation.whatWouldChange)
            return events + [.read(key, reading)]
        } catch let problem as Problem where problem.code == QueueCode.purged.rawValue {
            return events
        }
    }

    private func page(_ kind: ReviewEffect.PageKind, _ key: CommentKey) throws -> ReviewPage {
        let now = Date()
        switch kind {
        case .conversation:
            return .conversation(try blindness.seen(try queue.conversation(of: key)))
        case .author:
            let comments = try queue.comments(byAuthorOf: key, limit: 20).map(blindness.seen)
            return .author(try queue.authorFacts(of: key), comments)
        case .article: return .article(key, try queue.item(key, withAuthor: false).article)
        case .history:
            var item = try reviewed(key, now).item
            if item.isOfCampaign { item.letter = try CampaignLetter(of: key, in: queue) }
            return .history(item)
        case .rules:
            let (comment, facts) = try queue.comment(key)
            return .rules(try policy().classifier.explain(comment, facts: facts))
        }
    }

    // MARK: - Deciding

    private func policy() throws -> (classifier: Classifier, record: PolicyRecord) {
        if let loaded { return loaded }
        let policy = try desk.loadPolicy()
        let both = (Classifier(policy: policy), PolicyRecord(policy))
        loaded = both
        return both
    }

    /// What is hidden for most, on the digits; a desk may say otherwise.
    private static let usualReasons = [
        "attack", "hate", "threat", "spam", "scam", "pii", "off-topic", "profanity", "incite",
    ]

    /// The desk's own first, then the rest of the taxonomy, `other` last.
    private func reasons() -> [HideReason] {
        guard let policy = loaded?.classifier.policy else { return [] }
        let all = policy.categories.filter(\.terms.isReasonToHide).map {
            HideReason(code: $0.id.rawValue, title: $0.title)
        }
        let chosen = desk.settings.review.reasons
        let own = chosen.isEmpty ? Self.usualReasons : chosen
        return own.compactMap { code in all.first { $0.code == code } }
            + all.filter { !own.contains($0.code) }
            + [HideReason(code: "other", title: "Something else, with a note")]
    }

    /// Reasons of `desk.yaml` that the policy does not have, or never hides a comment for.
    private func unknownReasons() -> Problem? {
        guard let known = loaded?.record.reasons else { return nil }
        let settings = desk.settings.review
        let wrong = settings.reasons.filter { !known.codes.contains($0) }
        guard let first = wrong.first else { return nil }
        let told = wrong.map { reason in
            known.never.contains(reason)
                ? "'\(reason)' is never a reason to hide a comment"
                : "there is no reason '\(reason)'"
        }
        let near = wrong.count > 1 ? nil : nearestName(to: first, among: known.codes)
        return Problem(
            place: settings.reasonsPlace, code: "C\(PolicyCode.wrongValue.rawValue.dropFirst())",
            message: told.joined(separator: "; "),
            help: near.map { "did you mean '\($0)'?" }
                ?? "one of: \(known.codes.joined(separator: ", "))")
    }

    private func decide(_ request: DecisionRequest, isDryRun: Bool) throws -> [ReviewEvent] {
        var request = request
        let staff = desk.settings.staff
        request.isAlone = !staff.hasOthers(who: .review, than: person)
        request.mayAnswerEscalated = staff.role(of: person)?.may(.answerEscalated) ?? false
        if !request.isAlone { request.secondOpinions = desk.settings.secondOpinions }
        let outcome = try queue.decide(
            request, policy: try policy().record, opinions: blindness.opinions,
            isDryRun: isDryRun, now: Date())
        guard !isDryRun else {
            let keys =
                outcome.decisions.map(\.comment) + outcome.opinions.map(\.decision.comment)
            return [.previewed(keys, refused: outcome.refused)]
        }
        return [
            .decided(
                outcome.decisions, opinions: outcome.opinions.map(\.decision.comment),
                refused: outcome.refused)
        ]
    }

    private func undo(_ selection: UndoSelection) throws -> [ReviewEvent] {
        let mayUndoOthers = desk.settings.staff.role(of: person)?.may(.undoOthers) ?? false
        let outcome = try queue.undo(
            selection, by: person, ownOnly: !mayUndoOthers, now: Date())
        let first = try outcome.decisions.first.map {
            try blindness.seen(try queue.item($0.comment, withAuthor: false))
        }
        return [.undone(outcome.decisions, first: first, refused: outcome.refused)]
    }

    private func group(_ key: CommentKey, _ revision: Int) throws -> [ReviewEvent] {
        let newest = try queue.item(key, withAuthor: false)
        guard newest.revision == revision else {
            throw Problem.queue(
                .staleRevision,
                "comment '\(key)' is at revision \(newest.revision), not \(revision); nothing was marked",
                help: "look at it again")
        }
        if let campaign = try queue.campaign(of: key) {
            let preview = try CampaignPreview(
                of: campaign.id, .approve, takesAdding: false, in: queue)
            let left = preview.adding.count
            let rest =
                left > 0 ? "; \(left) that add something of their own are left to be read" : ""
            return [
                .grouped(
                    preview.order.map {
                        MarkedComment(key: $0, revision: preview.letters[$0] ?? 1)
                    }, sentence: "letters of campaign \(campaign.id)\(rest)")
            ]
        }
        let repeats = try queue.repeats(of: key)
        return [
            .grouped(
                [MarkedComment(key: key, revision: revision)]
                    + repeats.map { MarkedComment(key: $0.key, revision: $0.revision) },
                sentence: repeats.isEmpty
                    ? "it is of no campaign and repeats nothing"
                    : "comments of this author with the same words")
        ]
    }
}
