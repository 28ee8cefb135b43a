import Foundation

/// A generated export in one format, written as the program of the format writes it.
struct GeneratedExport {
    let name: String
    let start: String
    let end: String
    /// A comment's number and text, as a record.
    let record: @Sendable (Int, String) -> String

    static let all: [GeneratedExport] = [
        GeneratedExport(name: "jsonl", start: "", end: "") { number, text in
            #"{"id":\#(number),"text":"\#(text)","author":{"name":"A\#(number % 997)"},"#
                + #""created_at":"2026-11-20T16:14:00Z","article":"https://news.example/\#(number / 100)"}"#
                + "\n"
        },
        GeneratedExport(name: "csv", start: "id,text,author,created_at,article\n", end: "") {
            number, text in
            "\(number),\"\(text)\",A\(number % 997),2026-11-20T16:14:00Z,"
                + "https://news.example/\(number / 100)\n"
        },
        GeneratedExport(
            name: "wxr",
            start: "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<rss version=\"2.0\""
                + " xmlns:wp=\"http://wordpress.org/export/1.2/\">\n<channel>\n<item>\n"
                + "<title>Zero</title>\n",
            end: "</item></channel></rss>\n", record: wordpress),
        GeneratedExport(
            name: "disqus",
            start: "<?xml version=\"1.0\"?>\n<disqus xmlns=\"http://disqus.com\""
                + " xmlns:dsq=\"http://disqus.com/disqus-internals\">\n"
                + (0..<2_000).map {
                    "<thread dsq:id=\"\($0)\"><link>https://news.example/\($0)</link>"
                        + "<title>Story \($0)</title></thread>\n"
                }.joined(),
            end: "</disqus>\n"
        ) { number, text in
            "<post dsq:id=\"\(number)\"><id/><message><![CDATA[<p>\(text)</p>]]></message>"
                + "<createdAt>2026-11-20T16:14:00Z</createdAt><isDeleted>false</isDeleted>"
                + "<isSpam>false</isSpam><author><name>A\(number % 997)</name>"
                + "<isAnonymous>true</isAnonymous></author><ipAddress>192.0.2.7</ipAddress>"
                + "<thread dsq:id=\"\(number % 2_000)\"/></post>\n"
        },
        GeneratedExport(name: "mbox", start: "", end: "") { number, text in
            """
            From a@mail.example Fri Nov 20 16:14:00 2026
            From: A\(number % 997) <a\(number % 997)@mail.example>
            To: letters@news.example
            Subject: Re: Story \(number / 100)
            Date: Fri, 20 Nov 2026 16:14:00 +0000
            Message-ID: <\(number)@mail.example>
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            \(text)


            """
        },
    ]

    @Sendable private static func wordpress(_ number: Int, _ text: String) -> String {
        let item =
            number % 100 == 0
            ? "</item>\n<item>\n<title>Story \(number / 100)</title>\n"
                + "<link>https://news.example/\(number / 100)</link>\n" : ""
        return item + """
            <wp:comment>
            <wp:comment_id>\(number + 1)</wp:comment_id>
            <wp:comment_author><![CDATA[A\(number % 997)]]></wp:comment_author>
            <wp:comment_author_email><![CDATA[a@mail.example]]></wp:comment_author_email>
            <wp:comment_author_url></wp:comment_author_url>
            <wp:comment_author_IP><![CDATA[192.0.2.7]]></wp:comment_author_IP>
            <wp:comment_date><![CDATA[2026-11-20 09:14:00]]></wp:comment_date>
            <wp:comment_date_gmt><![CDATA[2026-11-20 16:14:00]]></wp:comment_date_gmt>
            <wp:comment_content><![CDATA[\(text)]]></wp:comment_content>
            <wp:comment_approved><![CDATA[1]]></wp:comment_approved>
            <wp:comment_type><![CDATA[comment]]></wp:comment_type>
            <wp:comment_parent>0</wp:comment_parent>
            <wp:comment_user_id>0</wp:comment_user_id>
            </wp:comment>

            """
    }

    /// Writes comments of 60 to 360 bytes, a piece at a time.
    ///
    /// - Returns: the bytes of the file.
    func write(_ comments: Int, to file: URL) throws -> Int {
        _ = FileManager.default.createFile(atPath: file.path, contents: nil)
        let handle = try FileHandle(forWritingTo: file)
        defer { try? handle.close() }
        var bytes = 0
        var piece = Data(start.utf8)
        for number in 0..<comments {
            let count = 1 + number % 6
            let text = (0..<count).map {
                "The council voted on item \(number + $0), and nobody says why."
            }
            .joined(separator: " ")
            piece += record(number, text).utf8
            if piece.count > 1 << 20 || number == comments - 1 {
                if number == comments - 1 { piece += end.utf8 }
                try handle.write(contentsOf: piece)
                bytes += piece.count
                piece.removeAll()
            }
        }
        return bytes
    }
}
