public import FoundationEssentials

/// What a comment answers and what answers it.
public struct Conversation: Sendable, Equatable {
    public struct Part: Sendable, Equatable {
        public var key: CommentKey
        /// Empty where it was purged.
        public var text: String
        public var state: ItemState
        public var at: Date
        /// As `CategoryScore.severe` has it.
        public var isSevere: Bool

        public init(
            key: CommentKey, text: String, state: ItemState, at: Date, isSevere: Bool = false
        ) {
            self.key = key
            self.text = text
            self.state = state
            self.at = at
            self.isSevere = isSevere
        }
    }

    /// From the first comment down to the one answered.
    public var above: [Part]
    public var this: Part
    /// Oldest first.
    public var replies: [Part]

    public init(above: [Part], this: Part, replies: [Part]) {
        self.above = above
        self.this = this
        self.replies = replies
    }
}
