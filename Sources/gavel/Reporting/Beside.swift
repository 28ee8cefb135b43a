import Dispatch
import Synchronization

/// What another thread works out while this one does something else.
final class Beside<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, any Error>?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    init(_ work: @escaping @Sendable () throws -> Value) {
        DispatchQueue.global().async { [self] in
            let made = Result { try work() }
            result.withLock { $0 = made }
            isDone.signal()
        }
    }

    /// Waits for it.
    ///
    /// - Precondition: asked once.
    /// - Throws: what the work threw.
    func value() throws -> Value {
        isDone.wait()
        return try result.withLock { $0.take()! }.get()
    }
}
