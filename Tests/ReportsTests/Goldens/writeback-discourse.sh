#!/usr/bin/env bash
# Decisions of a gavel desk for discourse. Says what it would do; --apply does it.
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

TARGET=discourse
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

# DISCOURSE_URL is the forum; DISCOURSE_KEY and DISCOURSE_USER a key for a moderator.
need DISCOURSE_URL DISCOURSE_KEY DISCOURSE_USER
CREDENTIALS="header = \"Api-Key: $(escaped "$DISCOURSE_KEY")\"
header = \"Api-Username: $(escaped "$DISCOURSE_USER")\""
FORUM=${DISCOURSE_URL%/}

look() {
  local held='"id":7,[^}]*"acted":true'
  WHY='Discourse does not give the post'
  call GET "$FORUM/posts/$1.json" || return 1
  case $SEEN in
  *'"deleted_at":"'*) STATE=deleted ;;
  *'"hidden":true'*) STATE=hidden ;;
  *'"hidden":false'*) STATE=visible ;;
  *) return 1 ;;
  esac
  if [[ $SEEN =~ $held ]]; then STATE=$STATE-flagged; fi
}

is_so() {
  case $1:$STATE in
  approve:visible* | restore:visible* | hide:deleted*) ;;
  spam:deleted* | hold:*-flagged | hold:hidden) ;;
  *) return 1 ;;
  esac
}

# ID TYPE
flag() {
  call POST "$FORUM/post_actions.json" --data "id=$1" --data "post_action_type_id=$2" || true
}

act() {
  local action=$1 one id
  shift
  for one in "$@"; do
    id=${one%%:*}
    case $action in
    hide) call DELETE "$FORUM/posts/$id.json" || true ;;
    spam)
      flag "$id" 8
      call DELETE "$FORUM/posts/$id.json" || true
      ;;
    hold) flag "$id" 7 ;;
    *)
      if [[ ${WAS[$id]} == deleted* ]]; then call PUT "$FORUM/posts/$id/recover.json" || true; fi
      if [[ ${WAS[$id]} == hidden* ]]; then call PUT "$FORUM/posts/$id/unhide.json" || true; fi
      ;;
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

order approve 932:17
order hide 9321:18
order spam 9322:19
order restore 9323:20

if ((APPLY)); then
  printf '%s applied, %s so already, %s failed; next: gavel writeback results %s\n' \
    "$applied" "$skipped" "$failed" "$RESULTS" >&2
else
  printf '%s to change, %s so already, %s failed; nothing was changed: --apply does it\n' \
    "$wanted" "$skipped" "$failed" >&2
fi
if ((failed)); then exit 3; fi
