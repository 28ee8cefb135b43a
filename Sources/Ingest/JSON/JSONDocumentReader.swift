import Moderation

/// Cuts the records out of a JSON document: the elements of arrays at known paths, or objects that
/// follow one another.
///
/// Only what lies between records is looked at; the rest of the grammar is the decoder's. Where the
/// document is broken, the stretch up to the next line that begins a value is set aside, and reading
/// goes on there.
struct JSONDocumentReader: RecordReader {
    let format: InputFormat
    let decoder: any RecordDecoder
    private var window: ByteWindow
    private let input: String
    private let layout: JSONLayout
    private var context: (any JSONContext)?
    /// The objects and arrays that lead to where reading is.
    private var open: [Container] = []
    private var at: Int
    /// Records cut out of the last element that did not fit into the last answer.
    private var waiting: [RawRecord] = []
    private var problem: Problem?

    private struct Container {
        var close: UInt8
        var node: Int?
    }

    init(
        _ window: ByteWindow, input: String, format: InputFormat, layout: JSONLayout,
        decoder: any RecordDecoder
    ) {
        self.window = window
        self.input = input
        self.format = format
        self.layout = layout
        self.decoder = decoder
        context = layout.context
        at = window.offset
    }

    mutating func next(upTo limit: Int) throws -> [RawRecord] {
        var batch = Batch(input: input, limit: limit)
        while !batch.isFull {
            if !waiting.isEmpty {
                batch.add(waiting.removeLast())
            } else if problem != nil || !step(&batch) {
                if batch.records.isEmpty, let problem { throw problem }
                return try batch.last(of: window)
            }
        }
        return batch.records
    }

    /// Takes one value, name or bracket.
    ///
    /// - Returns: whether there is more.
    private mutating func step(_ batch: inout Batch) -> Bool {
        skipSpace()
        window.release(upTo: at)
        guard let byte = window.byte(at: at) else {
            if !open.isEmpty { endTooSoon() }
            return false
        }
        guard let container = open.last else {
            value(at: 0, &batch)
            return true
        }
        if byte == UInt8(ascii: ",") {
            at += 1
        } else if byte == container.close {
            at += 1
            open.removeLast()
        } else if container.close == UInt8(ascii: "]") {
            value(at: container.node.flatMap(layout.paths.element), &batch)
        } else {
            member(of: container, &batch)
        }
        return true
    }

    /// Takes a name, its colon and its value.
    private mutating func member(of container: Container, _ batch: inout Batch) {
        let start = at
        guard window.byte(at: at) == UInt8(ascii: "\""), case .whole(let end) = extent(from: at)
        else { return setAsideStretch(from: start, &batch) }
        let name = window.copy((start + 1)..<(end - 1))
        at = end
        skipSpace()
        guard window.byte(at: at) == UInt8(ascii: ":") else {
            return setAsideStretch(from: start, &batch)
        }
        at += 1
        skipSpace()
        value(at: container.node.flatMap { layout.paths.child(name.span, of: $0) }, &batch)
    }

    /// Takes the value that begins here, which is a record, leads to records, or is passed over.
    private mutating func value(at node: Int?, _ batch: inout Batch) {
        let start = at
        let byte = window.byte(at: at)
        let isRecord = node.flatMap(layout.paths.leaf) != nil
        if let node {
            if byte == UInt8(ascii: "["), layout.paths.hasElements(node) {
                open.append(Container(close: UInt8(ascii: "]"), node: node))
                at += 1
                return
            }
            if byte == UInt8(ascii: "{"), !isRecord, layout.paths.isInner(node) {
                open.append(Container(close: UInt8(ascii: "}"), node: node))
                at += 1
                return
            }
        }
        window.release(upTo: start)
        switch extent(from: start) {
        case .whole(let end):
            at = end
            if isRecord { add(start..<end, &batch) }
        case .broken: setAsideStretch(from: start, &batch)
        case .cut:
            batch.add(
                window.copy(start..<window.heldEnd), line: window.lineNumber, offset: start,
                fault: .cut)
            endTooSoon()
        case .tooLong: skipLong(from: start, &batch)
        }
    }

    private mutating func add(_ range: Range<Int>, _ batch: inout Batch) {
        guard layout.nesting != nil || context != nil else {
            return batch.add(
                window.copy(range), line: window.lineNumber, offset: range.lowerBound)
        }
        let whole = RawRecord(
            place: RecordPlace(
                input: input, line: window.lineNumber, offset: range.lowerBound),
            bytes: window.copy(range))
        for var record in layout.nesting?.records(in: whole) ?? [whole] {
            if context != nil {
                guard let around = context?.surroundings(of: record.bytes) else { continue }
                record.about = around.about
                record.parent = record.parent ?? around.parent
            }
            waiting.append(record)
        }
        waiting.reverse()
    }

    // MARK: Where values end

    private enum Extent {
        case whole(Int)
        /// A bracket that closes another, or a line end within a string.
        case broken
        case cut
        case tooLong
    }

    private mutating func extent(from start: Int) -> Extent {
        guard let first = window.byte(at: start) else { return .cut }
        var walk = JSONWalk()
        var at = start
        switch first {
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""):
            while let byte = window.byte(at: at) {
                at += 1
                switch walk.step(byte) {
                case .inside: if at - start > Limits.record { return .tooLong }
                case .end: return .whole(at)
                case .broken: return .broken
                }
            }
            return .cut
        default:
            while let byte = window.byte(at: at), !isSpace(byte), !",:]}".utf8.contains(byte) {
                at += 1
                if at - start > Limits.record { return .tooLong }
            }
            return at == start ? .broken : .whole(at)
        }
    }

    /// Keeps the beginning of a value that is too long, and passes over the rest of it.
    private mutating func skipLong(from start: Int, _ batch: inout Batch) {
        batch.addKept(of: window, from: start)
        var walk = JSONWalk()
        while let byte = window.byte(at: at) {
            at += 1
            if at % Limits.chunk == 0 { window.release(upTo: at) }
            if walk.step(byte) != .inside { return }
        }
        endTooSoon()
    }

    /// Sets aside what cannot be told apart, up to the next line that begins a value or ends one.
    private mutating func setAsideStretch(from start: Int, _ batch: inout Batch) {
        var end = start
        while true {
            guard
                case .found(let feed) = window.find(
                    UInt8(ascii: "\n"), from: end, upTo: start + Limits.record)
            else {
                end = min(window.heldEnd, start + Limits.record)
                break
            }
            end = feed + 1
            var next = end
            while let byte = window.byte(at: next), isSpace(byte) || byte == UInt8(ascii: ",") {
                next += 1
                if next - start > Limits.record { break }
            }
            if let byte = window.byte(at: next), "{[]}".utf8.contains(byte) { break }
        }
        at = max(end, start + 1)
        var last = end
        while last > start, let byte = window.byte(at: last - 1), isSpace(byte) { last -= 1 }
        window.release(upTo: start)
        batch.add(
            window.copy(start..<max(last, min(start + 1, window.heldEnd))),
            line: window.lineNumber, offset: start,
            fault: RecordFault(
                .brokenJSON, "the JSON is broken here; reading goes on at the next line of a value")
        )
    }

    private mutating func endTooSoon() {
        at = window.heldEnd
        window.release(upTo: at)
        problem = .truncated(input, line: window.lineNumber, "a bracket that opens is never closed")
    }

    private mutating func skipSpace() {
        while let byte = window.byte(at: at), isSpace(byte) { at += 1 }
    }
}
