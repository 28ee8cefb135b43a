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
/// **Shape**: bash, as the programs that check scripts know it best. Results go to a file by lines that
/// `gavel writeback results` reads.
func scriptHead(_ target: SiteTarget, _ source: SourceName, usage: String, arguments: String) -> String {
    """
    #!/usr/bin/env bash
    # Decisions of a gavel desk for \(target.rawValue). Says what it would do; --apply does it.
    # Running it again changes nothing more.
    set -euo pipefail
    umask 077

    TARGET=\(target.rawValue)
    SOURCE=\(shellQuoted(jsonQuoted(source.rawValue)))
    APPLY=0
    RESULTS=writeback-results.jsonl
    SNAPSHOT=\(target == .isso ? "writeback-kept.db" : "writeback-snapshot.jsonl")

    usage() {
      printf '%s\\n' \\
        "usage: bash $0 [--apply] [--results FILE] [--snapshot FILE]\(usage)" \\
        '  --results   where what was done is written: gavel writeback results FILE' \\
        '  --snapshot  where what stood there before is kept' >&2
      exit 64
    }

    \(arguments)while (($#)); do
      case $1 in
      --apply) APPLY=1 ;;
      --results | --snapshot)
        (($# > 1)) || usage
        if [[ $1 == --results ]]; then RESULTS=$2; else SNAPSHOT=$2; fi
        shift
        ;;
      \(arguments.isEmpty ? "*) usage ;;" : """
    -*) usage ;;
      *)
        [[ -z $DATABASE ]] || usage
        DATABASE=$1
        ;;
    """)
      esac
      shift
    done

    """
}
