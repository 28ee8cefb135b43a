import Moderation

/// Turns findings into points, categories, labels and a route.
///
/// Points: each rule once; a family's points are capped; the sum of a category never goes below 0;
/// the profile's thresholds give a route a category, cut by the category's ceiling; the worst
/// category decides. Labels with a credit then lower viewpoint-sensitive categories, but never an
/// emergency (S4).
struct Scorer {
    let policy: Policy
    private let creditByLabel: [LabelID: Int]

    init(policy: Policy) {
        self.policy = policy
        creditByLabel = Dictionary(
            uniqueKeysWithValues: policy.labels.filter { $0.credit > 0 }.map { ($0.id, $0.credit) })
    }

    /// How one category came to its route.
    struct Tally: Equatable {
        var category: CategoryID
        var before = 0
        var after = 0
        var route = Route.pass
    }

    struct Result {
        var tallies: [Tally]
        var route: Route
        var score: Double
        var inconclusive: [RuleID]
    }

    /// Stands for the part of a body beyond the length limit, which no rule has read.
    static let beyondLimit: RuleID = "limit.length"

    /// - Parameters:
    ///   - rules: indices of active rules that found something, each once.
    ///   - unfinished: indices of active rules that hit a limit.
    func result(rules: [Int], labels: [LabelID], unfinished: [Int], isCut: Bool) -> Result {
        if rules.isEmpty, unfinished.isEmpty, !isCut {
            return Result(tallies: [], route: .pass, score: 0, inconclusive: [])
        }
        let credit = labels.reduce(0) { $0 + (creditByLabel[$1] ?? 0) }
        let tallies = tally(rules, credit: credit)
        var route = tallies.map(\.route).max() ?? .pass
        var inconclusive: [RuleID] = []
        let open = unfinished.filter { !rules.contains($0) }
        if !open.isEmpty {
            // All of them at once: two weak rules may reach together what neither reaches alone.
            let worse = tally(rules + open, credit: credit).map(\.route).max() ?? .pass
            if worse != route { inconclusive = open.map { policy.rules.all[$0].description.id } }
        }
        if isCut { inconclusive.append(Self.beyondLimit) }
        if !inconclusive.isEmpty { route = max(route, .queue) }
        // Independent evidence adds up without ever reaching 1.
        let silence = tallies.reduce(1) { $0 * (1 - Scorer.score(points: $1.after)) }
        return Result(
            tallies: tallies, route: route, score: 1 - silence, inconclusive: inconclusive.sorted())
    }

    /// The score of one category: 0 without points, one half at the 3 points that reach the queue.
    static func score(points: Int) -> Double { Double(points) / Double(points + 3) }

    private func tally(_ rules: [Int], credit: Int) -> [Tally] {
        var families: [CategoryID: [String: (plus: Int, minus: Int)]] = [:]
        for index in rules {
            let rule = policy.rules.all[index].description
            guard case .category(let category) = rule.subject else { continue }
            var sum = families[category]?[rule.family] ?? (0, 0)
            if rule.points > 0 { sum.plus += rule.points } else { sum.minus -= rule.points }
            families[category, default: [:]][rule.family] = sum
        }
        return families.keys.sorted().map { category in
            let sums = families[category]!.values
            let minus = sums.reduce(0) { $0 + $1.minus }
            let capped = sums.reduce(0) { $0 + min($1.plus, policy.profile.familyCap) }
            var tally = Tally(category: category)
            tally.before = sums.reduce(0) { $0 + $1.plus } - minus
            tally.after = max(0, capped - minus - (isLowered(category) ? credit : 0))
            tally.route = route(category, tally.after)
            return tally
        }
    }

    /// Who tells of a threat may also make one: the gravest categories take no credit.
    private func isLowered(_ id: CategoryID) -> Bool {
        guard let category = policy.categoryByID[id] else { return false }
        return category.isViewpointSensitive && category.severity < Self.gravest
    }

    /// **Source**: reference taxonomy, precedence: S4 comes before protective labels.
    private static let gravest = 4

    private func route(_ category: CategoryID, _ points: Int) -> Route {
        guard let ceiling = policy.categoryByID[category]?.ceiling[policy.profile.profile] else {
            return .pass
        }
        return min(policy.profile.route(forPoints: points), ceiling)
    }
}
