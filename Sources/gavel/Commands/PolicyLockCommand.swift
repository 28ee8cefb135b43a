import ArgumentParser
import Foundation
import Moderation
import PolicyEngine
import Reports
import ReviewScreen

extension PolicyCommand {
    struct LockCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "lock",
            abstract: "Write down version and digest of every pack, or compare with them.",
            discussion: """
                The file is packs.lock in the policy's folder; sha256sum -c reads it too.
                A pack whose files change needs a new version. A policy with errors is not
                written down: they are shown, as 'gavel policy check' shows them.

                Example:
                  gavel policy lock --policy policies
                  gavel policy lock --policy policies --check
                """)

        @OptionGroup var folderOption: PolicyFolderOption
        @Flag(help: "Compare and write nothing.") var check = false

        func run() throws {
            // The policies that came with the program are not this folder's to lock.
            if folderOption.policy == nil, !check {
                throw ValidationError("name the folder to lock with --policy")
            }
            let folder = try folderOption.folder()
            let lock = PolicyLock(folder)
            let path = folder.path + "/" + PolicyLock.fileName
            let recorded = try PolicyLock.recorded(in: folder)
            let problems = lock.problems(since: recorded ?? PolicyLock(), in: folder)
            let packs = folder.packs.count
            let count = "\(packs) pack\(packs == 1 ? "" : "s"), \(folder.files.count) files"
            if check {
                if !problems.isEmpty { throw Problems(problems) }
                Terminal.print(["up to date: \(path), \(count)"])
                return
            }
            let (_, found) = PolicySource(folder: folder.path, chosen: nil).checked()
            let wrong = found.filter { $0.severity == .error }
            if !wrong.isEmpty { throw Problems(wrong) }
            // Written all the same, so that work in progress can go on; the reader is told.
            for var problem in problems where problem.code == PolicyCode.unversionedChange.rawValue
            {
                problem.severity = .warning
                say("\(problem)")
            }
            do {
                try Data(lock.text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
            } catch {
                throw Problem(
                    place: Problem.Place(file: path), code: "E001", message: "cannot be written",
                    help: "name a folder that you may write to with --policy")
            }
            Terminal.tellWritten(path, count)
        }
    }

    struct DiffCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "diff",
            abstract: "Say what changed between two policies.",
            discussion: """
                Both are folders of policies, and both must load.

                Example:
                  gavel policy diff /usr/local/share/gavel/policies policies
                """)

        @Argument(help: ArgumentHelp("The folder of before.", valueName: "old")) var old: String
        @Argument(help: ArgumentHelp("The folder of after.", valueName: "new")) var new: String
        @Option(help: "text or json.") var format: ViewFormat = .text

        func run() throws {
            let comparison = try PolicyComparison(
                old: PolicyFolder(path: old), new: PolicyFolder(path: new))
            format.print(
                policyComparisonView(
                    comparison, width: Terminal.width, style: Terminal.style)
            ) { $0.policyComparison(comparison) }
        }
    }
}
