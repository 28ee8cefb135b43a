#!/usr/bin/env bash
# Decisions of a gavel desk for coral. Says what it would do; --apply does it.
# Running it again changes nothing more.
set -euo pipefail
umask 077

APPLY=0
RESULTS=writeback-results.jsonl
SNAPSHOT=writeback-snapshot.jsonl

usage() {
  printf '%s\n' \
    "usage: bash $0 [--apply] [--results FILE] [--snapshot FILE]" \
    '  --results   where to write what was done: gavel writeback results FILE reads it' \
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
  *) usage ;;
  esac
  shift
done

TARGET=coral
# shellcheck disable=SC2016  # a name of a source is no word of a shell
SOURCE='"news"'

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

# CORAL_URL is the tenant; CORAL_TOKEN an access token of a moderator.
need CORAL_URL CORAL_TOKEN
CREDENTIALS="header = \"Authorization: Bearer $(escaped "$CORAL_TOKEN")\""

# QUERY: within JSON.
ask() {
  call POST "${CORAL_URL%/}/api/graphql" --header 'Content-Type: application/json' \
    --data "{\"query\":\"$1\"}"
}

look() {
  local pattern='"status":"([A-Z_]+)"'
  WHY='Coral does not give the comment'
  ask "{comment(id:\\\"$1\\\"){id status body revision{id}}}" || return 1
  [[ $SEEN =~ $pattern ]] || return 1
  STATE=${BASH_REMATCH[1]}
}

is_so() {
  case $1:$STATE in
  approve:APPROVED | restore:APPROVED | restore:NONE | hide:REJECTED | spam:REJECTED) ;;
  *) return 1 ;;
  esac
}

act() {
  local action=$1 one id decision revision code input
  shift
  for one in "$@"; do
    IFS=: read -r id decision revision code <<<"$one"
    input="commentID:\\\"$id\\\",commentRevisionID:\\\"$revision\\\",clientMutationId:\\\"gavel-$decision\\\""
    case $action in
    hide | spam) ask "mutation{rejectComment(input:{$input,reason:{code:$code}}){comment{id status}}}" || true ;;
    *) ask "mutation{approveComment(input:{$input}){comment{id status}}}" || true ;;
    esac
  done
}

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

order approve a3-b4:17:r2:OTHER
order hide a3-b41:18:r2:IRRELEVANT_CONTENT
order spam a3-b42:19:r2:SPAM
order restore a3-b43:20:r2:OTHER

if ((APPLY)); then
  printf '%s applied, %s so already, %s failed; next: gavel writeback results %s\n' \
    "$applied" "$skipped" "$failed" "$RESULTS" >&2
else
  printf '%s to change, %s so already, %s failed; nothing was changed: --apply does it\n' \
    "$wanted" "$skipped" "$failed" >&2
fi
if ((failed)); then exit 3; fi
