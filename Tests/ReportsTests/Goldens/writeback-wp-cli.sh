#!/usr/bin/env bash
# Decisions of a gavel desk for wp-cli. Says what it would do; --apply does it.
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

TARGET=wp-cli
# shellcheck disable=SC2016  # a name of a source is no word of a shell
SOURCE='"news"'

# How wp is called here, such as: WP_CLI="wp --path=/srv/www"
read -ra WP <<<"${WP_CLI:-wp}"

look() {
  local pattern='"comment_approved":"?([a-z0-9-]+)'
  WHY='wp cannot read the comment'
  SEEN=$("${WP[@]}" comment get "$1" --format=json </dev/null 2>/dev/null) || return 1
  [[ $SEEN =~ $pattern ]] || return 1
  case ${BASH_REMATCH[1]} in
  1) STATE=approved ;;
  0) STATE=hold ;;
  *) STATE=${BASH_REMATCH[1]} ;;
  esac
}

# VERB ID…
comment() {
  (($# > 1)) || return 0
  "${WP[@]}" comment "$@" </dev/null >/dev/null || true
}

act() {
  local action=$1 one id
  local -a all=() trashed=() spam=()
  shift
  for one in "$@"; do
    id=${one%%:*}
    all+=("$id")
    case ${WAS[$id]} in
    trash) trashed+=("$id") ;;
    spam) spam+=("$id") ;;
    esac
  done
  case $action in
  hide) comment trash "${all[@]}" ;;
  spam) comment spam "${all[@]}" ;;
  *)
    comment untrash "${trashed[@]}"
    comment unspam "${spam[@]}"
    if [[ $action == approve ]]; then comment approve "${all[@]}"; fi
    if [[ $action == hold ]]; then comment unapprove "${all[@]}"; fi
    ;;
  esac
}

is_so() {
  case $1:$STATE in
  approve:approved | hide:trash | spam:spam | hold:hold | restore:approved | restore:hold) ;;
  *) return 1 ;;
  esac
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
