import CExpat
import Glibc
import Moderation

/// Takes the values of one element that a format knows, at any depth. The only file that knows expat.
///
/// Keys are paths such as `author/name`, from within the element; `@name` is an attribute.
///
/// Unsafe by need, safe by these invariants: a parser lives within one call, on one thread; its user
/// data is a collector that outlives it; names and texts that it hands out are copied before a
/// handler returns.
///
/// **Never** resolves an entity that a document declares, nor opens a file: a record has no document
/// type, and no handler for external entities is set.
struct XMLPicker<Key: ExportKey>: Sendable {
    private let keys = Array(Key.allCases)
    private let tree = PathTree(
        Array(Key.allCases).enumerated().map { (path: $1.rawValue, leaf: $0) }, separator: "/")
    private let charset: Charset?

    init(encoding: String?) { charset = encoding.flatMap(Charset.init) }

    /// - Throws: `F101` for bytes that are no text, `F117` for what is no element.
    func pick(_ element: [UInt8]) throws(RecordFault) -> (Fields<Key>, Repairs) {
        let (collector, removed) = try parse(element, isWhole: true)
        return (try fields(collector), Repairs(controlCharacters: removed))
    }

    /// What the beginning of an element holds; empty when even that is broken.
    func pickBeginning(of element: [UInt8]) -> Fields<Key> {
        guard let (collector, _) = try? parse(element, isWhole: false),
            let fields = try? fields(collector)
        else { return Fields() }
        return fields
    }

    private func fields(_ collector: XMLCollector) throws(RecordFault) -> Fields<Key> {
        var fields = Fields<Key>()
        for value in collector.values {
            fields.add(keys[value.leaf], .string(try repairedText(value.text.span)))
        }
        return fields
    }

    private func parse(
        _ element: [UInt8], isWhole: Bool
    ) throws(RecordFault) -> (XMLCollector, removed: Int) {
        var element = element
        if let charset {
            guard let decoded = charset.decoded(element) else {
                throw RecordFault(.notUTF8, "not in the character set that the XML names")
            }
            element = decoded
        }
        let removed = removeForbidden(&element)
        let collector = XMLCollector(tree: tree)
        let fault = collector.parse(element, isWhole: isWhole)
        if let fault { throw fault }
        return (collector, removed)
    }
}

/// What a parser reports, as far as a tree asks for it.
private final class XMLCollector {
    private(set) var values: [(leaf: Int, text: [UInt8])] = []
    private let tree: PathTree<Int>
    /// The node of each open element, `nil` for one that no path leads through.
    private var open: [Int?] = []
    /// The depth of the element whose text is taken, and that text.
    private var taking: (depth: Int, leaf: Int)?
    private var text: [UInt8] = []
    /// While parsing.
    private var parser: XML_Parser?
    private var isTooDeep = false

    init(tree: PathTree<Int>) { self.tree = tree }

    func parse(_ bytes: [UInt8], isWhole: Bool) -> RecordFault? {
        guard let parser = XML_ParserCreate("UTF-8") else {
            return RecordFault(.brokenXML, "the XML is too large to be read")
        }
        self.parser = parser
        defer {
            XML_ParserFree(parser)
            self.parser = nil
        }
        // Else every parser asks the system for a number of its own.
        XML_SetHashSalt(parser, hashSalt)
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { data, name, attributes in
                guard let name else { return }
                collector(data).start(name, attributes)
            }, { data, _ in collector(data).end() })
        XML_SetCharacterDataHandler(parser) { data, text, count in
            guard let text else { return }
            collector(data).add(UnsafeRawBufferPointer(start: text, count: Int(count)))
        }
        let status = bytes.withUnsafeBytes { buffer in
            XML_Parse(
                parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
                Int32(buffer.count), isWhole ? 1 : 0)
        }
        guard status != XML_STATUS_OK else { return nil }
        if isTooDeep {
            return RecordFault(.tooDeep, "nested more than \(Limits.nesting) deep")
        }
        let words = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) }
        let place = Int(XML_GetCurrentByteIndex(parser))
        return RecordFault(
            .brokenXML, "the XML is broken: \(words ?? "unreadable")", at: max(0, place))
    }

    func start(
        _ name: UnsafePointer<CChar>,
        _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
    ) {
        guard open.count < Limits.nesting else {
            // What is open takes memory, in the parser as well.
            isTooDeep = true
            XML_StopParser(parser, 0)
            return
        }
        var node: Int?
        if open.isEmpty {
            node = 0
        } else if case let parent?? = open.last {
            let name = UnsafeRawBufferPointer(start: name, count: strlen(name))
            node = tree.child(name.bindMemory(to: UInt8.self).span, of: parent)
        }
        open.append(node)
        guard let node else { return }
        if let attributes, tree.hasAttributes(node) { take(attributes, of: node) }
        // Where a value may stand by itself or in an element of its own, the latter tells it better.
        if let leaf = tree.leaf(node) {
            taking = (open.count, leaf)
            text.removeAll(keepingCapacity: true)
        }
    }

    private func take(
        _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>, of node: Int
    ) {
        var next = attributes
        while let name = next[0], let value = next[1] {
            if let child = tree.child(([UInt8(ascii: "@")] + Self.bytes(name)).span, of: node),
                let leaf = tree.leaf(child)
            {
                values.append((leaf, Self.bytes(value)))
            }
            next += 2
        }
    }

    func add(_ bytes: UnsafeRawBufferPointer) {
        if taking != nil { text += bytes }
    }

    func end() {
        if let taking, taking.depth == open.count {
            values.append((taking.leaf, text))
            self.taking = nil
        }
        open.removeLast()
    }

    private static func bytes(_ text: UnsafePointer<CChar>) -> [UInt8] {
        Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
    }
}

/// Makes collisions in the parser's tables unforeseeable.
private let hashSalt = UInt.random(in: 1...UInt.max)

private func collector(_ data: UnsafeMutableRawPointer?) -> XMLCollector {
    Unmanaged<XMLCollector>.fromOpaque(data!).takeUnretainedValue()
}

/// Takes out the control characters that XML 1.0 forbids, written as they are or by number: real
/// exports hold them, and every parser stops there.
///
/// **Source**: XML 1.0, section 2.2, Char.
/// - Returns: how many there were.
func removeForbidden(_ bytes: inout [UInt8]) -> Int {
    var kept: [UInt8] = []
    var removed = 0
    var copied = 0
    var at = 0
    while at < bytes.count {
        let byte = bytes[at]
        var length = 0
        if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D {
            length = 1
        } else if byte == UInt8(ascii: "&"), at + 1 < bytes.count,
            bytes[at + 1] == UInt8(ascii: "#")
        {
            length = forbiddenReference(bytes[at...])
        }
        guard length > 0 else {
            at += 1
            continue
        }
        kept += bytes[copied..<at]
        removed += 1
        at += length
        copied = at
    }
    if removed > 0 { bytes = kept + bytes[copied...] }
    return removed
}

/// The length of a character reference that begins here and names a forbidden character, or 0.
private func forbiddenReference(_ bytes: ArraySlice<UInt8>) -> Int {
    var digits = bytes.dropFirst(2).prefix(10)
    let isHexadecimal = digits.first.map { $0 | 0x20 } == UInt8(ascii: "x")
    if isHexadecimal { digits = digits.dropFirst() }
    guard let end = digits.firstIndex(of: UInt8(ascii: ";")), end > digits.startIndex,
        let value = UInt32(
            String(decoding: digits[..<end], as: UTF8.self), radix: isHexadecimal ? 16 : 10)
    else { return 0 }
    let isAllowed =
        value == 0x09 || value == 0x0A || value == 0x0D || 0x20...0xD7FF ~= value
        || 0xE000...0xFFFD ~= value || 0x1_0000...0x10_FFFF ~= value
    return isAllowed ? 0 : end - bytes.startIndex + 1
}
