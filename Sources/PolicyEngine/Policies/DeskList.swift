public import Moderation

/// Phrases that a desk gives to the rules of packs it does not edit: its officials, its published
/// contacts, its election days.
///
/// A pack asks for them as `{desk.NAME}` and ships a sample, `desk/NAME.txt`, that only the examples
/// of its rules see.
public struct DeskList: Sendable, Equatable {
    public var name: String
    public var phrases: [String]
    /// Where it stands in the desk's settings.
    public var place: Problem.Place

    public init(name: String, phrases: [String], place: Problem.Place) {
        self.name = name
        self.phrases = phrases
        self.place = place
    }

    /// The list that holds one number: how many first comments of an author a desk looks at. In
    /// `desk.yaml` it has a key of its own, `first_comments`.
    static let firstComments = "first_comments"

    /// What a pack writes before the name, and the folder its samples lie in.
    static let prefix = "desk."
    static let folder = "desk"

    /// One line for the policy's digest.
    var canonical: String { "\(name) \(phrases.joined(separator: "\u{1}"))" }

    func problem(_ code: PolicyCode, _ message: String, help: String?) -> Problem {
        Problem(
            place: place, code: "C\(code.rawValue.dropFirst())", message: message, help: help)
    }
}
