import Foundation
import TestSupport
import Testing

/// Programs that tests of written scripts need, where they are.
enum Tool {
    static func path(_ name: String) -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return path.split(separator: ":").map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Whether Python can import a module.
    static func hasPython(_ module: String) -> Bool {
        guard let python = path("python3") else { return false }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = ["-c", "import \(module)"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    static let inheritedPath = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"

    /// Runs a program in a folder until it ends.
    static func run(
        _ name: String, _ arguments: [String], in folder: String,
        environment: [String: String] = [:]
    ) throws -> Outcome {
        let scratch = try TemporaryFolder()
        let process = try Program.start(
            arguments, outputs: scratch, in: folder,
            environment: ["PATH": inheritedPath].merging(environment) { $1 },
            program: try #require(path(name), "\(name) is not there"))
        return Program.finish(process, scratch)
    }
}

/// A server that goes with the test: Python's, started on a port that was free.
final class PythonServer {
    private let process: Process
    private let outputs: TemporaryFolder
    let url: String

    /// - Parameter script: is given a port as its last argument.
    init(_ script: String, _ arguments: [String] = [], isReadyAt path: String) throws {
        outputs = try TemporaryFolder()
        let free = try Tool.run(
            "python3",
            [
                "-c",
                "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])",
            ], in: outputs.path)
        let port = try #require(free.lines.first)
        url = "http://127.0.0.1:\(port)"
        let file = try outputs.write("server.py", script)
        process = try Program.start(
            [file] + arguments + [port], outputs: outputs,
            environment: ["PATH": Tool.inheritedPath],
            program: try #require(Tool.path("python3")))
        let address = url + path
        let isReady = try eventually {
            try Tool.run("curl", ["-s", "-o", "/dev/null", address], in: outputs.path).status == 0
        }
        try #require(isReady, "the server does not answer")
    }

    deinit {
        // What a test runner lets wait, its children do not hear.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// The reply to a request, as text.
    func get(_ path: String) throws -> String {
        try Tool.run("curl", ["-s", url + path], in: outputs.path).text
    }

    func post(_ path: String, json: String) throws -> String {
        try Tool.run(
            "curl",
            ["-s", "-X", "POST", url + path, "-H", "Content-Type: application/json", "-d", json],
            in: outputs.path
        ).text
    }
}

/// A `wp` that keeps states in files and writes down how it was called; with `WP_SILENT` it knows
/// nothing of a comment any more that it changed.
let fakeWP = #"""
    #!/usr/bin/env bash
    set -eu
    printf '%s\n' "$*" >>"$WP_STATE/calls"
    [[ $1 == comment ]]
    verb=$2
    shift 2
    if [[ $verb == get ]]; then
      [[ -f $WP_STATE/$1 ]] || exit 1
      printf '{"comment_ID":"%s","comment_content":"heliotrope \\"comment_approved\\":\\"trash\\"","comment_approved":"%s"}\n' \
        "$1" "$(cat "$WP_STATE/$1")"
      exit
    fi
    for id in "$@"; do
      [[ -f $WP_STATE/$id ]] || continue
      case $verb in
      approve) printf 1 >"$WP_STATE/$id" ;;
      unapprove) printf 0 >"$WP_STATE/$id" ;;
      trash | spam)
        cp "$WP_STATE/$id" "$WP_STATE/$id.before"
        printf '%s' "$verb" >"$WP_STATE/$id"
        ;;
      untrash | unspam) cp "$WP_STATE/$id.before" "$WP_STATE/$id" ;;
      *) exit 1 ;;
      esac
      if [[ -n ${WP_SILENT:-} ]]; then rm "$WP_STATE/$id"; fi
    done
    """#

/// The interfaces of five sites in front of comments 1, 2 and 3, whose states go to `/states`.
///
/// Each asks for its credentials.
let fakeSites = #"""
    import json, re, sys, urllib.parse
    from http.server import BaseHTTPRequestHandler, HTTPServer

    state = dict.fromkeys("123", "hold")

    class Site(BaseHTTPRequestHandler):
        def log_message(self, *words):
            pass

        def reply(self, value, status=200):
            body = json.dumps(value, separators=(",", ":")).encode()
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def answer(self):
            size = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(size).decode()
            path, _, query = self.path.partition("?")
            method = self.command
            if path == "/states":
                return self.reply(state)
            if path.startswith("/wp-json/"):
                if self.headers.get("Authorization") != "Basic YW5uOmEgImIiIFxj":
                    return self.reply({}, 401)
                id = path.rsplit("/", 1)[1]
                if method == "POST":
                    verb = json.loads(body)["status"]
                    state[id] = "hold" if verb in ("untrash", "unspam") else verb
                return self.reply({"id": int(id), "content": {"raw": 'heliotrope "status":"spam"'}, "status": state[id]})
            if path.startswith("/api/3.0/posts/"):
                form = urllib.parse.parse_qs(query if method == "GET" else body)
                if form.get("api_secret") != ["s&1"] or form.get("access_token") != ["t"]:
                    return self.reply({"code": 5}, 401)
                verb = path.rsplit("/", 1)[1][:-5]
                ids = form["post"]
                for id in ids:
                    if verb != "details":
                        state[id] = {"approve": "approved", "remove": "removed", "spam": "spam", "restore": "hold"}[verb]
                now = state[ids[0]]
                return self.reply({"code": 0, "response": {"id": ids[0], "isDeleted": now == "removed",
                    "isSpam": now == "spam", "isApproved": now == "approved"}})
            if path == "/api/graphql":
                if self.headers.get("Authorization") != "Bearer t":
                    return self.reply({}, 401)
                query = json.loads(body)["query"]
                id = re.search(r'(?:id|commentID):"([^"]+)"', query).group(1)
                if "mutation" in query:
                    if 'commentRevisionID:"r' not in query:
                        return self.reply({"errors": []})
                    state[id] = "REJECTED" if "reason:{code:" in query else "APPROVED"
                status = "PREMOD" if state[id] == "hold" else state[id]
                return self.reply({"data": {"comment": {"id": id, "status": status, "body": 'heliotrope "status":"NONE"'}}})
            if path.startswith("/posts/") or path == "/post_actions.json":
                if self.headers.get("Api-Key") != "k" or self.headers.get("Api-Username") != "ann":
                    return self.reply({}, 403)
                form = urllib.parse.parse_qs(body)
                id = form["id"][0] if form else re.search(r"\d+", path).group(0)
                if method == "DELETE":
                    state[id] = "deleted " + state[id] if "flag" in state[id] else "deleted"
                if method == "PUT":
                    state[id] = "visible"
                if form:
                    state[id] = "flag" + form["post_action_type_id"][0]
                now = state[id]
                flags = [{"id": int(now[-1]), "count": 1, "acted": True}] if "flag" in now else []
                return self.reply({"id": int(id), "raw": 'heliotrope "hidden":true', "hidden": now == "hold",
                    "deleted_at": "2026-11-30" if now.startswith("deleted") else None, "actions_summary": flags})
            if self.headers.get("Authorization") != "Bearer t":
                return self.reply({}, 401)
            id = path[1:]
            if method == "POST":
                state[id] = "hidden" if query == "is_hidden=true" else "visible"
            return self.reply({"id": id, "message": 'heliotrope "is_hidden":true', "is_hidden": state[id] == "hidden"})

        do_GET = do_POST = do_PUT = do_DELETE = answer

    HTTPServer(("127.0.0.1", int(sys.argv[-1])), Site).serve_forever()
    """#
