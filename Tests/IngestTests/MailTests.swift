import Foundation
import Ingest
import Moderation
import Testing

struct MailTests {
    private func message(_ headers: String, _ body: String) throws -> Comment {
        try comment(
            "From: R. Reader <r@example.org>\nMessage-ID: <m@x>\n\(headers)\n\n\(body)", .mbox)
    }

    @Test func `a line From divides messages only after a blank line and with a date`() throws {
        let records = try read(
            """
            From a@x.example Fri Nov 20 16:14:00 2026
            From: a@x.example

            From here on it is mine, at 10:30 since 2020.
            From a@x.example Fri Nov 20 16:14:00 2026 is no mark without a blank line.

            From what I saw.

            From b@x.example Fri Nov 20 16:15:00 2026
            From: b@x.example

            Second.
            """, .mbox)
        #expect(records.count == 2)
        #expect(records.map { $0.comment?.author?.email } == ["a@x.example", "b@x.example"])
        #expect(records.last?.raw.place.line == 9)
    }

    @Test(arguments: [
        ("quoted-printable", "caf=C3=A9 =\nau lait=\n", "café au lait"),
        ("quoted-printable", "50=% off =ZZ", "50=% off =ZZ"),
        ("base64", "Y2Fmw6kK\nYXU=\n", "café\nau"), ("BASE64", "Y2 Fm\r\nw6k=", "café"),
        ("8bit", "café", "café"),
    ])
    func `a body is decoded`(encoding: String, body: String, text: String) throws {
        let found = try message("Content-Transfer-Encoding: \(encoding)", body)
        #expect(found.text == text)
    }

    @Test(arguments: [
        ("iso-8859-15", "=A4", "€"), ("windows-1252", "=93x=94", "“x”"), ("koi8-r", "=C4=C1", "да"),
        ("shift_jis", "=93=FA=96=7B", "日本"), ("us-ascii", "=93x=94", "“x”"),
        ("utf-8", "=E2=82=AC", "€"),
    ])
    func `a character set is read`(name: String, body: String, text: String) throws {
        let found = try message(
            "Content-Type: text/plain; charset=\"\(name)\"\nContent-Transfer-Encoding: quoted-printable",
            body)
        #expect(found.text == text)
    }

    @Test func `plain text is preferred, wherever it stands, and papers are passed over`() throws {
        let found = try message(
            "Content-Type: multipart/mixed; boundary=\"a b\"",
            """
            --a b
            Content-Type: multipart/alternative; boundary=c

            --c
            Content-Type: text/html

            <p>No.</p>
            --c
            Content-Type: text/plain

            Yes.
            --c--
            --a b
            Content-Type: text/plain
            Content-Disposition: attachment; filename=a.txt

            Paper.
            --a b--
            """)
        #expect(found.text == "Yes.")
        #expect(found.format == .plain)
    }

    @Test func `a signature goes off and a long one stays`() throws {
        #expect(try message("", "Text.\n-- \nMe\n555-0101").text == "Text.")
        #expect(try message("", "-- \nMe").text == "-- \nMe")
        let hidden = (1...9).map { "line \($0)" }.joined(separator: "\n")
        #expect(try message("", "Text.\n-- \n\(hidden)").text.hasSuffix("line 9"))
        #expect(try message("", "Text.\n--\nNot a mark.").text == "Text.\n--\nNot a mark.")
    }

    @Test func `flowed lines are joined within their depth of quotation`() throws {
        let found = try message(
            "Content-Type: text/plain; format=flowed; delsp=no",
            "> a long \n> quotation\nand my \nanswer \n>>deeper \n\nEnd")
        #expect(found.text == "> a long quotation\nand my answer \n>> deeper \n\nEnd")
    }

    @Test func `headers are decoded, unfolded and shortened`() throws {
        let found = try message(
            "Subject: Re: =?utf-8?Q?Caf=C3=A9?=\n =?utf-8?B?cw==?= and more\nIn-Reply-To: <p@x>\nDate: Fri, 20 Nov 2026 09:14:00 -0700",
            "a")
        #expect(found.article?.title == "Cafés and more")
        #expect(found.parent == "p@x")
        #expect(found.id == "m@x")
        #expect(found.author == Author(name: "R. Reader", email: "r@example.org"))
        #expect(found.createdAt?.timeIntervalSince1970 == 1_795_191_240)
    }
}
