import GRDB
import Moderation

/// How a text is taken to be of a period.
enum PeriodOf: Sendable {
    /// By when it was written, or edited; by its arrival where its source does not say.
    case writing
    /// By when it arrived, so that nothing that comes late changes a period that was told.
    case arrival
}

/// What a ledger is to hold; the same for each of its parts.
struct LedgerQuestion: Sendable {
    /// Milliseconds since 1970.
    let from: Int64
    let to: Int64
    let periodOf: PeriodOf
    /// Whether what rules found is wanted, and labels.
    let withFindings: Bool
    let withLabels: Bool
    /// The indices of the sources by their numbers on the desk.
    var sources: [Int64: Int] = [:]
    /// Comments of which a text has an open report.
    var reportedComments: Set<Int64> = []

    init(_ scope: ReportScope, by periodOf: PeriodOf, withFindings: Bool, withLabels: Bool) {
        from = scope.from?.milliseconds ?? .min
        to = scope.to.milliseconds
        self.periodOf = periodOf
        self.withFindings = withFindings
        self.withLabels = withLabels
    }
}
