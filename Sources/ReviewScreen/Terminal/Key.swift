/// A key as a terminal sends it.
public enum Key: Hashable, Sendable {
    /// A letter, a digit, a sign; what a space bar sends is one too.
    case character(String)
    case control(Character)
    case enter, escape, tab, backTab, backspace, delete
    case up, down, left, right, home, end, pageUp, pageDown
    /// Text that was pasted, whatever it holds; never taken for keys.
    case paste(String)

    /// Reads a name as `desk.yaml` has it: `f`, `"`, `space`, `ctrl-d`, `page-down`.
    public init?(name: String) {
        if let key = Self.named.first(where: { $0.name == name })?.key {
            self = key
        } else if name.hasPrefix("ctrl-"), let letter = name.dropFirst(5).first, name.count == 6,
            ("a"..."z").contains(letter)
        {
            self = .control(letter)
        } else if name.count == 1, let scalar = name.unicodeScalars.first,
            scalar.properties.generalCategory != .control, scalar != " "
        {
            self = .character(name)
        } else {
            return nil
        }
    }

    /// The name that `desk.yaml` has for it.
    public var name: String {
        switch self {
        case .character(let text): text == " " ? "space" : text
        case .control(let letter): "ctrl-\(letter)"
        case .paste: "paste"
        default: Self.named.first { $0.key == self }!.name
        }
    }

    /// Every key that has a name of its own.
    public static let names = named.map(\.name)

    private static let named: [(name: String, key: Key)] = [
        ("space", .character(" ")), ("enter", .enter), ("escape", .escape), ("tab", .tab),
        ("back-tab", .backTab), ("backspace", .backspace), ("delete", .delete), ("up", .up),
        ("down", .down), ("left", .left), ("right", .right), ("home", .home), ("end", .end),
        ("page-up", .pageUp), ("page-down", .pageDown),
    ]
}
