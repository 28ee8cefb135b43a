import Moderation

/// A text as one word of a POSIX shell, which reads nothing in it.
func shellQuoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
}

/// A text as JSON, on one line and without control characters.
func jsonQuoted(_ text: String) -> String {
    var json = JSONWriter()
    json.string(text)
    return json.text
}

/// How every script begins: what it is, and what it takes.
///
/// **Shape**: bash, which the programs that check scripts know best. Results go to a file by lines that
/// `gavel writeback results` reads.
///
/// - Parameters:
///   - snapshot: where what stood at the site before is kept.
///   - argument: what it takes beside its options, as the name of a variable.
func scriptHead(_ target: SiteTarget, snapshot: String, argument: String? = nil) -> String {
    let takesArgument = argument.map {
        """
          -*) usage ;;
          *)
            [[ -z $\($0) ]] || usage
            \($0)=$1
            ;;
        """
    }
    let usage = argument.map { " " + $0 } ?? ""
    let empty = argument.map { $0 + "=\n" } ?? ""
    return """
        #!/usr/bin/env bash
        # Decisions of a gavel desk for \(target.rawValue). Says what it would do; --apply does it.
        # Running it again changes nothing more.
        set -euo pipefail
        umask 077

        APPLY=0
        RESULTS=writeback-results.jsonl
        SNAPSHOT=\(snapshot)
        \(empty)
        usage() {
          printf '%s\\n' \\
            "usage: bash $0 [--apply] [--results FILE] [--snapshot FILE]\(usage)" \\
            '  --results   where to write what was done: gavel writeback results FILE reads it' \\
            '  --snapshot  where to keep what stood there before' >&2
          exit 64
        }

        while (($#)); do
          case $1 in
          --apply) APPLY=1 ;;
          --results | --snapshot)
            (($# > 1)) || usage
            if [[ $1 == --results ]]; then RESULTS=$2; else SNAPSHOT=$2; fi
            shift
            ;;
        \(takesArgument ?? "  *) usage ;;")
          esac
          shift
        done

        """
}
