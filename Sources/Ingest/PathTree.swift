/// Names of a nested input by the path that leads to them, such as `author.name`; `*` is any
/// element of an array.
///
/// **Never** hashes a name from an input: hashing takes time quadratic in its combining marks.
struct PathTree<Leaf: Sendable>: Sendable {
    /// A node's place in the tree; 0 is the root.
    typealias Node = Int

    private struct Step {
        var name: [UInt8]
        var node: Node
    }

    private var steps: [[Step]] = [[]]
    private var leaves: [Leaf?] = [nil]

    /// - Parameter separator: what parts the names of a path.
    init(_ paths: [(path: String, leaf: Leaf)], separator: Character = ".") {
        for (path, leaf) in paths {
            var node = 0
            for name in path.split(separator: separator) {
                let name = Array(name.utf8)
                if let step = steps[node].first(where: { $0.name == name }) {
                    node = step.node
                } else {
                    steps.append([])
                    leaves.append(nil)
                    steps[node].append(Step(name: name, node: steps.count - 1))
                    node = steps.count - 1
                }
            }
            leaves[node] = leaf
        }
    }

    func leaf(_ node: Node) -> Leaf? { leaves[node] }

    func isInner(_ node: Node) -> Bool { !steps[node].isEmpty }

    /// Whether arrays lead on from here.
    func hasElements(_ node: Node) -> Bool { element(of: node) != nil }

    func element(of node: Node) -> Node? {
        steps[node].first { $0.name == [UInt8(ascii: "*")] }?.node
    }

    /// Whether names that begin with `@` lead on from here.
    func hasAttributes(_ node: Node) -> Bool {
        steps[node].contains { $0.name.first == UInt8(ascii: "@") }
    }

    func child(_ name: Span<UInt8>, of node: Node) -> Node? {
        candidates: for step in steps[node] where step.name.count == name.count {
            for index in name.indices where name[index] != step.name[index] {
                continue candidates
            }
            return step.node
        }
        return nil
    }
}
