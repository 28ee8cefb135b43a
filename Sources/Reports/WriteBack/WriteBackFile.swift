public import Moderation

/// A file that tells one site what to show: a script to run, or a list to work through.
///
/// **Shape**: ``begin()``, then ``add(_:)`` as often as there are comments, then ``end()``.
/// **Never** holds a text, an author or a secret: ids, numbers and fixed words, and for people an address.
public struct WriteBackFile: Sendable {
    let target: SiteTarget
    let source: SourceName

    public init(target: SiteTarget, source: SourceName) {
        self.target = target
        self.source = source
    }

    public func begin() -> [UInt8] {
        switch target {
        case .decidim: DecidimWorklist.header
        case .isso: Array(IssoScript.head(source).utf8)
        default: Array(SiteScript(target: target)!.head(source).utf8)
        }
    }

    /// The lines that tell of some comments.
    ///
    /// - Parameter leftovers: gets those that no line tells of.
    /// - Returns: with the bytes those that they tell of.
    public func add(
        _ actions: [WriteBackAction], leaving leftovers: inout WriteBackLeftovers
    ) -> (bytes: [UInt8], told: [WriteBackAction]) {
        var told: [WriteBackAction] = []
        var orders: [SiteCommand] = []
        for action in actions {
            do throws(WriteBackObstacle) {
                orders.append(try SiteCommand(action, for: target))
                told.append(action)
            } catch {
                leftovers.add(action.comment, error)
            }
        }
        let bytes =
            switch target {
            case .decidim: DecidimWorklist.rows(orders)
            case .isso: Array(IssoScript.rows(orders).utf8)
            default: Array(SiteScript.rows(orders).utf8)
            }
        return (bytes, told)
    }

    public func end() -> [UInt8] {
        switch target {
        case .decidim: []
        case .isso: Array(IssoScript.tail.utf8)
        default: Array(SiteScript.tail.utf8)
        }
    }
}

/// One order in the words of its target, with everything in it checked.
struct SiteCommand {
    let action: WriteBackAction
    /// As its target writes ids: letters, digits, `_` and `-`.
    let id: String
    /// Coral's number of the text decided on.
    var revision: String?
    /// The text decided on as Isso holds it.
    var text = ""

    /// - Throws: why the comment is left out.
    init(_ action: WriteBackAction, for target: SiteTarget) throws(WriteBackObstacle) {
        self.action = action
        id = action.comment.id.rawValue
        guard target.accepts(id) else { throw .unfitID }
        guard target.knows(action.action) else { throw .noCallToHold }
        if action.action == .restore, target.publishesWhatItRestores,
            let earlier = Visibility(status: action.earlierStatus), earlier != .shown
        {
            throw .wouldPublish
        }
        let record = OriginalRecord(action.original)
        if target == .coral {
            guard let revision = record?.revisionID, SiteTarget.isPlain(revision) else {
                throw .noRevision
            }
            self.revision = revision
        }
        if target == .isso {
            text = record?.text ?? action.text
            guard !text.isEmpty else { throw .noText }
        }
    }
}

extension SiteTarget {
    /// Whether a comment of the target can have an id; nothing else reaches a script.
    func accepts(_ id: String) -> Bool {
        switch self {
        // 2^63 has 19 digits; a number that begins with 0 is none of a database.
        case .wpCLI, .wordpress, .disqus, .isso, .decidim, .discourse:
            id.utf8.allSatisfy(Self.isDigit) && (1...18).contains(id.utf8.count)
                && id.utf8.first != UInt8(ascii: "0")
        case .coral:
            // What the desk made up begins with `t-`.
            Self.isPlain(id) && !id.hasPrefix("t-")
        case .facebook:
            id.utf8.allSatisfy { Self.isDigit($0) || $0 == UInt8(ascii: "_") }
                && (1...64).contains(id.utf8.count) && id.utf8.first != UInt8(ascii: "_")
        }
    }

    /// Whether the target has a call for an action.
    func knows(_ action: SiteAction) -> Bool {
        switch self {
        case .wpCLI, .wordpress, .isso, .discourse: true
        case .disqus, .coral, .decidim, .facebook: action != .hold
        }
    }

    /// Whether its only way back from hidden is to show a comment, whatever it was before.
    var publishesWhatItRestores: Bool { self == .coral || self == .discourse }

    /// Letters, digits, `_` and `-`, and no option of a program.
    static func isPlain(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count) && text.utf8.first != UInt8(ascii: "-")
            && text.utf8.allSatisfy {
                isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
                    || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
            }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
