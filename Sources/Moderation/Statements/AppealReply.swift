public import FoundationEssentials

/// What a commenter is told who objected to a decision.
///
/// **Never** holds a name, nor what the commenter or anybody else wrote.
/// **Source**: Regulation (EU) 2022/2065 Art. 20(5): the reasoned decision on a complaint, and the
/// redress that is left.
public struct AppealReply: Sendable, Equatable {
    public var appeal: Appeal
    public var answer: Appeal.Answer
    public var articleURL: String?
    /// When the comment was written, if its source says.
    public var writtenAt: Date?
    /// Whether the decision appealed was taken back by somebody, whatever was answered.
    public var isTakenBack: Bool
    /// A sentence of the desk besides the answer's own reason.
    public var said: String?

    /// - Returns: `nil` where nobody has answered yet.
    public init?(_ packet: AppealPacket, said: String? = nil) {
        guard let answer = packet.appeal.answer else { return nil }
        appeal = packet.appeal
        self.answer = answer
        articleURL = packet.text.article?.url
        writtenAt = packet.text.writtenAt
        isTakenBack = packet.history.contains { $0.revokes == packet.appeal.decision.id }
        self.said = said
    }

    /// Why, as its author is told; empty where the reason was purged, or never given.
    public var reasons: [String] {
        [answer.note, said].compactMap(\.self).filter { $0.contains { !$0.isWhitespace } }
    }

    /// Whether it refuses without saying why, so that the desk has to.
    public var needsWords: Bool { answer.outcome == .uphold && reasons.isEmpty }
}
