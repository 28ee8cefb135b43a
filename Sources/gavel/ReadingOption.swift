import ArgumentParser
import Foundation
import Ingest
import Moderation

/// How `ingest` and `classify` read their inputs.
struct ReadingOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "auto recognises the format by content; else one of "
                + InputFormat.allCases.map(\.rawValue).joined(separator: ", ") + ".",
            valueName: "format"))
    var format = "auto"

    @Option(
        help: ArgumentHelp(
            "What the comments are about: a text file (title, then body) or JSON {url,title,body}.",
            valueName: "file"))
    var article: String?

    @Option(
        help: ArgumentHelp(
            "Reads a field from a column of another name; may be repeated.",
            valueName: "field=column"))
    var map: [String] = []

    @OptionGroup var jobsOption: JobsOption
    var jobs: Int { jobsOption.jobs }

    /// Records in one batch, and so in one transaction.
    ///
    /// **Source**: measured on a prototype of this pipeline: from 256 on, hand-over costs nothing; 500
    /// keeps what a kill can undo under a second.
    static let batchSize = 500

    func validate() throws {
        if format != "auto", InputFormat(rawValue: format) == nil {
            let names = ["auto"] + InputFormat.allCases.map(\.rawValue)
            let near = nearestName(to: format, among: names)
            throw ValidationError(
                "'\(format)' is no format; one of: \(names.joined(separator: ", "))"
                    + (near.map { ". Did you mean '\($0)'?" } ?? ""))
        }
    }

    func options() throws -> ReadingOptions {
        ReadingOptions(
            format: InputFormat(rawValue: format),
            article: try article.map { try readArticle(path: $0) },
            fields: try FieldMap(map))
    }

    /// Whether any of it was given that a source of `desk.yaml` has for itself.
    var describesInputs: Bool { format != "auto" || article != nil || !map.isEmpty }

    /// The inputs named, `-` for standard input; standard input when none was named.
    static func inputs(_ paths: [String]) -> [String] { paths.isEmpty ? ["-"] : paths }

    /// `comments.jsonl` is the source `comments`.
    static func source(ofInput path: String) -> SourceName {
        if path == "-" { return "stdin" }
        let name = URL(fileURLWithPath: path).lastPathComponent
        return SourceName(String(name.prefix { $0 != "." }))
    }
}

/// `--jobs`, for commands that judge on several cores.
struct JobsOption: ParsableArguments {
    @Option(help: ArgumentHelp("How many comments to judge at once, in batches.", valueName: "n"))
    var jobs = 1

    func validate() throws {
        if jobs < 1 || jobs > 64 { throw ValidationError("--jobs takes 1 to 64") }
    }
}
