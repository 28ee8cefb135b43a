import Foundation
import TestSupport
import Testing

extension ProbeDesk {
    /// Changes the pack that the desk judges by.
    func changePack(_ from: String, _ to: String) throws {
        try Self.change(folder, "policies", from, to)
    }

    /// A copy of the desk's policy with changes to its pack; gives its folder.
    func variant(_ name: String = "new", _ changes: (from: String, to: String)...) throws -> String
    {
        let path = folder.path + "/" + name
        try FileManager.default.copyItem(atPath: folder.path + "/policies", toPath: path)
        for change in changes { try Self.change(folder, name, change.from, change.to) }
        return path
    }

    private static func change(
        _ folder: TemporaryFolder, _ policy: String, _ from: String, _ to: String
    ) throws {
        let pack = policy + "/packs/probe/pack.yaml"
        let text = try String(contentsOfFile: folder.path + "/" + pack, encoding: .utf8)
        try #require(text.contains(from))
        try folder.write(pack, text.replacing(from, with: to))
    }

    /// Adds lines to the desk's settings.
    func addSettings(_ lines: String) throws {
        let text = try String(contentsOfFile: path + "/desk.yaml", encoding: .utf8)
        try folder.write("desk/desk.yaml", text + lines)
    }
}

/// Where a rule more goes, and one that finds most of `manyComments`.
let firstRule = "  - id: spam.grumblefex\n"
let benchRule = """
      - id: spam.bench
        title: Says bench
        tell_moderator: 'Says "{match}".'
        tell_author: Please leave the word out.
        strength: medium
        find:
          phrases: [bench]
        examples:
          match:
            - "The bench."
          no_match:
            - {text: "“Bench” is the name of the play.", because: quoted}
            - {text: "The branch of a tree.", because: another word}

    """
