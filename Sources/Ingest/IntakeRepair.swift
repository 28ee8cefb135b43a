/// Makes a string from bytes, with two repairs that keep it harmless to everything behind.
///
/// U+0000 becomes U+001A (SUBSTITUTE, as long in UTF-8, so spans stay true), because C strings end
/// at it. Of a run of combining marks only the first 30 stay, because comparing, hashing and
/// normalising take time quadratic in such a run. Nothing else is changed.
///
/// **Source**: UAX #15, Stream-Safe Text Format, for the 30.
/// - Throws: `F101` when the bytes are not UTF-8.
/// - Complexity: O(bytes).
func repairedText(_ bytes: Span<UInt8>, recordOffset: Int = 0) throws(RecordFault) -> String {
    let text: String
    do {
        text = String(copying: try UTF8Span(validating: bytes))
    } catch {
        throw RecordFault(.notUTF8, "not UTF-8", at: recordOffset + error.byteOffsets.lowerBound)
    }
    return needsRepair(bytes) ? rewritten(text) : text
}

/// Whether there is a zero byte, or a run of non-ASCII bytes long enough to hold 31 marks.
///
/// Every combining mark is at or above U+0300 and so takes two bytes or more.
private func needsRepair(_ bytes: Span<UInt8>) -> Bool {
    var run = 0
    for index in bytes.indices {
        let byte = bytes[index]
        run = byte >= 0x80 ? run + 1 : 0
        if byte == 0 || run >= 2 * (longestMarkRun + 1) { return true }
    }
    return false
}

private let longestMarkRun = 30

/// The same two repairs for what is text already.
func repaired(_ text: String) -> String {
    var text = text
    return text.withUTF8 { needsRepair($0.span) } ? rewritten(text) : text
}

private func rewritten(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    var run = 0
    for scalar in text.unicodeScalars {
        let isMark =
            scalar.value >= 0x300
            && scalar.properties.canonicalCombiningClass != .notReordered
        run = isMark ? run + 1 : 0
        if run > longestMarkRun { continue }
        result.unicodeScalars.append(scalar.value == 0 ? "\u{1A}" : scalar)
    }
    return result
}

/// Whether a text has nothing to read: no byte but white space.
///
/// - Complexity: O(leading white space).
func isBlank(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
}
