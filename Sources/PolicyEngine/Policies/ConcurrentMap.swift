import Dispatch
import Synchronization

/// Transforms every element, on as many threads as there are processors; the results keep the order.
///
/// Returns when all is done: nothing outlives the call. What is transformed must not share anything
/// that changes.
/// - Complexity: O(elements), one lock an element.
func concurrentMap<Element: Sendable, Result: Sendable>(
    _ elements: [Element], _ transform: @Sendable (Element) -> Result
) -> [Result] {
    let results = Mutex([Result?](repeating: nil, count: elements.count))
    DispatchQueue.concurrentPerform(iterations: elements.count) { index in
        let result = transform(elements[index])
        results.withLock { $0[index] = result }
    }
    return results.withLock { $0.compactMap(\.self) }
}
