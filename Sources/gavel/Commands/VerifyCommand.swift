import ArgumentParser
import Foundation
import Moderation
import ReviewQueue

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Prove the database: audit chain, hashes, seals, decisions, current state.",
        discussion: """
            Prints the newest row of the audit log. Write it down elsewhere: given back with
            --expect, it shows even a log that was cut off or written anew.

            Example:
              gavel verify
              gavel verify --expect 12:6f0c…
            """)

    @OptionGroup var deskOption: DeskOption
    @Option(help: ArgumentHelp("A row printed earlier.", valueName: "seq:hash"))
    var expect: String?

    func run() throws {
        var expected: AuditCheckpoint?
        if let expect {
            guard let checkpoint = AuditCheckpoint(expect) else {
                throw ValidationError("--expect takes seq:hash as verify printed it")
            }
            expected = checkpoint
        }
        let result = try deskOption.open().openQueue().verify(expecting: expected)
        for fault in result.faults { say("gavel: \(fault)") }
        let counts =
            "\(result.auditRows) audit rows, \(result.revisions) revisions, \(result.snapshots)"
            + " snapshots, \(result.decisions) decisions"
        guard result.faults.isEmpty else {
            say("gavel: \(result.faults.count) faults in \(counts)")
            throw ExitCode(ExitStatus.failed.rawValue)
        }
        Terminal.print([
            "sound: \(counts)",
            "checkpoint \(result.checkpoint.map { $0.description } ?? "none")",
        ])
    }
}

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Write a consistent copy of the database while others work.",
        discussion: """
            Example:
              gavel backup desk-2026-11-23.db
            """)

    @Argument(help: "The file to make; it must not exist.") var file: String
    @OptionGroup var deskOption: DeskOption
    @OptionGroup var moderator: ModeratorOption

    func run() throws {
        let desk = try deskOption.open()
        let person = try moderator.moderator(at: desk, to: .look)
        try desk.openQueue().backup(to: file, by: person, now: Date())
        Terminal.tellWritten(file)
    }
}
