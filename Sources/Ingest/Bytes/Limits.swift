/// How much of an input is held at a time.
///
/// **Source**: our own choices, except where said.
enum Limits {
    /// The longest record that is read whole: 32 MiB, some thousand times the longest comment any
    /// comment system takes, and little enough to hold a few of them.
    static let record = 32 << 20
    /// What is kept of a longer one, for a person to see what it was.
    static let kept = 1 << 20
    /// One read of the source: large enough that the call costs nothing beside the copying.
    static let chunk = 256 << 10
    /// A batch ends early when its records hold this many bytes, so that 500 long records do not
    /// take 500 times the longest.
    static let batch = 8 << 20
    /// What is looked at to recognise a format.
    static let sample = 64 << 10
    /// An article page has its replies within the first 1 MiB; the longest long reads hold a tenth.
    static let page = 1 << 20
    /// Nesting of JSON, the same as Foundation's `JSONDecoder`.
    static let nesting = 512
}
