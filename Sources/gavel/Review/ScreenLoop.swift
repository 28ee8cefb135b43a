import Foundation
import Moderation
import ReviewScreen

/// The queue on a screen: keys in, frames out, and in between what the desk answers.
final class ScreenLoop {
    private var model: ReviewModel
    private let session: ReviewSession
    private let terminal: RawTerminal
    private var painter = Painter()
    private var decoder = KeyDecoder()
    /// What nobody waits for: done between two keys.
    private var later: [ReviewEffect] = []
    private var end: ExitStatus?
    private let keeper = getppid()
    private var polled = Date(timeIntervalSince1970: 0)

    /// How often the desk is asked whether somebody else wrote.
    private static let pollMilliseconds: Int32 = 1000
    /// How long an escape may be the beginning of a sequence: longer than the bytes of one take, also
    /// over a slow line, and shorter than a person who cancels something waits.
    private static let escapeMilliseconds: Int32 = 100

    init(_ model: ReviewModel, _ session: ReviewSession) throws {
        self.model = model
        self.session = session
        terminal = try RawTerminal()
    }

    func run() -> ExitStatus {
        perform(model.start())
        paint()
        while end == nil {
            let waiting: Int32 =
                decoder.isWaiting
                ? Self.escapeMilliseconds : later.isEmpty ? Self.pollMilliseconds : 0
            take(terminal.read(milliseconds: waiting))
        }
        for effect in later where effect.isLeaving && !model.isMoot(effect) {
            _ = session.perform(effect) { _ in }
        }
        leaveItem()
        terminal.leave()
        Terminal.print(model.summary(now: Date()))
        return end ?? .done
    }

    private func take(_ input: RawTerminal.Input) {
        switch input {
        case .bytes(let bytes): press(decoder.read(bytes))
        case .signal(let number): take(signal: number)
        case .closed: end = .done
        case .nothing:
            if decoder.isWaiting { return press(decoder.flush()) }
            if !later.isEmpty {
                let effect = later.removeFirst()
                if !model.isMoot(effect) { perform([effect], isLate: true) }
                paint()
                return
            }
            // Who keeps the terminal is gone, and so is whoever waited for it.
            if getppid() != keeper { return end = .terminated }
            perform(model.update(.tick(Date())))
            poll()
            paint()
        }
    }

    /// Asks whether somebody else wrote, once a second also while keys come.
    private func poll() {
        let now = Date()
        guard now.timeIntervalSince(polled) * 1000 >= Double(Self.pollMilliseconds) else { return }
        polled = now
        if session.hasChanged() { perform(model.update(.changed)) }
    }

    private func press(_ keys: [Key]) {
        for (place, key) in keys.enumerated() {
            let before = model.shown
            perform(model.update(.clock(Date())) + model.update(.key(key)))
            if end != nil { return }
            if model.shown != before {
                // What was typed before this is drawn was meant for something else.
                if place + 1 < keys.count { perform(model.update(.dropped)) }
                paintAndDrop(hasTold: place + 1 < keys.count)
                break
            }
        }
        poll()
        paint()
    }

    private func take(signal number: Int32) {
        switch number {
        case SIGWINCH:
            perform(model.update(.resized(Terminal.size)))
            paint()
        case SIGTSTP: pause()
        case SIGINT: end = .interrupted
        default: end = .terminated
        }
    }

    private func pause() {
        terminal.pause()
        painter.forget()
        perform(model.update(.resized(Terminal.size)) + model.update(.tick(Date())))
        paint()
    }

    /// Does what is asked and what follows from the answers; what can wait is put off.
    private func perform(_ effects: [ReviewEffect], isLate: Bool = false) {
        var waiting = effects
        var isFirst = isLate
        while !waiting.isEmpty {
            let effect = waiting.removeFirst()
            switch effect {
            case .quit: end = .done
            case .suspend: pause()
            case .redraw: painter.forget()
            case _ where effect.canWait && !isFirst:
                if !later.contains(effect) { later.append(effect) }
            default:
                let events = session.perform(effect) { [self] sentence in
                    _ = model.update(.working(sentence))
                    paint()
                }
                for event in events { waiting += model.update(event) }
            }
            isFirst = false
        }
    }

    /// What is open is read no more.
    private func leaveItem() {
        for effect in model.finish() { _ = session.perform(effect) { _ in } }
    }

    /// Paints after what was typed until then was forgotten, at the last moment before: whoever sees the
    /// frame may answer it at once.
    ///
    /// - Parameter hasTold: whether the frame says already that something was.
    private func paintAndDrop(hasTold: Bool) {
        var frame = painter.paint(model.frame, style: model.setup.style)
        if terminal.dropTyped(), !hasTold {
            perform(model.update(.dropped))
            painter.forget()
            frame = painter.paint(model.frame, style: model.setup.style)
        }
        if !terminal.write(frame) { end = .done }
    }

    private func paint() {
        guard end == nil else { return }
        let frame = painter.paint(model.frame, style: model.setup.style)
        if !terminal.write(frame) { end = .done }
    }
}

extension ReviewEffect {
    /// What has to be done though the queue is left.
    fileprivate var isLeaving: Bool {
        if case .release = self { return true }
        return false
    }
}
