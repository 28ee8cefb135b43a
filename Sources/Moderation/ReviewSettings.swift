/// How a desk sets its terminal queue up; names of keys and actions are read by who knows them.
public struct ReviewSettings: Sendable, Equatable {
    /// The keys of one action, as written.
    public struct KeyLine: Sendable, Equatable {
        public var action: String
        public var keys: [String]
        public var place: Problem.Place

        public init(action: String, keys: [String], place: Problem.Place) {
            self.action = action
            self.keys = keys
            self.place = place
        }
    }

    /// A named set of keys; `nil` means the usual ones.
    public var preset: String?
    public var presetPlace: Problem.Place?
    public var keys: [KeyLine] = []
    /// Reason codes that come first, on the digits; may be empty.
    public var reasons: [String] = []
    public var reasonsPlace: Problem.Place?
    /// Seconds of work after which a pause is suggested; `nil` for never.
    public var pauseAfter: Double?

    public init() {}
}
