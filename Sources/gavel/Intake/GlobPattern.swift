import Foundation
import Ingest
import Moderation

/// A pattern of file names as a shell has it: `letters/*.csv`.
struct GlobPattern {
    private let pattern: String
    private let folder: String

    /// - Parameter folder: where a pattern begins that has no slash in front.
    init(_ pattern: String, below folder: String) {
        self.pattern = pattern
        self.folder = folder
    }

    /// Plain files and links to them, by name; may be empty.
    ///
    /// - Throws: `Problem` F001 where the folder that the pattern begins with does not exist: a
    ///   misspelt pattern would be silent for ever.
    func files() throws -> [(name: String, path: String)] {
        let isAbsolute = pattern.hasPrefix("/")
        let fixed = pattern.split(separator: "/", omittingEmptySubsequences: false)
            .prefix { !$0.contains { "*?[".contains($0) } }.joined(separator: "/")
        let start = isAbsolute ? (fixed.isEmpty ? "/" : fixed) : folder + "/" + fixed
        guard access(start, F_OK) == 0 else {
            throw Problem(
                place: Problem.Place(file: pattern), code: FormatProblem.missing.rawValue,
                message: "there is no '\(fixed)'", help: "check the pattern, or make the folder")
        }
        var found = glob_t()
        defer { globfree(&found) }
        // A desk's folder may have a name that looks like a pattern.
        let base = isAbsolute ? "" : Self.quoted(folder) + "/"
        let code = glob(base + pattern, GLOB_ERR, nil, &found)
        guard code == 0 || code == GLOB_NOMATCH else {
            throw Problem(
                place: Problem.Place(file: pattern), code: FormatProblem.unreadable.rawValue,
                message: "a folder of the pattern cannot be read",
                help: "see who may read it with 'ls -ld'")
        }
        return (0..<Int(found.gl_pathc)).compactMap { index in
            guard let word = found.gl_pathv[index] else { return nil }
            let path = String(cString: word)
            guard FileManager.default.fileExists(atPath: path), !Self.isFolder(path) else {
                return nil
            }
            let name = isAbsolute ? path : String(path.dropFirst(folder.count + 1))
            return (name, path)
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    private static func quoted(_ path: String) -> String {
        path.reduce(into: "") { quoted, character in
            if "*?[\\".contains(character) { quoted.append("\\") }
            quoted.append(character)
        }
    }
}
