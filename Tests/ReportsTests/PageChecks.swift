import Testing

/// Words that would be markup, a script or a template if anything let them.
let hostileWords = "<script>alert('x')</script>\" onload=\"y\"\u{301} & <b>{{desk}}</b>\u{0}"

/// The page fetches and runs nothing, and closes every element.
func expectSound(_ page: String, sourceLocation: SourceLocation = #_sourceLocation) {
    for mark in ["http://", "https://", "<script", "<link", "<img", "@import", "src="] {
        #expect(!page.contains(mark), "\(mark)", sourceLocation: sourceLocation)
    }
    var open: [Substring] = []
    for tag in page.matches(of: /<(\/?)([a-z0-9]+)[^>]*?(\/?)>/) {
        let name = tag.output.2
        if ["meta"].contains(name) || tag.output.3 == "/" { continue }
        if tag.output.1 == "/" {
            #expect(open.popLast() == name, sourceLocation: sourceLocation)
        } else {
            open.append(name)
        }
    }
    #expect(open.isEmpty, sourceLocation: sourceLocation)
}

/// The page with ``hostileWords`` in it has each `<`, `>` and `"` of the plain one, and not one more.
func expectEscaped(
    _ page: String, as plain: String, sourceLocation: SourceLocation = #_sourceLocation
) {
    for mark in ["<script", "<b>", "onload=\"", "\"y\"", "\u{0}"] {
        #expect(
            page.utf8.firstRange(of: mark.utf8) == nil, "\(mark)", sourceLocation: sourceLocation)
    }
    for mark in "<>\"".utf8 {
        #expect(
            page.utf8.count { $0 == mark } == plain.utf8.count { $0 == mark },
            sourceLocation: sourceLocation)
    }
}
