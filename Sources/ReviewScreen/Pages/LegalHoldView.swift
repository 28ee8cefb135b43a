public import FoundationEssentials
public import Moderation

/// Legal holds, a paragraph each: what is kept, why, by whom, and how it ended.
///
/// **Shape**: every line fits the width; widths below 20 are taken as 20.
public func legalHoldLines(
    _ holds: [LegalHold], timeZone: TimeZone = .gmt, width: Int, style: Style
) -> [String] {
    var page = Page(width: width, style: style)
    for hold in holds {
        let count = grouped(hold.comments)
        page.write(
            """
            \("legal hold \(hold.id)", .heading): \(hold.subject.inWords), \(count) \
            \(hold.comments == 1 ? "comment" : "comments")
            """, hanging: "  ")
        page.below("\(hold.reason, layout: .flow)")
        page.below("by \(hold.by), \(minuteInWords(hold.at, timeZone))")
        if let release = hold.release {
            page.below(
                "\("released", .warning) by \(release.by), \(minuteInWords(release.at, timeZone))")
            page.below("\(release.reason, layout: .flow)")
        }
    }
    if let hold = holds.last(where: { $0.release == nil }) {
        let release = ["gavel", "legal-hold", "release", "\(hold.id)", "--reason", "WHY"]
        page.write("\(holds.count) shown; to end one: " + shellCommand(release), hanging: "  ")
    } else {
        page.write("no legal hold stands", hanging: "  ")
    }
    return page.lines
}

extension LegalHold.Subject {
    fileprivate var inWords: StyledText {
        switch self {
        case .source(let name): "all of source \(name)"
        case .article(let url): "comments on \(url)"
        case .comment(let key): "comment \(key)"
        case .author(let key): "all by the author of \(key)"
        }
    }
}

/// What names an author, for somebody who has asked for it.
///
/// **Shape**: every line fits the width; widths below 20 are taken as 20.
public func authorDetailLines(
    _ details: AuthorDetails, of comment: CommentKey, width: Int, style: Style
) -> [String] {
    var page = Page(width: width, style: style)
    page.write("\("the author of \(comment.description)", .heading)", hanging: "  ")
    for (name, value) in [
        ("id at the source", details.externalID), ("name", details.name),
        ("e-mail", details.email), ("address", details.address),
    ] { if let value { page.point("\(name): \(value, layout: .flow)") } }
    page.write("that you looked stands in the audit log", hanging: "  ")
    return page.lines
}
