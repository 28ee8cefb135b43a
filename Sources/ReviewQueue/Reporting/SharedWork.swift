import Dispatch
import Synchronization

/// Numbered pieces of work that two threads share, and that one of them uses in their order.
///
/// Each takes the next piece that nobody has. A few that are made early wait at most, so memory does not grow
/// with how many there are.
final class SharedWork<Piece: Sendable>: Sendable {
    private struct State {
        /// The first piece that nobody has taken.
        var next = 0
        /// What the helper made; `nil` where it could not.
        var made: [Int: Piece?] = [:]
        var isOver = false
    }

    private let count: Int
    private let state = Mutex(State())
    private let room = DispatchSemaphore(value: 0)
    private let filled = DispatchSemaphore(value: 0)
    private static var mostEarly: Int { 8 }

    /// - Parameter count: how many pieces there are.
    init(count: Int) {
        self.count = count
        // Not as its first value: one that ends below that is a trap.
        for _ in 0..<Self.mostEarly { room.signal() }
    }

    /// The number of a piece that nobody has; `nil` when there is none.
    private func take() -> Int? {
        state.withLock { state in
            guard !state.isOver, state.next < count else { return nil }
            defer { state.next += 1 }
            return state.next
        }
    }

    /// Makes pieces on the thread that calls it, until there is none.
    ///
    /// One that throws is left to the other thread.
    func help(_ make: (Int) throws -> Piece) {
        while true {
            room.wait()
            guard let number = take() else { return }
            let piece = try? make(number)
            state.withLock { $0.made[number] = .some(piece) }
            filled.signal()
        }
    }

    /// Makes pieces until all are made, and hands over every one, in their order.
    ///
    /// - Throws: what `make` and `use` throw; whoever helps ends with its next piece.
    func finish(_ make: (Int) throws -> Piece, _ use: (Piece) throws -> Void) throws {
        defer {
            state.withLock { $0.isOver = true }
            room.signal()
        }
        var early: [Int: Piece] = [:]
        var number = 0
        while number < count {
            if let piece = early.removeValue(forKey: number) {
                try use(piece)
            } else if let made = state.withLock({ $0.made.removeValue(forKey: number) }) {
                room.signal()
                try use(made ?? make(number))
            } else {
                if early.count < Self.mostEarly, let taken = take() {
                    early[taken] = try make(taken)
                } else {
                    filled.wait()
                }
                continue
            }
            number += 1
        }
    }
}
