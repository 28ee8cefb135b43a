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
    ///   would tell of single comments by what one has more.
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
        // The words of a policy that was not in force are not published as if it had been.
        let isInForce = policy.digest == scope.policy
        let categories = isInForce ? policy.categories : []
        let rules =
            isInForce ? policy.details.filter { $0.status == "active" && !$0.isLabel } : []
        return try transparencyReport(
            desk.openQueue().transparency(
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
}

/// A calendar month in a time zone.
///
/// - Parameter text: `2026-10`; `nil` for what is none.
func month(_ text: String, in zone: TimeZone) -> DateInterval? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2],
        parts.joined().allSatisfy({ $0.isASCII && $0.isNumber }),
        let year = Int(parts[0]), year >= 1970, let month = Int(parts[1]),
        (1...12).contains(month)
    else { return nil }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    return calendar.date(from: DateComponents(year: year, month: month)).flatMap {
        calendar.dateInterval(of: .month, for: $0)
    }
}

/// The last month that is over.
func lastMonth(before now: Date, in zone: TimeZone) -> DateInterval? {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    guard let this = calendar.dateInterval(of: .month, for: now) else { return nil }
    return calendar.dateInterval(of: .month, for: this.start.addingTimeInterval(-1))
}
