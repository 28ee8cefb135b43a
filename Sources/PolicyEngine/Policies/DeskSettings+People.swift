import Moderation
import Yams

extension DeskSettings {
    /// `name: role` lines.
    static func staff(_ node: Node, _ reader: YAMLReader) -> Staff {
        guard let mapping = node.mapping, !mapping.isEmpty else {
            reader.note(
                .wrongValue, node, "people must be 'name: role' lines",
                help: "write a name and reader, moderator, lead or owner")
            return Staff()
        }
        var staff = Staff()
        for (key, value) in mapping {
            guard let name = reader.string(key, "a name"),
                let role = reader.choice(value, name, of: Role.self)
            else { continue }
            staff.roles[Moderator(name)] = role
        }
        return staff
    }

    /// Days to object and to answer.
    static func appealTerms(
        _ node: Node, _ profile: Profile, _ reader: YAMLReader
    ) -> AppealTerms {
        var terms = AppealTerms.usual
        let days = 1...3_650  // to ten years
        guard
            let pairs = reader.mapping(node, "appeals", keys: ["open_within", "answer_within"])
        else { return terms }
        func seconds(_ key: String) -> Double? {
            pairs[key].flatMap { reader.integer($0, key, in: days) }.map { Double($0) * 86_400 }
        }
        terms.toOpen = seconds("open_within") ?? terms.toOpen
        let isShort = terms.toOpen < Double(AppealTerms.sixMonths) * 86_400
        if profile == .publisherEU, isShort, let node = pairs["open_within"] {
            reader.note(
                .wrongValue, node,
                "open_within must be at least \(AppealTerms.sixMonths) under '\(profile)'",
                help: "Article 20(1) of Regulation (EU) 2022/2065 asks for six months")
        }
        terms.toAnswer = seconds("answer_within") ?? terms.toAnswer
        return terms
    }
}
