import Dispatch
import Synchronization

/// Works out two things at once, each on a thread of its own, and waits for both.
func inParallel<First: Sendable, Second: Sendable>(
    _ first: @Sendable () -> First, and second: @Sendable () -> Second
) -> (First, Second) {
    let made = Mutex<(First?, Second?)>((nil, nil))
    DispatchQueue.concurrentPerform(iterations: 2) { index in
        if index == 0 {
            let value = first()
            made.withLock { $0.0 = value }
        } else {
            let value = second()
            made.withLock { $0.1 = value }
        }
    }
    return made.withLock { ($0.0!, $0.1!) }
}
