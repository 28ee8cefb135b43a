import FoundationEssentials
import Moderation

/// As shipped, and so with Spanish words; what else stands here says less.
let attackTerms = CategoryTerms(
    id: "attack", title: "Personal attack",
    definition:
        "Insults or harasses another commenter, the author of the story or a private person.",
    notIncluded:
        "Harsh words about what somebody said or did, and any criticism of officials in their work.",
    notice:
        "Your comment is about a person instead of the point. Please say what you think is wrong with the point.",
    dsa: DSAFiling(
        category: "STATEMENT_CATEGORY_CYBER_VIOLENCE", keyword: "KEYWORD_CYBER_HARASSMENT"))

let piiTerms = CategoryTerms(
    id: "pii", title: "Private personal data", definition: "A private person's home address.",
    notice: "Your comment gives private details of a person.",
    dsa: DSAFiling(
        category: "STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
        keyword: "KEYWORD_OTHER"))

let spamTerms = CategoryTerms(
    id: "spam", title: "Advertising or link dump", definition: "Unasked advertising.",
    notice: "Your comment advertises.",
    dsa: DSAFiling(
        category: "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
        keyword: "KEYWORD_GOODS_SERVICES_NOT_PERMITTED"))

let hateTerms = CategoryTerms(
    id: "hate", title: "Contempt for a group of people",
    definition: "Calls a group less than human.",
    notice: "Your comment speaks of a group with contempt.",
    dsa: DSAFiling(
        category: "STATEMENT_CATEGORY_OTHER_VIOLATION_TC", keyword: "KEYWORD_OTHER"))

let toneTerms = CategoryTerms(id: "style", title: "Tone", definition: "Capitals.")

let harlowTerms: StatementTerms = {
    var settings = StatementSettings()
    settings.contact = "comments@harlow.example"
    settings.policyURL = "https://harlow.example/comments"
    return StatementTerms(
        desk: "Harlow Springs", timeZone: "America/Denver", appeals: .usual, settings: settings,
        categories: [attackTerms, piiTerms, spamTerms, hateTerms, toneTerms],
        notices: [
            .government:
                "A person at this office reviewed your comment under the published comment policy. What was decided, what the policy says and what was found are given below. Your view on the subject played no part. You may correct and repost, and you may ask for a review by a different person, whose decision we will send you in writing.",
            .publisher:
                "Our editors reviewed your comment under our comment rules. What was decided, the reason and what was found are given below. You are welcome to change the comment and post again, and you may ask for a second look by another editor.",
            .publisherEU:
                "We restricted your comment under our terms. This statement gives the restriction, the facts, the part of our terms that it rests on, whether the comment was found by automated means, and who decided. You may complain to us free of charge and another person will decide; you may also turn to an out-of-court body or to a court.",
        ])
}()

func hidden(
    _ profile: Profile, reason: String = "attack", verdict: Verdict = .hide, id: Int64 = 7
) -> Decision {
    Decision(
        id: id, comment: CommentKey(source: "wordpress", id: "c1"), revision: 1, verdict: verdict,
        reason: reason, note: "ask Ben about the neighbour", by: "ana", at: noon,
        policy: "9f2c41d07a3e", profile: profile, revokes: nil, replies: .tombstone)
}

func clownStatement(_ profile: Profile) -> StatementOfReasons {
    StatementOfReasons(
        decision: hidden(profile), articleURL: "https://harlow.example/a",
        writtenAt: noon.addingTimeInterval(-86_400),
        findings: [
            .init(
                rule: "attack.name-calling", title: "Name-calling aimed at a person",
                words: ["clown", "such\na  fool"])
        ], wasDetectedByRule: true, origin: .readerReports)
}
