public import Moderation

/// Reads the article of `--article FILE`.
///
/// **Shape**: a JSON object `{"url","title","body"}`, or plain text whose first line is the title
/// when it looks like one: 20 words or fewer, without the end of a sentence.
/// - Throws: what opening and reading a file throws, `F008` when there is no text, `F009` when the
///   file is neither UTF-8 text nor JSON, `F010` over 32 MiB.
public func readArticle(path: String) throws(Problem) -> Article {
    let content = try wholeFile(path: path)
    do throws(RecordFault) {
        let found =
            looksLikeJSON(content)
            ? try JSONLinesDecoder(fields: FieldMap(), article: nil).article(content.span)
            : try plainArticle(content)
        if let found { return found }
    } catch {
        throw Problem(
            .brokenArticle, in: path, "the article cannot be read: \(error.message)",
            help: "save it as UTF-8 text, its title on the first line")
    }
    throw Problem(
        .emptyArticle, in: path, "the article holds no text",
        help: "write its title on the first line and its text below")
}

private func plainArticle(_ content: ArraySlice<UInt8>) throws(RecordFault) -> Article? {
    // Said before anything is taken apart, so that the byte is counted from the file's start.
    _ = try repairedText(content.span)
    var lines = PageLine.all(in: content).filter { !$0.text.isEmpty }
    let title = lines.first?.isTitleLike == true ? lines.removeFirst() : nil
    let body = lines.first.map { first in
        String(decoding: content[first.text.startIndex..<lines.last!.text.endIndex], as: UTF8.self)
    }
    return Article(headline: title?.text, body: body)
}

/// Reads what somebody wrote to the desk, such as an appeal.
///
/// - Throws: what opening and reading a file throws, `F003` when it is not UTF-8, `F010` over 32 MiB.
public func readLetter(path: String) throws(Problem) -> String {
    let content = try wholeFile(path: path)
    guard let text = String(validating: content, as: UTF8.self) else {
        throw Problem(
            .unreadable, in: path, "the letter is not UTF-8", help: "save it as UTF-8 text")
    }
    return text
}

/// The bytes of a file without the mark that some begin with.
private func wholeFile(path: String) throws(Problem) -> ArraySlice<UInt8> {
    var source = try FileSource(path: path)
    var bytes: [UInt8] = []
    while true {
        let more = try source.read(upTo: Limits.chunk)
        if more.isEmpty { break }
        bytes += more
        guard bytes.count <= Limits.record else {
            throw Problem(
                .longArticle, in: path, "the text is longer than 32 MiB",
                help: "give the file that holds this one text alone")
        }
    }
    let content = bytes[...]
    return content.starts(with: [0xEF, 0xBB, 0xBF]) ? content.dropFirst(3) : content
}
