public import ArgumentParser
import Foundation
public import Moderation
import PolicyEngine
import ReviewQueue

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a desk: a folder with its settings and its database.",
        discussion: """
            The profile says which law binds the desk. 'government' is the narrowest: there the
            machine may hold only what is neutral to viewpoint.

            Example:
              gavel init desk --profile government
            """)

    @Argument(help: "The folder to make; it may exist, but hold no desk.") var dir: String
    @Option(help: "government, publisher or publisher-eu.") var profile: Profile = .government
    @OptionGroup var moderator: ModeratorOption

    func run() throws {
        let settings = dir + "/desk.yaml"
        if FileManager.default.fileExists(atPath: settings) {
            throw Problem(
                place: Problem.Place(file: settings), code: "C029",
                message: "there is a desk here already; it was not touched",
                help: "name another folder, or use the desk with --desk \(dir)")
        }
        let policy = try Policy.load(from: Shipped.policies(), profile: profile)
        do {
            try FileManager.default.createDirectory(
                atPath: dir, withIntermediateDirectories: true)
        } catch {
            throw Problem.cannotWrite(dir)
        }
        let title = URL(fileURLWithPath: dir).standardizedFileURL.lastPathComponent
        let secret = try AuthorKeyFile(path: dir + "/author.key").findOrMake()
        _ = try ReviewQueue.create(
            at: dir + "/gavel.db", profile: profile, secret: secret, by: try moderator.named(),
            now: Date())
        let text = DeskSettings.template(policy, title: title)
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: settings), options: .atomic)
        } catch {
            throw Problem.cannotWrite(settings)
        }
        Terminal.print([
            "made \(settings) and \(dir)/gavel.db, profile \(profile), policy \(policy.digest)",
            "next: gavel ingest FILE --source NAME --desk \(dir)",
        ])
    }
}

extension Problem {
    /// A file of ours that cannot be written: exit status 74.
    static func cannotWrite(_ path: String) -> Problem {
        .export(
            .cannotWrite, "cannot be written", at: path,
            help: "name a place that exists and that you may write to")
    }
}

extension Profile: ExpressibleByArgument {}
