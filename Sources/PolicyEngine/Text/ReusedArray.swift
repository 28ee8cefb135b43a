/// An array that its one owner fills anew for each text: it keeps its storage, is never copied on
/// write, and counts no references while it is filled.
///
/// Unsafe by need, safe by these invariants: `base` points at `capacity` elements that this object
/// alone allocated and frees; elements are bitwise copyable, so those below `count` are initialised
/// once written and those above need no end; every subscript is checked against `count`. Who takes
/// `base` promises to read below `count`, to write below `capacity`, and to let go of it before the
/// next call that may grow.
final class ReusedArray<Element: BitwiseCopyable>: RandomAccessCollection {
    private(set) var base: UnsafeMutablePointer<Element>
    private(set) var capacity: Int
    private(set) var count = 0

    init(capacity: Int = 64) {
        precondition(capacity > 0)
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    convenience init(_ elements: some Collection<Element>) {
        self.init(capacity: Swift.max(1, elements.count))
        for element in elements { append(element) }
    }

    deinit { base.deallocate() }

    var startIndex: Int { 0 }
    var endIndex: Int { count }

    subscript(index: Int) -> Element {
        get {
            precondition(index >= 0 && index < count, "index out of range")
            return base[index]
        }
        set {
            precondition(index >= 0 && index < count, "index out of range")
            base[index] = newValue
        }
    }

    var buffer: UnsafeMutableBufferPointer<Element> {
        UnsafeMutableBufferPointer(start: base, count: count)
    }

    /// - Complexity: O(1), amortised.
    @inline(__always)
    func append(_ element: Element) {
        if count == capacity { grow(to: count &+ 1) }
        base[count] = element
        count &+= 1
    }

    /// Forgets the elements and keeps the storage.
    func removeAll() { count = 0 }

    /// Makes room for so many elements in all.
    @inline(__always)
    func reserve(_ wanted: Int) { if wanted > capacity { grow(to: wanted) } }

    /// Says how many elements stand at `base` after they were written there.
    func setCount(_ written: Int) {
        precondition(written >= 0 && written <= capacity)
        count = written
    }

    @inline(never)
    private func grow(to wanted: Int) {
        let larger = Swift.max(wanted, capacity * 2)
        let moved = UnsafeMutablePointer<Element>.allocate(capacity: larger)
        moved.moveInitialize(from: base, count: count)
        base.deallocate()
        base = moved
        capacity = larger
    }
}
