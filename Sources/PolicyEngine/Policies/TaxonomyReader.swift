import Moderation
import Yams

/// The closed set of categories and labels.
struct Taxonomy {
    var categories: [Category] = []
    var labels: [LabelDefinition] = []
}

/// Reads `categories.yaml` and a profile's settings.
struct TaxonomyReader {
    let reader: YAMLReader

    private enum Ceiling: String, CaseIterable { case label, queue, hold, reject }

    private enum Severity: String, CaseIterable {
        case s0 = "S0"
        case s1 = "S1"
        case s2 = "S2"
        case s3 = "S3"
        case s4 = "S4"
    }

    func taxonomy() -> Taxonomy? {
        guard let root = reader.root(),
            let pairs = reader.mapping(root, "the file", keys: ["categories", "labels"]),
            let categories = reader.required("categories", pairs, of: root, "the file"),
            let labels = reader.required("labels", pairs, of: root, "the file")
        else { return nil }
        return Taxonomy(
            categories: unique(reader.items(categories, "categories"), category, \.id.rawValue),
            labels: unique(reader.items(labels, "labels"), label, \.id.rawValue))
    }

    private func unique<Entry>(
        _ nodes: [Node], _ read: (Node) -> Entry?, _ id: (Entry) -> String
    ) -> [Entry] {
        var seen: Set<String> = []
        return nodes.compactMap { node in
            guard let entry = read(node) else { return nil }
            if seen.insert(id(entry)).inserted { return entry }
            reader.note(
                .duplicateKey, node, "'\(id(entry))' stands twice",
                help: "keep one of the two")
            return nil
        }
    }

    private func category(_ node: Node) -> Category? {
        let keys = [
            "id", "title", "definition", "not_included", "severity", "viewpoint_sensitive",
            "ceiling", "dsa", "coral", "notice",
        ]
        guard let pairs = reader.mapping(node, "a category", keys: keys),
            let id = text("id", pairs, node), let title = text("title", pairs, node),
            let definition = text("definition", pairs, node),
            let severityNode = reader.required("severity", pairs, of: node, id),
            let severity = reader.choice(severityNode, "severity", of: Severity.self),
            let sensitiveNode = reader.required("viewpoint_sensitive", pairs, of: node, id),
            let isSensitive = reader.boolean(sensitiveNode, "viewpoint_sensitive"),
            let ceilingNode = reader.required("ceiling", pairs, of: node, id)
        else { return nil }
        return Category(
            id: CategoryID(id), title: title, definition: definition,
            notIncluded: pairs["not_included"].flatMap { reader.string($0, "not_included") } ?? "",
            severity: Severity.allCases.firstIndex(of: severity) ?? 0,
            isViewpointSensitive: isSensitive,
            ceiling: ceilings(ceilingNode, id: id, isSensitive: isSensitive),
            notice: pairs["notice"].flatMap { reader.string($0, "notice") },
            dsa: pairs["dsa"].flatMap(dsaFiling),
            coral: pairs["coral"].flatMap { reader.choice($0, "coral", of: CoralReason.self) }?
                .rawValue)
    }

    private func dsaFiling(_ node: Node) -> DSAFiling? {
        guard let pairs = reader.mapping(node, "dsa", keys: ["category", "keyword"]),
            let category = reader.required("category", pairs, of: node, "dsa"),
            let keyword = reader.required("keyword", pairs, of: node, "dsa"),
            let name = reader.choice(category, "category", of: DSACategory.self),
            let word = reader.choice(keyword, "keyword", of: DSAKeyword.self)
        else { return nil }
        return DSAFiling(category: name.rawValue, keyword: word.rawValue)
    }

    private func ceilings(_ node: Node, id: String, isSensitive: Bool) -> [Profile: Route] {
        guard
            let pairs = reader.mapping(
                node, "ceiling", keys: Profile.allCases.map(\.rawValue))
        else { return [:] }
        var ceilings: [Profile: Route] = [:]
        for profile in Profile.allCases {
            guard let value = reader.required(profile.rawValue, pairs, of: node, "ceiling"),
                let ceiling = reader.choice(value, "ceiling", of: Ceiling.self)
            else { continue }
            if let problem = Self.lawProblem(ceiling, id, isSensitive, profile) {
                reader.note(.ceilingTooHigh, value, problem)
            }
            ceilings[profile] = ceiling == .label ? nil : Route(rawValue: ceiling.rawValue)
        }
        return ceilings
    }

    /// What a profile's law forbids whatever a file says.
    ///
    /// **Source**: `rule-packs.md` "Tone is never a verdict": in `government` nothing
    /// viewpoint-sensitive goes beyond `queue`, hate and attack are labels, only private data, spam,
    /// scams, floods (and what concerns minors) may be held; `reject` exists for spam and scam of a
    /// publisher only; tone orders the queue at most.
    private static func lawProblem(
        _ ceiling: Ceiling, _ id: String, _ isSensitive: Bool, _ profile: Profile
    ) -> String? {
        let isRejectable = id == "spam" || id == "scam"
        if ceiling == .reject, !isRejectable || profile == .government {
            return "'\(id)' may not be rejected by machine under '\(profile)'"
        }
        if CategoryID(id).isTone, ceiling != .label {
            if profile == .government {
                return "'\(id)' is tone: under '\(profile)' it is a label only"
            }
            if ceiling != .queue { return "'\(id)' is tone, which alone never holds a comment" }
        }
        guard profile == .government else { return nil }
        if id == "hate" || id == "attack", ceiling != .label {
            return "'\(id)' is a label only under '\(profile)'"
        }
        let holdable = ["pii", "spam", "scam", "flood", "minors"]
        if ceiling == .hold, isSensitive || !holdable.contains(id) {
            return "'\(id)' may not be held by machine under '\(profile)'"
        }
        return nil
    }

    private func label(_ node: Node) -> LabelDefinition? {
        guard let pairs = reader.mapping(node, "a label", keys: ["id", "title", "credit"]),
            let id = text("id", pairs, node), let title = text("title", pairs, node)
        else { return nil }
        let credit = pairs["credit"].flatMap { reader.integer($0, "credit", in: 0...10) } ?? 0
        return LabelDefinition(id: LabelID(id), title: title, credit: credit)
    }

    /// The words of `neutrality/refused.yaml`.
    func refusedWords() -> RefusedWords {
        guard let root = reader.root(),
            let pairs = reader.mapping(root, "the file", keys: ["names", "bare"])
        else { return RefusedWords() }
        var refused = RefusedWords()
        for phrase in pairs["names"].map({ reader.strings($0, "names") }) ?? [] {
            refused.names += RefusedWords.words(phrase).prefix(1)
        }
        for phrase in pairs["bare"].map({ reader.strings($0, "bare") }) ?? [] {
            refused.bare.insert(RefusedWords.words(phrase))
        }
        return refused
    }

    func profile(_ expected: Profile) -> ProfileSettings? {
        let keys = [
            "profile", "title", "meaning", "thresholds", "family_cap", "notice", "retention",
        ]
        guard let root = reader.root(), let pairs = reader.mapping(root, "a profile", keys: keys),
            let nameNode = reader.required("profile", pairs, of: root, "the profile"),
            let name = reader.choice(nameNode, "profile", of: Profile.self),
            let title = text("title", pairs, root), let meaning = text("meaning", pairs, root),
            let thresholdsNode = reader.required("thresholds", pairs, of: root, "the profile"),
            let thresholds = thresholds(thresholdsNode),
            let capNode = reader.required("family_cap", pairs, of: root, "the profile"),
            let cap = reader.integer(capNode, "family_cap", in: 1...100)
        else { return nil }
        if name != expected {
            reader.note(.wrongValue, nameNode, "this file must describe '\(expected)'")
        }
        return ProfileSettings(
            profile: name, title: title, meaning: meaning, thresholds: thresholds, familyCap: cap,
            notice: pairs["notice"].flatMap { reader.string($0, "notice") } ?? "",
            retention: pairs["retention"].flatMap { reader.string($0, "retention") } ?? "")
    }

    private func thresholds(_ node: Node) -> [RouteThreshold]? {
        guard
            let pairs = reader.mapping(node, "thresholds", keys: ["queue", "hold", "reject"]),
            reader.required("queue", pairs, of: node, "thresholds") != nil,
            reader.required("hold", pairs, of: node, "thresholds") != nil
        else { return nil }
        var thresholds: [RouteThreshold] = []
        for route in [Route.queue, .hold, .reject] {
            guard let value = pairs[route.rawValue],
                let points = reader.integer(value, route.rawValue, in: 1...1000)
            else { continue }
            if let last = thresholds.last, points <= last.points {
                reader.note(
                    .wrongValue, value,
                    "'\(route)' must need more points than '\(last.route)' (\(last.points))")
            }
            thresholds.append(RouteThreshold(route: route, points: points))
        }
        return thresholds
    }

    private func text(_ key: String, _ pairs: [String: Node], _ node: Node) -> String? {
        reader.required(key, pairs, of: node, "this entry").flatMap { reader.string($0, key) }
    }
}
