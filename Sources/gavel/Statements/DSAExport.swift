import Foundation
import Moderation
import Reports
import ReviewQueue

/// What an export for the transparency database came to.
struct DSAOutcome {
    var files = 0
    var statements = 0
    /// Decisions for spam, which the regulation excepts.
    var spam = 0
    /// Decisions that cannot be told, with why.
    var setAside: [(decision: Int64, why: DSAStatement.Obstacle)] = []
    /// Decisions that an earlier export could not tell, and this one cannot either.
    var stillUntold: [(decision: Int64, why: DSAStatement.Obstacle)] = []
    /// Decisions told by an earlier export and taken back since.
    var withdrawn: [Int64] = []
    /// The last decision that was looked at.
    var last: Int64

    /// Decisions up to the last one that are not told.
    var untold: [Int64] { (stillUntold + setAside).map(\.decision) }
}

/// Writes the desk's decisions as batches for the transparency database, each checked before it is written.
///
/// **Never** holds more than one batch; the files are in their place when all of them are whole.
struct DSAExport {
    let queue: ReviewQueue
    let terms: StatementTerms
    let desk: String

    init(_ queue: ReviewQueue, _ terms: StatementTerms) throws {
        self.queue = queue
        self.terms = terms
        desk = try queue.deskID()
    }

    /// - Parameters:
    ///   - untold: decisions up to `start` that were not told, which are tried again; `nil` looks for them.
    ///   - write: takes one batch.
    /// - Throws: `Problem` E013, and what `write` throws.
    func run(
        after start: Int64, untold: [Int64]?, write: ([UInt8]) throws -> Void
    ) throws -> DSAOutcome {
        var outcome = DSAOutcome(last: start)
        var waiting: [DSAStatement] = []
        let end = try queue.newestDecision()
        func flush() throws {
            guard !waiting.isEmpty else { return }
            let bytes = dsaBatch(waiting)
            try check(bytes, waiting)
            try write(bytes)
            outcome.files += 1
            outcome.statements += waiting.count
            waiting.removeAll(keepingCapacity: true)
        }
        func tell(_ statement: DSAStatement) throws {
            waiting.append(statement)
            if waiting.count == DSAValidator.most { try flush() }
        }
        let earlier = try untold ?? self.untold(through: start)
        for id in earlier {
            // One that was taken back or is spam by now has nothing to tell.
            guard let statement = try queue.statement(ofDecision: id),
                statement.kind == .restriction, !statement.isAboutSpam
            else { continue }
            do {
                try tell(try DSAStatement(statement, terms, desk: desk))
            } catch let why as DSAStatement.Obstacle {
                outcome.stillUntold.append((id, why))
            }
        }
        let neverTold = Set(earlier)
        while let batch = try queue.statements(after: outcome.last, through: end, limit: 500) {
            for statement in batch.statements {
                let wasTold =
                    statement.decision.id <= start && !neverTold.contains(statement.decision.id)
                if let told = filing(statement, wasTold: wasTold, &outcome) { try tell(told) }
            }
            outcome.last = batch.last
        }
        try flush()
        return outcome
    }

    /// Decisions that a cursor which does not say so went past and that cannot be told.
    ///
    /// - Complexity: O(decisions), for a cursor of an older version and one typed with `--since`.
    private func untold(through start: Int64) throws -> [Int64] {
        var untold: [Int64] = []
        var last: Int64 = 0
        while let batch = try queue.statements(after: last, through: start, limit: 500) {
            untold += batch.statements.filter { statement in
                statement.kind == .restriction && !statement.isAboutSpam
                    && (try? DSAStatement(statement, terms, desk: desk)) == nil
            }.map(\.decision.id)
            last = batch.last
        }
        return untold
    }

    /// - Returns: what is to be filed; `nil` for what is counted or set aside.
    private func filing(
        _ statement: StatementOfReasons, wasTold: Bool, _ outcome: inout DSAOutcome
    ) -> DSAStatement? {
        do {
            switch statement.kind {
            case .restriction:
                guard !statement.isAboutSpam else {
                    outcome.spam += 1
                    return nil
                }
                return try DSAStatement(statement, terms, desk: desk)
            case .reinstatement:
                // What was decided and taken back since the last export was never told.
                if wasTold, !statement.isAboutSpam {
                    _ = try DSAStatement(statement, terms, desk: desk)
                    outcome.withdrawn.append(statement.decision.id)
                }
                return nil
            }
        } catch {
            // One that could not be told has nothing to withdraw.
            if statement.kind == .restriction {
                outcome.setAside.append((statement.decision.id, error))
            }
            return nil
        }
    }

    /// What is wrong with a batch of ours is our defect.
    private func check(_ bytes: [UInt8], _ batch: [DSAStatement]) throws {
        let faults = DSAValidator.faults(in: try DSAValue(json: bytes))
        guard let first = faults.first else { return }
        let puid = first.statement.map { batch[$0].puid } ?? "the batch"
        throw Problem.statement(
            .refusedBatch, "\(puid), \(first.field): \(first.message)",
            help: "this is a defect of gavel; report it with the line above")
    }
}

/// Files of a folder that come into their place together, by one export at a time: numbers are free only as
/// long as nobody else takes them.
final class NumberedFiles {
    private let folder: String
    private let prefix: String
    private let partial: String
    private let lock: RunLock
    private var written: [String] = []

    /// Makes the folder where there is none, and waits for who is filling it.
    ///
    /// - Throws: `Problem` E001.
    init(_ folder: String, prefix: String, now: Date) throws {
        self.folder = folder
        self.prefix = prefix
        partial = folder + "/.\(prefix).part"
        func makeFolder(_ path: String) throws {
            do {
                try FileManager.default.createDirectory(
                    atPath: path, withIntermediateDirectories: true)
            } catch {
                throw Problem.cannotWrite(folder)
            }
        }
        try makeFolder(folder)
        lock = try RunLock(path: folder + "/.\(prefix).lock", waits: true, now: now)
        // Of a run that was killed.
        try? FileManager.default.removeItem(atPath: partial)
        try makeFolder(partial)
    }

    deinit { try? FileManager.default.removeItem(atPath: partial) }

    /// - Throws: `Problem` E001.
    func write(_ bytes: [UInt8]) throws {
        let name = partial + "/\(written.count)"
        try writeWhole(bytes, to: name)
        written.append(name)
    }

    /// Gives each the next number that is free: what an earlier export wrote stays.
    ///
    /// - Throws: `Problem` E001.
    func commit() throws {
        var number = newest()
        for name in written {
            number += 1
            let digits = String(number)
            let zeros = String(repeating: "0", count: max(0, 6 - digits.utf8.count))
            let path = "\(folder)/\(prefix)-\(zeros)\(digits).json"
            guard rename(name, path) == 0 else { throw Problem.cannotWrite(path) }
        }
        written = []
    }

    private func newest() -> Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.compactMap { name in
            guard name.hasPrefix(prefix + "-"), name.hasSuffix(".json") else { return nil }
            return Int(name.dropFirst(prefix.count + 1).dropLast(5))
        }.max() ?? 0
    }
}
