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

    /// Whether it does anything without a screen.
    var isTyped: Bool { ![.zen, .scrollDown, .scrollUp, .redraw, .suspend].contains(self) }

    /// What may follow its word in plain mode.
    var takes: SafeText? {
        switch self {
        case .hide: "REASON"
        case .note, .escalate, .search: "WORDS"
        case .queue: "LIST"
        default: nil
        }
    }
}

/// One row of the table that dispatch, the bottom line, the help, README and `--read-only` are made of.
public struct KeyRow: Sendable {
    public var action: ReviewAction
    /// The first is the one that is shown.
    public var keys: [Key]
    /// For the bottom line: at most twelve letters.
    public var word: String
    /// For the help and README.
    public var sentence: String
    /// The sentence where words are typed, if another is true there.
    var spoken: String? {
        switch action {
        case .hide: "hide it for a reason, as in 'hide attack'; without one it is asked for"
        case .queue: "\(sentence); its name alone will do"
        default: nil
        }
    }
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
public struct KeyFault: Sendable, Equatable {
    public var message: String
    public var help: String
    /// The action whose keys are wrong; `nil` for the set of keys itself.
    public var action: String?
}

/// All that is wrong with them.
public struct KeyFaults: Error, Sendable, Equatable {
    public var all: [KeyFault]
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
    /// - Throws: all that can be told at once: which keys are left is not asked before all are keys.
    public init(
        preset: String? = nil, keys: [(action: String, keys: [String])] = []
    ) throws(KeyFaults) {
        rows = Self.usualRows
        var faults: [KeyFault] = []
        if let preset {
            if let changes = Self.presets.first(where: { $0.name == preset })?.changes {
                for (action, keys) in changes { set(action, keys.map { Key(name: $0)! }) }
            } else {
                let names = Self.presets.map(\.name)
                faults.append(
                    KeyFault(
                        message: "there is no set of keys '\(preset)'",
                        help: "one of: \(names.joined(separator: ", "))", action: nil))
            }
        }
        var own: Set<ReviewAction> = []
        for (name, names) in keys {
            guard let action = ReviewAction(rawValue: name) else {
                let all = ReviewAction.allCases.map(\.rawValue)
                faults.append(
                    KeyFault(
                        message: "the queue has no action '\(name)'",
                        help: "one of: \(all.joined(separator: ", "))", action: name))
                continue
            }
            let wrong = Self.faults(names, of: name)
            faults += wrong
            guard wrong.isEmpty else { continue }
            set(action, names.map { Key(name: $0)! })
            own.insert(action)
        }
        faults += indexOwn(own)
        if faults.isEmpty { faults = indexRest(besides: own) }
        guard faults.isEmpty else { throw KeyFaults(all: faults) }
    }

    private static func faults(_ names: [String], of action: String) -> [KeyFault] {
        guard !names.isEmpty else {
            return [
                KeyFault(
                    message: "'\(action)' has no key", help: "give it one at least", action: action)
            ]
        }
        return names.filter { Key(name: $0) == nil }.map { name in
            KeyFault(
                message: "'\(name)' is no key",
                help: "write a letter or sign, ctrl-a to ctrl-z, or one of: "
                    + Key.names.joined(separator: ", "), action: action)
        }
    }

    /// Two actions that a desk gave keys may not share one.
    private mutating func indexOwn(_ own: Set<ReviewAction>) -> [KeyFault] {
        var faults: [KeyFault] = []
        for row in rows where own.contains(row.action) {
            for key in row.keys {
                if let other = actions[key], other != row.action {
                    faults.append(
                        KeyFault(
                            message: "'\(key.name)' cannot do both '\(other.rawValue)' and"
                                + " '\(row.action.rawValue)'",
                            help: "give one of them another key", action: row.action.rawValue))
                }
                actions[key] = row.action
            }
        }
        return faults
    }

    /// A key that a desk gave to an action is taken from whatever had it.
    private mutating func indexRest(besides own: Set<ReviewAction>) -> [KeyFault] {
        var faults: [KeyFault] = []
        for place in rows.indices where !own.contains(rows[place].action) {
            let free = rows[place].keys.filter { actions[$0] == nil }
            if free.isEmpty {
                let name = rows[place].action.rawValue
                faults.append(
                    KeyFault(
                        message: "'\(name)' has no key left",
                        help: "give it one with '\(name): KEY'",
                        action: actions[rows[place].keys[0]]?.rawValue))
            }
            rows[place].keys = free
            for key in free { actions[key] = rows[place].action }
        }
        return faults
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
