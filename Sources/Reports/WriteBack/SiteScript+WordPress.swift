extension SiteScript {
    /// What WordPress's states mean, however they are asked for.
    private static let states = #"""

        is_so() {
          case $1:$STATE in
          approve:approved | hide:trash | spam:spam | hold:hold | restore:approved | restore:hold) ;;
          *) return 1 ;;
          esac
        }

        """#

    /// **Source**: wp-cli, `wp comment get|approve|unapprove|spam|unspam|trash|untrash`; many ids a call.
    static let wpCLI = #"""

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

        """# + states

    /// **Source**: WordPress REST API handbook, Comments; `status` takes `approved`, `hold`, `spam`,
    /// `unspam`, `trash` and `untrash`.
    static let wordpress = #"""

        # WP_URL is the site; WP_USER and WP_APP_PASSWORD an application password of somebody who moderates.
        need WP_URL WP_USER WP_APP_PASSWORD
        CREDENTIALS="user = \"$(escaped "$WP_USER:$WP_APP_PASSWORD")\""
        COMMENTS=${WP_URL%/}/wp-json/wp/v2/comments

        look() {
          local pattern='"status":"([a-z0-9-]+)"'
          WHY='the site does not answer'
          call GET "$COMMENTS/$1?context=edit" || return 1
          WHY='the site gives no state'
          [[ $SEEN =~ $pattern ]] || return 1
          STATE=${BASH_REMATCH[1]}
        }

        # ID STATUS
        change() {
          call POST "$COMMENTS/$1" --header 'Content-Type: application/json' --data "{\"status\":\"$2\"}" || true
        }

        act() {
          local action=$1 one id
          shift
          for one in "$@"; do
            id=${one%%:*}
            case $action in
            hide) change "$id" trash ;;
            spam) change "$id" spam ;;
            *)
              case ${WAS[$id]} in
              trash) change "$id" untrash ;;
              spam) change "$id" unspam ;;
              esac
              if [[ $action == approve ]]; then change "$id" approved; fi
              if [[ $action == hold ]]; then change "$id" hold; fi
              ;;
            esac
          done
        }

        """# + states
}
