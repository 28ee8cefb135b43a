/// A walk over the bytes of one value, as far as brackets and strings.
struct JSONWalk {
    enum Step { case inside, end, broken }

    private var open: [UInt8] = []
    private var isString = false
    private var isEscaped = false

    @inline(__always)
    mutating func step(_ byte: UInt8) -> Step {
        if isString {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isString = false
                return open.isEmpty ? .end : .inside
            } else if byte == UInt8(ascii: "\n") {
                return .broken
            }
            return .inside
        }
        switch byte {
        case UInt8(ascii: "\""): isString = true
        case UInt8(ascii: "{"): open.append(UInt8(ascii: "}"))
        case UInt8(ascii: "["): open.append(UInt8(ascii: "]"))
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            guard open.popLast() == byte else { return .broken }
            if open.isEmpty { return .end }
        default: break
        }
        return .inside
    }
}
