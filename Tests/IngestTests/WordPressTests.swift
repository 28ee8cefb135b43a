import Foundation
import Ingest
import Moderation
import Testing

/// What exports of WordPress 6.1 were seen to hold, in invented words.
struct WordPressTests {
    @Test func `titles are HTML, and a CDATA end in a comment is written in two`() throws {
        let found = try comment(
            """
            <?xml version="1.0" encoding="UTF-8" ?>
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
             xmlns:wp="http://wordpress.org/export/1.2/">
            <channel><wp:wxr_version>1.2</wp:wxr_version><item>
            <title><![CDATA[Benches &amp; “work”]]></title>
            <link>https://ledger.example/?p=4</link>
            <content:encoded><![CDATA[<p>All of them.</p>]]></content:encoded>
            <wp:comment><wp:comment_id>2</wp:comment_id>
            <wp:comment_author><![CDATA[Reader One]]></wp:comment_author>
            <wp:comment_content><![CDATA[Who? ]]]]><![CDATA[> <b>who</b>?]]></wp:comment_content>
            <wp:comment_approved><![CDATA[1]]></wp:comment_approved>
            <wp:comment_parent>0</wp:comment_parent></wp:comment>
            </item></channel></rss>
            """)
        #expect(found.article?.title == "Benches & “work”")
        #expect(found.text == "Who? ]]> <b>who</b>?")
    }
}
