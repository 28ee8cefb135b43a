import Foundation
public import Testing

/// Compares text with a golden file beside the tests, showing a line diff when they differ.
///
/// `RECORD_GOLDENS=1 swift test` rewrites the file **and still fails**, so that a run can never
/// record in silence.
/// - Parameters:
///   - name: the file below `Goldens/`, named by what it shows.
///   - testFile: the file of the test; goldens are found from it, not from a bundle.
public func expectGolden(
    _ actual: String, _ name: String, testFile: StaticString = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let url = URL(fileURLWithPath: "\(testFile)").deletingLastPathComponent()
        .appendingPathComponent("Goldens").appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
        try? FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try? Data(actual.utf8).write(to: url)
        Issue.record("recorded \(name); read it with git diff", sourceLocation: sourceLocation)
        return
    }
    guard let data = try? Data(contentsOf: url) else {
        Issue.record(
            "no golden \(name); record it with RECORD_GOLDENS=1", sourceLocation: sourceLocation)
        return
    }
    let expected = String(decoding: data, as: UTF8.self)
    guard !expected.utf8.elementsEqual(actual.utf8) else { return }
    Issue.record(
        "\(name) differs:\n\(lineDiff(expected, actual))", sourceLocation: sourceLocation)
}

/// The differing lines of two texts, `-` expected and `+` actual.
public func lineDiff(_ expected: String, _ actual: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return new.difference(from: old).map { change in
        switch change {
        case .remove(let offset, let element, _): "-\(offset + 1) \(element)"
        case .insert(let offset, let element, _): "+\(offset + 1) \(element)"
        }
    }.joined(separator: "\n")
}
