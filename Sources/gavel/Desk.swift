import ArgumentParser
import Foundation
import Ingest
import Moderation
import PolicyEngine
import ReviewQueue
import ReviewScreen

/// A folder with `desk.yaml` and `gavel.db`.
struct Desk {
    let folder: String
    let settings: DeskSettings

    var databasePath: String { folder + "/gavel.db" }
    var lockPath: String { folder + "/ingest.lock" }
    var authorKeyPath: String { folder + "/author.key" }
    var lastRunPath: String { folder + "/last-ingest.json" }
    var title: String {
        settings.title ?? URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent
    }
    var timeZone: TimeZone { settings.timeZone.flatMap(TimeZone.init(identifier:)) ?? .current }

    init(folder: String, settings: DeskSettings) {
        self.folder = folder
        self.settings = settings
    }

    init(folder: String) throws {
        self.folder = folder
        let path = folder + "/desk.yaml"
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Problem(
                place: Problem.Place(file: path), code: "C022",
                message: "the desk's settings are missing or unreadable",
                help: "gavel init DIR makes a desk")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw Problem(
                place: Problem.Place(file: path), code: "C001", message: "the file is not UTF-8",
                help: "save it as UTF-8")
        }
        settings = try DeskSettings.read(path: path, text: text) { settings in
            settings.sources.compactMap(Self.problem(of:)) + Self.problems(of: settings.review)
        }
    }

    /// What is wrong with how a source is to be read; the formats are no matter of the settings.
    private static func problem(of source: DeskSource) -> Problem? {
        if let format = source.format, InputFormat(rawValue: format) == nil {
            let names = InputFormat.allCases.map(\.rawValue)
            return source.problem(
                "'\(format)' is no format; one of: \(names.joined(separator: ", "))",
                help: nearestName(to: format, among: names).map { "did you mean '\($0)'?" })
        }
        do throws(Problem) {
            _ = try FieldMap(source.map)
            return nil
        } catch {
            return source.problem(error.message, help: error.help)
        }
    }

    /// What is wrong with the keys of the terminal queue.
    private static func problems(of review: ReviewSettings) -> [Problem] {
        do throws(KeyFaults) {
            _ = try review.keyTable()
            return []
        } catch {
            return error.all.map { fault in
                let line = review.keys.first { $0.action == fault.action }
                return Problem(
                    place: line?.place ?? review.presetPlace ?? review.keys.first?.place,
                    code: "C\(PolicyCode.wrongValue.rawValue.dropFirst())",
                    message: fault.message, help: fault.help)
            }
        }
    }

    /// Where a path of `desk.yaml` is.
    func path(of name: String) -> String { name.hasPrefix("/") ? name : folder + "/" + name }

    /// - Throws: `Problem` when its article cannot be read.
    func readingOptions(of source: DeskSource) throws -> ReadingOptions {
        ReadingOptions(
            format: source.format.flatMap(InputFormat.init),
            article: try source.article.map { try readArticle(path: path(of: $0)) },
            fields: try FieldMap(source.map))
    }

    var hasDatabase: Bool { FileManager.default.fileExists(atPath: databasePath) }

    /// - Parameter readsBesideWrites: for work that reads and writes at once.
    func openQueue(readsBesideWrites: Bool = false) throws -> ReviewQueue {
        try ReviewQueue.open(at: databasePath, readsBesideWrites: readsBesideWrites)
    }

    /// The folder that its policy is read from.
    func policyFolder() throws -> String {
        try settings.policies.map(path) ?? Shipped.policies()
    }

    func loadPolicy() throws -> Policy {
        try Policy.load(
            from: policyFolder(), profile: settings.profile, packs: settings.packs,
            overrides: settings.overrides, lists: settings.lists,
            reads: settings.reads)
    }
}

extension ReviewSettings {
    func keyTable() throws(KeyFaults) -> KeyTable {
        try KeyTable(preset: preset, keys: keys.map { ($0.action, $0.keys) })
    }
}

/// The policies that came with the program.
enum Shipped {
    /// Looks from the program's own folder upwards for `policies/` and `share/gavel/policies/`.
    static func policies() throws -> String {
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        var folder = program.deletingLastPathComponent()
        while true {
            for place in ["policies", "share/gavel/policies"] {
                let candidate = folder.appendingPathComponent(place).path
                if FileManager.default.fileExists(atPath: candidate + "/categories.yaml") {
                    return candidate
                }
            }
            if folder.path == "/" { break }
            folder = folder.deletingLastPathComponent()
        }
        throw Problem(
            code: "P022", message: "the policies that came with gavel are not beside it",
            help: "name their folder: 'policies:' in desk.yaml, or --policy")
    }
}

extension PolicyRecord {
    /// What the database keeps of a policy.
    init(_ policy: Policy) {
        let files = policy.files.map { ["path": $0.path, "text": $0.text] }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = (try? encoder.encode(files)).map { String(decoding: $0, as: UTF8.self) }
        self.init(
            digest: policy.digest, profile: policy.profile.profile, files: json ?? "[]",
            rules: policy.ruleFingerprints, reasons: policy.hideReasons)
    }
}

/// `--desk`, as every command takes it.
struct DeskOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The desk's folder; else $GAVEL_DESK, else the nearest one at or above this folder.",
            valueName: "dir"))
    var desk: String?

    func open() throws -> Desk { try Desk(folder: try folder()) }

    /// The desk that was asked for, else the one around this folder, else none.
    func nearest() throws -> Desk? {
        if desk != nil { return try open() }
        return try (try? folder()).map { try Desk(folder: $0) }
    }

    func folder() throws -> String {
        if let desk { return desk }
        if let desk = ProcessInfo.processInfo.environment["GAVEL_DESK"], !desk.isEmpty {
            return desk
        }
        var folder = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        while true {
            if FileManager.default.fileExists(atPath: folder.path + "/desk.yaml") {
                return folder.path
            }
            if folder.path == "/" { break }
            folder = folder.deletingLastPathComponent()
        }
        throw Problem(
            code: "C022", message: "there is no desk.yaml at or above this folder",
            help: "name the desk with --desk DIR, or make one with 'gavel init DIR'")
    }
}

/// `--as`, for commands that put a name under what they do.
struct ModeratorOption: ParsableArguments {
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "Who acts; else $GAVEL_MODERATOR, else the login name.", valueName: "name"))
    var name: String?

    /// Who acts, if the desk lets them.
    ///
    /// - Parameter help: what is to be done where the role is too small, if it is not the usual.
    /// - Throws: `Problem` Q026 for somebody the desk does not name, Q027 where the role is too small.
    @discardableResult
    func moderator(at desk: Desk, to act: Act, help: String? = nil) throws -> Moderator {
        let staff = desk.settings.staff
        let moderator = staff.spelling(of: try named())
        guard let role = staff.role(of: moderator) else {
            let names = staff.roles.keys.map(\.rawValue).sorted()
            throw Problem.queue(
                .unknownPerson, "nobody called '\(moderator)' works at this desk",
                help: nearestName(to: moderator.rawValue, among: names).map {
                    "did you mean '\($0)'? --as or GAVEL_MODERATOR says who you are"
                } ?? "say who you are with --as NAME, or add the name to 'people:' of desk.yaml")
        }
        guard role.may(act) else {
            throw Problem.queue(
                .notAllowed,
                "'\(moderator)' is a \(role) here; only a \(act.least) may \(act.inWords)",
                help: help ?? "ask a \(act.least), or change the role in 'people:' of desk.yaml")
        }
        return moderator
    }

    /// Who acts, where the desk has no roles yet or does not ask.
    ///
    /// - Throws: `Problem` Q026 for a name that cannot be told from another, or is none.
    func named() throws -> Moderator {
        let name = moderator.rawValue.split { $0.isWhitespace }.joined(separator: " ")
        let isPlain = name.unicodeScalars.allSatisfy {
            $0.properties.generalCategory != .control && $0.properties.generalCategory != .format
                && !$0.properties.isDefaultIgnorableCodePoint
        }
        guard isPlain, !name.isEmpty else {
            throw Problem.queue(
                .unknownPerson, "the name has characters that nobody can see",
                help: "say who you are with --as NAME, in letters")
        }
        return Moderator(name)
    }

    private var moderator: Moderator {
        let environment = ProcessInfo.processInfo.environment
        let candidates = [name, environment["GAVEL_MODERATOR"], NSUserName()]
        return Moderator(candidates.compactMap { $0 }.first { !$0.isEmpty } ?? "unknown")
    }
}
