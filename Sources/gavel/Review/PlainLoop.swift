import Foundation
import Moderation
import ReviewScreen

/// The queue as lines: a comment, a question, an answer.
final class PlainLoop {
    private var model: ReviewModel
    private let session: ReviewSession
    private var isOver = false

    init(_ model: ReviewModel, _ session: ReviewSession) {
        self.model = model
        self.session = session
    }

    func run() -> ExitStatus {
        perform(model.start())
        while !isOver {
            Terminal.print(model.plainLines)
            Terminal.print(model.plainQuestion)
            // What is typed ends the question's line; what comes from a pipe is not seen.
            if !Terminal.canAsk { Terminal.print("\n") }
            guard let line = readLine(strippingNewline: true) else {
                if Terminal.canAsk { Terminal.print("\n") }
                break
            }
            perform(model.update(.clock(Date())) + model.update(.line(line)))
            // After the answer, which was to what was printed.
            if session.hasChanged() { perform(model.update(.changed)) }
        }
        for effect in model.finish() { _ = session.perform(effect) { _ in } }
        Terminal.print(model.summary(now: Date()))
        return .done
    }

    private func perform(_ effects: [ReviewEffect]) {
        var waiting = effects
        while !waiting.isEmpty {
            let effect = waiting.removeFirst()
            switch effect {
            case .quit: isOver = true
            case .redraw, .suspend: break
            case _ where model.isMoot(effect): break
            default:
                for event in session.perform(effect, progress: { say($0) }) {
                    waiting += model.update(event)
                }
            }
        }
    }
}
