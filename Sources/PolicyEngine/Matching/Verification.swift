/// Arithmetic that a number must pass, beyond what a pattern can say.
enum Verification: String, CaseIterable, Sendable {
    /// A payment card's number.
    case card
    /// An international bank account number.
    case iban

    /// Whether folded bytes, punctuation and spaces aside, pass.
    ///
    /// - Complexity: O(length).
    func accepts(_ bytes: some Sequence<UInt8>) -> Bool {
        let signs = bytes.filter(isASCIIWord)
        return self == .card ? Self.isCard(signs) : Self.isIBAN(signs)
    }

    /// 13 to 19 digits, not all alike, with a check digit by Luhn's sum.
    ///
    /// **Source**: ISO/IEC 7812-1, annex B.
    private static func isCard(_ signs: [UInt8]) -> Bool {
        guard (13...19).contains(signs.count), signs.allSatisfy({ (0x30...0x39).contains($0) }),
            Set(signs).count > 1
        else { return false }
        var sum = 0
        for (place, sign) in signs.reversed().enumerated() {
            let digit = Int(sign - 0x30)
            let weighted = place % 2 == 0 ? digit : digit * 2
            sum += weighted > 9 ? weighted - 9 : weighted
        }
        return sum % 10 == 0
    }

    /// A country with the right length, and a remainder of 1 by 97 once the first four signs stand
    /// last and letters count as 10 to 35.
    ///
    /// **Source**: ISO 13616-1; lengths from SWIFT's IBAN registry.
    private static func isIBAN(_ signs: [UInt8]) -> Bool {
        guard signs.count > 4,
            lengths[String(decoding: signs.prefix(2), as: UTF8.self)] == signs.count
        else { return false }
        var remainder = 0
        for sign in signs.dropFirst(4) + signs.prefix(4) {
            let isDigit = (0x30...0x39).contains(sign)
            let value = Int(sign) - (isDigit ? 0x30 : 0x61 - 10)
            guard (0..<36).contains(value) else { return false }
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
        }
        return remainder == 1
    }

    private static let lengths: [String: Int] = [
        "ad": 24, "ae": 23, "al": 28, "at": 20, "az": 28, "ba": 20, "be": 16, "bg": 22, "bh": 22,
        "br": 29, "by": 28, "ch": 21, "cr": 22, "cy": 28, "cz": 24, "de": 22, "dk": 18, "do": 28,
        "ee": 20, "eg": 29, "es": 24, "fi": 18, "fo": 18, "fr": 27, "gb": 22, "ge": 22, "gi": 23,
        "gl": 18, "gr": 27, "gt": 28, "hr": 21, "hu": 28, "ie": 22, "il": 23, "iq": 23, "is": 26,
        "it": 27, "jo": 30, "kw": 30, "kz": 20, "lb": 28, "lc": 32, "li": 21, "lt": 20, "lu": 20,
        "lv": 21, "ly": 25, "mc": 27, "md": 24, "me": 22, "mk": 19, "mr": 27, "mt": 31, "mu": 30,
        "nl": 18, "no": 15, "pk": 24, "pl": 28, "ps": 29, "pt": 25, "qa": 29, "ro": 24, "rs": 22,
        "sa": 24, "sc": 31, "sd": 18, "se": 24, "si": 19, "sk": 24, "sm": 27, "st": 25, "sv": 28,
        "tl": 23, "tn": 24, "tr": 26, "ua": 29, "va": 22, "vg": 24, "xk": 20,
    ]
}
