/// How long the records of a source are kept at least; the desk says it for each source.
///
/// **Source**: the classes of North Carolina's and Wyoming's state archives for what the public writes
/// to an agency (RC.1515; correspondence is kept three years).
public enum RetentionClass: String, Sendable, CaseIterable {
    /// No record in the law's sense; may go at once.
    case none
    case transitory
    case correspondence3y = "correspondence-3y"
    /// Never goes; what nobody classed is this.
    case permanent

    /// Days that a comment is kept after it was written and read; `nil` for ever.
    ///
    /// **Source**: transitory: 180 days, the longest that 36 CFR 1236.22(c) calls so, as schedules
    /// differ and the longest breaks none of them. Three years: never more than 1,096 days.
    public var leastDays: Int? {
        switch self {
        case .none: 0
        case .transitory: 180
        case .correspondence3y: 1096
        case .permanent: nil
        }
    }
}
