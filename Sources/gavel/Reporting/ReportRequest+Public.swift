import Foundation
import Moderation
import PolicyEngine
import Reports
import ReviewQueue

extension ReportRequest {
    func tonight() throws -> String {
        try tonightReport(desk.openQueue().tonight(scope), as: format)
    }

    /// - Throws: `Problem` E030 for a period that is no month: two reports whose periods nearly agree
    ///   would tell of single comments by what one has more; E032 for a month before the desk's first
    ///   text, of which zeros would be published as if they were true.
    func transparency() throws -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = desk.timeZone
        guard let from = scope.from,
            calendar.dateInterval(of: .month, for: from) == DateInterval(start: from, end: scope.to)
        else {
            throw Problem.report(
                .notAMonth, "a transparency report is about one whole month",
                help: "name one with --month 2026-10; without it, it is about the last one")
        }
        guard scope.to <= now else {
            throw Problem.report(
                .notAMonth, "the month is not over",
                help: "without --month the report is about the last one")
        }
        let queue = try desk.openQueue()
        try refuseBeforeDesk(queue, calendar, month: from)
        // The words of a policy that was not in force are not published as if it had been.
        let isInForce = policy.digest == scope.policy
        let categories = isInForce ? policy.categories : []
        let rules =
            isInForce ? policy.details.filter { $0.status == "active" && !$0.isLabel } : []
        return try transparencyReport(
            queue.transparency(
                scope, categoryTitles: categoryTitles,
                categories: categories.map { category in
                    TransparencyFigures.PublishedCategory(
                        id: category.id, title: category.title, definition: category.definition,
                        notIncluded: category.notIncluded,
                        ceiling: category.ceiling[policy.profile.profile])
                },
                rules: rules.map {
                    TransparencyFigures.PublishedRule(
                        id: $0.id, title: $0.title, subject: $0.subjectTitle)
                }), as: format)
    }

    private func refuseBeforeDesk(
        _ queue: ReviewQueue, _ calendar: Calendar, month: Date
    ) throws {
        func name(_ date: Date) -> String {
            let parts = calendar.dateComponents([.year, .month], from: date)
            return "\(parts.year!)-\(parts.month! < 10 ? "0" : "")\(parts.month!)"
        }
        guard let began = try queue.began() else {
            throw Problem.report(
                .beforeDesk, "the desk holds nothing of \(name(month)): no comment has arrived yet",
                help: "gavel ingest takes comments in")
        }
        guard began >= scope.to else { return }
        let day = calendar.component(.day, from: began)
        throw Problem.report(
            .beforeDesk,
            "the desk holds nothing of \(name(month)): its first comment arrived on"
                + " \(name(began))-\(day < 10 ? "0" : "")\(day)",
            help: "the first month it can tell of is \(name(began)), once that is over")
    }
}
