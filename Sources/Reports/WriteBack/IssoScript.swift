import Crypto
import FoundationEssentials
import Moderation

/// A script that changes the database of Isso beside its running server, in one transaction.
///
/// Isso serves the words of a comment of mode 4 as long as they are there, and sweeps such a row away
/// once nothing answers it. So what is hidden is emptied, as Isso itself does, and the row as it was is
/// kept in a file beside, from which a restored comment comes back whole. **Never** deletes a row.
///
/// **Source**: Isso 0.14, `isso/db/comments.py` (modes, `delete`, `_remove_stale`) and `isso/db/__init__.py`
/// (`MAX_VERSION`).
enum IssoScript {
    static func head(_ source: SourceName) -> String {
        scriptHead(.isso, snapshot: "writeback-kept.db", argument: "DATABASE") + before
            + "CREATE TEMP TABLE site AS SELECT \(sqlQuoted(jsonQuoted(source.rawValue))) AS source;\n"
    }

    private static func sqlQuoted(_ text: String) -> String {
        "'" + text.replacing("'", with: "''") + "'"
    }

    static func rows(_ orders: [SiteCommand]) -> String {
        orders.map { order in
            let digits = hexDigits(SHA3_256.hash(data: Data(order.text.utf8)))
            return "INSERT INTO told (id, decision, action, hash) VALUES (\(order.id), "
                + "\(order.action.decision), '\(order.action.action.rawValue)', x'\(digits)');\n"
        }.joined()
    }

    private static let before = #"""
        [[ -n $DATABASE ]] || usage
        # sqlite3 has no way to quote it.
        [[ $SNAPSHOT != *\'* ]] || usage
        command -v sqlite3 >/dev/null || {
          printf 'install sqlite3\n' >&2
          exit 64
        }
        if [[ ! -f $DATABASE ]]; then
          printf '%s: no such file\n' "$DATABASE" >&2
          exit 66
        fi

        # What is told: the hash, SHA3-256, is of the text that was decided on.
        orders() {
          cat <<'SQL'
        CREATE TEMP TABLE told (
          id INTEGER PRIMARY KEY, decision INTEGER NOT NULL, action TEXT NOT NULL, hash BLOB NOT NULL,
          mode INTEGER, outcome TEXT NOT NULL DEFAULT 'applied', detail TEXT NOT NULL DEFAULT '');

        """#

    static let tail = #"""
        SQL
        }

        # What each order comes to, from what stands there now.
        settle() {
          cat <<'SQL'
        CREATE TEMP TABLE version (is_known INTEGER CHECK (is_known));
        INSERT INTO version SELECT user_version = 5 FROM pragma_user_version;
        UPDATE told SET mode = CASE action WHEN 'approve' THEN 1 WHEN 'hold' THEN 2
          WHEN 'restore' THEN coalesce(
            (SELECT c.mode FROM main.comments AS c WHERE c.id = told.id AND c.mode <> 4),
            (SELECT k.mode FROM kept_row AS k WHERE k.id = told.id), 1)
          ELSE 4 END;
        UPDATE told SET (outcome, detail) = (SELECT
          CASE WHEN c.id IS NULL AND k.id IS NULL THEN 'failed' WHEN c.id IS NULL AND told.mode = 4 THEN 'skipped'
            WHEN c.id IS NULL THEN CASE WHEN t.id IS NULL THEN 'failed' ELSE 'applied' END
            WHEN c.mode = 4 AND c.text = '' THEN CASE WHEN told.mode = 4 THEN 'skipped'
              WHEN k.created IS c.created THEN 'applied' ELSE 'failed' END
            WHEN sha3(c.text, 256) <> told.hash THEN 'failed'
            WHEN c.mode = told.mode AND told.mode <> 4 THEN 'skipped' ELSE 'applied' END,
          CASE WHEN c.id IS NULL AND k.id IS NULL THEN 'no such comment' WHEN c.id IS NULL AND told.mode = 4 THEN 'gone'
            WHEN c.id IS NULL THEN CASE WHEN t.id IS NULL THEN 'its thread is gone' ELSE 'put back' END
            WHEN c.mode = 4 AND c.text = '' THEN CASE WHEN told.mode = 4 THEN 'mode 4'
              WHEN k.created IS c.created THEN 'words put back' ELSE 'its words are not in the snapshot' END
            WHEN sha3(c.text, 256) <> told.hash THEN 'its text is another'
            ELSE 'mode ' || c.mode END
          FROM (SELECT told.id AS told_id) LEFT JOIN main.comments AS c ON c.id = told_id
          LEFT JOIN kept_row AS k ON k.id = told_id LEFT JOIN main.threads AS t ON t.id = k.tid);
        SQL
        }

        # A row is kept as it stood before its words went.
        change() {
          cat <<'SQL'
        INSERT OR REPLACE INTO kept.row SELECT c.tid, c.id, c.parent, c.created, c.modified, c.mode,
          c.remote_addr, c.text, c.author, c.email, c.website, c.likes, c.dislikes, c.voters, c.notification
          FROM main.comments AS c JOIN told ON told.id = c.id AND outcome = 'applied' AND told.mode = 4;
        UPDATE main.comments AS c SET mode = 4, text = '', author = NULL, website = NULL
          FROM told WHERE told.id = c.id AND outcome = 'applied' AND told.mode = 4;
        UPDATE main.comments AS c SET text = k.text, author = k.author, website = k.website
          FROM told JOIN kept.row AS k ON k.id = told.id
          WHERE told.id = c.id AND outcome = 'applied' AND told.mode <> 4 AND c.mode = 4;
        INSERT INTO main.comments (tid, id, parent, created, modified, mode, remote_addr, text, author,
          email, website, likes, dislikes, voters, notification)
          SELECT k.* FROM kept.row AS k JOIN told ON told.id = k.id AND outcome = 'applied'
          AND told.mode <> 4 WHERE k.id NOT IN (SELECT id FROM main.comments);
        UPDATE main.comments AS c SET mode = told.mode
          FROM told WHERE told.id = c.id AND outcome = 'applied' AND told.mode <> 4;
        SQL
        }

        # ATTACH, and what is kept already.
        attach() {
          printf "ATTACH '%s' AS kept;\n" "$SNAPSHOT"
          if ((APPLY)); then keep; fi
          printf 'CREATE TEMP VIEW kept_row AS SELECT * FROM kept.row;\n'
        }

        # The columns of Isso's table, in the order in which they are kept.
        keep() {
          cat <<'SQL'
        CREATE TABLE IF NOT EXISTS kept.row (
          tid INTEGER, id INTEGER PRIMARY KEY, parent INTEGER, created FLOAT, modified FLOAT, mode INTEGER,
          remote_addr VARCHAR, text VARCHAR, author VARCHAR, email VARCHAR, website VARCHAR, likes INTEGER,
          dislikes INTEGER, voters BLOB, notification INTEGER);
        SQL
        }

        preview() {
          cat <<'SQL'
        SELECT CASE outcome WHEN 'applied' THEN 'would ' ELSE outcome || ': ' END || action || ' ' || id
          || ', now ' || detail FROM told ORDER BY id;
        SQL
        }

        answer() {
          cat <<'SQL'
        SELECT '{"source":' || (SELECT source FROM site) || ',"id":"' || id || '","target":"isso","decision":'
          || decision || ',"action":"' || action || '","outcome":"' || outcome || '","detail":"' || detail
          || '","at":"' || strftime('%Y-%m-%dT%H:%M:%SZ', 'now') || '"}' FROM told ORDER BY id;
        SQL
        }

        if ((!APPLY)); then
          {
            if [[ -f $SNAPSHOT ]]; then
              attach
            else
              printf 'CREATE TEMP TABLE kept_row (tid, id, created, mode);\n'
            fi
            orders
            settle
            preview
          } | sqlite3 -batch -bail -readonly "$DATABASE"
          printf 'nothing was changed: --apply does it\n' >&2
          exit 0
        fi

        copy=$SNAPSHOT.before-$(date -u +%Y%m%dT%H%M%SZ)-$$
        sqlite3 -batch "$DATABASE" ".backup '$copy'"
        results=$({
          printf '.timeout 30000\n'
          attach
          printf 'BEGIN IMMEDIATE;\n'
          orders
          settle
          change
          answer
          printf 'COMMIT;\n'
        } | sqlite3 -batch -bail "$DATABASE")
        if [[ -n $results ]]; then printf '%s\n' "$results" >>"$RESULTS"; fi
        printf 'done; a copy of what was before is %s; next: gavel writeback results %s\n' "$copy" "$RESULTS" >&2
        if [[ $results == *'"outcome":"failed"'* ]]; then exit 3; fi

        """#
}
