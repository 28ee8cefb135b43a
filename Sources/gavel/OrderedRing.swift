/// Work in flight, taken out in the order it was put in, whatever finishes first.
///
/// Bounded: `add` is only called while `isFull` is false, so a fast reader waits for slow work and
/// memory stays flat. With one job the work is done at once, where it is added.
struct OrderedRing<Value: Sendable> {
    private enum Slot {
        case done(Value)
        case running(Task<Value, any Error>)
    }

    private var slots: [Slot] = []
    private let jobs: Int

    /// - Parameter jobs: how many pieces of work run at once.
    init(jobs: Int) { self.jobs = jobs }

    var isFull: Bool { slots.count >= jobs }

    mutating func add(_ work: @escaping @Sendable () throws -> Value) throws {
        slots.append(jobs == 1 ? .done(try work()) : .running(Task { try work() }))
    }

    /// The oldest result, or `nil` when nothing is in flight.
    mutating func next() async throws -> Value? {
        guard !slots.isEmpty else { return nil }
        switch slots.removeFirst() {
        case .done(let value): return value
        case .running(let task): return try await task.value
        }
    }
}
