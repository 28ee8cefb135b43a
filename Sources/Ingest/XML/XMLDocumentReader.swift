import Moderation

/// Cuts the records out of an XML document by their tags.
///
/// A record that is never closed ends where the next one begins, so that one broken row takes no
/// other with it.
struct XMLDocumentReader<Export: XMLExport>: RecordReader {
    let format: InputFormat
    let decoder: any RecordDecoder
    private var window: ByteWindow
    private var tags: XMLTags
    private let input: String
    private let encoding: String?
    private var problem: Problem?

    /// The name of the root, once met and until closed.
    private var root: [UInt8]?
    private var isClosed = false
    /// The container that reading is in, and where it begins while no record of it was met.
    private var containerStart: Int?
    private var about: Article?
    private var references = ArticleTable()
    private var element: Element?

    /// The record or the reference that reading is in.
    private struct Element {
        var start: Int
        var line: Int
        var name: [UInt8]
        var isRecord: Bool
        var reference: String?
    }

    init(_ window: ByteWindow, input: String, export: Export.Type, options: ReadingOptions) {
        self.window = window
        self.input = input
        format = export.format
        tags = XMLTags(at: window.offset)
        encoding = XMLProlog(self.window.peek(Limits.sample).bytes).encoding
        decoder = ExportDecoder<Export>.xml(article: options.article, encoding: encoding)
        if let encoding, Charset(encoding) == nil {
            problem = Problem(
                .otherFormat, in: input, "this XML is in a character set that is not known here",
                help: "convert it to UTF-8 with iconv, and its first line with it")
        }
    }

    mutating func next(upTo limit: Int) throws -> [RawRecord] {
        var batch = Batch(input: input, limit: limit)
        while !batch.isFull {
            if problem != nil || !step(&batch) {
                if batch.records.isEmpty, let problem { throw problem }
                return try batch.last(of: window)
            }
        }
        return batch.records
    }

    /// Takes one tag.
    ///
    /// - Returns: whether there is more.
    private mutating func step(_ batch: inout Batch) -> Bool {
        let held = element?.start ?? containerStart ?? tags.at
        if held > window.offset { window.release(upTo: held) }
        switch tags.next(in: &window, upTo: held + Limits.record) {
        case .tag(let tag):
            take(tag, &batch)
            return true
        case .declaration(let place):
            // Within a record it is one record's fault, and its decoder says so.
            if element != nil {
                tags.at = place + 2
                return true
            }
            window.release(upTo: place)
            problem = Problem(
                .entities, in: input, line: window.lineNumber,
                "the XML has a document type, which can name other files and grow without end",
                help: "take the lines from '<!DOCTYPE' to its '>' out; exports have none")
            return false
        case .tooLong:
            tooLong(&batch)
            return true
        case .cut, .end:
            end(&batch)
            return false
        }
    }

    private mutating func take(_ tag: XMLTags.Tag, _ batch: inout Batch) {
        if element != nil, takeWithin(tag, &batch) { return }
        switch tag.kind {
        case .open:
            if root == nil { root = window.copy(tag.name) }
            if name(tag, Export.records) != nil {
                beginRecord(tag)
            } else if name(tag, Export.containers) != nil {
                containerStart = tag.range.lowerBound
                about = nil
            } else if let reference = Export.reference, isNamed(tag, reference.element) {
                element = Element(
                    start: tag.range.lowerBound, line: window.line(of: tag.range.lowerBound),
                    name: window.copy(tag.name), isRecord: false,
                    reference: XMLProlog.attribute(
                        reference.attribute, in: window.copy(tag.range)[...]))
            }
        case .close:
            if isRoot(tag) { isClosed = true }
            if name(tag, Export.containers) != nil {
                containerStart = nil
                about = nil
            }
        case .empty: break
        }
    }

    /// Takes a tag within a record or a reference.
    ///
    /// - Returns: whether it belongs there; else the element was never closed and is given up.
    private mutating func takeWithin(_ tag: XMLTags.Tag, _ batch: inout Batch) -> Bool {
        guard var current = element else { return false }
        let isSame = window.holds(current.name, in: tag.name)
        if tag.kind == .close, isSame {
            close(current, at: tag.range.upperBound, &batch)
            return true
        }
        let isOther =
            tag.kind == .open && isSame
            || tag.kind == .close && (isRoot(tag) || name(tag, Export.containers) != nil)
        if isOther {
            giveUp(current, at: tag.range.lowerBound, &batch)
            return false
        }
        if current.isRecord, tag.kind != .close, let reference = Export.reference,
            current.reference == nil, isNamed(tag, reference.element)
        {
            current.reference = XMLProlog.attribute(
                reference.attribute, in: window.copy(tag.range)[...])
            element = current
        }
        return true
    }

    private mutating func beginRecord(_ tag: XMLTags.Tag) {
        if let start = containerStart {
            let beginning = window.copy(start..<tag.range.lowerBound)
            about = Export.article(ofContainer: beginning, encoding: encoding)
            containerStart = nil
        }
        element = Element(
            start: tag.range.lowerBound, line: window.line(of: tag.range.lowerBound),
            name: window.copy(tag.name), isRecord: true)
    }

    private mutating func close(_ current: Element, at end: Int, _ batch: inout Batch) {
        element = nil
        let bytes = window.copy(current.start..<end)
        if current.isRecord {
            batch.add(
                bytes, line: current.line, offset: current.start,
                about: current.reference.flatMap { references[$0] } ?? about)
        } else if let id = current.reference {
            references.remember(id, Export.article(ofReference: bytes, encoding: encoding))
        }
    }

    /// Ends an element that is never closed before the tag that shows it.
    private mutating func giveUp(_ current: Element, at end: Int, _ batch: inout Batch) {
        element = nil
        guard current.isRecord else { return }
        batch.add(
            window.copy(current.start..<end), line: current.line, offset: current.start,
            fault: RecordFault(.brokenXML, "the element is never closed"))
    }

    private mutating func tooLong(_ batch: inout Batch) {
        if let current = element {
            if current.isRecord {
                batch.addKept(of: window, from: current.start, line: current.line)
            }
            element = nil
        }
        // The beginning of a container that is too long tells nothing.
        containerStart = nil
        tags.at = max(tags.at, min(window.heldEnd, window.offset + Limits.record))
    }

    private mutating func end(_ batch: inout Batch) {
        if let current = element {
            element = nil
            if current.isRecord {
                batch.add(
                    window.copy(current.start..<window.heldEnd), line: current.line,
                    offset: current.start, fault: .cut)
            }
        }
        window.release(upTo: window.heldEnd)
        tags.at = window.offset
        guard !isClosed, let root else { return }
        problem = .truncated(
            input, line: window.lineNumber,
            "its '\(String(decoding: root.prefix(40), as: UTF8.self))' is never closed")
    }

    // MARK: Names and places

    private func isRoot(_ tag: XMLTags.Tag) -> Bool {
        root.map { window.holds($0, in: tag.name) } == true
    }

    private mutating func name(_ tag: XMLTags.Tag, _ names: [StaticString]) -> StaticString? {
        names.first { isNamed(tag, $0) }
    }

    private mutating func isNamed(_ tag: XMLTags.Tag, _ name: StaticString) -> Bool {
        tag.name.count == name.utf8CodeUnitCount && window.has(name, at: tag.name.lowerBound)
    }

}
