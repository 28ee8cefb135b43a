import Foundation
import Moderation
import TestSupport
import Testing

@Suite struct PolicyCommandTests {
    /// A folder with the probe policy below `policies`.
    private func policies() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try ProbeDesk.writePolicy(in: folder)
        return folder
    }

    private func run(_ folder: TemporaryFolder, _ words: String...) throws -> Outcome {
        try Program.run(["policy"] + words + ["--policy", "policies"], in: folder.path)
    }

    private func change(
        _ folder: TemporaryFolder, _ path: String, _ from: String, _ to: String
    ) throws {
        let file = folder.path + "/policies/" + path
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try #require(text.contains(from))
        try folder.write("policies/" + path, text.replacing(from, with: to))
    }

    @Test func `list shows the rules of a pack in three formats`() throws {
        let folder = try policies()
        let table = try run(folder, "list", "probe")
        #expect(table.status == 0 && table.text.contains("spam.grumblefex"))
        #expect(table.lines.last == "2 rules; next: gavel policy show spam.grumblefex")
        let json = try run(folder, "list", "--format", "json").json as? [[String: Any]]
        #expect(json?.map { $0["id"] as? String } == ["spam.grumblefex", "spam.snorkwaddle"])
        let csv = try run(folder, "list", "--format", "csv")
        #expect(csv.text.hasPrefix("id,pack,category,label,points,status,title\r\n"))
        let unknown = try run(folder, "list", "prob")
        #expect(unknown.status == 65 && unknown.errors.contains("error[P023]"))
        #expect(unknown.errors.contains("did you mean 'probe'?"))
    }

    @Test func `show finds a rule by its old name, and says which was meant`() throws {
        let folder = try policies()
        try change(
            folder, "packs/probe/pack.yaml", "id: spam.snorkwaddle",
            "id: spam.snorkwaddle\n    formerly: [spam.snork]")
        for name in ["spam.snorkwaddle", "spam.snork"] {
            let text = try run(folder, "show", name).text
            #expect(text.hasPrefix("spam.snorkwaddle: Says snorkwaddle\n"))
            #expect(text.contains("- publisher: 5 points alone lead to hold, the most allowed"))
        }
        let object = try run(folder, "show", "spam.snork", "--format", "json").object
        #expect(object["formerly"] as? [String] == ["spam.snork"])
        let typo = try run(folder, "show", "spam.snorkwadle")
        #expect(typo.status == 65)
        expectGolden(typo.errors, "problems/policy-show-unknown-rule.txt")
    }

    @Test func `a rule that the desk switched off says so`() throws {
        let desk = try ProbeDesk()
        let settings = desk.path + "/desk.yaml"
        let text = try String(contentsOfFile: settings, encoding: .utf8)
        try desk.folder.write("desk/desk.yaml", text + "overrides:\n  spam.snorkwaddle: off\n")
        #expect(try desk.run("policy", "show", "spam.snorkwaddle").text.contains("status: off"))
        #expect(try desk.run("policy", "show", "spam.grumblefex").text.contains("status: active"))
    }

    @Test func `check says in one line that a policy is sound`() throws {
        let folder = try policies()
        let all = try run(folder, "check")
        #expect(all.status == 0 && all.errors.isEmpty)
        #expect(all.text.hasPrefix("sound: 1 pack, 2 rules, 6 examples, policy "))
        for profile in Profile.allCases { #expect(all.text.contains("(\(profile))")) }
        let one = try run(folder, "check", "--profile", "publisher")
        #expect(one.text.contains(/policy [0-9a-f]{12}\n$/))
        #expect(try run(folder, "check", "probe").text == "sound: 1 pack, 2 rules, 6 examples\n")
        #expect(try run(folder, "check", "prob").status == 65)
    }

    @Test func `check prints every problem once and limits itself to the packs named`() throws {
        let folder = try policies()
        try folder.write(
            "policies/packs/other/pack.yaml",
            """
            pack: other
            version: "1.0.0"
            language: any
            title: A pack with a fault
            category: spam
            rules:
              - id: spam.quibblet
                title: Says quibblet
                tell_moderator: 'Says "{match}".'
                tell_author: Please leave the word out.
                strength: medium
                find: {phrases: [quibblet]}
                examples: {match: ["No such word."], no_match: ["> quibblet", "A quill."]}

            """)
        let all = try run(folder, "check")
        #expect(all.status == 65 && all.output.isEmpty)
        #expect(all.errors.components(separatedBy: "error[P014]").count == 2)
        #expect(try run(folder, "check", "other").status == 65)
        #expect(try run(folder, "check", "probe").status == 0)
    }

    @Test func `check holds the packs against the lock`() throws {
        let folder = try policies()
        #expect(try run(folder, "lock").status == 0)
        try change(folder, "packs/probe/pack.yaml", "Says snorkwaddle", "Utters snorkwaddle")
        let check = try run(folder, "check")
        #expect(check.status == 65 && check.errors.contains("error[P034]"))
        try change(folder, "packs/probe/pack.yaml", "1.0.0", "1.0.1")
        let behind = try run(folder, "check")
        #expect(behind.status == 0 && behind.errors.contains("warning[P039]"))
    }

    @Test func `lock writes once what it checks afterwards`() throws {
        let folder = try policies()
        let missing = try run(folder, "lock", "--check")
        #expect(missing.status == 65)
        expectGolden(missing.errors, "problems/policy-lock-missing.txt")
        #expect(try run(folder, "lock").output.isEmpty)
        let path = folder.path + "/policies/packs.lock"
        let written = FileManager.default.contents(atPath: path)
        #expect(try run(folder, "lock", "--check").status == 0)
        try change(folder, "packs/probe/pack.yaml", "Says snorkwaddle", "Utters snorkwaddle")
        let changed = try run(folder, "lock", "--check")
        #expect(changed.status == 65)
        expectGolden(changed.errors, "problems/policy-lock-unversioned.txt")
        #expect(FileManager.default.contents(atPath: path) == written)
        let again = try run(folder, "lock")
        #expect(again.status == 0 && again.errors.contains("warning[P034]"))
        #expect(try run(folder, "lock", "--check").status == 0)
    }

    @Test func `what is wrong is not locked`() throws {
        let folder = try policies()
        try change(folder, "packs/probe/pack.yaml", "\"You snorkwaddle.\"", "\"You snork.\"")
        let outcome = try run(folder, "lock")
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("error[P014]") && outcome.text.isEmpty)
        #expect(outcome.errors.components(separatedBy: "error[").count == 2, "once, not a profile")
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/policies/packs.lock"))
    }

    @Test func `test counts the examples and tries the benign sentences`() throws {
        let folder = try policies()
        let none = try run(folder, "test")
        #expect(none.status == 0 && none.text.contains("no benign sentences"))
        #expect(none.text.contains("spam.snorkwaddle  match 1, no_match 2, known_miss 0"))
        try folder.write(
            "policies/corpus/benign.jsonl",
            #"{"id":"b1","text":"The \#(canary) bench is wet."}"# + "\n")
        #expect(try run(folder, "test").text.contains("1 of 1 benign sentences pass"))
        try folder.write(
            "policies/corpus/benign.jsonl", #"{"id":"b2","text":"\#(canary) grumblefex"}"# + "\n")
        let failing = try run(folder, "test", "--profile", "publisher")
        #expect(failing.status == 65)
        expectGolden(failing.errors, "problems/policy-test-benign.txt")
        try folder.write("policies/corpus/benign.jsonl", "{\"id\":\"b3\"}\n")
        let unreadable = try run(folder, "test")
        #expect(
            unreadable.status == 66 && unreadable.errors.contains("benign.jsonl:1: error[F105]"))
    }

    @Test func `new prints a rule for the end of a pack`() throws {
        let folder = try policies()
        let rule = try run(folder, "new", "spam.quibblet")
        #expect(rule.status == 0 && rule.text.hasPrefix("  - id: spam.quibblet "))
        #expect(try run(folder, "new", "spam.snorkwaddle").errors.contains("error[P008]"))
        #expect(try run(folder, "new", "Quibblet").errors.contains("error[P026]"))
        let category = try run(folder, "new", "a.b", "--category", "spm")
        #expect(category.status == 65 && category.errors.contains("did you mean 'spam'?"))
    }

    @Test func `diff says what changed in words and as JSON`() throws {
        let (old, new) = (try policies(), try policies())
        try change(new, "packs/probe/pack.yaml", "strength: strong", "strength: weak")
        let folders = [old.path + "/policies", new.path + "/policies"]
        let text = try Program.run(["policy", "diff"] + folders).text
        #expect(text.hasPrefix("1 rule changed\n"))
        #expect(text.contains("  points: was 5, is 2"))
        let json = try Program.run(["policy", "diff"] + folders + ["--format", "json"]).object
        #expect(
            json.keys.sorted() == ["added", "changed", "files", "lists", "removed", "settings"])
        // What a desk's older copy still tells authors.
        try change(old, "profiles/publisher-eu.yaml", "notice: ", "notice: Once upon a time. ")
        let notice = try Program.run(["policy", "diff"] + folders).text
        #expect(notice.contains("- notice, publisher-eu\n    was: Once upon a time."))
        let same = try Program.run(["policy", "diff", folders[0], folders[0]])
        #expect(same.text == "the policies are the same\n")
        let missing = try Program.run(["policy", "diff", folders[0], "/nowhere"])
        #expect(missing.status == 65 && missing.errors.contains("error[P022]"))
    }
}
