public import Moderation

extension PolicyComparison {
    /// Compares two policy folders, rule by rule and file by file.
    ///
    /// A rule that was renamed is found by `formerly` and is a change, not a removal.
    /// - Throws: the problems of the first folder that is not sound.
    public init(old: PolicyFolder, new: PolicyFolder) throws(Problems) {
        let sides = [try PolicySide(old), try PolicySide(new)]
        let (before, after) = (sides[0], sides[1])
        var added: [RuleDetail] = []
        var changed: [RuleChange] = []
        var kept: Set<RuleID> = []
        for rule in after.rules {
            guard let former = before.rules.first(where: { rule.isNamed($0.id) }) else {
                added.append(rule)
                continue
            }
            kept.insert(former.id)
            let changes = Self.changes(former, rule)
            if !changes.isEmpty {
                changed.append(RuleChange(rule: rule.id, title: rule.title, changes: changes))
            }
        }
        self.init(
            added: added, removed: before.rules.filter { !kept.contains($0.id) }, changed: changed,
            lists: Self.lists(before.lists, after.lists),
            settings: Self.changes(before.settings, after.settings),
            files: Self.files(old.files, new.files))
    }

    /// What differs between two wordings of a rule, in the order a clerk reads one.
    private static func changes(_ old: RuleDetail, _ new: RuleDetail) -> [Change] {
        let fields: [(String, (RuleDetail) -> String?)] = [
            ("id", { $0.id.rawValue }),
            ("pack", \.pack), ("title", \.title),
            ("subject", { ($0.isLabel ? "label " : "category ") + $0.subject }),
            ("points", { "\($0.points)" }), ("family", \.family), ("status", \.status),
            ("what it looks for", { joined($0.looksFor) }),
            ("what takes it back", { joined($0.exceptions) }),
            ("where and when", { joined($0.conditions) }),
            ("what it skips", { joined($0.skips) }),
            ("what it sees through", { joined($0.seesThrough) }),
            ("what moderators are told", \.tellModerator),
            ("what authors are told", \.tellAuthor), ("why it exists", \.because),
            ("owner", \.owner), ("references", { joined($0.references) }),
        ]
        let changes = fields.compactMap { what, value -> Change? in
            let (old, new) = (value(old), value(new))
            return isSame(old, new) ? nil : Change(what: what, old: old, new: new)
        }
        return changes + examples(old.examples, new.examples)
    }

    private static func examples(
        _ old: [RuleDetail.Example], _ new: [RuleDetail.Example]
    ) -> [Change] {
        RuleDetail.Example.Kind.allCases.flatMap { kind -> [Change] in
            let (was, now) = (
                old.filter { $0.kind == kind }.map(\.text),
                new.filter { $0.kind == kind }.map(\.text)
            )
            return missing(was, in: now).map {
                Change(what: "example \(kind.rawValue)", old: $0, new: nil)
            }
                + missing(now, in: was).map {
                    Change(what: "example \(kind.rawValue)", old: nil, new: $0)
                }
        }
    }

    private static func lists(
        _ old: [String: [String]], _ new: [String: [String]]
    ) -> [ListChange] {
        Set(old.keys).union(new.keys).sorted().compactMap { name in
            let (was, now) = (old[name] ?? [], new[name] ?? [])
            let change = ListChange(
                list: name, added: missing(now, in: was), removed: missing(was, in: now))
            return change.added.isEmpty && change.removed.isEmpty ? nil : change
        }
    }

    private static func changes(
        _ old: [(what: String, value: String)], _ new: [(what: String, value: String)]
    ) -> [Change] {
        let was = Dictionary(old, uniquingKeysWith: { $1 })
        let now = Dictionary(new, uniquingKeysWith: { $1 })
        let names = new.map(\.what) + old.map(\.what).filter { now[$0] == nil }
        return names.compactMap { name in
            isSame(was[name], now[name])
                ? nil : Change(what: name, old: was[name], new: now[name])
        }
    }

    private static func files(_ old: [PolicyFile], _ new: [PolicyFile]) -> [FileChange] {
        let was = Dictionary(uniqueKeysWithValues: old.map { ($0.path, $0.sha256) })
        let now = Dictionary(uniqueKeysWithValues: new.map { ($0.path, $0.sha256) })
        return Set(was.keys).union(now.keys).sorted().compactMap { path in
            was[path] == now[path]
                ? nil : FileChange(path: path, old: was[path], new: now[path])
        }
    }

    private static func missing(_ texts: [String], in others: [String]) -> [String] {
        let others = Set(others.map { Array($0.utf8) })
        return texts.filter { !others.contains(Array($0.utf8)) }
    }

    /// Compared by bytes: an accent written in another way is a change of the file.
    private static func isSame(_ left: String?, _ right: String?) -> Bool {
        left.map { Array($0.utf8) } == right.map { Array($0.utf8) }
    }

    private static func joined(_ words: [String]) -> String? {
        words.isEmpty ? nil : words.joined(separator: "; ")
    }
}

/// One of two policies, as far as a comparison asks.
private struct PolicySide {
    let rules: [RuleDetail]
    /// Phrases by `pack/list`.
    var lists: [String: [String]] = [:]
    /// Everything beside the rules that decides a route, in the order it is read out.
    var settings: [(what: String, value: String)] = []

    init(_ folder: PolicyFolder) throws(Problems) {
        // What rules say is the same under every profile; what profiles say is read from their files.
        let policy = try Policy.load(from: folder.path, profile: .publisher)
        rules = policy.details(countingLists: false)
        for list in folder.files.compactMap(PhraseList.init) {
            lists["\(list.pack)/\(list.name)"] = list.phrases
        }
        for pack in folder.packs { add("version of \(pack.name)", pack.version ?? "none") }
        for profile in try folder.profiles() {
            for threshold in profile.thresholds {
                add("threshold of \(threshold.route), \(profile.profile)", "\(threshold.points)")
            }
            add("family cap, \(profile.profile)", "\(profile.familyCap)")
            add("notice, \(profile.profile)", profile.notice)
            add("retention, \(profile.profile)", profile.retention)
        }
        for category in policy.categories {
            for profile in Profile.allCases {
                add(
                    "ceiling of \(category.id), \(profile)",
                    category.ceiling[profile]?.rawValue ?? "label only")
            }
            add("title of \(category.id)", category.title)
            add("definition of \(category.id)", category.definition)
            add("what \(category.id) is not", category.notIncluded)
            add("severity of \(category.id)", "S\(category.severity)")
            add(
                "whether \(category.id) turns on a view",
                category.isViewpointSensitive ? "yes" : "no")
        }
        for label in policy.labels { add("credit of the label \(label.id)", "\(label.credit)") }
    }

    private mutating func add(_ what: String, _ value: String) { settings.append((what, value)) }
}
