import PolicyEngine

/// How well rules find their own examples once somebody hides the words.
struct DisguiseReport {
    let policy: Policy

    /// What the disguises are called where filters are discussed.
    private static let names = [
        "hidden": "zero-width", "lookalikes": "homoglyph", "leet": "leet", "spaced": "spaced",
        "repeats": "repeated", "masked": "masked", "accents": "accents",
    ]

    func show() {
        print("\ndisguised copies of match examples of rules that look for words")
        var table = Table("disguise", "copies", "found", "kept")
        var sum = DisguiseTally(disguise: "all")
        for tally in policy.disguiseTallies {
            sum.copies += tally.copies
            sum.found += tally.found
            table.add(
                Self.names[tally.disguise] ?? tally.disguise, "\(tally.copies)", "\(tally.found)",
                figure(tally.share))
        }
        table.add("all", "\(sum.copies)", "\(sum.found)", figure(sum.share))
        table.show()
    }
}
