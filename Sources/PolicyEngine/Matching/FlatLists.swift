/// Many short lists of numbers in one array: no list is an object of its own, so that reading one
/// counts no reference.
struct FlatLists: Sendable {
    /// List `i` is `numbers[starts[i]..<starts[i + 1]]`.
    private let starts: [Int32]
    private let numbers: [Int32]

    init(_ lists: [[Int32]]) {
        var starts: [Int32] = [0]
        for list in lists { starts.append(starts[starts.count - 1] + Int32(list.count)) }
        self.starts = starts
        numbers = lists.flatMap { $0 }
    }

    /// Hands out the numbers of a list in order.
    @inline(__always)
    func forEach(in list: Int32, _ body: (Int32) -> Void) {
        for place in starts[Int(list)]..<starts[Int(list) + 1] { body(numbers[Int(place)]) }
    }
}
