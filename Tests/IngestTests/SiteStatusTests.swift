import Ingest
import Moderation
import Testing

/// What programs say of a comment's state in a field of yes and no, and what it comes to.
struct SiteStatusTests {
    private let inputs: [(InputFormat, String, Visibility?)] = [
        (.facebook, #"{"data":[{"id":"1_2","message":"a","is_hidden":true}]}"#, .hidden),
        (.facebook, #"{"data":[{"id":"1_2","message":"a","is_hidden":false}]}"#, .shown),
        (.facebook, #"{"data":[{"id":"1_2","message":"a"}]}"#, nil),
        (.discourse, #"{"id":1,"cooked":"a","topic_id":1,"hidden":true}"#, .hidden),
        (.discourse, #"{"id":1,"cooked":"a","topic_id":1,"hidden":false}"#, .shown),
        (.discourse, #"{"id":1,"cooked":"a","topic_id":1}"#, nil),
        (.disqus, Self.disqus("<isSpam>true</isSpam><isApproved>true</isApproved>"), .hidden),
        (.disqus, Self.disqus("<isSpam>false</isSpam><isApproved>true</isApproved>"), .shown),
        (.disqus, Self.disqus("<isSpam>false</isSpam><isApproved>false</isApproved>"), .waiting),
        (.disqus, Self.disqus("<isSpam>false</isSpam>"), nil),
    ]

    private static func disqus(_ state: String) -> String {
        "<disqus><post dsq:id='1'><message>a</message>\(state)</post></disqus>"
    }

    @Test func `what readers see is read as well as what they do not`() throws {
        for (format, text, visibility) in inputs {
            let status = try comment(text, format).status
            #expect(Visibility(status: status) == visibility, "\(text)")
        }
    }
}
