import FoundationEssentials
public import Moderation

/// What a purge would empty and what it would leave; how much goes stands last.
///
/// **Shape**: every line fits the width; widths below 20 are taken as 20.
public func purgePreview(
    _ preview: PurgePreview, of retentionClass: RetentionClass, sources: [SourceName],
    width: Int, style: Style
) -> [String] {
    var page = Page(width: width, style: style)
    let days = retentionClass.leastDays ?? 0
    let names = sources.map { StyledText("\($0)") }.joined(separator: ", ")
    page.write(
        "\("class \(retentionClass.rawValue)", .heading), kept \(grouped(days)) days at least: \(names)",
        hanging: "  ")
    let stays: [(Int, StyledText)] = [
        (preview.held, "on legal hold"),
        (preview.waiting, "waiting for a person"),
        (preview.young, "written or read less than \(grouped(days)) days ago"),
    ]
    for (count, why) in stays where count > 0 {
        page.point("left as they are: \(comments(count)) \(why)")
    }
    page.write(wouldGo(preview.going), hanging: "  ")
    return page.lines
}

/// What an erasure would empty, and what keeps it from being done.
///
/// **Shape**: every line fits the width; widths below 20 are taken as 20.
public func erasurePreview(
    _ preview: ErasurePreview, of comment: CommentKey, width: Int, style: Style
) -> [String] {
    var page = Page(width: width, style: style)
    page.write("\("the author of \(comment.description)", .heading)", hanging: "  ")
    if preview.held > 0 {
        page.point("\(comments(preview.held)) on legal hold: \("nothing goes", .warning)")
    }
    if preview.waiting > 0 {
        page.point("\(comments(preview.waiting)) waiting for a person: nothing goes")
    }
    for (kept, count) in preview.retained.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        let time: StyledText = kept.leastDays.map { "\(grouped($0)) days at least" } ?? "for ever"
        page.point("\(comments(count)) of class \(kept.rawValue), kept \(time)")
    }
    page.write(wouldGo(preview.going), hanging: "  ")
    return page.lines
}

/// What was emptied, with the next command last.
///
/// **Shape**: every line fits the width; widths below 20 are taken as 20.
public func purgeLines(_ count: PurgeCount, width: Int, style: Style) -> [String] {
    var page = Page(width: width, style: style)
    page.write("emptied: \(inWords(count))", hanging: "  ")
    page.write(
        "copies that were made before still hold them; next: " + shellCommand(["gavel", "verify"]),
        hanging: "  ")
    return page.lines
}

private func wouldGo(_ count: PurgeCount) -> StyledText {
    var sentence: StyledText = "\("would be emptied", .warning): \(inWords(count))"
    if let first = count.first, let last = count.last {
        sentence += ", written \(dayInWords(first, .gmt)) to \(dayInWords(last, .gmt))"
    }
    return sentence
}

/// `1,204 comments (1,260 texts), 1,190 originals`; parts of which there are none are left out.
private func inWords(_ count: PurgeCount) -> StyledText {
    var parts = [comments(count.comments)]
    if count.texts != count.comments { parts[0] += " (\(grouped(count.texts)) texts)" }
    func add(_ number: Int, _ one: StyledText, _ many: StyledText) {
        if number > 0 { parts.append("\(grouped(number)) \(number == 1 ? one : many)") }
    }
    add(count.originals, "original", "originals")
    add(count.answered, "copy in a reply", "copies in replies")
    add(count.setAside, "record set aside", "records set aside")
    add(count.appeals, "appeal", "appeals")
    add(count.authors, "author's details", "authors' details")
    return parts.joined(separator: ", ")
}

private func comments(_ count: Int) -> StyledText {
    "\(grouped(count)) \(count == 1 ? "comment" : "comments")"
}
