import Foundation
import Moderation
import Testing

@Suite struct SiteStandingTests {
    private let comment = CommentKey(source: "news", id: "7")

    private func at(_ hours: Double) -> Date { Date(timeIntervalSince1970: hours * 3600) }

    /// A site that was told of actions in turn, and what became of each; `nil` is no answer.
    private func site(
        _ orders: [(SiteAction, SiteResult.Outcome?)], earlier: String? = nil,
        target: SiteTarget = .isso
    ) -> SiteStanding {
        var standing = SiteStanding(comment: comment, target: target)
        standing.earlierStatus = earlier
        for (index, (action, outcome)) in orders.enumerated() {
            let decision = Int64(index + 1)
            standing.order = .init(decision: decision, action: action, at: at(Double(index)))
            standing.answer = outcome.map {
                SiteResult(
                    comment: comment, target: target, decision: decision, action: action,
                    outcome: $0, at: at(Double(index) + 0.5))
            }
            if let answer = standing.answer, answer.outcome.took { standing.shown = answer }
        }
        return standing
    }

    @Test func `a decision is told until the site says that it is so`() {
        for action in [SiteAction.approve, .hide, .spam] {
            #expect(site([]).next(for: .done(action)) == action)
            #expect(site([(action, nil)]).next(for: .done(action)) == action)
            #expect(site([(action, .failed)]).next(for: .done(action)) == action)
            #expect(site([(action, .applied)]).next(for: .done(action)) == nil)
            #expect(site([(action, .skipped)]).next(for: .done(action)) == nil)
        }
        #expect(site([(.hide, .applied)]).next(for: .done(.spam)) == .spam)
        #expect(site([(.hide, .applied), (.approve, .failed)]).next(for: .done(.hide)) == nil)
        #expect(site([(.hide, .applied), (.approve, nil)]).next(for: .done(.hide)) == .hide)
    }

    @Test func `an approval is work at Decidim only where we hid, or may have`() {
        func next(_ orders: [(SiteAction, SiteResult.Outcome?)]) -> SiteAction? {
            site(orders, target: .decidim).next(for: .done(.approve))
        }
        #expect(next([]) == nil)
        #expect(next([(.hide, .failed)]) == nil)
        for action in [SiteAction.hide, .spam] {
            #expect(next([(action, nil)]) == .approve)
            #expect(next([(action, .applied)]) == .approve)
            #expect(next([(action, .applied), (.approve, nil)]) == .approve)
            #expect(next([(action, .applied), (.approve, .failed)]) == .approve)
            #expect(next([(action, .applied), (.approve, .applied)]) == nil)
            #expect(next([(action, .applied), (.restore, .applied)]) == nil)
        }
        #expect(site([], target: .decidim).next(for: .done(.hide)) == .hide)
    }

    @Test func `what was taken back before the site was told is nothing`() {
        #expect(site([]).next(for: .asBefore) == nil)
        #expect(site([(.hide, .failed)]).next(for: .asBefore) == nil)
        #expect(site([(.hide, .applied)]).next(for: .none) == nil)
    }

    @Test func `what was hidden, or may have been, is restored`() {
        for action in [SiteAction.hide, .spam] {
            #expect(site([(action, .applied)]).next(for: .asBefore) == .restore)
            #expect(site([(action, nil)]).next(for: .asBefore) == .restore)
            let told = [(action, SiteResult.Outcome?.some(.applied)), (.restore, nil)]
            #expect(site(told).next(for: .asBefore) == .restore, "until it is answered")
            #expect(
                site([(action, .applied), (.restore, .applied)]).next(for: .asBefore) == nil)
        }
    }

    @Test func `an approval that is taken back lets wait again only what waited`() {
        for (earlier, next) in [("pending", SiteAction.hold), ("0", .hold), ("PREMOD", .hold)] {
            #expect(
                site([(.approve, .applied)], earlier: earlier).next(for: .asBefore) == next)
        }
        for earlier in ["approved", "1", nil, "whatever"] {
            #expect(site([(.approve, .applied)], earlier: earlier).next(for: .asBefore) == nil)
        }
    }

    @Test func `what an ingest finds later speaks against the site's own word`() {
        var standing = site([(.hide, .applied)])
        standing.seenStatus = "trash"
        standing.seenAt = at(3)
        #expect(!standing.isContradicted)
        standing.seenStatus = "approved"
        #expect(standing.isContradicted)
        #expect(standing.next(for: .done(.hide)) == .hide)
        standing.seenStatus = "visible"
        #expect(standing.isContradicted)
        standing.seenAt = at(0.2)
        #expect(!standing.isContradicted, "it was read before the site did it")
        standing.seenStatus = "whatever"
        standing.seenAt = at(3)
        #expect(!standing.isContradicted, "a word that nobody knows says nothing")
    }
}
