import Foundation
import Moderation
import PolicyEngine
import ReviewQueue

extension CampaignPreview {
    /// Holds each waiting letter of a campaign against its form.
    ///
    /// People decide what they have read. So a letter stands apart that says something of its own, also in
    /// a few words, if a rule spoke about them.
    /// - Parameter name: the campaign's id, or how it begins.
    init(
        of name: String, _ verdict: Verdict, takesAdding: Bool, in queue: ReviewQueue
    ) throws {
        var reader: FormLetter?
        var gathered = Gathered()
        let (campaign, form) = try queue.waitingLetters(of: name) { form, letter in
            let read = reader ?? FormLetter(form.comment)
            reader = read
            let isAdding = letter.addsSomething(to: read)
            if isAdding { gathered.adding.append(letter.key) }
            if takesAdding || !isAdding { gathered.take(letter, form) }
        }
        self.init(
            campaign: campaign, verdict: verdict, form: form.comment.text,
            takesAdding: takesAdding)
        letters = gathered.letters
        order = gathered.order
        authors = gathered.authors.count + gathered.withoutAuthor
        (first, last) = (gathered.first, gathered.last)
        withOtherSignals = gathered.withOtherSignals
        adding = gathered.adding
    }

    private struct Gathered {
        var letters: [CommentKey: Int] = [:]
        var order: [CommentKey] = []
        var adding: [CommentKey] = []
        var authors: Set<Int64> = []
        var withoutAuthor = 0
        var withOtherSignals = 0
        var first: Date?
        var last: Date?

        mutating func take(_ letter: StoredLetter, _ form: StoredLetter) {
            letters[letter.key] = letter.revision
            order.append(letter.key)
            if let author = letter.author { authors.insert(author) } else { withoutAuthor += 1 }
            first = min(first ?? letter.at, letter.at)
            last = max(last ?? letter.at, letter.at)
            let rules = Set(form.signals.map(\.rule))
            if letter.signals.contains(where: { !rules.contains($0.rule) }) {
                withOtherSignals += 1
            }
        }
    }
}

extension StoredLetter {
    /// A rule that looks at a letter as a whole, such as one about its author, spoke about no part of it.
    fileprivate func addsSomething(to form: FormLetter) -> Bool {
        let added = form.added(by: comment)
        if added.contains(where: \.saysSomething) { return true }
        return added.contains { part in
            signals.contains {
                $0.span.overlaps(part.span) && 2 * $0.span.length <= comment.text.utf8.count
            }
        }
    }
}
