/// What somebody is at a desk; each may do what those before may.
public enum Role: String, Sendable, CaseIterable, Comparable {
    /// Sees the queue and reports.
    case reader
    /// Decides, notes, escalates, opens appeals, and takes back what they decided themselves.
    case moderator
    /// Takes back what others decided, answers what was escalated and appealed.
    case lead
    /// Lets records go: purges, erases, holds.
    case owner

    public static func < (left: Role, right: Role) -> Bool {
        Role.allCases.firstIndex(of: left)! < Role.allCases.firstIndex(of: right)!
    }

    public func may(_ act: Act) -> Bool { self >= act.least }
}

/// What a role allows; nobody is banned from commenting by any of it.
public enum Act: String, Sendable, CaseIterable {
    case look, review, undoOwn, undoOthers, answerEscalated, answerAppeals, seeAuthorDetails
    case keepRecords, seeOwnFigures, seeOthersFigures

    /// The least role that may.
    public var least: Role {
        switch self {
        case .look: .reader
        case .review, .undoOwn, .seeAuthorDetails, .seeOwnFigures: .moderator
        case .undoOthers, .answerEscalated, .answerAppeals, .seeOthersFigures: .lead
        case .keepRecords: .owner
        }
    }

    /// As in "only a lead may …".
    public var inWords: String {
        switch self {
        case .look: "look at the queue"
        case .review: "review comments"
        case .undoOwn: "take their own decisions back"
        case .undoOthers: "take back what others decided"
        case .answerEscalated: "answer what was escalated"
        case .answerAppeals: "answer appeals"
        case .seeAuthorDetails: "see an author's details"
        case .keepRecords: "hold, purge and erase records"
        case .seeOwnFigures: "see their own figures"
        case .seeOthersFigures: "see the figures of others"
        }
    }
}

/// Who works at a desk. Without anybody named, everyone with a login is an owner.
public struct Staff: Sendable, Equatable {
    public var roles: [Moderator: Role]

    public init(roles: [Moderator: Role] = [:]) { self.roles = roles }

    /// The name as the desk writes it, whatever letters are large.
    public func spelling(of moderator: Moderator) -> Moderator {
        if roles[moderator] != nil { return moderator }
        let lower = moderator.rawValue.lowercased()
        return roles.keys.first { $0.rawValue.lowercased() == lower } ?? moderator
    }

    /// `nil` for somebody the desk does not name.
    public func role(of moderator: Moderator) -> Role? {
        roles.isEmpty ? .owner : roles[moderator]
    }

    /// Whether there is a second person who may do something, so that it can be asked of them.
    public func hasOthers(who act: Act, than moderator: Moderator) -> Bool {
        roles.isEmpty || roles.contains { $0.key != moderator && $0.value.may(act) }
    }
}
