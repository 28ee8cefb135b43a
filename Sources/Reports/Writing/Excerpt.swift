/// The beginning of a body on one line: white space collapsed, at most `limit` characters.
///
/// **Never** splits a character a reader sees, save one built of more than 16 scalars.
/// - Complexity: O(`limit`) but for white space, which is passed over once.
func excerpt(_ text: String, limit: Int = 140) -> String {
    // The longest emoji sequences of Unicode 16 have 10 scalars; 16 leaves room, and bounds what
    // a run of combining marks can make us carry.
    let mostScalars = limit * 16
    var scalars = String.UnicodeScalarView()
    var count = 0
    var gap = false
    for scalar in text.unicodeScalars {
        if scalar.properties.isWhitespace {
            gap = count > 0
            continue
        }
        if gap {
            scalars.append(" ")
            count += 1
            gap = false
        }
        scalars.append(scalar)
        count += 1
        if count >= mostScalars { break }
    }
    var cut = String(String(scalars).prefix(limit))
    if cut.utf8.last == UInt8(ascii: " ") { cut.unicodeScalars.removeLast() }
    return cut
}
