import Foundation
public import Moderation
import Yams

/// The settings of a desk, as `desk.yaml` has them.
public struct DeskSettings: Sendable, Equatable {
    public var profile: Profile
    /// The name that reports bear; `nil` takes the folder's.
    public var title: String?
    /// The folder of policies; `nil` means those that came with the program.
    public var policies: String?
    /// `nil` means every pack of that folder.
    public var packs: [PackPin]?
    /// The time zone that days are counted in; `nil` means the machine's.
    public var timeZone: String?
    /// Rules the desk tames; may be empty.
    public var overrides: [RuleOverride] = []
    /// The languages that somebody at the desk reads, as primary subtags of BCP 47; empty where the
    /// desk has not said, and then no rule asks.
    public var reads: [String] = []
    /// Phrases the desk gives to rules that ask for them; may be empty.
    public var lists: [DeskList] = []
    /// Who works at it; empty where it has not said.
    public var staff = Staff()
    /// The share of decisions that a second person gives too, 0…1.
    public var secondOpinions: Double = 0
    public var appeals = AppealTerms.usual
    /// Where its comments come from, in file order; empty where `ingest` is told on its command line.
    public var sources: [DeskSource] = []
    /// How long what comes from a source is kept; a source without a line is `permanent`.
    public var retention: [SourceName: RetentionClass] = [:]
    public var review = ReviewSettings()
    public var statements = StatementSettings()

    /// Reads settings as strictly as packs are read; codes begin with `C`.
    ///
    /// - Parameter others: what is wrong with them besides, for whoever knows more than their form; told
    ///   together with the rest.
    /// - Throws: all problems found, in file order.
    public static func read(
        path: String, text: String, _ others: (DeskSettings) -> [Problem] = { _ in [] }
    ) throws(Problems) -> DeskSettings {
        let reader = YAMLReader(path: path, text: text, letter: "C")
        let settings = settings(reader)
        let problems = reader.problems + (settings.map(others) ?? [])
        if let settings, problems.isEmpty { return settings }
        guard !problems.isEmpty else {
            throw Problems([reader.file.problem(.syntax, line: 1, "the file is not readable")])
        }
        let inOrder = problems.enumerated().sorted { left, right in
            (left.element.place?.line ?? 0, left.offset)
                < (right.element.place?.line ?? 0, right.offset)
        }
        throw Problems(inOrder.map(\.element))
    }

    private static func settings(_ reader: YAMLReader) -> DeskSettings? {
        let keys = [
            "profile", "title", "policies", "packs", "time_zone", "reads", "overrides", "lists",
            "first_comments", "sources", "people", "second_opinions", "appeals",
            "retention", "review", "statements",
        ]
        guard let root = reader.root(),
            let pairs = reader.mapping(root, "desk.yaml", keys: keys)
        else { return nil }
        let named = reader.required("profile", pairs, of: root, "desk.yaml").flatMap {
            reader.choice($0, "profile", of: Profile.self)
        }
        // What is wrong besides is told too, but not what only a narrower profile forbids.
        let profile = named ?? .publisher
        var settings = DeskSettings(profile: profile)
        settings.title = pairs["title"].flatMap { reader.string($0, "title") }
        settings.timeZone = pairs["time_zone"].flatMap { timeZone($0, reader) }
        if let value = pairs["policies"].flatMap({ reader.string($0, "policies") }) {
            settings.policies = value == "shipped" ? nil : value
        }
        settings.packs = pairs["packs"].map { node in
            reader.placedStrings(node, "packs").compactMap { text, item in
                let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
                guard let name = parts.first else {
                    reader.note(
                        .wrongValue, item, "a pack has no name", help: "write its name and version")
                    return nil
                }
                return PackPin(name: name, version: parts.count > 1 ? parts[1] : nil)
            }
        }
        settings.reads = pairs["reads"].map { reader.languages($0, "reads") } ?? []
        settings.overrides = pairs["overrides"].map { overrides($0, reader) } ?? []
        settings.lists = pairs["lists"].map { lists($0, reader) } ?? []
        settings.sources = pairs["sources"].map { DeskSource.read($0, reader) } ?? []
        settings.staff = pairs["people"].map { staff($0, reader) } ?? Staff()
        if let node = pairs["second_opinions"] {
            let percent = reader.integer(node, "second_opinions", in: 0...100)
            settings.secondOpinions = Double(percent ?? 0) / 100
        }
        if let node = pairs["appeals"] { settings.appeals = appealTerms(node, profile, reader) }
        settings.retention = pairs["retention"].map { retention($0, reader) } ?? [:]
        settings.review = pairs["review"].map { review($0, reader) } ?? ReviewSettings()
        if let node = pairs["statements"] { settings.statements = statements(node, reader) }
        if let node = pairs["first_comments"], let list = firstComments(node, profile, reader) {
            settings.lists.append(list)
        }
        return settings
    }

    /// How many of an author's first comments are held, as the list that the rule asks for.
    private static func firstComments(
        _ node: Node, _ profile: Profile, _ reader: YAMLReader
    ) -> DeskList? {
        if profile == .government {
            reader.note(
                .wrongValue, node, "'first_comments' is for publishers",
                help: "a public body may not hold a person back for being new; leave the key out")
            return nil
        }
        // Twenty, as the examples of the rule count on 21 being no first comment.
        return reader.integer(node, "first_comments", in: 1...20).map { count in
            DeskList(
                name: DeskList.firstComments, phrases: [String(count)],
                place: Problem.Place(
                    file: reader.file.path, line: node.mark?.line, column: node.mark?.column))
        }
    }

    private static func timeZone(_ node: Node, _ reader: YAMLReader) -> String? {
        guard let name = reader.string(node, "time_zone") else { return nil }
        let known = TimeZone.knownTimeZoneIdentifiers + ["UTC", "GMT"]
        if known.contains(name) { return name }
        let near = nearestName(to: name, among: known)
        reader.note(
            .wrongValue, node, "there is no time zone '\(name)'",
            help: near.map { "did you mean '\($0)'?" }
                ?? "write one of the IANA names, such as America/Denver")
        return nil
    }

    /// `rule.id: off`, or `rule.id: {strength: weak, except: [phrases]}`.
    private static func overrides(_ node: Node, _ reader: YAMLReader) -> [RuleOverride] {
        guard let mapping = node.mapping else {
            reader.note(.wrongValue, node, "overrides must be 'rule.id: change' lines")
            return []
        }
        return mapping.compactMap { key, value in
            let place = Problem.Place(
                file: reader.file.path, line: key.mark?.line, column: key.mark?.column)
            var override = RuleOverride(rule: RuleID(key.scalar?.string ?? ""), place: place)
            if let word = value.scalar?.string {
                guard word == "off" else {
                    reader.note(
                        .wrongValue, value, "'\(word)' is no override",
                        help: "write 'off', or {strength: …, except: […]}")
                    return nil
                }
                override.isOff = true
                return override
            }
            guard let pairs = reader.mapping(value, "an override", keys: ["strength", "except"])
            else { return nil }
            override.points = pairs["strength"].flatMap {
                reader.choice($0, "strength", of: RuleReader.Strength.self)?.points
            }
            override.exceptions = pairs["except"].map { reader.strings($0, "except") } ?? []
            return override
        }
    }

    /// `name: [phrases]` lines.
    private static func lists(_ node: Node, _ reader: YAMLReader) -> [DeskList] {
        guard let mapping = node.mapping else {
            reader.note(.wrongValue, node, "lists must be 'name: [phrases]' lines")
            return []
        }
        return mapping.map { key, value in
            let name = key.scalar?.string ?? ""
            return DeskList(
                name: name, phrases: reader.strings(value, name),
                place: Problem.Place(
                    file: reader.file.path, line: key.mark?.line, column: key.mark?.column))
        }
    }

    /// A text as it stands between YAML's double quotes; what nobody can see is left out.
    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.filter {
            $0.value >= 0x20 && !$0.properties.isDefaultIgnorableCodePoint
                && !(0x7F..<0xA0).contains($0.value)
        }.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined()
    }

    /// What `gavel init` writes: every pack pinned to the version it has now.
    public static func template(_ policy: Policy, title: String) -> String {
        """
        # A Gavel desk. Every key is listed here; `gavel status` says whether it reads well.

        # Which law binds the desk: government, publisher or publisher-eu. It is stamped on every
        # decision and report.
        profile: \(policy.profile.profile)

        # The name that reports bear.
        title: "\(escaped(title))"

        # Where the policy is read from: a folder, or `shipped` for the one that came with gavel.
        policies: shipped

        # The packs in use. A pack with another version is refused until the version is changed here.
        packs:
        \(policy.packs.map { "  - \($0)" }.joined(separator: "\n"))

        # Where comments come from. `gavel ingest` without a path reads all of them, and of each file only
        # what is new: a path is one file that may grow and be rotated, a glob many, a spool a folder
        # whose files are taken and moved to its done/ or failed/. Paths are below this folder.
        # sources:
        #   news: {path: /srv/export/comments.jsonl}
        #   letters: {glob: "letters/*.csv", format: csv, map: {text: remarks}}
        #   forms: {spool: incoming, article: ordinance.txt}

        # How long what comes from a source is kept before `gavel purge` may empty it: none, transitory
        # (180 days), correspondence-3y or permanent. A source without a line here is permanent.
        # retention:
        #   news: transitory
        #   letters: correspondence-3y

        # Languages that somebody at this desk reads. A comment in another one then waits in the
        # queue for somebody who reads it; without this line nobody looks at the language.
        # reads: [en, es]

        # Rules that this desk tames: off, softer, or with exceptions of its own.
        # overrides:
        #   style.capitals: off
        #   attack.name-calling: {strength: weak, except: [clown college]}

        # Who works here, and what each may do: a reader looks, a moderator decides, a lead answers appeals
        # and what was escalated and takes back what others decided, an owner purges records too. Without
        # these lines everybody with a login here is an owner.
        # people:
        #   ann: moderator
        #   bo: lead

        # Of a hundred decisions, how many a second person gives too without knowing of the first.
        # second_opinions: 3

        # Days in which a commenter may appeal a decision (184 or more for publisher-eu), and in which it
        # should be answered.
        # appeals: {open_within: 185, answer_within: 14}

        # What `gavel statement` tells authors: where they write to, where the rules stand for all to read, in
        # which language (en or es); for the European Union also the countries that the site is offered in
        # (without a list all of them) and the reasons that are against the law.
        # statements:
        #   contact: comments@city.example
        #   policy_url: https://city.example/comment-policy
        #   language: en
        #   territory: [DE, AT]
        #   legal_grounds: {defamation: "Section 186 of the Criminal Code"}

        # How `gavel review` looks to those who work here: whose keys (coral, vim or wordpress), keys of
        # your own, the reasons to hide that come first, and after how many minutes it suggests a pause.
        # review:
        #   preset: wordpress
        #   keys: {approve: y, next: [j, down]}
        #   reasons: [attack, hate, spam]
        #   pause_after: 45

        # Phrases that only this desk knows and rules ask for; policies/README.md names them.
        # lists:
        #   officials: [mayor lund, clerk ortega]
        #   official_contacts: [303-555-0100, clerk@city.example]

        # For publishers: hold the first comments of every author until somebody has seen them.
        # first_comments: 3

        # Days on reports are counted in this time zone; without it, in the machine's.
        # time_zone: America/Denver

        """
    }
}
