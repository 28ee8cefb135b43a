public import FoundationEssentials
public import Moderation

/// What the README of a records bundle tells of it.
public struct RecordsFacts: Sendable {
    public var desk: String
    public var profile: Profile
    /// The identifier of the desk's zone.
    public var timeZone: String
    public var conditions: ExportConditions
    public var revisions = 0
    public var decisions = 0
    public var purged = 0
    public var texts = 0
    public var originals = 0
    public var authors = 0
    public var setAside = 0
    /// The last row of `audit.csv`, as `SEQ:HASH`.
    public var checkpoint: String
    /// When that row was written: what the bundle is true until.
    public var asOf: Date

    public init(
        desk: String, profile: Profile, timeZone: String, conditions: ExportConditions,
        checkpoint: String, asOf: Date
    ) {
        self.desk = desk
        self.profile = profile
        self.timeZone = timeZone
        self.conditions = conditions
        self.checkpoint = checkpoint
        self.asOf = asOf
    }
}

/// The `README.txt` of a records bundle: what it is, what is in it, and how anybody can check it.
///
/// **Never** says when or by whom it was made, so that the same records give the same bytes; that
/// stands in the desk's log.
public func recordsReadme(_ facts: RecordsFacts) -> String {
    let clock = ReportClock(zone: facts.timeZone)
    let conditions = facts.conditions
    func time(_ date: Date) -> String { "\(date.rfc3339) (\(clock.rfc3339(date)))" }
    let title = "Records of \(oneLine(facts.desk))"
    let named = conditions.namesAuthors
    let originals = """

        snapshots/       the records as their sources sent them, byte for byte: \(facts.originals)
        authors.csv      what the desk knows of who wrote the comments: \(facts.authors)
        """
    let checkOriginal =
        named ? "\n   An original is the one of its name: sha256sum snapshots/HASH" : ""
    let unnamed =
        named
        ? ""
        : """

        Nor are hashes of originals, or the log's words on appeals that say how to reach somebody: a
        name or an address could be found by trying.
        """
    return """
        \(title)
        \(String(repeating: "=", count: title.count))

        What this is
        ------------
        Comments of readers and what was decided on them, as a moderation desk of profile
        "\(facts.profile.rawValue)" kept them. It is true as of \(time(facts.asOf)),
        when the last thing that concerns them happened.

        What was asked for
        ------------------
        source:           \(conditions.source.map { oneLine($0.rawValue) } ?? "all")
        article:          \(conditions.article.map(oneLine) ?? "all")
        by the author of: \(conditions.authorOf.map { oneLine($0.description) } ?? "everybody")
        written from:     \(conditions.from.map(time) ?? "the beginning")
        written before:   \(conditions.to.map(time) ?? "no end")
        authors:          \(named ? "named" : "not named, and so no original bytes, which name them")

        A comment counts by when it was written, or first read where its source gives no time. All its
        revisions are here, and all decisions on them, whenever they were made. Times are UTC; columns
        that end in Local have the clocks of \(clock.zoneName).

        What is inside
        --------------
        index.csv        one row for each revision of a comment: \(facts.revisions)
        texts/           each text as it was judged, in UTF-8, named by its content hash: \(facts.texts)
        decisions.csv    every decision and every one taken back: \(facts.decisions)
        purged.csv       revisions whose text is gone, why, and its hash: \(facts.purged)
        set-aside.csv    records of the source and period that could not be read: \(facts.setAside)
        policy/          the rules' files, as they were, of every policy that judged or was in force
                         (what the desk's own settings changed of them counts in the digest only)
        audit.csv        the desk's log up to the last row about these comments\(named ? originals : "")
        check.py         checks the log, with Python and nothing else
        manifest.sha256  the SHA-256 of every other file

        In the tables a cell that a spreadsheet would run as a formula has an apostrophe before it.
        Not here: what people wrote in appeals and notices (audit.csv has their hashes), and comments
        that these answer or quote.\(unnamed)

        How to check it
        ---------------
        1. Unpack it in an empty folder:    tar -xf FILE.tar
        2. No file was altered:             sha256sum --quiet -c manifest.sha256
        3. The list of files was not altered: it must be the number that "gavel export records" printed
           and that came with the bundle:   sha256sum manifest.sha256
        4. A text is the one of its hash (FORMAT and HASH stand in index.csv; bash):
              { printf 'FORMAT\\0'; cat texts/HASH.txt; } | sha256sum\(checkOriginal)
        5. No row of the log was altered or left out: it prints "sound":    python3 check.py
           Each row's "previous" is the "hash" of the row before it, 64 zeros for the first, and "hash"
           is the SHA-256 of the 32 bytes of "previous" and then, for each of seq, at, actor, action,
           subject and detail, its length in bytes as a decimal number, a colon, and its bytes in UTF-8.
           Where "exact" is not empty it holds, in hexadecimal digits, all that comes after "previous".
           Rows about other comments have their hashes alone. The last row must be, as SEQ:HASH,
              \(facts.checkpoint)
        6. By the desk: it still says the same, and every text and decision is the one of its log:
              gavel verify --expect \(facts.checkpoint)

        """
}

/// The `check.py` of a records bundle, which proves its `audit.csv`.
///
/// - Parameter checkpoint: the last row, as `SEQ:HASH`.
public func recordsCheck(_ checkpoint: String) -> String {
    """
    import csv, hashlib, sys

    csv.field_size_limit(2**31 - 1)
    before, number = "0" * 64, 0
    for number, row in enumerate(csv.DictReader(open("audit.csv", encoding="utf-8", newline="")), 1):
        if row["seq"] != str(number) or row["previous"] != before:
            sys.exit("row %d does not follow from the one before it" % number)
        if row["action"]:
            fields = [row[n].encode() for n in "seq at actor action subject detail".split()]
            said = b"".join(b"%d:" % len(field) + field for field in fields)
            said = bytes.fromhex(row["exact"]) or said
            if hashlib.sha256(bytes.fromhex(before) + said).hexdigest() != row["hash"]:
                sys.exit("row %d was altered" % number)
        before = row["hash"]
    if "%d:%s" % (number, before) != "\(checkpoint)":
        sys.exit("rows are missing at the end")
    print("sound")

    """
}

/// Names from outside keep to their line, and bring no control character.
private func oneLine(_ text: String) -> String {
    String(
        String.UnicodeScalarView(
            text.unicodeScalars.map {
                [.control, .lineSeparator, .paragraphSeparator, .format].contains(
                    $0.properties.generalCategory) ? "\u{FFFD}" : $0
            }))
}
