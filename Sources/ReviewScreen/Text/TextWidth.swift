/// How many columns of a terminal text takes.
///
/// **Units**: columns; a wide or emoji character takes 2, a combining mark 0, and a flag or a
/// joined emoji is one picture of 2.
///
/// **Source**: UAX #11 (ambiguous characters are narrow, as in every UTF-8 locale but the East Asian
/// ones) and UTS #51, as terminals draw them.
public enum TextWidth {
    /// - Complexity: O(length).
    public static func columns(of text: SafeText) -> Int { columns(of: text.description) }

    static func columns(of text: String) -> Int {
        Clusters(text).reduce(0) { $0 + $1.columns }
    }
}

/// Text in the smallest pieces that may stand on different lines.
///
/// Coarser than bytes and simpler than UAX #29: a letter with its marks, a whole emoji, a flag.
struct Clusters: Sequence, IteratorProtocol {
    struct Cluster {
        var text: String
        var columns: Int
    }

    private var scalars: String.UnicodeScalarView.Iterator
    private var ahead: Unicode.Scalar?

    init(_ text: String) {
        scalars = text.unicodeScalars.makeIterator()
        ahead = scalars.next()
    }

    /// - Complexity: O(length of the cluster).
    mutating func next() -> Cluster? {
        guard let first = ahead else { return nil }
        ahead = scalars.next()
        var growth = ClusterGrowth(first)
        var text = String.UnicodeScalarView()
        text.append(first)
        while let scalar = ahead, growth.take(scalar) {
            text.append(scalar)
            ahead = scalars.next()
        }
        return Cluster(text: String(text), columns: growth.columns)
    }
}

/// What has come of a cluster so far, and whether the next scalar still belongs to it.
private struct ClusterGrowth {
    private(set) var columns: Int
    private let first: Unicode.Scalar
    private var last: Unicode.Scalar
    private var length = 1
    private var isEmoji: Bool

    init(_ first: Unicode.Scalar) {
        let kind = ScalarKind(first)
        self.first = first
        last = first
        columns = kind.columns
        isEmoji = kind.isPictograph
    }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        let kind = ScalarKind(scalar)
        guard belongs(scalar, kind) else { return false }
        if kind.isMark { isEmoji = false }
        last = scalar
        length += 1
        return true
    }

    private mutating func belongs(_ scalar: Unicode.Scalar, _ kind: ScalarKind) -> Bool {
        switch scalar {
        case .emojiPresentation:
            if isEmoji || last.isKeycapBase { columns = 2 }
            return true
        case .textPresentation, .zeroWidthJoiner, .zeroWidthNonJoiner:
            return true
        case _ where kind == .combining:
            return true
        case _ where kind == .spacingMark:
            columns += 1
            return true
        case _ where kind.isPictograph:
            return isEmoji && last == .zeroWidthJoiner
        case _ where scalar.isSkinTone:
            guard isEmoji, !last.isSkinTone else { return false }
            columns = 2
            return true
        case _ where scalar.isRegionalIndicator:
            guard length == 1, first.isRegionalIndicator else { return false }
            columns = 2
            return true
        default:
            return false
        }
    }
}
