import Moderation
import TestSupport
import Testing

@testable import ReviewScreen

@Suite struct AuthorLineTests {
    private func words(_ change: (inout AuthorFacts) -> Void) -> String {
        var facts = AuthorFacts()
        change(&facts)
        return authorInWords(facts).runs.map(\.text).joined()
    }

    @Test func `a first comment is called one`() {
        #expect(words { _ in } == "first comment")
    }

    @Test(arguments: [
        (1, "2nd"), (2, "3rd"), (3, "4th"), (10, "11th"), (11, "12th"), (12, "13th"), (20, "21st"),
        (21, "22nd"), (110, "111th"), (122, "123rd"),
    ])
    func `a comment is counted with the ones before it`(seen: Int, ordinal: String) {
        #expect(words { $0.seen = seen } == "\(ordinal) comment")
    }

    @Test func `decisions and windows are told where there are any, each once`() {
        let text = words {
            ($0.seen, $0.approved, $0.refused) = (9, 1, 2)
            ($0.lastMinute, $0.lastHour, $0.lastDay) = (1, 4, 4)
        }
        #expect(
            text == "10th comment; 2 refused of 3 decided; 1 in the last minute; 4 in the last hour"
        )
    }
}
