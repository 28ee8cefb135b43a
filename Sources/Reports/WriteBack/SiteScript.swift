import Moderation

/// A script that asks a site for each comment's state, keeps it, changes what has to change, and asks again:
/// only what the site then shows is told as applied, and where it does not answer any more, nothing.
struct SiteScript {
    /// What tells the target's states and calls: the functions `look`, `is_so` and `act`.
    ///
    /// `look ID` sets `SEEN` to what the site says and `STATE` to a word for it, or fails with `WHY`.
    /// `is_so ACTION` is whether `STATE` is what the action brings about. `act ACTION ORDER…` changes.
    let functions: String
    let target: SiteTarget

    init?(target: SiteTarget) {
        self.target = target
        switch target {
        case .wpCLI: functions = Self.wpCLI
        case .wordpress: functions = Self.calling + Self.wordpress
        case .disqus: functions = Self.calling + Self.disqus
        case .coral: functions = Self.calling + Self.coral
        case .discourse: functions = Self.calling + Self.discourse
        case .facebook: functions = Self.calling + Self.facebook
        case .isso, .decidim: return nil
        }
    }

    func head(_ source: SourceName) -> String {
        scriptHead(target, snapshot: "writeback-snapshot.jsonl") + """

            TARGET=\(target.rawValue)
            # shellcheck disable=SC2016  # a name of a source is no word of a shell
            SOURCE=\(shellQuoted(jsonQuoted(source.rawValue)))

            """ + functions + Self.engine
    }

    /// Of one action no more than 50 a line, so that a call takes many ids and a line stays readable.
    private static let most = 50

    static func rows(_ orders: [SiteCommand]) -> String {
        var lines = ""
        for action in SiteAction.allCases {
            var rest = orders.filter { $0.action.action == action }[...]
            while !rest.isEmpty {
                let words = rest.prefix(most).map(\.word).joined(separator: " ")
                lines += "order \(action.rawValue) \(words)\n"
                rest = rest.dropFirst(most)
            }
        }
        return lines
    }

    static let tail = """

        if ((APPLY)); then
          printf '%s applied, %s so already, %s failed; next: gavel writeback results %s\\n' \\
            "$applied" "$skipped" "$failed" "$RESULTS" >&2
        else
          printf '%s to change, %s so already, %s failed; nothing was changed: --apply does it\\n' \\
            "$wanted" "$skipped" "$failed" >&2
        fi
        if ((failed)); then exit 3; fi

        """

    private static let engine = #"""

        applied=0 skipped=0 failed=0 wanted=0
        declare -A WAS=()

        # ORDER ACTION OUTCOME DETAIL: an order is ID:DECISION and what else its target asks.
        result() {
          local id=${1%%:*} rest=${1#*:}
          case $3 in
          applied) applied=$((applied + 1)) ;;
          skipped) skipped=$((skipped + 1)) ;;
          *) failed=$((failed + 1)) ;;
          esac
          if [[ $3 == failed ]]; then printf '%s %s: %s\n' "$2" "$id" "$4" >&2; fi
          ((APPLY)) || return 0
          printf '{"source":%s,"id":"%s","target":"%s","decision":%s,"action":"%s","outcome":"%s","detail":"%s","at":"%s"}\n' \
            "$SOURCE" "$id" "$TARGET" "${rest%%:*}" "$2" "$3" "$4" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" >>"$RESULTS"
        }

        # ACTION ORDER…
        order() {
          local action=$1 one id
          local -a batch=()
          shift
          for one in "$@"; do
            id=${one%%:*}
            if ! look "$id"; then
              result "$one" "$action" failed "$WHY"
            elif is_so "$action"; then
              result "$one" "$action" skipped "$STATE"
            else
              wanted=$((wanted + 1))
              WAS[$id]=$STATE
              if ((APPLY)); then
                printf '%s\n' "${SEEN//$'\n'/ }" >>"$SNAPSHOT"
                batch+=("$one")
              else
                printf 'would %s %s, now %s\n' "$action" "$id" "$STATE"
              fi
            fi
          done
          ((${#batch[@]})) || return 0
          act "$action" "${batch[@]}" || true
          for one in "${batch[@]}"; do
            if ! look "${one%%:*}"; then
              # No result: it may have been done, and the desk tells it again.
              failed=$((failed + 1))
              printf '%s %s: not known whether it was done: %s\n' "$action" "${one%%:*}" "$WHY" >&2
            elif is_so "$action"; then
              result "$one" "$action" applied "was ${WAS[${one%%:*}]}"
            else
              result "$one" "$action" failed "still $STATE"
            fi
          done
        }


        """#
}

extension SiteCommand {
    /// An order as scripts take it: letters, digits, `_`, `-` and colons.
    fileprivate var word: String {
        var word = "\(id):\(action.decision)"
        if let revision { word += ":\(revision):\(coralCode)" }
        return word
    }
}
