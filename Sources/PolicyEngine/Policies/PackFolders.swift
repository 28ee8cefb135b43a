import Foundation
import Moderation

/// The folders that a policy's packs lie in.
struct PackFolders {
    /// `packs` of the policy's folder.
    let path: String
    /// Those that hold a pack, sorted.
    let names: [String]
    /// Those that hold none, sorted.
    private let others: [String]

    init(of policy: String) {
        path = policy + "/packs"
        let files = FileManager.default
        func isFolder(_ name: String) -> Bool {
            var isFolder: ObjCBool = false
            return files.fileExists(atPath: "\(policy)/packs/\(name)", isDirectory: &isFolder)
                && isFolder.boolValue && !name.hasPrefix(".")
        }
        func holdsPack(_ name: String) -> Bool {
            files.fileExists(atPath: "\(policy)/packs/\(name)/pack.yaml")
        }
        let all = ((try? files.contentsOfDirectory(atPath: path)) ?? []).filter(isFolder).sorted()
        names = all.filter(holdsPack)
        others = all.filter { !holdsPack($0) }
    }

    /// The problem of a name that no pack here has.
    func unknown(_ name: String) -> Problem {
        .policy(
            .unknownPack, "there is no pack '\(name)'", file: path,
            help: nearestName(to: name, among: names).map { "did you mean '\($0)'?" }
                ?? "packs: \(names.joined(separator: ", "))")
    }

    /// What would let through in silence what a pack is there to find.
    var problems: [Problem] {
        let missing = others.map {
            Problem.unreadable(
                "\(path)/\($0)/pack.yaml",
                help: "every folder here is a pack; name its file so, or move it away")
        }
        guard names.isEmpty else { return missing }
        return missing + [
            .policy(
                .fileMissing, "there is no pack here, so every comment would pass", file: path,
                help: "a pack is a folder with a 'pack.yaml'")
        ]
    }
}
