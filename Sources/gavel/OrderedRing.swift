/// Work in flight, taken out in the order it was put in, whatever finishes first.
///
/// Bounded: `add` is only called while `isFull` is false, so a fast reader waits for slow work and
/// memory stays flat.
struct OrderedRing<Value: Sendable> {
    private var tasks: [Task<Value, any Error>] = []
    private let capacity: Int

    /// - Parameter jobs: how much runs at once; twice as much is kept in flight, so that no worker
    ///   waits for the reader.
    init(jobs: Int) { capacity = max(1, jobs * 2) }

    var isFull: Bool { tasks.count >= capacity }

    mutating func add(_ work: @escaping @Sendable () throws -> Value) {
        tasks.append(Task { try work() })
    }

    /// The oldest result, or `nil` when nothing is in flight.
    mutating func next() async throws -> Value? {
        guard !tasks.isEmpty else { return nil }
        return try await tasks.removeFirst().value
    }
}
