import Foundation
import Moderation
import PolicyEngine
import TestSupport
import Testing

/// The comment that this program began with: it quotes the news, shouts, and asks. It passes.
struct FoundingReplyTests {
    /// An article of our own, in the spirit of the samples.
    static let article = Article(
        title: "Port Alder keeps clerks out of immigration arrests",
        body: """
            PORT ALDER — The council voted 7-2 on Thursday for an ordinance that tells clerks not to \
            ask people where they were born.

            “A harbor town keeps its people safe when all of our families trust the number on the \
            fire truck,” Mayor Odalys Brandvold said after the vote.

            “My officers will wait on the pier instead of in the hallway, and nobody is safer for \
            that,” said Wendell Okafor-Lyle, who leads the federal office in the county.
            """)

    static let replies: [(name: String, text: String, format: BodyFormat)] = [
        (
            "curly quotes", "“all of our families trust the number on the fire truck”\n\(loud)",
            .plain
        ),
        ("straight quotes", "\"all of our families trust the number…\" \(loud)", .plain),
        (
            "a marked line", "> keeps its people safe when all of our families trust\n\(loud)",
            .plain
        ),
        (
            "a typed block quote",
            "<blockquote>all of our families trust the number</blockquote>\n\(loud)", .plain
        ),
        (
            "an HTML block quote",
            "<blockquote>&ldquo;all of our families trust the number&hellip;&rdquo;</blockquote>"
                + "<p>HOLD IT RIGHT THERE!!!<br>Define &#39;our families&#39;. Who&nbsp;pays?</p>",
            .html
        ),
        ("no marks", "A harbor town keeps its people safe when \(loud)", .plain),
        (
            "the officer's line",
            "“My officers will wait on the pier instead of in the hallway” WAIT!!! Why the pier?",
            .plain
        ),
        (
            "one word in question",
            "A harbor town keeps its people safe when?! HOLD ON!!! Define 'criminal'!", .plain
        ),
        ("Markdown", "> all of our families trust the number\n\n**\(loud)**", .markdown),
    ]

    private static let loud = "HOLD IT RIGHT THERE!!!\nDefine 'our families'."

    @Test(arguments: [Profile.government, .publisher], replies.indices)
    func `quoting the news and asking passes, however it is quoted`(profile: Profile, index: Int)
        throws
    {
        let reply = Self.replies[index]
        let assessment = try Shipped.classifier(profile).assess(
            Comment(text: reply.text, format: reply.format, article: Self.article))
        expectPasses(assessment, reply.name)
    }

    @Test(arguments: [Profile.government, .publisher])
    func `it passes in Spanish`(profile: Profile) throws {
        let article = Article(
            title: "El concejo de Puerto Aliso limita las preguntas sobre el origen",
            body: """
                El concejo aprobó la ordenanza el jueves. «Un puerto cuida a toda nuestra gente cuando \
                nadie teme llamar a los bomberos», dijo la alcaldesa Odalys Brandvold.
                """)
        for text in [
            "«Un puerto cuida a toda nuestra gente…» ¡¡¡UN MOMENTO!!! Defina «nuestra gente».",
            "Un puerto cuida a toda nuestra gente cuando... ¿¡Quién es «nuestra gente»!?",
        ] {
            let assessment = try Shipped.classifier(profile).assess(
                Comment(text: text, article: article))
            expectPasses(assessment, text)
        }
    }

    @Test(arguments: [Profile.government, .publisher])
    func `the reply of the samples passes`(profile: Profile) throws {
        let url = repository.appendingPathComponent("samples/denver-ordinance.txt")
        let lines = try String(contentsOf: url, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
        let title = lines[0]
        let again = try #require(lines.lastIndex(of: title))
        try #require(again > 3)
        let article = Article(title: title, body: lines[1..<again].joined(separator: "\n\n"))
        let reply = lines[again...].joined(separator: "\n")
        try #require(reply.contains("HOLD IT RIGHT THERE!!!"))
        let classifier = try Shipped.classifier(profile)
        expectPasses(classifier.assess(Comment(text: reply, article: article)), "samples")
        let bare = lines[(again + 1)...].joined(separator: "\n")
        expectPasses(classifier.assess(Comment(text: bare, article: article)), "without title")
    }

    @Test(.enabled(if: sharedData != nil, "no shared data here"), arguments: Profile.allCases)
    func `the reply as it really came passes`(profile: Profile) throws {
        let url = try #require(sharedData).appendingPathComponent("founding.txt")
        let text = try String(contentsOf: url, encoding: .utf8)
        let lines = text.split(separator: "\n").map(String.init)
        let title = try #require(lines.lastIndex { $0.contains("HOLD IT") }) - 2
        let article = Article(
            title: lines[title], body: lines[..<title].joined(separator: "\n\n"))
        let classifier = try Shipped.classifier(profile)
        for reply in [lines[title...], lines[(title + 1)...]] {
            expectPasses(
                classifier.assess(
                    Comment(text: reply.joined(separator: "\n"), article: article)), "founding")
        }
    }

    /// Passing because nothing was understood would be no pass: the labels prove that it was read.
    private func expectPasses(
        _ assessment: Assessment, _ name: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let labels = Set(assessment.labels.map(\.id))
        #expect(assessment.route == .pass, "\(name)", sourceLocation: sourceLocation)
        #expect(
            labels.isSuperset(of: ["quotes-article", "question"]), "\(name) \(labels)",
            sourceLocation: sourceLocation)
        let acting = assessment.signals.filter { !["style", "profanity"].contains($0.category) }
        #expect(acting.isEmpty, "\(name) \(acting)", sourceLocation: sourceLocation)
    }
}
