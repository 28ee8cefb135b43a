import Crypto
public import Moderation

extension Policy {
    /// What each active rule finds and gives, as the first 16 hexadecimal digits of a SHA-256.
    ///
    /// Everything that can change a hit or its points is in it: the check with the phrases of its
    /// lists, exceptions, conditions, what is skipped and seen through, subject, points, family, and
    /// what the desk overrides. Ids, titles, sentences and examples are not: a rule by another name
    /// that does the same has the same fingerprint.
    /// - Complexity: O(bytes of the rules and lists).
    public var ruleFingerprints: [RuleID: String] {
        let fingerprints = RuleFingerprints(self)
        return Dictionary(
            uniqueKeysWithValues: rules.all.filter(\.isActive).map {
                ($0.description.id, fingerprints.fingerprint(of: $0))
            })
    }
}

/// Writes rules down in one fixed form and hashes it.
private struct RuleFingerprints {
    private let rules: [CompiledRule]
    /// The fingerprint of each list's phrases, by `pack/list`.
    private let lists: [String: String]
    /// The fingerprint of what the desk gives, by name.
    private let deskLists: [String: String]
    private let reads: [String]

    init(_ policy: Policy) {
        rules = policy.rules.all
        reads = policy.reads.sorted()
        lists = Dictionary(
            policy.files.compactMap(PhraseList.init).map {
                ("\($0.pack)/\($0.name)", Self.digest([$0.phrases.sorted()]))
            }, uniquingKeysWith: { first, _ in first })
        deskLists = Dictionary(
            policy.deskLists.map { ($0.name, Self.digest([$0.phrases.sorted()])) },
            uniquingKeysWith: { first, _ in first })
    }

    func fingerprint(of rule: CompiledRule) -> String {
        let description = rule.description
        var parts = check(rule)
        switch description.subject {
        case .category(let id): parts.append(["category", id.rawValue])
        case .label(let id): parts.append(["label", id.rawValue])
        }
        parts += [
            [description.status.rawValue, String(description.points), description.family],
            RuleDescription.Skip.allCases.filter(description.skip.contains).map(\.rawValue),
            RuleDescription.Disguise.allCases
                .filter { description.seesThrough.contains($0.mark) }.map(\.rawValue),
            phrases(
                description.exceptOverlapping + description.deskExceptions, of: description),
            ["in article: \(description.exceptInArticle)"],
        ]
        if let after = description.exceptAfterWords {
            parts += [["after", String(after.within)], phrases(after.words, of: description)]
        }
        if let before = description.exceptBeforeWords {
            parts += [["before", String(before.within)], phrases(before.words, of: description)]
        }
        return Self.digest(parts + conditions(description.conditions))
    }

    private func check(_ rule: CompiledRule) -> [[String]] {
        let description = rule.description
        switch description.check {
        case .phrases(let phrases): return [["phrases"], self.phrases(phrases, of: description)]
        case .near(let near):
            let isTied = near.betweenOnly != nil
            return [
                ["near", "\(near.withinWords)", "\(near.sameSentence)", "\(near.eitherOrder)"],
                phrases(near.first, of: description), phrases(near.then, of: description),
                ["\(isTied)"], phrases(near.betweenOnly ?? [], of: description),
            ]
        case .count(let count):
            return [
                ["count", text(count.atLeast), text(count.atMost)],
                phrases(count.phrases, of: description),
            ]
        case .regex(let regex):
            return [
                [
                    "regex", regex.pattern.text, "\(regex.reach)",
                    text(regex.verification?.rawValue),
                ],
                regex.needs.map(\.text).sorted(),
            ]
        case .measure(let measure):
            return [
                [
                    "measure", measure.measure.rawValue, text(measure.atLeast),
                    text(measure.atMost),
                ] + (measure.measure.asksWhatIsRead ? reads : [])
            ]
        case .combine:
            guard case .combine(let parts) = rule.check else { return [] }
            // A combination finds what its parts find: when one changes, it has changed too.
            return [["combine", "\(parts.atLeast)"]]
                + [parts.allOf, parts.anyOf, parts.noneOf].map { numbers in
                    numbers.map { fingerprint(of: rules[$0]) }.sorted()
                }
        }
    }

    private func conditions(_ conditions: RuleDescription.Conditions) -> [[String]] {
        guard !conditions.isEmpty else { return [] }
        return [
            conditions.sources.sorted(), conditions.sections.sorted(),
            conditions.languages.sorted(),
            [
                conditions.place?.rawValue ?? "-", conditions.deskList ?? "-",
                text(conditions.from), text(conditions.until),
            ],
        ]
    }

    /// Phrases without their order, which changes nothing; a list stands there as what it holds.
    private func phrases(
        _ phrases: RuleDescription.Phrases, of rule: RuleDescription
    ) -> [String] {
        phrases.map { phrase in
            guard phrase.text.hasPrefix("{"), phrase.text.hasSuffix("}") else { return phrase.text }
            let name = phrase.text.dropFirst().dropLast()
            if name.hasPrefix(DeskList.prefix) {
                return "{\(name) \(deskLists[String(name.dropFirst(DeskList.prefix.count))] ?? "")}"
            }
            return "{\(lists["\(rule.pack)/\(name)"] ?? "")}"
        }.sorted()
    }

    private func text(_ bound: (some CustomStringConvertible)?) -> String {
        bound.map { "\($0)" } ?? "-"
    }

    /// Each text with its length before it, so that no two rules come to the same bytes.
    private static func digest(_ parts: [[String]]) -> String {
        var hash = SHA256()
        for part in parts {
            hash.update(data: Array("\(part.count)[".utf8))
            for text in part { hash.update(data: Array("\(text.utf8.count):\(text)".utf8)) }
        }
        return String(hexDigits(hash.finalize()).prefix(16))
    }
}
