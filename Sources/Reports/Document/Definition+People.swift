/// What the reports about people's work and about records mean.
extension Definition {
    static let pair = Definition(
        "Pair",
        "two verdicts on one text by two people, of whom the second was asked to judge without being shown "
            + "the first. A pair belongs to the time of the second verdict, and counts whatever became of the first "
            + "since.")
    static let rawAgreement = Definition(
        "Agreement",
        "pairs that say the same ÷ pairs. The interval is Wilson’s (1927) at 95\u{202F}%, z = 1.96."
    )
    static let alpha = Definition(
        "Krippendorff’s alpha",
        "agreement beyond chance for values without an order (Krippendorff 2011): 1 is perfect, 0 is what "
            + "chance gives, less is worse than chance. Chance is taken from how often each value was "
            + "given, so where removals are rare, alpha is low however often people agree, and is not "
            + "defined where only one value was given. Its interval is by Gwet’s variance (2014).")
    static let ac1 = Definition(
        "Gwet’s AC1",
        "agreement beyond chance that stays meaningful where one value is rare (Gwet 2008), over the two "
            + "values of showing it or not and the three verdicts, given or not; of reasons, over those "
            + "that were named. Read it beside alpha: far apart means that removals are rare, not that one "
            + "of the two is wrong.")
    static let coefficientInterval = Definition(
        "Intervals of alpha and AC1",
        "at 95\u{202F}%, from the variance between pairs and Student’s t with n − 1 degrees of freedom, "
            + "cut at −1 and 1. Fewer than four pairs have no coefficient, and there is no interval where no two people "
            + "differ: such a variance is 0 and would promise too much. Wilson’s interval says how little few "
            + "pairs prove.")
    static let reasonAgreement = Definition(
        "Reason",
        "the category named for a removal, of pairs in which both would remove the text.")
    static let overturned = Definition(
        "Overturned", "decisions of which an appeal was answered with “restore”.")
    static let personDecided = Definition(
        "Decided by a person",
        "all decisions they made in the period: those that stand at its end by verdict, those that somebody "
            + "else took back by then, and those they took back themselves.")
    static let severe = Definition(
        "Severe",
        "decisions on texts whose gravest finding has severity 3 or 4 of the taxonomy, by the newest "
            + "assessment.")
    static let step = Definition(
        "From one act to the next",
        "seconds between two acts of one person in one session; many decisions at one moment are one act. It "
            + "says how the work flows and not how good it is: a long text takes long.")
    static let session = Definition(
        "Session",
        "acts of one person (decisions, undoing, notes, escalations, answers, second opinions) without a pause "
            + "of 30 minutes or more, from the first to the last; one act alone is a session of 0 s."
    )
    static let activeHour = Definition(
        "Active hour",
        "an hour of the clock in which a person decided something, added up over the people shown.")
    static let skipped = Definition(
        "Skips", "are kept nowhere: nobody has to say why they leave a comment to somebody else.")
    static let kept = Definition(
        "Kept", "what the desk had at the end of the period, whenever it came.")
    static let emptied = Definition(
        "Emptied",
        "what a purge or an erasure took by then: the contents are gone, the hash and the decisions stay, and "
            + "“gavel verify” proves both.")
    static let retentionClass = Definition(
        "Class",
        "how long the records of a source are kept at least, by ‘retention:’ of the desk’s settings now: none, "
            + "transitory (180 days), correspondence-3y (1 096 days) or permanent, which is what nobody "
            + "classed.")
    static let past = Definition(
        "Past its time",
        "comments written, and read with all their edits, longer before the end of the period than their class "
            + "keeps them.")
    static let due = Definition(
        "Could be purged",
        "past its time, not on legal hold, and not waiting for a person; what “gavel purge --dry-run” counts. "
            + "What waits is told as it is now: the log does not say what waited then.")
    static let access = Definition(
        "Looked at or taken out",
        "rows of the audit log for an author’s details, figures of moderators, exports and backups. Looking at "
            + "the queue or at other reports, “gavel verify” and exports that found nothing new leave no "
            + "row.")
    static let checkpoint = Definition(
        "Checkpoint",
        "number and hash of the last row of the audit log at the end of the period. “gavel verify --expect” "
            + "with it shows that the log was not written anew since.")
}
