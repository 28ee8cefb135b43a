import FoundationEssentials

extension ModeratorFigures {
    /// Counts what people did in a ledger's period.
    ///
    /// - Parameter only: the one person who is counted; of anybody else nothing is in the figures, as on a
    ///   desk of two the whole without one's own is a colleague's.
    /// - Complexity: O(n log n) of the acts.
    public init(_ ledger: ReviewLedger, acts: ModeratorActs, only: Moderator? = nil) {
        self.init(scope: ledger.scope, only: only)
        var count = Counting(ledger, acts)
        for (name, times) in count.people.sorted(by: { $0.key < $1.key }) {
            guard only == nil || only == name else { continue }
            var person = times
            person.settle(&count.clock, &self)
            people.append(Person(name: name, tally: person.tally))
            whole += person.tally
            // Whose decision was given a second time may have done nothing in the period.
            if !person.acted.isEmpty { active += 1 }
        }
        whole.steps.sort()
        // A pair is of two people, and one pair.
        let pairs = acts.opinions.filter { only == nil || only == $0.first || only == $0.second }
        whole.pairs = pairs.count
        whole.agreeing = pairs.count(where: \.agrees)
        sessions.sort()
    }
}

extension ModeratorFigures.Tally {
    fileprivate static func += (left: inout Self, right: Self) {
        left.approved += right.approved
        left.hidden += right.hidden
        left.spam += right.spam
        left.undoneByOthers += right.undoneByOthers
        left.undoneThemselves += right.undoneThemselves
        left.overturned += right.overturned
        left.severe += right.severe
        left.steps += right.steps
        left.bulks.merge(right.bulks, uniquingKeysWith: +)
    }
}

/// Goes through the ledger once and keeps what each person did, and when.
private struct Counting {
    struct Times {
        var tally = ModeratorFigures.Tally()
        /// Seconds since 1970 of every decision, and of every act of any kind.
        var decided: [Double] = []
        var acted: [Double] = []
    }

    var people: [Moderator: Times] = [:]
    var clock: LocalHours

    init(_ ledger: ReviewLedger, _ acts: ModeratorActs) {
        clock = LocalHours(ledger.scope.timeZone)
        var undoneBy: [Int64: Int] = [:]
        for decision in ledger.decisions {
            if let revoked = decision.revokes { undoneBy[revoked] = decision.moderator }
        }
        var found = [Times?](repeating: nil, count: ledger.moderators.count)
        for decision in ledger.decisions where ledger.scope.contains(decision.at) {
            var times = found[decision.moderator] ?? Times()
            // Not held twice while it grows.
            found[decision.moderator] = nil
            let seconds = decision.at.timeIntervalSince1970
            times.acted.append(seconds)
            if decision.verdict != .undo {
                times.decided.append(seconds)
                times.tally.add(decision, undoneBy: undoneBy[decision.id])
                if ledger.texts[decision.text].severity >= CategoryScore.severe {
                    times.tally.severe += 1
                }
                if acts.overturned.contains(decision.id) { times.tally.overturned += 1 }
            }
            found[decision.moderator] = times
        }
        for (name, times) in zip(ledger.moderators, found) { people[name] = times }
        for moment in acts.moments {
            people[moment.by, default: Times()].acted.append(moment.at.timeIntervalSince1970)
        }
        for opinion in acts.opinions {
            for name in [opinion.first, opinion.second] {
                people[name, default: Times()].tally.pairs += 1
                if opinion.agrees { people[name, default: Times()].tally.agreeing += 1 }
            }
        }
    }
}

extension ModeratorFigures.Tally {
    fileprivate mutating func add(_ decision: ReviewLedger.Decision, undoneBy: Int?) {
        if let undoneBy {
            if undoneBy == decision.moderator { undoneThemselves += 1 } else { undoneByOthers += 1 }
            return
        }
        if let bulk = decision.bulk { bulks[bulk, default: 0] += 1 }
        switch decision.verdict {
        case .approve: approved += 1
        case .hide: hidden += 1
        case .spam: spam += 1
        case .undo: break
        }
    }
}

extension Counting.Times {
    /// Seconds to the millisecond, as times are kept.
    private static func milliseconds(_ start: Double, _ end: Double) -> Double {
        ((end - start) * 1_000).rounded() / 1_000
    }

    /// Parts the acts into sessions; many at one moment were one act.
    fileprivate mutating func settle(_ clock: inout LocalHours, _ figures: inout ModeratorFigures) {
        acted.sort()
        var first: Double?
        var last = 0.0
        for moment in acted {
            if let start = first {
                let step = Self.milliseconds(last, moment)
                if step == 0 { continue }
                if step < ModeratorFigures.pause {
                    tally.steps.append(step)
                } else {
                    figures.sessions.append(Self.milliseconds(start, last))
                    first = moment
                }
            } else {
                first = moment
            }
            last = moment
        }
        if let first { figures.sessions.append(Self.milliseconds(first, last)) }
        tally.steps.sort()
        decided.sort()
        var hour: Int?
        for moment in decided {
            let now = clock.hour(of: moment)
            // 1970-01-01 was a Thursday, three days after its Monday.
            let day = ((now.floorDivided(by: 24) + 3) % 7 + 7) % 7
            figures.hours[day][now - now.floorDivided(by: 24) * 24] += 1
            if now != hour { figures.activeHours += 1 }
            hour = now
        }
    }
}

/// The hours of a time zone's own clock, quickly.
private struct LocalHours {
    private let zone: TimeZone
    /// Offsets by quarter hours: every time zone's changes fall between them.
    private var offsets: [Int: Double] = [:]

    init(_ identifier: String) { zone = TimeZone(identifier: identifier) ?? .gmt }

    /// The number of the local hour since 1970-01-01, 00:00.
    mutating func hour(of seconds: Double) -> Int {
        let quarter = Int((seconds / 900).rounded(.down))
        let offset =
            offsets[quarter]
            ?? Double(
                zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(quarter) * 900)))
        offsets[quarter] = offset
        return Int(((seconds + offset) / 3_600).rounded(.down))
    }
}

extension Int {
    fileprivate func floorDivided(by divisor: Int) -> Int {
        self >= 0 ? self / divisor : (self - divisor + 1) / divisor
    }
}
