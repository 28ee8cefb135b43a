/// What a word or a rate of the reports means, fixed once, so that reports of different months compare.
///
/// **Source**: the rates are those that the Santa Clara Principles 2.0 (2021) and Regulation (EU)
/// 2022/2065, Art. 15, ask for, each over a whole that is named.
struct Definition {
    var term: String
    var meaning: String

    init(_ term: String, _ meaning: String) {
        self.term = term
        self.meaning = meaning
    }
}

extension Definition {
    static let received = Definition(
        "Received",
        "texts written in the period, or read in it where their source gives no date; each edit of a "
            + "comment is a text of its own. What arrives late is counted once it is there.")
    static let arrived = Definition(
        "Received",
        "texts that arrived at the desk in the month; each edit of a comment is a text of its own.")
    static let passed = Definition(
        "Passed", "texts the machine found no reason to show to a person.")
    static let queued = Definition(
        "Queued", "texts the machine put before a person without asking to hold them.")
    static let held = Definition(
        "Held",
        "texts the machine suggested keeping from view until a person decides, those it suggested for "
            + "rejection among them.")
    static let decided = Definition(
        "Decided",
        "texts with a standing decision by a person: approved, hidden or marked as spam; a decision that "
            + "was undone is not counted.")
    static let removed = Definition("Removed", "texts that a person hid or marked as spam.")
    static let holdRate = Definition("Hold rate", "held ÷ received.")
    static let removalRate = Definition("Removal rate", "(hidden + marked as spam) ÷ decided.")
    static let timeToDecision = Definition(
        "Time to decision",
        "from arrival at the desk to the standing decision. p50 and p95 are nearest-rank percentiles: the "
            + "time at rank ⌈0.50 n⌉ or ⌈0.95 n⌉ of all times in ascending order, so each is a time that "
            + "occurred. No averages are given, as one forgotten comment would move them.")
    static let flagged = Definition(
        "Flagged",
        "texts with at least one finding in the category; findings of rules under trial do not count.")
    static let fired = Definition("Fired", "texts in which the rule found something.")
    static let upheld = Definition(
        "Upheld", "of those decided, the ones a person hid or marked as spam.")
    static let precision = Definition(
        "Precision",
        "upheld ÷ decided, over texts in which the rule fired. The interval is Wilson’s (1927) at "
            + "95\u{202F}%, z = 1.96: with few decisions it is wide, and says so.")
    static let open = Definition(
        "Still open",
        "texts that waited for a decision at the end of the period, whenever they were written.")
    static let severity = Definition(
        "Severity",
        "the gravest of the categories with points: from minor to an emergency, in which somebody may "
            + "be in danger.")
    static let age = Definition(
        "Age",
        "from arrival at the desk to the end of the period; p95 is the nearest-rank percentile.")
    static let overturnRate = Definition(
        "Overturn rate", "comments restored ÷ appeals answered, in the period.")
    static let detection = Definition(
        "Pointed to by",
        "what was known of the text before the decision; where several pointed to it, the first of: a "
            + "notice, readers, a rule, a person of the desk.")
    static let withheld = Definition(
        "Withheld",
        "a count of one to nine, which could point to a person, or one that would tell such a count by "
            + "subtraction. None is 0 and is told.")
    static let setAside = Definition(
        "Set aside", "records that could not be read; they are kept whole, with the reason.")
}
