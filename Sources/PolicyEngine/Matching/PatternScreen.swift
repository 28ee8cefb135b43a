/// Constructs that a rule's pattern may not use: they unbind its cost or reach outside the match.
///
/// Where this and PCRE2 could differ about the end of a class, the class ends here sooner: then a
/// harmless pattern is refused, never a harmful one let through.
enum PatternScreen {
    static func refusedConstruct(in pattern: String) -> String? {
        if pattern.hasPrefix("(*") { return "a leading '(*…)'" }
        let bytes = Array(pattern.utf8)
        var at = 0
        var isInClass = false
        while at < bytes.count {
            let next = at + 1 < bytes.count ? bytes[at + 1] : 0
            switch bytes[at] {
            case UInt8(ascii: "\\"):
                if let construct = refusedEscape(next, isInClass: isInClass) { return construct }
                // `\c[` and `\c\` are control characters.
                at += next == UInt8(ascii: "c") ? 2 : 1
            case UInt8(ascii: "["): isInClass = true
            case UInt8(ascii: "]"): isInClass = false
            case UInt8(ascii: "(") where !isInClass && bytes[at...].starts(with: "(?#".utf8):
                at = bytes[at...].firstIndex(of: UInt8(ascii: ")")) ?? bytes.count
            case UInt8(ascii: "(") where !isInClass && next == UInt8(ascii: "?"):
                if let construct = refusedGroup(bytes[(at + 2)...]) { return construct }
            case UInt8(ascii: "(") where !isInClass && next == UInt8(ascii: "*"):
                return "a verb '(*…)'"
            default: break
            }
            at += 1
        }
        return nil
    }

    private static func refusedEscape(_ byte: UInt8, isInClass: Bool) -> String? {
        if isInClass { return nil }
        switch byte {
        case UInt8(ascii: "K"): return "'\\K'"
        case UInt8(ascii: "C"): return "'\\C'"
        case UInt8(ascii: "Q"), UInt8(ascii: "E"): return "'\\Q…\\E'"
        case UInt8(ascii: "1")...UInt8(ascii: "9"), UInt8(ascii: "g"), UInt8(ascii: "k"):
            return "a back-reference"
        default: return nil
        }
    }

    private static func refusedGroup(_ rest: ArraySlice<UInt8>) -> String? {
        guard let first = rest.first else { return nil }
        // Under `x` a '#' begins a remark, in which a bracket opens no class.
        let options = rest.prefix { "imnsxJU^-".utf8.contains($0) }
        let after = rest[options.endIndex...].first
        if options.contains(UInt8(ascii: "x")),
            after == UInt8(ascii: ")") || after == UInt8(ascii: ":")
        {
            return "the option 'x'"
        }
        switch first {
        case UInt8(ascii: "C"): return "a callout"
        case UInt8(ascii: "R"), UInt8(ascii: "&"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return "recursion"
        case UInt8(ascii: "P"):
            let second = rest.dropFirst().first
            if second == UInt8(ascii: ">") { return "recursion" }
            return second == UInt8(ascii: "=") ? "a back-reference" : nil
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            guard let second = rest.dropFirst().first else { return nil }
            return (0x30...0x39).contains(second) ? "recursion" : nil
        default: return nil
        }
    }
}
