public import Moderation

/// Why a file leaves out comments; said once for all of them.
public enum WriteBackObstacle: Error, CaseIterable {
    case unfitID
    case noCallToHold
    case wouldPublish
    case noRevision
    case noText

    /// - Parameters:
    ///   - first: some of the comments, which are named.
    ///   - count: how many there are.
    /// - Returns: `Problem` E022 or E023.
    func problem(
        of source: SourceName, to target: SiteTarget, _ first: [CommentKey], of count: Int
    ) -> Problem {
        let more = count - first.count
        let comments = count == 1 ? "1 comment" : "\(count) comments"
        return .writeBack(
            self == .unfitID ? .unfitID : .cannotTell,
            "\(comments) of '\(source)' set aside: \(why(target))",
            details: [
                first.map(\.description).joined(separator: ", ")
                    + (more > 0 ? " and \(more) more" : "")
            ], help: help)
    }

    /// For one comment and for many.
    private func why(_ target: SiteTarget) -> String {
        switch self {
        case .unfitID: "\(target.rawValue) has no such ids"
        case .noCallToHold: "\(target.rawValue) has no call that lets a comment wait again"
        case .wouldPublish:
            "what readers did not see before it was hidden would be published, as \(target.rawValue)"
                + " has no call that puts it back unpublished"
        case .noRevision: "the record has no revision id, by which Coral tells texts apart"
        case .noText:
            "the text was purged here, so that nothing tells whether it is still the same"
        }
    }

    private var help: String {
        switch self {
        case .unfitID:
            "ids must be those of the site: name its source with --source, or ingest what the site"
                + " itself exports and decide there"
        case .noRevision: "ingest an export of Coral's database, or its GraphQL answers"
        case .noCallToHold, .wouldPublish, .noText: "do it by hand"
        }
    }
}

/// The comments that a file leaves out, by why: counted, and the first few named.
public struct WriteBackLeftovers: Sendable {
    /// Comments named of those that one thing keeps out.
    ///
    /// **Source**: ours; they show what is wrong with all of them.
    static let mostNamed = 5

    private var byWhy: [WriteBackObstacle: (first: [CommentKey], count: Int)] = [:]

    public init() {}

    public var count: Int { byWhy.values.reduce(0) { $0 + $1.count } }

    mutating func add(_ comment: CommentKey, _ why: WriteBackObstacle) {
        var comments = byWhy[why] ?? ([], 0)
        comments.count += 1
        if comments.first.count < Self.mostNamed { comments.first.append(comment) }
        byWhy[why] = comments
    }

    /// One for each reason, whatever their number.
    public func problems(of file: WriteBackFile) -> [Problem] {
        WriteBackObstacle.allCases.compactMap { why in
            byWhy[why].map {
                why.problem(of: file.source, to: file.target, $0.first, of: $0.count)
            }
        }
    }
}
