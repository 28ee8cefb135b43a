import Foundation
import Moderation
import ReviewQueue
import TestSupport
import Testing

/// What the reports on rules and on neutrality say, counted anew from the same database by another
/// program in another language.
@Suite struct ReportFigureTests {
    private static let python = ["/usr/bin/python3", "/bin/python3"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// By rule: fired, decided, upheld, milliseconds of work, the newest true hit, and how often each
    /// other fired with it; by source and label: flagged, received, removed and decided; decided and
    /// removed by week and by person.
    private static let recount = #"""
        import collections, datetime, json, sqlite3, sys
        db = sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True)
        db.execute("CREATE TEMP VIEW standing AS SELECT * FROM decision AS d WHERE verdict <> 'undo'"
                   " AND NOT EXISTS (SELECT 1 FROM decision AS u WHERE u.revokes = d.decisionID)")
        db.execute("CREATE TEMP VIEW firing AS SELECT DISTINCT rule, revisionID FROM signal"
                   " JOIN item USING (assessmentID) WHERE status = 'active'")
        db.execute("CREATE TEMP VIEW txt AS SELECT item.revisionID AS revisionID, source.name AS source, labels,"
                   " route <> 'pass' AS flagged, verdict, verdict <> 'approve' AS removed"
                   " FROM item JOIN revision USING (revisionID) JOIN comment USING (commentID)"
                   " JOIN source USING (sourceID) JOIN assessment USING (assessmentID)"
                   " LEFT JOIN standing ON standing.revisionID = item.revisionID")
        rules = {rule: dict(fired=f, decided=d, upheld=u or 0, last=l, work=0.0, others={})
                 for rule, f, d, u, l in db.execute(
            "SELECT rule, COUNT(*), COUNT(verdict), SUM(verdict <> 'approve'),"
            " MAX(CASE WHEN verdict <> 'approve' THEN at END)"
            " FROM firing LEFT JOIN standing USING (revisionID) GROUP BY rule")}
        for one, other, n in db.execute("SELECT a.rule, b.rule, COUNT(*) FROM firing AS a"
                " JOIN firing AS b USING (revisionID) WHERE a.rule <> b.rule GROUP BY 1, 2"):
            rules[one]["others"][other] = n
        causes = collections.defaultdict(list)
        for rule, text in db.execute("SELECT rule, revisionID FROM firing JOIN txt"
                                     " USING (revisionID) WHERE flagged"):
            causes[text].append(rule)
        acts = collections.OrderedDict()
        for number, who, at, bulk, verdict, text in db.execute(
                "SELECT decisionID, moderator, at, bulkID, verdict, revisionID FROM decision"
                " ORDER BY decisionID"):
            key = (who, "bulk", bulk) if bulk and verdict != "undo" else (who, "one", number)
            acts.setdefault(key, []).append((at, verdict, text))
        before, total = {}, 0.0
        for (who, _, _), group in acts.items():
            at = group[0][0]
            took = min(max(at - before.get(who, float("-inf")), 0), 180000)
            before[who] = at
            made = [text for _, verdict, text in group if verdict != "undo"]
            total += took if made else 0
            for text in made:
                for rule in causes[text]:
                    rules[rule]["work"] += took / len(made) / len(causes[text])
        def rates(where, *values):
            return db.execute("SELECT COALESCE(SUM(flagged), 0), COUNT(*), COALESCE(SUM(removed), 0),"
                              " COUNT(verdict) FROM txt WHERE " + where, values).fetchone()
        groups = {"source:" + s: rates("source = ?", s)
                  for s, in db.execute("SELECT name FROM source")}
        for label, in db.execute("SELECT DISTINCT json_extract(value, '$.id') FROM assessment,"
                                 " json_each(labels)"):
            groups["label:" + label] = rates(
                "EXISTS (SELECT 1 FROM json_each(labels) WHERE json_extract(value, '$.id') = ?)", label)
        weeks, people = collections.Counter(), collections.defaultdict(lambda: [0, 0, set()])
        for at, removed, who, act in db.execute(
                "SELECT at, verdict <> 'approve', moderator, coalesce(-bulkID, decisionID) FROM standing"):
            # Denver in winter.
            day = (datetime.datetime.fromtimestamp(at / 1000, datetime.timezone.utc)
                   - datetime.timedelta(hours=7)).date()
            monday = str(day - datetime.timedelta(days=day.weekday()))
            weeks[monday + " decided"] += 1
            weeks[monday + " removed"] += removed
            people[who][0] += removed
            people[who][1] += 1
            people[who][2].add(act)
        spread = sorted(round(r / n, 2) for r, n, acts in people.values() if len(acts) >= 20)
        print(json.dumps(dict(rules=rules, work=total, groups=groups, all=rates("1"), weeks=weeks,
                              spread=spread)))
        """#

    /// 400 comments from two sources with one word, the other, both or none, some with a quotation; six
    /// people decide most of them over some weeks, alone and by the handful, and take some back.
    private func desk() throws -> ProbeDesk {
        let desk = try ProbeDesk()
        var random = SeededGenerator(seed: 11)
        let words = ["", "grumblefex", "snorkwaddle", "grumblefex and snorkwaddle"]
        for (source, count) in [("news", 260), ("letters", 140)] {
            let lines = try (0..<count).map { number in
                let quotation = number % 3 == 0 ? "“The town has new benches.” " : ""
                let record: [String: Any] = [
                    "id": "c\(number)", "created_at": "2025-11-0\(1 + number % 9)T10:00:00Z",
                    "text": "\(quotation)\(canary) number \(number) for the mayor,"
                        + " \(words.randomElement(using: &random)!).",
                    "article": ["title": "Benches", "body": "The town has new benches."],
                ]
                let data = try JSONSerialization.data(withJSONObject: record)
                return String(decoding: data, as: UTF8.self)
            }
            let file = try desk.folder.write("\(source).jsonl", lines.joined(separator: "\n"))
            let outcome = try desk.run("ingest", file, "--source", source)
            try #require(outcome.status == 0, "\(outcome.errors)")
        }
        try decide(desk, &random)
        return desk
    }

    private func decide(_ desk: ProbeDesk, _ random: inout SeededGenerator) throws {
        let queue = try ReviewQueue.open(at: desk.database)
        let policy = PolicyRecord(digest: "aaaabbbbcccc", profile: .publisher, files: "[]")
        var keys = [("news", 260), ("letters", 140)].flatMap { source, count in
            (0..<count).map { CommentKey("\(source):c\($0)")! }
        }.shuffled(using: &random)
        var now = Date(timeIntervalSince1970: 1_762_864_000)
        while keys.count > 20 {
            let some = Array(keys.prefix(Int.random(in: 0..<6, using: &random) == 0 ? 5 : 1))
            keys.removeFirst(some.count)
            now += Double.random(in: 5...400, using: &random)
            // A week goes by now and then.
            if Int.random(in: 0..<25, using: &random) == 0 { now += 7 * 86_400 }
            let verdict = [Verdict.approve, .approve, .hide, .spam].randomElement(using: &random)!
            let by = Moderator(
                ["ann", "bo", "cy", "di", "eve", "ann", "bo", "cy", "di", "eve", "dee"]
                    .randomElement(using: &random)!)
            let outcome = try queue.decide(
                DecisionRequest(
                    comments: some, verdict: verdict, reason: verdict == .hide ? "spam" : nil,
                    by: by), policy: policy, now: now)
            try #require(outcome.decisions.count == some.count)
            guard Int.random(in: 0..<9, using: &random) == 0 else { continue }
            var selection = UndoSelection()
            selection.decisions = outcome.decisions.map(\.id)
            _ = try queue.undo(selection, by: by, now: now + 3)
        }
    }

    private func recounted(_ desk: ProbeDesk) throws -> [String: Any] {
        let outputs = try TemporaryFolder()
        let process = try Program.start(
            ["-c", Self.recount, desk.database], outputs: outputs, program: Self.python)
        let outcome = Program.finish(process, outputs)
        try #require(outcome.status == 0, "\(outcome.errors)")
        return outcome.object
    }

    private func report(_ desk: ProbeDesk, _ name: String) throws -> [String: Any] {
        let outcome = try desk.run("report", name, "--format", "json", "--to", "2031-01-01")
        try #require(outcome.status == 0, "\(outcome.errors)")
        #expect(!outcome.text.contains("heliotrope"), "a report holds no comment")
        return outcome.object
    }

    private func rows(_ report: [String: Any], _ table: String) throws -> [[String: Any]] {
        try #require(report[table] as? [[String: Any]], "\(table)")
    }

    private func near(_ one: Any?, _ other: Double, within: Double = 0.000_06) -> Bool {
        (one as? NSNumber).map { abs($0.doubleValue - other) <= within } ?? false
    }

    @Test(.enabled(if: python != nil, "no python3 to count with"))
    func `the report on rules says what the database says`() throws {
        let desk = try desk()
        let counted = try recounted(desk)
        let report = try report(desk, "rules")
        let rules = try #require(counted["rules"] as? [String: [String: Any]])
        #expect(rules.keys.sorted() == ["spam.grumblefex", "spam.snorkwaddle"])
        let costs = try rows(report, "rules")
        let hits = try rows(report, "hits")
        #expect(costs.count == 2 && hits.count == 2)
        var caused = 0.0
        for (name, rule) in rules {
            let cost = try #require(costs.first { $0["rule"] as? String == name })
            let hit = try #require(hits.first { $0["rule"] as? String == name })
            for key in ["decided", "upheld"] {
                #expect(cost[key] as? Int == rule[key] as? Int, "\(key) of \(name)")
            }
            #expect(hit["fired"] as? Int == rule["fired"] as? Int)
            #expect(try #require(rule["fired"] as? Int) > 30, "there is something to count")
            let work = try #require(rule["work"] as? Double) / 1000
            caused += work
            #expect(near(cost["work"], work, within: 0.001), "\(work) of \(name)")
            let other = name == "spam.grumblefex" ? "spam.snorkwaddle" : "spam.grumblefex"
            #expect(hit["with"] as? String == other)
            #expect(hit["together"] as? Int == (rule["others"] as? [String: Int])?[other])
            let last = try #require(rule["last"] as? Double) / 1000 - 7 * 3600
            let day = Date(timeIntervalSince1970: last).formatted(.iso8601.year().month().day())
            #expect(hit["lastTrueHit"] as? String == day)
        }
        let figures = try #require(report["figures"] as? [String: Any])
        #expect(
            near(figures["work"], try #require(counted["work"] as? Double) / 1000, within: 0.001))
        #expect(near(figures["workOfRules"], caused, within: 0.001))
    }

    @Test(.enabled(if: python != nil, "no python3 to count with"))
    func `the report on neutrality says what the database says`() throws {
        let desk = try desk()
        let counted = try recounted(desk)
        let report = try report(desk, "neutrality")
        let all = try #require(counted["all"] as? [Int])
        let figures = try #require(report["figures"] as? [String: Any])
        #expect(["flagged", "received", "removed", "decided"].map { figures[$0] as? Int } == all)
        let groups = try #require(counted["groups"] as? [String: [Int]])
        #expect(groups.keys.sorted() == ["label:quotes-article", "source:letters", "source:news"])
        for (table, hits) in [("flagRates", 0), ("removalRates", 2)] {
            let rows = try rows(report, table)
            for (name, group) in groups {
                let row = try #require(rows.first { $0["group"] as? String == name }, "\(name)")
                let rest = zip(all, group).map { $0 - $1 }
                #expect(row["hits"] as? Int == group[hits] && row["n"] as? Int == group[hits + 1])
                #expect(row["restHits"] as? Int == rest[hits])
                #expect(row["restN"] as? Int == rest[hits + 1])
                let rate = Double(group[hits]) / Double(group[hits + 1])
                #expect(near(row["rate"], rate))
                #expect(near(row["ratio"], rate / (Double(rest[hits]) / Double(rest[hits + 1]))))
            }
            let languages = rows.filter { ($0["group"] as? String ?? "").hasPrefix("language:") }
            #expect(
                languages.reduce(0) { $0 + ($1["n"] as? Int ?? 0) }
                    == (languages.isEmpty ? 0 : all[hits + 1]))
        }
        let weeks = try #require(counted["weeks"] as? [String: Int])
        let told = try rows(report, "removalByTime")
        #expect(told.count > 2 && told.count * 2 == weeks.count)
        for row in told {
            let monday = try #require(row["from"] as? String)
            #expect(row["decided"] as? Int == weeks["\(monday) decided"], "\(monday)")
            #expect(row["removed"] as? Int == weeks["\(monday) removed"], "\(monday)")
        }
        let spread = try #require(counted["spread"] as? [Double])
        let people = try rows(report, "people")
        try #require(spread.count == 5 && people.count == 1, "\(spread.count) with 20 acts")
        #expect(people[0]["which"] as? String == "middle")
        #expect(
            near(people[0]["rate"], spread[2], within: 0.011), "a half may be rounded either way")
        #expect(try rows(report, "pairs").isEmpty, "the probe policy has none")
    }

    @Test(arguments: ["rules", "neutrality"])
    func `a report of a period has the same bytes each time, in every format`(name: String) throws {
        let desk = try desk()
        for format in ["html", "md", "csv", "json"] {
            let words = ["report", name, "--format", format, "--to", "2026-03-01"]
            let first = try desk.run(words)
            #expect(first.status == 0 && !first.output.isEmpty, "\(first.errors)")
            #expect(try desk.run(words).output == first.output)
            for person in ["\"bo\"", ">dee<", "heliotrope"] {
                #expect(!first.text.contains(person), "\(person)")
            }
        }
    }

    @Test func `a rule under trial never acts, and its hits are told apart`() throws {
        let desk = try ProbeDesk()
        try desk.changePack(
            "    strength: medium\n", "    strength: medium\n    status: shadow\n")
        try desk.ingestFive()
        let report = try report(desk, "rules")
        let trials = try rows(report, "trials")
        #expect(trials.map { $0["rule"] as? String } == ["spam.grumblefex"])
        #expect(trials[0]["fired"] as? Int == 2)
        #expect(try rows(report, "rules").map { $0["rule"] as? String } == ["spam.snorkwaddle"])
        let markdown = try desk.run("report", "rules", "--to", "2031-01-01").text
        #expect(markdown.contains("never act"))
    }

    @Test func `pairs of the policy in use are tried for the report`() throws {
        let desk = try ProbeDesk()
        try desk.folder.write(
            "policies/neutrality/pairs-en.yaml",
            """
            language: en
            slots:
              words: [grumblefex, wooden]
            forms:
              - {name: capitals, capitals: true}
            templates:
              - id: bench
                for: "The {words} bench is dry."
                against: "The {words} bench is wet."

            """)
        let report = try report(desk, "neutrality")
        let pairs = try rows(report, "pairs")
        #expect(pairs.count == 1 && pairs[0]["file"] as? String == "pairs-en.yaml")
        #expect(pairs[0]["pairs"] as? Int == 4)
        #expect(try #require(pairs[0]["differences"] as? Int) > 0)
        try desk.folder.write("policies/neutrality/pairs-en.yaml", "language: [\n")
        #expect(try desk.run("report", "neutrality").status == 65)
    }
}
