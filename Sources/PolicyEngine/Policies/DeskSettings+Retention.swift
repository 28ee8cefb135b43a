public import Moderation
import Yams

extension DeskSettings {
    /// The class of a source; what nobody classed is kept for ever.
    public func retentionClass(of source: SourceName) -> RetentionClass {
        retention[source] ?? .permanent
    }

    /// `source: class` lines.
    static func retention(_ node: Node, _ reader: YAMLReader) -> [SourceName: RetentionClass] {
        guard let mapping = node.mapping else {
            reader.note(
                .wrongValue, node, "retention must be 'source: class' lines",
                help: "write for example 'news: transitory'")
            return [:]
        }
        var classes: [SourceName: RetentionClass] = [:]
        for (key, value) in mapping {
            let name = key.scalar?.string ?? ""
            guard !name.isEmpty, !name.contains(":") else {
                reader.note(
                    .malformedName, key, "'\(name)' cannot name a source",
                    help: "write the name that --source or 'sources:' gives it")
                continue
            }
            let what = "the retention of '\(name)'"
            classes[SourceName(name)] = reader.choice(value, what, of: RetentionClass.self)
        }
        return classes
    }
}
