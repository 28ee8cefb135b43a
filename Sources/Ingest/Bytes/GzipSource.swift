import CZlib
import Moderation

/// Unpacks gzip, one member after the other, as its bytes come. The only file that knows zlib.
///
/// Unsafe by need, safe by these invariants: the stream is made in `init`, given back once in
/// `deinit`, and only touched by the one reader that owns the source; its pointers to input and
/// output are set before each call from arrays that outlive it, and are not looked at after.
struct GzipSource: ByteSource {
    private var source: any ByteSource
    private let inflater: Inflater
    private let input: String
    private var packed: [UInt8]
    private var isComplete = false
    /// Whether the last member ended, so that the input may end or another member begin.
    private var isBetween = false
    /// Whether zlib gave its last bytes and said that no more can be read.
    private var isDamaged = false
    private var bytesPacked = 0
    private var bytesUnpacked = 0

    /// - Parameter start: bytes that were taken from the source already.
    init(_ source: some ByteSource, after start: [UInt8], input: String) {
        self.source = source
        self.input = input
        packed = start
        bytesPacked = start.count
        inflater = Inflater()
    }

    /// - Throws: `F011` when the input ends too soon, `F012` for a bomb, `F015` for damage.
    mutating func read(upTo count: Int) throws -> [UInt8] {
        while true {
            if isDamaged { throw damaged("zlib cannot read it") }
            if packed.isEmpty, !isComplete {
                packed = try source.read(upTo: count)
                bytesPacked += packed.count
                isComplete = packed.isEmpty
            }
            if isBetween {
                // Tape padding of zeros after the end is common.
                packed = Array(packed.drop { $0 == 0 })
                if packed.isEmpty {
                    if isComplete { return [] }
                    continue
                }
                guard packed[0] == gzipMark[0] else { throw damaged("something follows its end") }
                inflater.begin()
                isBetween = false
            }
            guard !(packed.isEmpty && isComplete) else {
                throw Problem(
                    .truncated, in: input, "the gzip file ends before its data do",
                    help: "fetch it again; the records before were read")
            }
            let (bytes, taken, state) = inflater.inflate(packed, upTo: count)
            packed.removeFirst(taken)
            bytesUnpacked += bytes.count
            try refuseBomb()
            switch state {
            case .end: isBetween = true
            case .damaged: isDamaged = true
            case .more: break
            }
            if !bytes.isEmpty { return bytes }
            if state == .more, taken == 0, !packed.isEmpty { throw damaged("zlib cannot read it") }
        }
    }

    /// - **Source**: deflate packs at most 1,032 to 1; comments pack some 3 to 1, and the same one
    ///   over and over some 100 to 1.
    private func refuseBomb() throws {
        guard bytesUnpacked > 64 << 20, bytesUnpacked / 200 > bytesPacked else { return }
        throw Problem(
            .bomb, in: input,
            "this unpacks to more than 200 times its size, which no export does",
            help: "if it is one, unpack it by hand: gunzip -c FILE | gavel … -")
    }

    private func damaged(_ what: String) -> Problem {
        Problem(
            .damaged, in: input, "the gzip data are damaged: \(what)",
            help: "test it with 'gzip -t'; the records before the damage were read")
    }
}

/// How gzip begins.
let gzipMark: [UInt8] = [0x1F, 0x8B]

/// A stream of zlib.
private final class Inflater: @unchecked Sendable {
    enum State { case more, end, damaged }

    private let stream: UnsafeMutablePointer<z_stream>

    init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // Fails only without memory, and then inflating fails.
        _ = gavel_inflate_begin(stream)
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Begins another member.
    func begin() { inflateReset(stream) }

    func inflate(
        _ packed: [UInt8], upTo count: Int
    ) -> (bytes: [UInt8], taken: Int, state: State) {
        var packed = packed
        var code: Int32 = Z_OK
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { output, written in
            packed.withUnsafeMutableBufferPointer { input in
                stream.pointee.next_in = input.baseAddress
                stream.pointee.avail_in = UInt32(input.count)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(count)
                code = CZlib.inflate(stream, Z_NO_FLUSH)
            }
            written = count - Int(stream.pointee.avail_out)
        }
        let state: State =
            switch code {
            case Z_STREAM_END: .end
            case Z_OK, Z_BUF_ERROR: .more
            default: .damaged
            }
        return (bytes, packed.count - Int(stream.pointee.avail_in), state)
    }
}
