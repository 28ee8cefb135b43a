import Moderation

/// An export that is written as XML.
protocol XMLExport: ExportFormat {
    static var format: InputFormat { get }
    /// The elements that are records.
    static var records: [StaticString] { get }
    /// Elements whose beginning, up to their first record, tells what the records are about.
    static var containers: [StaticString] { get }
    /// What a container's beginning says.
    static func article(ofContainer bytes: [UInt8], encoding: String?) -> Article?
    /// An element beside the records that they refer to, by the attribute that both have.
    static var reference: (element: StaticString, attribute: String)? { get }
    static func article(ofReference bytes: [UInt8], encoding: String?) -> Article?
}

extension XMLExport {
    static var containers: [StaticString] { [] }
    static func article(ofContainer bytes: [UInt8], encoding: String?) -> Article? { nil }
    static var reference: (element: StaticString, attribute: String)? { nil }
    static func article(ofReference bytes: [UInt8], encoding: String?) -> Article? { nil }
}

extension ExportDecoder {
    /// For records that are elements of XML.
    static func xml(article: Article?, encoding: String?) -> Self {
        let picker = XMLPicker<Format.Key>(encoding: encoding)
        return Self(article: article) { bytes throws(RecordFault) in try picker.pick(bytes) }
    }
}
