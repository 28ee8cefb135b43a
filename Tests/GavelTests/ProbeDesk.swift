import Foundation
import Moderation
import ReviewQueue
import TestSupport
import Testing

/// A desk with a policy of two rules that only tests use: `grumblefex` queues, `snorkwaddle` holds.
///
/// The shipped packs may change as they like; these answers stay.
final class ProbeDesk {
    let folder: TemporaryFolder
    let path: String
    var database: String { path + "/gavel.db" }

    /// - Parameter hasKey: whether the desk has its key of authors, the same one for every desk.
    init(hasKey: Bool = true) throws {
        folder = try TemporaryFolder()
        path = folder.path + "/desk"
        try Self.writePolicy(in: folder)
        try folder.write(
            "desk/desk.yaml",
            """
            profile: publisher
            title: "Alder Falls Ledger"
            policies: \(folder.path)/policies
            time_zone: America/Denver

            """)
        let key = [UInt8](repeating: 7, count: AuthorSecret.size)
        if hasKey {
            try folder.write("desk/author.key", Data(key))
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: path + "/author.key")
        }
        _ = try ReviewQueue.create(
            at: database, profile: .publisher, secret: hasKey ? AuthorSecret(key) : nil, by: "ann",
            now: Date(timeIntervalSince1970: 0))
    }

    static func writePolicy(in folder: TemporaryFolder) throws {
        try FileManager.default.createDirectory(
            atPath: folder.path + "/policies", withIntermediateDirectories: true)
        for name in ["categories.yaml", "profiles"] {
            try FileManager.default.copyItem(
                atPath: repository.path + "/policies/" + name,
                toPath: folder.path + "/policies/" + name)
        }
        try folder.write("policies/packs/probe/pack.yaml", probePack)
    }

    /// Runs a command at this desk.
    @discardableResult
    func run(_ arguments: String..., input: Data = Data()) throws -> Outcome {
        try run(arguments, input: input)
    }

    func run(_ arguments: [String], input: Data = Data()) throws -> Outcome {
        try Program.run(arguments + ["--desk", path], input: input, in: folder.path)
    }

    /// Reads five comments: two pass, two are queued, one is held.
    func ingestFive() throws {
        let file = try folder.write("five.jsonl", fiveComments)
        let outcome = try run("ingest", file, "--source", "news")
        try #require(outcome.status == 0, "\(outcome.errors)")
    }

    /// Adds lines to `desk.yaml`.
    func amendSettings(_ lines: String) throws {
        let settings = path + "/desk.yaml"
        let text = try String(contentsOfFile: settings, encoding: .utf8)
        try (text + lines).write(toFile: settings, atomically: true, encoding: .utf8)
    }

    func dump(contents: Bool = false) throws -> [String] {
        try tableDump(database, contents: contents)
    }
}

let fiveComments = [
    #"{"id":"p1","text":"The \#(canary) bench is wet.","author":{"name":"Reader One"},"created_at":"2026-11-02T10:00:00Z"}"#,
    #"{"id":"q1","text":"You grumblefex, \#(canary).","created_at":"2026-11-02T11:00:00Z","article":{"url":"https://ledger.example/1","title":"Benches","body":"The town has new benches."}}"#,
    #"{"id":"h1","text":"You snorkwaddle. \#(canary)!","created_at":"2026-11-03T06:30:00Z"}"#,
    #"{"id":"q2","text":"Another grumblefex: \#(canary)","created_at":"2026-11-03T07:30:00Z","parent":"q1"}"#,
    #"{"id":"p2","text":"Thank you for the \#(canary)."}"#,
].joined(separator: "\n")

private let probePack = """
    pack: probe
    version: "1.0.0"
    language: any
    title: Words that only tests use
    category: spam
    rules:
      - id: spam.grumblefex
        title: Says grumblefex
        tell_moderator: 'Says "{match}".'
        tell_author: Please leave the word out.
        strength: medium
        find:
          phrases: [grumblefex]
        examples:
          match:
            - "You grumblefex."
          no_match:
            - {text: "“Grumblefex” is the name of the play.", because: quoted}
            - {text: "The grumble of a bus.", because: another word}
      - id: spam.snorkwaddle
        title: Says snorkwaddle
        tell_moderator: 'Says "{match}".'
        tell_author: Please leave the word out.
        strength: strong
        find:
          phrases: [snorkwaddle]
        examples:
          match:
            - "You snorkwaddle."
          no_match:
            - {text: "“Snorkwaddle” is the name of the play.", because: quoted}
            - {text: "A snorkel for the pool.", because: another word}

    """
