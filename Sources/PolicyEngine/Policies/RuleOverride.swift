public import Moderation

/// What a desk changes about one rule of a pack it does not edit: off, softer, or with exceptions.
public struct RuleOverride: Sendable, Equatable {
    public var rule: RuleID
    public var isOff: Bool
    /// Points instead of the pack's; never more.
    public var points: Int?
    /// Phrases that make a hit harmless, beside the pack's own.
    public var exceptions: [String]
    /// Where it stands in the desk's settings.
    public var place: Problem.Place

    public init(
        rule: RuleID, isOff: Bool = false, points: Int? = nil, exceptions: [String] = [],
        place: Problem.Place
    ) {
        self.rule = rule
        self.isOff = isOff
        self.points = points
        self.exceptions = exceptions
        self.place = place
    }

    /// One line for the policy's digest: what is tamed is part of what judged.
    var canonical: String {
        "\(rule) \(isOff ? "off" : "on") \(points.map { String($0) } ?? "-") "
            + exceptions.joined(separator: "\u{1}")
    }

    func problem(_ code: PolicyCode, _ message: String, help: String?) -> Problem {
        Problem(
            place: place, code: "C\(code.rawValue.dropFirst())", message: message, help: help)
    }
}

/// The rules that keep others from acting: those that take points away, that give a protective label,
/// or that a combination must not see. To tame one would make another act more.
struct Restraints {
    private let protective: Set<LabelID>
    private let unseen: Set<RuleID>

    init(_ labels: [LabelDefinition], _ rules: [RuleDescription]) {
        protective = Set(labels.filter { $0.credit > 0 }.map(\.id))
        unseen = Set(
            rules.flatMap { rule -> [RuleID] in
                guard case .combine(let combine) = rule.check, rule.points > 0,
                    rule.status == .active
                else { return [] }
                return combine.noneOf.map { RuleID($0.text) }
            })
    }

    func loosens(_ override: RuleOverride, of rule: RuleDescription) -> Bool {
        guard override.isOff || !override.exceptions.isEmpty, rule.status != .draft else {
            return false
        }
        if case .label(let label) = rule.subject, protective.contains(label) { return true }
        return rule.points < 0 || !unseen.isDisjoint(with: [rule.id] + rule.formerly)
    }
}

extension RuleDescription.Check {
    /// Whether its finds are words of the text, which exceptions can be held against.
    var findsWords: Bool {
        switch self {
        case .phrases, .near, .count, .regex: true
        case .measure, .combine: false
        }
    }

    static let exceptionsElsewhere = "give it to the rules that a combination names, or take it out"
}

extension RuleDescription {
    func has(_ name: RuleID) -> Bool { id == name || formerly.contains(name) }

    /// - Returns: a problem when the override would make the rule act more, or change nothing.
    mutating func apply(_ override: RuleOverride) -> Problem? {
        if override.isOff {
            status = .draft
            isOff = true
        }
        if let points = override.points {
            guard case .category = subject, points <= self.points else {
                return override.problem(
                    .hardeningOverride,
                    "the override gives rule '\(id)' \(points) points, the pack gives \(self.points)",
                    help: "an override may only soften; write a rule of your own to act more")
            }
            self.points = points
        }
        if !override.exceptions.isEmpty, !check.findsWords {
            return override.problem(
                .wrongValue, "rule '\(id)' finds no words that an exception could take back",
                help: Check.exceptionsElsewhere)
        }
        deskExceptions += override.exceptions.map {
            PlacedText(text: $0, line: override.place.line ?? 1, column: 1)
        }
        return nil
    }
}
