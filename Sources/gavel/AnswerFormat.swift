import ArgumentParser
import Reports

/// `--format` of a command that lists: for people, or for programs.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv

    func print(
        _ table: @autoclosure () throws -> [String], csv: @autoclosure () -> CSVWriter,
        json: (inout JSONWriter) -> Void
    ) rethrows {
        switch self {
        case .table: Terminal.print(try table())
        case .json: Terminal.print(json: json)
        case .csv: Terminal.print(csv().bytes)
        }
    }
}

/// `--format` of a command that shows one thing.
enum ViewFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json

    func print(
        _ text: @autoclosure () throws -> [String], json: (inout JSONWriter) -> Void
    ) rethrows {
        switch self {
        case .text: Terminal.print(try text())
        case .json: Terminal.print(json: json)
        }
    }
}

extension Terminal {
    /// One JSON value, to be read by people as well, and a line end.
    static func print(json: (inout JSONWriter) -> Void) {
        var writer = JSONWriter(layout: .pretty)
        json(&writer)
        writer.endLine()
        print(writer.bytes)
    }
}
