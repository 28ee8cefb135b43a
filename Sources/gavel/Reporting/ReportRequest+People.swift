import Foundation
import Moderation
import PolicyEngine
import Reports
import ReviewQueue

extension ReportRequest {
    /// Never with a name, so that anybody may see it.
    func agreement() throws -> String {
        try agreementReport(
            desk.openQueue().agreement(scope, categoryTitles: categoryTitles),
            doubled: desk.settings.secondOpinions, as: format)
    }

    /// For a lead all people, for a moderator their own figures alone; who looks is logged.
    ///
    /// - Throws: `Problem` Q026, Q027.
    func moderators(_ option: ModeratorOption) throws -> String {
        let person = try option.moderator(at: desk, to: .seeOwnFigures)
        let seesAll = desk.settings.staff.role(of: person)?.may(.seeOthersFigures) ?? false
        return try moderatorReport(
            desk.openQueue().moderators(
                scope, only: seesAll ? nil : person, by: person, now: now), as: format)
    }

    /// - Throws: `Problem` Q026, Q027.
    func records(_ option: ModeratorOption) throws -> String {
        try option.moderator(at: desk, to: .look)
        return try recordsReport(
            desk.openQueue().records(scope, retention: desk.settings.retentionClass), as: format)
    }
}
