/// What `verify` looked at and what it found; sound when `faults` is empty.
public struct Verification: Sendable, Equatable {
    /// Each names the row.
    public var faults: [String] = []
    public var auditRows = 0
    public var revisions = 0
    public var snapshots = 0
    public var decisions = 0
    /// The newest audit row: write it down elsewhere, and even a cut-off log shows.
    public var checkpoint: AuditCheckpoint?
}

/// `seq:hash` of an audit row.
public struct AuditCheckpoint: Sendable, Equatable, CustomStringConvertible {
    public var seq: Int64
    /// 64 hexadecimal digits.
    public var hash: String

    public init(seq: Int64, hash: String) {
        self.seq = seq
        self.hash = hash
    }

    /// Reads `seq:hash`.
    public init?(_ text: String) {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let seq = Int64(parts[0]), parts[1].utf8.count == 64 else {
            return nil
        }
        self.init(seq: seq, hash: parts[1].lowercased())
    }

    public var description: String { "\(seq):\(hash)" }
}
