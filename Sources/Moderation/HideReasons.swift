/// For what a policy lets a person hide a comment, and for what it never does.
public struct HideReasons: Sendable, Equatable {
    /// Categories, in the policy's order; `other`, which needs a note, comes besides.
    public var codes: [String]
    /// Categories and labels that only describe, such as tone and criticism of officials: what a policy
    /// has no words for to the author.
    public var never: [String]

    public init(codes: [String], never: [String]) {
        self.codes = codes
        self.never = never
    }

    /// - Parameter labels: of the policy; one that has the name of a category is that.
    public init(categories: [CategoryTerms], labels: [LabelID]) {
        codes = categories.filter(\.isReasonToHide).map(\.id.rawValue)
        never = categories.filter { !$0.isReasonToHide }.map(\.id.rawValue)
        for label in labels.map(\.rawValue) where !codes.contains(label) && !never.contains(label) {
            never.append(label)
        }
    }

    /// What may be asked for, in words.
    public var list: String { (codes + ["other"]).joined(separator: ", ") }

    /// The reason that somebody may have meant.
    public func nearest(to code: String) -> String? {
        nearestName(to: code, among: codes + ["other"])
    }
}
