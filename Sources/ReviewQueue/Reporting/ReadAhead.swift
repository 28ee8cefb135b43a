import Dispatch
import Synchronization

/// What a thread of its own makes ahead of the one that uses it.
///
/// A few elements wait at most, so memory does not grow with how many there are.
final class ReadAhead<Element: Sendable>: Sendable {
    private struct State {
        var waiting: [Result<Element, any Error>] = []
        var isAbandoned = false
    }

    private let state = Mutex(State())
    private let room = DispatchSemaphore(value: 0)
    private let filled = DispatchSemaphore(value: 0)

    /// - Parameter make: runs on another thread, hands over elements, and ends when `false` is returned.
    ///   What it throws is thrown by ``next()`` after all that was handed over.
    init(_ make: @escaping @Sendable (_ handOver: (Element) -> Bool) throws -> Void) {
        for _ in 0..<4 { room.signal() }
        DispatchQueue.global().async { [self] in
            do {
                try make { hand(.success($0)) }
            } catch {
                _ = hand(.failure(error))
            }
        }
    }

    private func hand(_ result: Result<Element, any Error>) -> Bool {
        room.wait()
        let isWanted = state.withLock { state in
            state.waiting.append(result)
            return !state.isAbandoned
        }
        filled.signal()
        return isWanted
    }

    /// Waits for one.
    ///
    /// - Precondition: not asked again after the last one, or after an error.
    func next() throws -> Element {
        filled.wait()
        let result = state.withLock { $0.waiting.removeFirst() }
        room.signal()
        return try result.get()
    }

    /// Nothing more is wanted: the thread ends at what it hands over next.
    func abandon() {
        state.withLock { $0.isAbandoned = true }
        room.signal()
    }
}
