extension SiteScript {
    /// How a site is called. Secrets come from the environment and go to curl by its standard input, so
    /// that they stand in no file and in no list of processes.
    static let calling = #"""

        need() {
          local name
          for name in "$@"; do
            if [[ -z ${!name:-} ]]; then
              printf 'set %s in the environment\n' "$name" >&2
              exit 64
            fi
          done
        }

        # A value within quotation marks of curl's settings.
        escaped() {
          local value=${1//\\/\\\\}
          printf '%s' "${value//\"/\\\"}"
        }

        # Seconds between two calls.
        PAUSE=${WRITEBACK_PAUSE:-0}

        # METHOD URL [OPTION…]: the reply is in SEEN.
        call() {
          local method=$1 url=$2
          shift 2
          if [[ $PAUSE != 0 ]]; then sleep "$PAUSE"; fi
          SEEN=$(printf '%s\n' "$CREDENTIALS" |
            curl --silent --fail --max-time 60 --config - --request "$method" "$@" "$url")
        }

        """#
}
