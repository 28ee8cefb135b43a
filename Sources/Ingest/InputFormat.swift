import Moderation

/// A format that is read.
public enum InputFormat: String, CaseIterable, Sendable {
    case jsonl, csv, text
}

/// Recognises a format by the first bytes of an input.
///
/// - Parameter isWhole: whether the sample is all there is.
/// - Throws: `F004` for bytes that are no text, `F005` for a format known but not read.
func recognise(
    _ sample: ArraySlice<UInt8>, isWhole: Bool, input: String, fields: FieldMap
) throws(Problem) -> InputFormat {
    try refuseOthers(sample, input: input)
    let lines = sample.split(
        separator: UInt8(ascii: "\n"), maxSplits: 64, omittingEmptySubsequences: true)
    guard let first = lines.first(where: { !$0.allSatisfy(isSpace) }) else {
        try refuseBinary(sample, isWhole: isWhole, input: input)
        return .text
    }
    if looksLikeJSON(first) { return .jsonl }
    if CSVHeader.recognised(in: first, fields: fields) != nil { return .csv }
    try refuseBinary(sample, isWhole: isWhole, input: input)
    // A table whose text column has an unknown name must not become one comment in silence: read as
    // CSV, it says what its columns are.
    if !fields.isEmpty || looksLikeTable(lines) { return .csv }
    return .text
}

/// Whether the first two lines have the same number of cells, three or more, and the first holds
/// only names.
private func looksLikeTable(_ lines: [ArraySlice<UInt8>]) -> Bool {
    guard lines.count >= 2 else { return false }
    return [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")]
        .contains { delimiter in
            let names = lines[0].split(separator: delimiter, omittingEmptySubsequences: false)
            let count = lines[1].count { $0 == delimiter } + 1
            return names.count >= 3 && count >= names.count
                && names.allSatisfy { name in
                    let name = name.filter { !isSpace($0) && $0 != UInt8(ascii: "\"") }
                    return !name.isEmpty && name.count <= 40
                        && name.allSatisfy {
                            $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "/")
                                || (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0)
                        }
                }
        }
}

func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }

/// Whether bytes begin as an object does: a brace, then a key or the closing brace.
func looksLikeJSON(_ bytes: ArraySlice<UInt8>) -> Bool {
    let start = bytes.drop(while: isSpace)
    guard start.first == UInt8(ascii: "{") else { return false }
    let next = start.dropFirst().first { !isSpace($0) }
    return next == UInt8(ascii: "\"") || next == UInt8(ascii: "}")
}

private func refuseOthers(_ sample: ArraySlice<UInt8>, input: String) throws(Problem) {
    func refuse(_ what: String, _ help: String) -> Problem {
        Problem(.otherFormat, in: input, what, help: help)
    }
    if sample.starts(with: [0x1F, 0x8B]) {
        throw refuse("this is compressed with gzip", "unpack it first: gunzip -c FILE | gavel … -")
    }
    if sample.starts(with: [0xFF, 0xFE]) || sample.starts(with: [0xFE, 0xFF]) {
        throw refuse(
            "this is UTF-16, and UTF-8 is read", "convert it: iconv -f UTF-16 -t UTF-8 FILE")
    }
    let start = sample.drop(while: isSpace)
    if start.starts(with: "<?xml".utf8) {
        throw refuse("this is XML", "export comments as CSV or as JSON lines")
    }
    if start.first == UInt8(ascii: "["),
        start.dropFirst().first(where: { !isSpace($0) }) == UInt8(ascii: "{")
    {
        throw refuse("this is one JSON array", "put one object on a line: jq -c '.[]' FILE")
    }
    if start.first == UInt8(ascii: "{"),
        start.dropFirst().prefix(while: isSpace).contains(UInt8(ascii: "\n"))
    {
        throw refuse(
            "this is JSON over several lines", "put one object on a line: jq -c . FILE")
    }
}

private func refuseBinary(
    _ sample: ArraySlice<UInt8>, isWhole: Bool, input: String
) throws(Problem) {
    // A text may hold a stray zero byte; UTF-16 and binary files have one in ten and more.
    let zeros = sample.count { $0 == 0 }
    if zeros > 0, zeros * 100 > sample.count {
        throw Problem(
            .unknownFormat, in: input,
            "this is no text: \(zeros) of its first \(sample.count) "
                + "bytes are zero",
            help: "name the format with --format \(formatNames)")
    }
    // A sample may end within a character: up to three bytes of it are forgiven.
    do {
        _ = try UTF8Span(validating: sample.span)
    } catch {
        let place = error.byteOffsets.lowerBound
        guard !isWhole, place > sample.count - 4 else {
            throw Problem(
                .unknownFormat, in: input,
                "the format is not recognised, and byte \(place + 1) "
                    + "is not UTF-8",
                help: "name the format with --format \(formatNames), or convert the file with iconv"
            )
        }
    }
}

private let formatNames = InputFormat.allCases.map(\.rawValue).joined(separator: "|")
