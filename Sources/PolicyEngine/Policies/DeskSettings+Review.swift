import Moderation
import Yams

extension DeskSettings {
    /// The terminal queue's keys, reasons and pauses.
    static func review(_ node: Node, _ reader: YAMLReader) -> ReviewSettings {
        var settings = ReviewSettings()
        guard
            let pairs = reader.mapping(
                node, "review", keys: ["preset", "keys", "reasons", "pause_after"])
        else { return settings }
        func place(_ node: Node) -> Problem.Place {
            Problem.Place(
                file: reader.file.path, line: node.mark?.line, column: node.mark?.column)
        }
        if let preset = pairs["preset"] {
            settings.preset = reader.string(preset, "preset")
            settings.presetPlace = place(preset)
        }
        if let keys = pairs["keys"] {
            if let mapping = keys.mapping {
                settings.keys = mapping.compactMap { key, value in
                    // One key may stand alone; `y` and `n` are letters here, not answers.
                    let names =
                        value.sequence == nil
                        ? value.scalar.map { [$0.string] } ?? [] : reader.strings(value, "keys")
                    return ReviewSettings.KeyLine(
                        action: key.scalar?.string ?? "", keys: names, place: place(value))
                }
            } else {
                reader.note(
                    .wrongValue, keys, "keys must be 'action: key' lines",
                    help: "write for example 'approve: y'")
            }
        }
        if let reasons = pairs["reasons"] {
            settings.reasons = reader.strings(reasons, "reasons")
            settings.reasonsPlace = place(reasons)
        }
        if let pause = pairs["pause_after"] {
            // Ten minutes to a working day.
            settings.pauseAfter = reader.integer(pause, "pause_after", in: 10...480).map {
                Double($0) * 60
            }
        }
        return settings
    }
}
