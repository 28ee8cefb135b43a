/// A category as a desk publishes it and cites it to authors.
public struct CategoryTerms: Sendable, Equatable {
    public var id: CategoryID
    public var title: String
    public var definition: String
    /// What a reader may take for it and is not; may be empty.
    public var notIncluded: String
    /// What the author is told; `nil` for what no comment is ever hidden for.
    public var notice: String?
    /// `nil` for what is never restricted.
    public var dsa: DSAFiling?

    /// Whether a comment may be hidden for it.
    public var isReasonToHide: Bool { notice != nil }

    public init(
        id: CategoryID, title: String, definition: String, notIncluded: String = "",
        notice: String? = nil, dsa: DSAFiling? = nil
    ) {
        self.id = id
        self.title = title
        self.definition = definition
        self.notIncluded = notIncluded
        self.notice = notice
        self.dsa = dsa
    }
}

/// Category and keyword of the DSA Transparency Database.
public struct DSAFiling: Sendable, Equatable {
    public var category: String
    public var keyword: String

    public init(category: String, keyword: String) {
        self.category = category
        self.keyword = keyword
    }
}
