import Foundation
import Moderation
import ReviewQueue
import TestSupport
import Testing

/// Reports about people's work and about records, through the program.
@Suite struct PeopleReportCommandTests {
    private func desk() throws -> ProbeDesk {
        let desk = try ProbeDesk()
        try desk.ingestFive()
        try desk.amendSettings(
            """
            people: {ann: moderator, ben: moderator, lee: lead, eve: reader}
            retention: {news: none}
            second_opinions: 100

            """)
        return desk
    }

    @Test func `a lead sees all, a moderator their own row, and a reader nothing`() throws {
        let desk = try desk()
        try desk.run("decide", "news:q1", "hide", "--reason", "attack", "--as", "ann")
        try desk.run("decide", "news:q2", "approve", "--as", "ben")
        let reader = try desk.run("report", "moderators", "--as", "eve")
        #expect(reader.status == 1 && reader.text.isEmpty)
        #expect(
            reader.errors.contains(
                "error[Q027]: 'eve' is a reader here; only a moderator may see their own figures"))
        let stranger = try desk.run("report", "moderators", "--as", "mallory")
        #expect(stranger.text.isEmpty && stranger.errors.contains("Q026"))
        func people(_ name: String) throws -> [String] {
            let report = try desk.run(
                "report", "moderators", "--format", "json", "--as", name)
            #expect(report.status == 0, "\(report.errors)")
            let rows = report.object["people"] as? [[String: Any]] ?? []
            return rows.compactMap { $0["person"] as? String }
        }
        #expect(try people("lee") == ["ann", "ben", "Everybody together"])
        #expect(try people("Ann") == ["ann"], "the whole less their own would be ben's")
        let file = desk.folder.path + "/people.md"
        try desk.run("report", "moderators", "--out", file, "--as", "lee")
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        for format in ["html", "md", "csv", "json"] {
            let own = try desk.run("report", "moderators", "--format", format, "--as", "ann")
            #expect(own.text.firstMatch(of: /\b(ben|lee)\b/) == nil, "\(format)")
        }
        let log = try ask(
            desk.database,
            "SELECT actor || ' ' || subject FROM audit WHERE action = 'moderator-figures'")
        #expect(log.prefix(2) == ["lee all moderators", "ann moderator ann"])
        #expect(log.count == 7, "who was refused did not look")
        #expect(try desk.run("verify").status == 0)
    }

    @Test func `records say who looked, and agreement names nobody`() throws {
        let desk = try desk()
        try desk.run("decide", "news:q1", "hide", "--reason", "attack", "--as", "ann")
        try desk.run("decide", "news:q1", "approve", "--as", "ben")
        try desk.run("author", "news:p1", "--as", "ann")
        try desk.run("report", "moderators", "--as", "lee")
        try desk.run("backup", desk.folder.path + "/copy.db", "--as", "eve")
        let records = try desk.run("report", "records", "--format", "json", "--as", "eve").object
        let accesses = records["accesses"] as? [[String: Any]] ?? []
        #expect(accesses.map { $0["by"] as? String } == ["ann", "lee", "eve"])
        let due = (records["figures"] as? [String: Any])?["due"] as? Int
        #expect(due == 2, "p1 and p2; the others wait")
        let dry = try desk.run(
            "purge", "--before", "2100-01-01", "--class", "none", "--dry-run", "--as", "eve")
        #expect(dry.text.contains("would be emptied: 2 comments"))
        #expect(try desk.run("report", "records", "--as", "mallory").errors.contains("Q026"))
        for format in ["html", "md", "csv", "json"] {
            let agreement = try desk.run("report", "agreement", "--format", format)
            #expect(agreement.status == 0 && agreement.errors.isEmpty)
            #expect(agreement.text.firstMatch(of: /\b(ann|ben|lee|eve)\b/) == nil)
            #expect(!agreement.text.contains("heliotrope"))
        }
    }

    @Test func `a decision that somebody is to judge a second time is not shown to them`() throws {
        let desk = try desk()
        try desk.run("decide", "news:q1", "hide", "--reason", "attack", "--as", "ann")
        func verdicts(_ name: String) throws -> Int {
            let shown = try desk.run("queue", "show", "news:q1", "--format", "json", "--as", name)
            #expect(shown.status == 0, "\(shown.errors)")
            return (shown.object["decisions"] as? [Any] ?? []).count
        }
        #expect(try verdicts("ben") == 0)
        #expect(try verdicts("ann") == 1 && verdicts("lee") == 1, "their own, and a lead's")
        try desk.run("decide", "news:q1", "hide", "--reason", "attack", "--as", "ben")
        #expect(try verdicts("ben") == 1)
    }

    @Test(arguments: ["summary", "agreement", "moderators"])
    func `a period that is over has the same bytes under a later policy`(name: String) throws {
        let desk = try Self.busyDesk()
        let words = [
            "report", name, "--from", "2026-11-03", "--to", "2026-11-20", "--format", "json",
            "--as", "lee",
        ].filter { name != "summary" || !["--as", "lee"].contains($0) }
        let first = try desk.run(words)
        #expect(first.status == 0, "\(first.errors)")
        let policies = first.object["policies"] as? [[String: Any]] ?? []
        #expect(policies.map { $0["digest"] as? String } == ["aaaabbbbcccc"])
        #expect(first.object["policy"] as? String == "aaaabbbbcccc")
        try desk.changePack("    strength: medium\n", "    strength: weak\n")
        #expect(try desk.run(words).output == first.output)
        let quiet = try desk.run(
            ["report", "summary", "--from", "2001-01-01", "--to", "2001-02-01"])
        #expect(quiet.text.contains("in use when this was made"))
    }

    @Test(arguments: ["agreement", "moderators", "records"])
    func `the same period gives the same bytes, whatever comes later`(name: String) throws {
        let desk = try Self.busyDesk()
        for format in ["html", "md", "csv", "json"] {
            let words = [
                "report", name, "--from", "2026-11-03", "--to", "2026-11-20", "--format", format,
                "--as", "lee",
            ]
            let first = try desk.run(words)
            #expect(first.status == 0, "\(first.errors)")
            let queue = try ReviewQueue.open(at: desk.database)
            _ = try queue.authorDetails(
                of: CommentKey(source: "news", id: "k1"), by: "ann", now: Date())
            #expect(try desk.run(words).output == first.output)
        }
    }

    /// Sixty comments, four people, three weeks: decisions, doubled ones with opinions, undos, appeals, all by
    /// a fixed draw.
    private static func busyDesk() throws -> ProbeDesk {
        let desk = try ProbeDesk()
        try desk.amendSettings(
            """
            people: {ann: moderator, ben: moderator, cy: moderator, lee: lead}
            retention: {news: none}

            """)
        let lines = (0..<60).map { number in
            #"{"id":"k\#(number)","text":"A grumblefex, the \#(number)th.","created_at":"2026-0\#(number % 3 + 1)-11T10:00:00Z","author":"Reader \#(number % 7)"}"#
        }
        let file = try desk.folder.write("many.jsonl", lines.joined(separator: "\n"))
        let ingest = try desk.run("ingest", file, "--source", "news")
        try #require(ingest.status == 0, "\(ingest.errors)")
        let queue = try ReviewQueue.open(at: desk.database)
        let policy = PolicyRecord(digest: "aaaabbbbcccc", profile: .publisher, files: "[]")
        var random = SeededGenerator(seed: 3)
        let people: [Moderator] = ["ann", "ben", "cy"]
        // Monday, 2 November 2026.
        var now = Date(timeIntervalSince1970: 1_793_577_600)
        for number in 0..<60 {
            now += Double(Int.random(in: 1...30_000, using: &random))
            func request(_ by: Moderator, doubled: Bool) -> DecisionRequest {
                let verdict: Verdict = [.approve, .approve, .hide, .spam].randomElement(
                    using: &random)!
                var request = DecisionRequest(
                    comments: [CommentKey(source: "news", id: CommentID("k\(number)"))],
                    verdict: verdict,
                    reason: verdict == .hide
                        ? ["attack", "hate"].randomElement(using: &random)! : nil, by: by)
                request.secondOpinions = doubled ? 1 : 0
                return request
            }
            let by = people.randomElement(using: &random)!
            let made = try queue.decide(
                request(by, doubled: number % 2 == 0), policy: policy, now: now)
            let decision = try #require(made.decisions.first)
            if number % 4 == 0 {
                now += 40
                let other = people.first { $0 != by }!
                let outcome = try queue.decide(
                    request(other, doubled: false), policy: policy, now: now)
                #expect(outcome.opinions.count == 1)
            }
            if number % 5 == 0, decision.verdict != .approve {
                now += 60
                let appeal = try queue.openAppeal(
                    against: decision.id, text: "Why?", contact: nil, terms: .usual, by: "lee",
                    now: now)
                try queue.answer(
                    appeal: appeal.id, number % 2 == 0 ? .restore : .uphold, note: "why",
                    policy: policy, by: "lee", now: now + 9)
            } else if number % 7 == 0 {
                var selection = UndoSelection()
                selection.decisions = [decision.id]
                _ = try queue.undo(
                    selection, by: people.randomElement(using: &random)!, now: now + 20)
            }
        }
        return desk
    }

    /// Where the tests run there may be none; they say so and are passed over.
    private static let python: String? = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// Counts anew in another language, with other formulas, straight from the file.
    @Test(.enabled(if: python != nil, "no python3 to count again with"))
    func `Python counts the same from the same desk`() throws {
        let desk = try Self.busyDesk()
        let period = ["--from", "2026-11-03", "--to", "2026-11-20"]
        func report(_ name: String, _ words: [String]) throws -> [String: Any] {
            let outcome = try desk.run(
                ["report", name, "--format", "json", "--as", "lee"] + words)
            #expect(outcome.status == 0, "\(outcome.errors)")
            return outcome.object
        }
        let agreement = try report("agreement", period)
        let moderators = try report("moderators", period)
        // The desk was filled when the test ran: of records all that there will have been is told.
        let records = try report("records", ["--to", "2100-01-01"])
        // Midnight in Denver.
        let script = try desk.folder.write("recount.py", Self.recount)
        let outputs = try TemporaryFolder()
        let process = try Program.start(
            [script, desk.database, "1793689200000", "1795158000000"], outputs: outputs,
            program: Self.python)
        let outcome = Program.finish(process, outputs)
        try #require(outcome.status == 0, "\(outcome.errors)")
        let counted = outcome.object
        func same(_ found: Any?, _ expected: Any?, _ name: String) {
            let (found, expected) = (found as? NSNumber, expected as? NSNumber)
            #expect(found != nil || expected == nil, "\(name)")
            guard let found, let expected else { return }
            #expect(
                abs(found.doubleValue - expected.doubleValue) < 0.0002,
                "\(name): \(found), and by Python \(expected)")
        }
        let figures = agreement["figures"] as? [String: Any] ?? [:]
        for name in ["asked", "waiting", "pairs", "takenBack", "appeals", "overturned"] {
            same(figures[name], counted[name], name)
        }
        #expect((counted["pairs"] as? Int ?? 0) > 8)
        let coefficients = agreement["coefficients"] as? [[String: Any]] ?? []
        #expect(coefficients.count == 9)
        for row in coefficients {
            let name = row["measure"] as? String ?? ""
            same(row["value"], (counted["measures"] as? [String: Any])?[name], name)
        }
        let people = counted["people"] as? [String: [String: Any]] ?? [:]
        #expect(people.count == 4)
        for table in ["people", "removal", "seconds", "work"] {
            for row in moderators[table] as? [[String: Any]] ?? [] {
                guard let name = row["person"] as? String, let expected = people[name] else {
                    #expect(row["person"] as? String == "Everybody together")
                    continue
                }
                for (column, value) in expected where row[column] != nil {
                    same(row[column], value, "\(table) \(name) \(column)")
                }
            }
        }
        let whole = moderators["figures"] as? [String: Any] ?? [:]
        for name in ["decided", "severe", "activeHours", "sessions", "sessionP50", "sessionP95"] {
            same(whole[name], counted[name], name)
        }
        let kept = records["figures"] as? [String: Any] ?? [:]
        for name in ["texts", "past", "due", "auditRows"] { same(kept[name], counted[name], name) }
    }

    private static let recount = """
        import json, math, sqlite3, sys
        from collections import Counter, defaultdict
        path, start, end = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
        db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        db.row_factory = sqlite3.Row
        rows = lambda sql: [dict(row) for row in db.execute(sql)]
        inside = lambda at: start <= at < end
        out = {}

        decisions = {d["decisionID"]: d for d in rows("SELECT * FROM decision ORDER BY decisionID")}
        undone = {d["revokes"]: d for d in decisions.values() if d["revokes"] and d["at"] < end}
        opinions = rows("SELECT * FROM opinion ORDER BY opinionID")
        told = {o["decisionID"] for o in opinions if o["at"] < end}
        doubled = [d for d in decisions.values() if d["isDoubled"] and inside(d["at"])]
        out["asked"] = len(doubled)
        out["waiting"] = sum(
            d["decisionID"] not in told and d["decisionID"] not in undone for d in doubled)
        pairs = [(decisions[o["decisionID"]], o) for o in opinions if inside(o["at"])]
        out["pairs"] = len(pairs)
        out["takenBack"] = sum(d["decisionID"] in undone for d, _ in pairs)
        answers = [a for a in rows("SELECT * FROM appealAnswer") if inside(a["at"])]
        out["appeals"] = len(answers)
        out["overturned"] = sum(a["outcome"] == "restore" for a in answers)

        def alpha(pairs):
            if len(pairs) < 4: return None
            # By coincidences, as Krippendorff writes it.
            seen, differ = Counter(), 0
            for a, b in pairs:
                seen[a] += 1
                seen[b] += 1
                differ += 2 * (a != b)
            n = sum(seen.values())
            crossed = n * n - sum(c * c for c in seen.values())
            return 1 - (n - 1) * differ / crossed if crossed else None

        def ac1(pairs, possible):
            if len(pairs) < 4: return None
            seen = Counter(v for pair in pairs for v in pair)
            n = len(pairs)
            chance = sum(c / (2 * n) * (1 - c / (2 * n)) for c in seen.values()) / max(
                1, (possible or len(seen)) - 1)
            same = sum(a == b for a, b in pairs) / n
            return (same - chance) / (1 - chance)

        removal = lambda d: d["reason"] or d["verdict"]
        questions = {
            "visibility": [(a["verdict"] == "approve", b["verdict"] == "approve") for a, b in pairs],
            "verdict": [(a["verdict"], b["verdict"]) for a, b in pairs],
            "reason": [(removal(a), removal(b)) for a, b in pairs
                       if "approve" not in (a["verdict"], b["verdict"])],
        }
        out["measures"] = {}
        for name, values in questions.items():
            out["measures"][name + ".agreement"] = (
                sum(a == b for a, b in values) / len(values) if values else None)
            out["measures"][name + ".alpha"] = alpha(values) if values else None
            out["measures"][name + ".ac1"] = ac1(
                values, {"visibility": 2, "verdict": 3}.get(name))

        severity = {i["revisionID"]: i["severity"] for i in rows("SELECT * FROM item")}
        restored = {a["decisionID"] for a in rows(
            f"SELECT decisionID FROM appeal JOIN appealAnswer USING (appealID) "
            f"WHERE outcome = 'restore' AND appealAnswer.at < {end}")}
        people = defaultdict(Counter)
        moments = defaultdict(set)
        hours = set()
        for d in decisions.values():
            if not inside(d["at"]): continue
            moments[d["moderator"]].add(d["at"])
            if d["verdict"] == "undo": continue
            me = people[d["moderator"]]
            me["decided"] += 1
            back = undone.get(d["decisionID"])
            if back is None:
                me["standing"] += 1
                me[{"approve": "approved", "hide": "hidden", "spam": "spam"}[d["verdict"]]] += 1
                me["removed"] += d["verdict"] != "approve"
            elif back["moderator"] == d["moderator"]: me["undoneThemselves"] += 1
            else: me["undoneByOthers"] += 1
            me["overturned"] += d["decisionID"] in restored
            me["severe"] += severity[d["revisionID"]] >= 3
            hours.add((d["moderator"], d["at"] // 3600000))
        for table in ("act", "opinion", "appealAnswer", "reportAnswer"):
            for row in rows(f"SELECT moderator, at FROM {table}"):
                if inside(row["at"]):
                    moments[row["moderator"]].add(row["at"])
                    people[row["moderator"]]["decided"] += 0
        for d, o in pairs:
            for name in (d["moderator"], o["moderator"]):
                people[name]["pairs"] += 1
                people[name]["agreeing"] += (d["verdict"] == "approve") == (o["verdict"] == "approve")
        rank = lambda share, values: values[max(1, math.ceil(share * len(values))) - 1]
        sessions = []
        for name, times in moments.items():
            times = sorted(times)
            steps, first = [], times[0]
            for before, after in zip(times, times[1:]):
                if after - before < 1800000: steps.append(after - before)
                else:
                    sessions.append(before - first)
                    first = after
            sessions.append(times[-1] - first)
            steps.sort()
            people[name]["steps"] = len(steps)
            if steps:
                people[name]["p50"] = rank(0.5, steps) / 1000
                people[name]["p95"] = rank(0.95, steps) / 1000
        sessions.sort()
        out["people"] = {name: dict(me) for name, me in people.items()}
        out["decided"] = sum(me["decided"] for me in people.values())
        out["severe"] = sum(me["severe"] for me in people.values())
        out["activeHours"] = len(hours)
        out["sessions"] = len(sessions)
        out["sessionP50"] = rank(0.5, sessions) / 1000
        out["sessionP95"] = rank(0.95, sessions) / 1000

        texts = rows("SELECT revisionID, commentID FROM revision")
        waiting = {r["commentID"] for r in rows("SELECT commentID FROM waiting")}
        waiting |= {r["ofComment"] for r in rows("SELECT ofComment FROM item WHERE state = 'open'")}
        out["texts"] = len(texts)
        out["past"] = len({t["commentID"] for t in texts})
        out["due"] = len({t["commentID"] for t in texts} - waiting)
        out["auditRows"] = len(rows("SELECT seq FROM audit"))
        print(json.dumps(out))

        """
}
