import Moderation
import Yams

/// Defaults that a pack gives its rules.
struct PackDefaults {
    var category: CategoryID?
    var skip: Set<RuleDescription.Skip> = [.quoted, .links]
    var seesThrough: Token.Marks = [.accents, .lookalikes, .hidden]
}

/// Reads one rule of a pack; every fault becomes a problem with its place.
struct RuleReader {
    let reader: YAMLReader
    let defaults: PackDefaults
    let taxonomy: Taxonomy
    let pack: String

    static let keys = [
        "id", "title", "tell_moderator", "tell_author", "category", "label", "strength", "family",
        "status", "skip", "see_through", "find", "except", "examples", "because", "owner",
        "references", "reviewed", "only", "from", "until", "formerly",
    ]

    /// - Returns: `nil` with problems noted when the rule cannot be understood.
    func rule(_ node: Node) -> RuleDescription? {
        guard
            let pairs = reader.mapping(node, "a rule", keys: Self.keys),
            let id = ruleID(pairs, node), let title = title(pairs, node),
            let tell = reader.required("tell_moderator", pairs, of: node, "rule \(id)")
                .flatMap({ reader.string($0, "tell_moderator") }),
            let (subject, points) = subject(pairs, node, id),
            let find = reader.required("find", pairs, of: node, "rule \(id)"),
            let check = CheckReader(reader: reader).check(find)
        else { return nil }
        let except =
            pairs["except"].map { CheckReader(reader: reader).exceptions($0) }
            ?? CheckReader.Exceptions()
        if let node = pairs["except"], !check.findsWords {
            reader.note(
                .wrongValue, node, "rule \(id) finds no words that an exception could take back",
                help: RuleDescription.Check.exceptionsElsewhere)
        }
        let skip = skip(pairs, node, id)
        let family =
            pairs["family"].flatMap { reader.string($0, "family") } ?? subject.name
        let status =
            pairs["status"].flatMap {
                reader.choice($0, "status", of: RuleDescription.Status.self)
            } ?? .active
        return RuleDescription(
            id: id, formerly: formerly(pairs), pack: pack, title: title, tellModerator: tell,
            tellAuthor: pairs["tell_author"].flatMap { reader.string($0, "tell_author") },
            subject: subject, points: points, family: family, status: status, skip: skip,
            seesThrough: Self.seesThrough(pairs["see_through"], reader) ?? defaults.seesThrough,
            check: check, exceptOverlapping: except.overlapping,
            exceptAfterWords: except.afterWords, exceptBeforeWords: except.beforeWords,
            exceptInArticle: except.inArticle,
            conditions: conditions(pairs),
            examples: pairs["examples"].map(examples) ?? [],
            because: pairs["because"].flatMap { reader.string($0, "because") },
            owner: pairs["owner"].flatMap { reader.string($0, "owner") },
            references: pairs["references"].map { reader.strings($0, "references") } ?? [],
            file: reader.file.path,
            line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }

    private func ruleID(_ pairs: [String: Node], _ node: Node) -> RuleID? {
        guard let value = reader.required("id", pairs, of: node, "a rule"),
            let text = reader.string(value, "id")
        else { return nil }
        return wellFormed(text, at: value)
    }

    private func formerly(_ pairs: [String: Node]) -> [RuleID] {
        guard let node = pairs["formerly"] else { return [] }
        return reader.placedStrings(node, "formerly").compactMap {
            wellFormed($0.text, at: $0.node)
        }
    }

    /// Whether a text has the form of a rule id: `topic.detail`, small letters, digits, hyphens.
    static func isWellFormed(_ text: String) -> Bool {
        text.utf8.contains(0x2E)
            && text.utf8.split(separator: 0x2E, omittingEmptySubsequences: false).allSatisfy {
                !$0.isEmpty
                    && $0.allSatisfy {
                        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
                    }
            }
    }

    private func wellFormed(_ text: String, at value: Node) -> RuleID? {
        guard Self.isWellFormed(text) else {
            reader.note(
                .malformedName, value, "'\(text)' is no rule id",
                help: "write topic.detail in small letters, digits and hyphens")
            return nil
        }
        return RuleID(text)
    }

    private func title(_ pairs: [String: Node], _ node: Node) -> String? {
        guard let value = reader.required("title", pairs, of: node, "a rule"),
            let text = reader.string(value, "title")
        else { return nil }
        if text.unicodeScalars.count > 50 {
            reader.note(
                .textTooLong, value, "the title has \(text.unicodeScalars.count) characters",
                help: "50 at most: it is read in a column")
        }
        return text
    }

    private func subject(
        _ pairs: [String: Node], _ node: Node, _ id: RuleID
    ) -> (RuleDescription.Subject, Int)? {
        if let label = pairs["label"] {
            guard let text = reader.string(label, "label") else { return nil }
            guard taxonomy.labels.contains(where: { $0.id.rawValue == text }) else {
                noteUnknown(text, "label", label, among: taxonomy.labels.map(\.id.rawValue))
                return nil
            }
            for key in ["strength", "category"] {
                if let value = pairs[key] {
                    reader.note(
                        .wrongValue, value, "a rule for a label has no '\(key)'",
                        help: "labels describe and give no points")
                }
            }
            return (.label(LabelID(text)), 0)
        }
        let category: CategoryID
        if let value = pairs["category"] {
            guard let text = reader.string(value, "category") else { return nil }
            category = CategoryID(text)
            guard known(category, at: value) else { return nil }
        } else if let inherited = defaults.category {
            category = inherited
        } else {
            reader.note(.missingKey, node, "rule \(id) has no 'category'")
            return nil
        }
        guard let strength = reader.required("strength", pairs, of: node, "rule \(id)"),
            let points = points(strength)
        else { return nil }
        return (.category(category), points)
    }

    func known(_ category: CategoryID, at node: Node) -> Bool {
        let names = taxonomy.categories.map(\.id.rawValue)
        if names.contains(category.rawValue) { return true }
        noteUnknown(category.rawValue, "category", node, among: names)
        return false
    }

    private func noteUnknown(_ name: String, _ kind: String, _ node: Node, among names: [String]) {
        let near = nearestName(to: name, among: names)
        reader.note(
            .unknownCategory, node, "there is no \(kind) '\(name)'",
            help: near.map { "did you mean '\($0)'?" } ?? "one of: \(names.joined(separator: ", "))"
        )
    }

    enum Strength: String, CaseIterable {
        case hint, weak, medium, strong

        /// **Source**: `policies/README.md`: one strong rule reaches `hold`, one medium `queue`.
        var points: Int {
            switch self {
            case .hint: 1
            case .weak: 2
            case .medium: 3
            case .strong: 5
            }
        }
    }

    private func points(_ node: Node) -> Int? {
        if node.mapping != nil {
            guard let pairs = reader.mapping(node, "strength", keys: ["credit"]),
                let credit = reader.required("credit", pairs, of: node, "strength")
            else { return nil }
            return reader.integer(credit, "credit", in: 1...10).map { -$0 }
        }
        return reader.choice(node, "strength", of: Strength.self)?.points
    }

    /// Also what the pack says for all its rules is argued for at each.
    private func skip(
        _ pairs: [String: Node], _ node: Node, _ id: RuleID
    ) -> Set<RuleDescription.Skip> {
        let skip = pairs["skip"].map { Self.skip($0, reader) } ?? defaults.skip
        if skip.isEmpty, pairs["because"] == nil {
            reader.note(
                .emptySkipUnargued, pairs["skip"] ?? node,
                "rule \(id) judges quotations and links too",
                help: "say why under 'because'")
        }
        return skip
    }

    static func skip(_ node: Node, _ reader: YAMLReader) -> Set<RuleDescription.Skip> {
        if node.sequence?.isEmpty == true { return [] }
        return Set(
            reader.items(node, "skip").compactMap {
                reader.choice($0, "skip", of: RuleDescription.Skip.self)
            })
    }

    static func seesThrough(_ node: Node?, _ reader: YAMLReader) -> Token.Marks? {
        guard let node else { return nil }
        var marks: Token.Marks = []
        for item in reader.items(node, "see_through") {
            if let disguise = reader.choice(
                item, "see_through", of: RuleDescription.Disguise.self)
            {
                marks.insert(disguise.mark)
            }
        }
        return marks
    }
}
