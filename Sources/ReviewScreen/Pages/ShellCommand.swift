/// A command line that can be copied as it stands, whatever the outside ids in it hold.
///
/// **Never** lets a word of it end a command or begin another: words with anything but plain id
/// characters are quoted as a POSIX shell reads them.
func shellCommand(_ words: [String]) -> StyledText {
    StyledText(SafeText(words.map(shellWord).joined(separator: " ")), .command)
}

private func shellWord(_ word: String) -> String {
    let isPlain =
        !word.isEmpty
        && word.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            case 0x2B, 0x2C, 0x2D, 0x2E, 0x2F, 0x3A, 0x40, 0x5F: true  // + , - . / : @ _
            default: false
            }
        }
    if isPlain { return word }
    var quoted = String.UnicodeScalarView("'".unicodeScalars)
    for scalar in word.unicodeScalars {
        if scalar == "'" {
            quoted.append(contentsOf: #"'\''"#.unicodeScalars)
        } else {
            quoted.append(scalar)
        }
    }
    quoted.append("'")
    return String(quoted)
}
