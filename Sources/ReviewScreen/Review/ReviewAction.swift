/// What a key does in the terminal queue; the raw value is its name in `desk.yaml` and in plain mode.
public enum ReviewAction: String, Sendable, CaseIterable {
    case next, previous
    case approve, hide, spam
    case escalate, skip, undo
    case undoList = "undo-list"
    case mark
    case markGroup = "mark-group"
    case decideMarked = "decide-marked"
    case note
    case reveal
    case conversation, author, article, history, rules
    case quotations
    case search, queue
    case nextQueue = "next-queue"
    case takeOver = "take-over"
    case zen
    case scrollDown = "scroll-down"
    case scrollUp = "scroll-up"
    case redraw, suspend, help, quit
}

/// One row of the table that dispatch, the bottom line, the help, README and `--read-only` are made of.
public struct KeyRow: Sendable {
    public var action: ReviewAction
    /// The first is the one that is shown.
    public var keys: [Key]
    /// For the bottom line: at most ten letters.
    public var word: String
    /// For the help and README.
    public var sentence: String
    /// Whether it changes anything on the desk; such keys do not exist with `--read-only`.
    public var changesDesk: Bool

    init(
        _ action: ReviewAction, _ keys: [String], _ word: String, _ sentence: String,
        changesDesk: Bool = false
    ) {
        self.action = action
        self.keys = keys.map { Key(name: $0)! }
        self.word = word
        self.sentence = sentence
        self.changesDesk = changesDesk
    }
}

/// What is wrong with somebody's own keys.
public struct KeyFault: Error, Sendable, Equatable {
    public var message: String
    public var help: String
    /// The action whose keys are wrong; `nil` for the set of keys itself.
    public var action: String?
}

/// Which key does what.
///
/// **Source**: the usual keys are those that Coral gives newsrooms, as far as it has one.
public struct KeyTable: Sendable {
    /// In the order of the bottom line: what is pressed most comes first.
    public private(set) var rows: [KeyRow]
    private var actions: [Key: ReviewAction] = [:]

    /// A named set of keys, changed by a desk's own.
    ///
    /// - Parameter keys: names of keys by name of action, in the order of the file.
    public init(
        preset: String? = nil, keys: [(action: String, keys: [String])] = []
    ) throws(KeyFault) {
        rows = Self.usualRows
        if let preset {
            guard let changes = Self.presets.first(where: { $0.name == preset })?.changes else {
                let names = Self.presets.map(\.name)
                throw KeyFault(
                    message: "there is no set of keys '\(preset)'",
                    help: "one of: \(names.joined(separator: ", "))", action: nil)
            }
            for (action, keys) in changes { set(action, keys.map { Key(name: $0)! }) }
        }
        var own: Set<ReviewAction> = []
        for (name, names) in keys {
            guard let action = ReviewAction(rawValue: name) else {
                let all = ReviewAction.allCases.map(\.rawValue)
                throw KeyFault(
                    message: "the queue has no action '\(name)'",
                    help: "one of: \(all.joined(separator: ", "))", action: name)
            }
            set(action, try Self.keys(names, of: name))
            own.insert(action)
        }
        try index(own: own)
    }

    private static func keys(_ names: [String], of action: String) throws(KeyFault) -> [Key] {
        guard !names.isEmpty else {
            throw KeyFault(
                message: "'\(action)' has no key", help: "give it one at least", action: action)
        }
        var keys: [Key] = []
        for name in names {
            guard let key = Key(name: name) else {
                throw KeyFault(
                    message: "'\(name)' is no key",
                    help: "write a letter or sign, ctrl-a to ctrl-z, or one of: "
                        + Key.names.joined(separator: ", "), action: action)
            }
            keys.append(key)
        }
        return keys
    }

    /// A key that a desk gave to an action is taken from whatever had it; two of its own may not share one.
    private mutating func index(own: Set<ReviewAction>) throws(KeyFault) {
        for row in rows where own.contains(row.action) {
            for key in row.keys {
                if let other = actions[key], other != row.action {
                    throw KeyFault(
                        message: "'\(key.name)' cannot do both '\(other.rawValue)' and"
                            + " '\(row.action.rawValue)'",
                        help: "give one of them another key", action: row.action.rawValue)
                }
                actions[key] = row.action
            }
        }
        for place in rows.indices where !own.contains(rows[place].action) {
            let free = rows[place].keys.filter { actions[$0] == nil }
            guard !free.isEmpty else {
                let name = rows[place].action.rawValue
                throw KeyFault(
                    message: "'\(name)' has no key left", help: "give it one with '\(name): KEY'",
                    action: actions[rows[place].keys[0]]?.rawValue)
            }
            rows[place].keys = free
            for key in free { actions[key] = rows[place].action }
        }
    }

    private mutating func set(_ action: ReviewAction, _ keys: [Key]) {
        rows[rows.firstIndex { $0.action == action }!].keys = keys
    }

    /// What a key does, if anything.
    public func action(of key: Key) -> ReviewAction? { actions[key] }

    public func row(_ action: ReviewAction) -> KeyRow { rows.first { $0.action == action }! }

    /// The key that is shown for an action.
    func key(_ action: ReviewAction) -> String { row(action).keys[0].shown }

    public static let usual = try! KeyTable()
}

extension Key {
    /// As it is written on screen.
    var shown: String { self == .character(" ") ? "space" : name }
}
