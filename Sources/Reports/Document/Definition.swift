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
        "texts with at least one finding in the category; findings of rules under trial do not count."
    )
    static let fired = Definition("Fired", "texts in which the rule found something.")
    static let upheld = Definition(
        "Upheld",
        "of those decided, the ones a person hid or marked as spam, for whatever reason they named."
    )
    static let precision = Definition(
        "Precision",
        "upheld ÷ decided, over texts in which the rule fired. The interval is Wilson’s (1927) at "
            + "95\u{202F}%, z = 1.96: with few decisions it is wide, and says so.")
    static let asOneAct = Definition(
        "As one act",
        "many texts that a person decided at one stroke are one judgement. Counts hold each text; where 20 "
            + "acts are asked for it is one of them, and in intervals, limits and ratios n is Kish’s (1965) "
            + "effective number (Σ m)² ÷ Σ m², m being how many texts an act decided.")
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
        "Overturn rate", "appeals answered with “restore” ÷ appeals answered, in the period.")
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

    // What rules cost.
    static let work = Definition(
        "Work",
        "time that people took to decide: from the same person’s decision or undo before to the decision, "
            + "at most 3 minutes, as a longer time is a pause; a first one counts 3 minutes. Decisions made as "
            + "one act share its time. It is spread evenly over the acting rules that fired in the text "
            + "and can route one; a text that was not routed is no rule’s work. The cap is ours, and "
            + "all of it is an estimate: nobody is timed.")
    static let lastTrueHit = Definition(
        "Last true hit",
        "the day of the newest standing decision that hid a text the rule fired in, or marked it as "
            + "spam.")
    static let together = Definition(
        "Most often with",
        "the other rule that fired in most of the rule’s texts, and the share of those texts. Two rules "
            + "that always fire together may be one.")
    static let retireList = Definition(
        "To consider",
        "a rule of the policy in use that was decided in 20 acts or more with the upper end of its "
            + "interval below 20\u{202F}%; or, of those that could fire for 90 days or longer, one that "
            + "nobody upheld in the last 90 days, in which 20 acts or more decided texts of it, or "
            + "that never fired. Nothing follows by itself: a rule for a rare harm may well never fire."
    )
    static let couldFireSince = Definition(
        "Could fire since",
        "the latest of three days: the first of the period, the one on which the desk’s first text "
            + "arrived, and the one on which a policy with this rule, or with its old name, first "
            + "judged here. “–” stands where none did yet.")
    static let trial = Definition(
        "Under trial",
        "a rule that is counted and never acts: its findings give no points and route nothing.")

    // Whether both sides are judged alike.
    static let flagRate = Definition(
        "Flag rate", "(queued + held) ÷ received: texts that the machine put before a person.")
    static let rest = Definition(
        "Rest",
        "all other texts of the same population, counted as the group is; each n is how many texts "
            + "there are on that side, and the rate the counted ones ÷ n.")
    static let disparity = Definition(
        "Ratio",
        "the rate in a group ÷ the rate in all other texts. The interval is Katz’s (1978), on the "
            + "logarithm, at 95\u{202F}%; where a cell is empty, a half is added to each of the four. Below "
            + "10 texts on a side none is given. An interval says what chance may do, not why.")
    static let standsOut = Definition(
        "▲ ▼",
        "the interval leaves out 1, and the ratio is over 1.25 (▲) or under 0.8 (▼); ≠ where it leaves "
            + "out 1 and the ratio is nearer to it. It is a reason to "
            + "look, not a verdict: groups write about different things. Of twenty groups that are "
            + "judged alike, chance alone puts one outside its interval.")
    static let needed = Definition(
        "Needed",
        "how many texts each side must have for a ratio of 1.25 to be noticed four times in five, at "
            + "the rate of the rest; “too few to say” stands where there are fewer, and “alike” where "
            + "there are as many and the interval holds 1. Where the rest has none or all, it is alike if "
            + "both sides are sure to be within a hundredth of that. Quarters may be pooled.")
    static let language = Definition(
        "Language",
        "as guessed from the author’s own words when the report is made; no desk stores it. Of more "
            + "than 5\u{202F}000 texts, the 5\u{202F}000 whose numbers have the least hashes are read, the "
            + "same ones each time. What was purged or erased since can be read no more and is left out: a "
            + "purge changes these figures of a period that is over.")
    static let target = Definition(
        "Whom it is about",
        "what labels say of it, and no more: harsh words about an office or the paper, and a threat to "
            + "an official. Of other people and groups the desk does not know. A threat is "
            + "flagged by itself.")
    static let stance = Definition(
        "Stance",
        "which side a text takes is not known to the desk, and never guessed. To compare sides, read a "
            + "random sample without its outcomes and note the side by hand.")
    static let controlLimits = Definition(
        "Limits",
        "the removal rate of the period ± 3 standard errors for the number decided in the week "
            + "(Shewhart 1931), what was decided as one act being one judgement. A week of which fewer than 5 removals or 5 approvals are to be expected is "
            + "not judged.")
    static let spread = Definition(
        "People",
        "removal rates of those with 20 acts of decision or more, without names and in whole percents; "
            + "none where they are fewer than five, and the lowest and highest from ten on.")
    static let pairs = Definition(
        "Pairs",
        "invented sentences that say the same for and against, about one side and the other. The policy "
            + "must give both the same route, points and labels; “gavel policy neutrality” shows each "
            + "difference.")
}
