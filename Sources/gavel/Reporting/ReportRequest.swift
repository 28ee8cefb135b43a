import Foundation
import Moderation
import PolicyEngine
import Reports
import ReviewQueue

/// One report that was asked for: the desk, the period and the form.
struct ReportRequest {
    let desk: Desk
    let policy: Policy
    let scope: ReportScope
    let format: ReportFormat
    let now: Date

    var categoryTitles: [CategoryID: String] {
        Dictionary(uniqueKeysWithValues: policy.categories.map { ($0.id, $0.title) })
    }

    func summary() throws -> String {
        try summaryReport(
            desk.openQueue().summary(scope, categoryTitles: categoryTitles), as: format)
    }

    /// All campaigns, whenever they were: a petition has no period.
    func campaigns() throws -> String {
        let figures = CampaignFigures(
            desk: desk.title, profile: policy.profile.profile, policy: policy.digest,
            asOf: scope.to, timeZone: desk.timeZone.identifier,
            campaigns: try desk.openQueue().campaigns())
        return try campaignReport(figures, as: format)
    }
}
