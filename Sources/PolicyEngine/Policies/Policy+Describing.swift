public import Moderation

extension Policy {
    /// Every rule in words, in file order.
    ///
    /// - Complexity: O(bytes of the policy's files).
    public var details: [RuleDetail] { details(countingLists: true) }

    /// - Parameter countingLists: `false` leaves out how long lists are, so that a longer list is not
    ///   told as another rule.
    func details(countingLists: Bool) -> [RuleDetail] {
        var sizes: [String: [String: Int]] = [:]
        for list in files.compactMap(PhraseList.init) {
            sizes[list.pack, default: [:]][list.name] = list.phrases.count
        }
        let titles = Dictionary(
            uniqueKeysWithValues: rules.all.map { ($0.description.id, $0.description.title) })
        return rules.all.map { rule in
            let sizes = countingLists ? sizes[rule.description.pack] ?? [:] : nil
            return detail(rule.description, RuleWords(listSizes: sizes, titles: titles))
        }
    }

    private func detail(_ rule: RuleDescription, _ words: RuleWords) -> RuleDetail {
        let title: String?
        var isLabel = false
        switch rule.subject {
        case .category(let id): title = categoryByID[id]?.title
        case .label(let id):
            title = labels.first { $0.id == id }?.title
            isLabel = true
        }
        return RuleDetail(
            id: rule.id, formerly: rule.formerly, pack: rule.pack, title: rule.title,
            subject: rule.subject.name, subjectTitle: title ?? rule.subject.name,
            isLabel: isLabel, points: rule.points, family: rule.family,
            status: rule.status.rawValue, tellModerator: rule.tellModerator,
            tellAuthor: rule.tellAuthor, looksFor: words.sentences(rule.check),
            exceptions: words.exceptions(rule), conditions: words.conditions(rule.conditions),
            skips: RuleDescription.Skip.allCases.filter(rule.skip.contains).map(\.rawValue),
            seesThrough: RuleDescription.Disguise.allCases
                .filter { rule.seesThrough.contains($0.mark) }.map(\.rawValue),
            examples: rule.examples.map(\.detail),
            because: rule.because, owner: rule.owner, references: rule.references,
            place: "\(rule.file):\(rule.line)")
    }

    /// What a rule of this policy may lead to under each of some profiles, in their order; empty for
    /// a label, which leads nowhere.
    public func consequences(
        of rule: RuleDetail, under profiles: [ProfileSettings]
    ) -> [RuleConsequence] {
        guard !rule.isLabel, let category = categoryByID[CategoryID(rule.subject)] else {
            return []
        }
        return profiles.map { profile in
            RuleConsequence(
                profile: profile.profile, points: min(rule.points, profile.familyCap),
                thresholds: profile.thresholds, ceiling: category.ceiling[profile.profile])
        }
    }
}

/// A list of a pack: `packs/PACK/lists/NAME.txt`, one phrase a line.
struct PhraseList {
    let pack: String
    let name: String
    /// In file order, remarks left out.
    let phrases: [String]

    /// - Returns: `nil` for a file that is no list.
    init?(_ file: PolicyFile) {
        let parts = file.path.split(separator: "/")
        guard parts.count == 4, parts[2] == "lists", parts[3].hasSuffix(".txt") else { return nil }
        pack = String(parts[1])
        name = String(parts[3].dropLast(4))
        phrases = SourceLines(file.text).numbered.map { Self.phrase($0.text) }.filter {
            !$0.isEmpty
        }
    }

    /// A line without its remark, its words parted by one space each.
    static func phrase(_ line: String) -> String {
        if isPlain(line) { return line }
        let words = line.utf8.prefix { $0 != 0x23 }.split(whereSeparator: isWhiteSpace)
        return words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    }

    /// Whether a line is a phrase as it stands, as nearly all are.
    private static func isPlain(_ line: String) -> Bool {
        var last: UInt8 = 0x20
        for byte in line.utf8 {
            if byte == 0x23 || byte < 0x20 || byte == 0x20 && last == 0x20 { return false }
            last = byte
        }
        return last != 0x20
    }
}
