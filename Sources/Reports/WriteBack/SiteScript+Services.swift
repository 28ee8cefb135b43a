import Moderation

extension SiteScript {
    /// **Source**: Disqus API 3.0, `posts/details|approve|spam|remove|restore`; many posts a call,
    /// 1,000 calls an hour.
    static let disqus = #"""

        # DISQUS_SECRET and DISQUS_TOKEN: the secret of an application, and the token of a moderator.
        need DISQUS_SECRET DISQUS_TOKEN
        CREDENTIALS="data-urlencode = \"api_secret=$(escaped "$DISQUS_SECRET")\"
        data-urlencode = \"access_token=$(escaped "$DISQUS_TOKEN")\""
        POSTS=${DISQUS_URL:-https://disqus.com}/api/3.0/posts
        # 900 calls an hour.
        PAUSE=${WRITEBACK_PAUSE:-4}

        look() {
          WHY='Disqus does not give the post'
          call GET "$POSTS/details.json?post=$1" --get || return 1
          case $SEEN in
          *'"isDeleted":true'*) STATE=removed ;;
          *'"isSpam":true'*) STATE=spam ;;
          *'"isApproved":true'*) STATE=approved ;;
          *'"isApproved":false'*) STATE=pending ;;
          *) return 1 ;;
          esac
        }

        is_so() {
          case $1:$STATE in
          approve:approved | hide:removed | spam:spam | restore:approved | restore:pending) ;;
          *) return 1 ;;
          esac
        }

        # VERB ID…
        change() {
          local verb=$1 id
          local -a posts=()
          shift
          (($#)) || return 0
          for id in "$@"; do posts+=(--data "post=$id"); done
          call POST "$POSTS/$verb.json" "${posts[@]}" || true
        }

        act() {
          local action=$1 one id
          local -a all=() gone=()
          shift
          for one in "$@"; do
            id=${one%%:*}
            all+=("$id")
            if [[ ${WAS[$id]} == removed || ${WAS[$id]} == spam ]]; then gone+=("$id"); fi
          done
          case $action in
          hide) change remove "${all[@]}" ;;
          spam) change spam "${all[@]}" ;;
          restore) change restore "${all[@]}" ;;
          approve)
            change restore "${gone[@]}"
            change approve "${all[@]}"
            ;;
          esac
        }

        """#

    /// **Source**: Coral's GraphQL schema, `approveComment` and `rejectComment`. Coral itself does nothing
    /// where the revision is not the newest.
    static let coral = #"""

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

        """#

    /// **Source**: Discourse API documentation, Posts; flags 7 (for moderators) and 8 (spam). A flag
    /// alone hides nothing: spam is deleted, too.
    static let discourse = #"""

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

        """#

    /// **Source**: Facebook's Graph interface, `Comment`, `is_hidden`. What is hidden its author and their
    /// friends still see.
    static let facebook = #"""

        # FACEBOOK_TOKEN is a token of the page.
        need FACEBOOK_TOKEN
        CREDENTIALS="header = \"Authorization: Bearer $(escaped "$FACEBOOK_TOKEN")\""
        GRAPH=${FACEBOOK_URL:-https://graph.facebook.com}

        look() {
          WHY='Facebook does not give the comment'
          call GET "$GRAPH/$1?fields=id,message,created_time,is_hidden,can_hide" || return 1
          case $SEEN in
          *'"is_hidden":true'*) STATE=hidden ;;
          *'"is_hidden":false'*) STATE=visible ;;
          *) return 1 ;;
          esac
        }

        is_so() {
          case $1:$STATE in
          approve:visible | restore:visible | hide:hidden | spam:hidden) ;;
          *) return 1 ;;
          esac
        }

        act() {
          local action=$1 one hidden=false
          shift
          case $action in hide | spam) hidden=true ;; esac
          for one in "$@"; do
            call POST "$GRAPH/${one%%:*}?is_hidden=$hidden" || true
          done
        }

        """#
}

extension SiteCommand {
    /// **Source**: Coral's `REJECTION_REASON_CODE`, by our taxonomy.
    var coralCode: String {
        if action.action == .spam { return "SPAM" }
        return switch action.reason {
        case "threat": "ABUSIVE"
        case "incite", "minors", "defamation", "copyright": "ILLEGAL_CONTENT"
        case "spam", "scam", "flood": "SPAM"
        case "obscene": "OFFENSIVE"
        case "vote-facts", "sighting": "MISINFORMATION"
        case "hate": "HATE_SPEECH"
        case "attack": "HARASSMENT_BULLYING"
        case "off-topic": "IRRELEVANT_CONTENT"
        case "profanity": "BANNED_WORD"
        default: "OTHER"
        }
    }
}
