public import Moderation

/// Where the queue takes its items from.
public enum QueueSource: Hashable, Sendable {
    case queue(QueueName)
    /// One item for each campaign with letters that wait.
    case campaigns
    case search(String)

    /// One word; a search is named by what was asked.
    public var name: String {
        switch self {
        case .queue(let queue): queue.rawValue
        case .campaigns: "campaigns"
        case .search(let words): "search: \(words)"
        }
    }

    /// Reads a word as `--queue` has it.
    public init?(name: String) {
        if name == "campaigns" {
            self = .campaigns
        } else if let queue = QueueName(rawValue: name), queue.isForReview {
            self = .queue(queue)
        } else {
            return nil
        }
    }
}
