/// What changed between two policies, in words that a clerk can read aloud.
public struct PolicyComparison: Sendable, Equatable {
    /// One thing that is another now; `nil` where it was or is not there.
    public struct Change: Sendable, Equatable {
        /// What changed: `title`, `what it looks for`, `threshold of hold under publisher`.
        public var what: String
        public var old: String?
        public var new: String?

        public init(what: String, old: String?, new: String?) {
            self.what = what
            self.old = old
            self.new = new
        }
    }

    /// A rule that both policies have, by its present name.
    public struct RuleChange: Sendable, Equatable {
        public var rule: RuleID
        public var title: String
        /// Never empty.
        public var changes: [Change]

        public init(rule: RuleID, title: String, changes: [Change]) {
            self.rule = rule
            self.title = title
            self.changes = changes
        }
    }

    /// A list of a pack with other phrases than before; at least one side is not empty.
    public struct ListChange: Sendable, Equatable {
        /// `pack/list`.
        public var list: String
        public var added: [String]
        public var removed: [String]

        public init(list: String, added: [String], removed: [String]) {
            self.list = list
            self.added = added
            self.removed = removed
        }
    }

    /// A file of which the bytes differ; `nil` where it was or is not there.
    public struct FileChange: Sendable, Equatable {
        public var path: String
        /// SHA-256, 64 hexadecimal digits.
        public var old: String?
        public var new: String?

        public init(path: String, old: String?, new: String?) {
            self.path = path
            self.old = old
            self.new = new
        }
    }

    /// Rules that only the new policy has, in its order.
    public var added: [RuleDetail]
    /// Rules that only the old policy has, in its order.
    public var removed: [RuleDetail]
    /// In the new policy's order.
    public var changed: [RuleChange]
    /// Sorted by name.
    public var lists: [ListChange]
    /// Thresholds, caps, ceilings, categories, labels and pack versions.
    public var settings: [Change]
    /// Sorted by path.
    public var files: [FileChange]

    public init(
        added: [RuleDetail], removed: [RuleDetail], changed: [RuleChange], lists: [ListChange],
        settings: [Change], files: [FileChange]
    ) {
        self.added = added
        self.removed = removed
        self.changed = changed
        self.lists = lists
        self.settings = settings
        self.files = files
    }

    /// Whether the policies judge alike; files may still differ, in remarks.
    public var changesNothing: Bool {
        added.isEmpty && removed.isEmpty && changed.isEmpty && lists.isEmpty
            && settings.isEmpty
    }
}
