import CPCRE2

/// A compiled PCRE2 pattern. The only file that knows PCRE2.
///
/// Unsafe by need, safe by these invariants: `code` is made in `init`, never changed after it, and
/// freed once in `deinit`, so sharing between threads is sound (PCRE2: compiled code is read-only
/// while matching); everything a match writes to belongs to a `MatchScratch`, which one thread owns.
final class Pattern: @unchecked Sendable {
    /// Why a pattern does not compile: PCRE2's sentence and the byte where it stopped.
    struct CompileError: Error {
        var message: String
        var offset: Int
    }

    let source: String
    fileprivate let code: OpaquePointer

    /// Compiles for UTF-8 with Unicode classes and prepares the JIT; a host that forbids executable
    /// memory falls back to the interpreter.
    ///
    /// - Throws: `CompileError`.
    init(_ source: String, usesJIT: Bool = true) throws(CompileError) {
        self.source = source
        var errorCode: Int32 = 0
        var errorOffset = 0
        let options =
            PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT
            | PCRE2_DOLLAR_ENDONLY
        let bytes = Array(source.utf8)
        let compiled = bytes.withUnsafeBufferPointer { buffer in
            pcre2_compile_8(
                buffer.baseAddress, bytes.count, options, &errorCode, &errorOffset, nil)
        }
        guard let compiled else {
            throw CompileError(message: Pattern.message(errorCode), offset: errorOffset)
        }
        code = compiled
        if usesJIT { _ = pcre2_jit_compile_8(compiled, PCRE2_JIT_COMPLETE) }
    }

    deinit { pcre2_code_free_8(code) }

    /// Whether the empty string matches: such a pattern would match everywhere.
    var matchesEmpty: Bool {
        var matches: UInt32 = 0
        pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_MATCHEMPTY), &matches)
        return matches != 0
    }

    private static func message(_ code: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = pcre2_get_error_message_8(code, &buffer, buffer.count)
        return String(decoding: buffer.prefix(Int(max(0, length))), as: UTF8.self)
    }
}

/// What one thread needs to match with: match data, limits and a JIT stack.
///
/// **Never** shared: a classifier owns one, a worker owns a classifier.
final class MatchScratch {
    /// Levels of backtracking frames in the interpreter.
    static let depthLimit: UInt32 = 10_000
    /// KiB of heap the interpreter may take.
    static let heapLimit: UInt32 = 16_384
    /// The JIT stack grows from the first to the second, in bytes; a subject that needs more is
    /// inconclusive.
    private static let jitStack = (32 * 1024, 512 * 1024)

    enum Outcome: Equatable {
        case match(start: Int, end: Int)
        case noMatch
        /// A limit was hit: neither yes nor no.
        case inconclusive
    }

    private let data: OpaquePointer
    private let context: OpaquePointer
    private let stack: OpaquePointer?

    init() {
        data = pcre2_match_data_create_8(1, nil)!
        context = pcre2_match_context_create_8(nil)!
        stack = pcre2_jit_stack_create_8(MatchScratch.jitStack.0, MatchScratch.jitStack.1, nil)
        pcre2_set_depth_limit_8(context, MatchScratch.depthLimit)
        pcre2_set_heap_limit_8(context, MatchScratch.heapLimit)
        if let stack {
            pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
        }
    }

    deinit {
        if let stack { pcre2_jit_stack_free_8(stack) }
        pcre2_match_context_free_8(context)
        pcre2_match_data_free_8(data)
    }

    /// The first match that begins in `start...lastStart`, looking at `subject[..<end]` only.
    ///
    /// - Precondition: `subject` is well-formed UTF-8 (it came from the folding), and `start`, `end`
    ///   are scalar boundaries in it; so PCRE2 need not check again.
    /// - Parameter limit: steps that each place of a start may cost.
    /// - Complexity: bounded by `limit` for each start.
    func firstMatch(
        _ pattern: Pattern, in subject: ReusedArray<UInt8>, from start: Int, to end: Int,
        lastStart: Int, limit: UInt32
    ) -> Outcome {
        precondition(start <= end && end <= subject.count)
        pcre2_set_offset_limit_8(context, lastStart)
        pcre2_set_match_limit_8(context, limit)
        let result = pcre2_match_8(
            pattern.code, subject.base, end, start, PCRE2_NO_UTF_CHECK, data, context)
        if result == PCRE2_ERROR_NOMATCH { return .noMatch }
        guard result >= 0, let vector = pcre2_get_ovector_pointer_8(data) else {
            return .inconclusive
        }
        return .match(start: vector[0], end: vector[1])
    }
}
