import Testing

@testable import Moderation

@Suite struct NominalAgreementTests {
    private typealias Coefficient = NominalAgreement.Coefficient

    private func expect(
        _ found: Coefficient?, _ value: Double, _ low: Double, _ high: Double,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let found = try #require(found, sourceLocation: sourceLocation)
        for (number, expected) in [(found.value, value), (found.low, low), (found.high, high)] {
            let number = try #require(number, sourceLocation: sourceLocation)
            #expect(abs(number - expected) < 0.0005, sourceLocation: sourceLocation)
        }
    }

    private func pairs(_ first: String, _ second: String) -> [[String]] {
        zip(first, second).map { [String($0), String($1)] }
    }

    /// Krippendorff (2011), sections C and D: four observers, twelve units, values missing. The published
    /// alpha is 0.743; AC1 and both intervals are what Gwet's irrCAC gives for the same data.
    @Test func `Krippendorff's four observers, who did not see every unit`() throws {
        let observers = [
            "123321412...", "1233224125.3", ".3332342251.", "12332441251.",
        ].map { Array($0) }
        let units = (0..<12).map { unit in
            observers.map { String($0[unit]) }.filter { $0 != "." }
        }
        let agreement = NominalAgreement(units)
        #expect(agreement.units == 11)
        #expect(agreement.agreeing == 8)
        try expect(agreement.alpha, 0.743, 0.41906, 1)
        try expect(agreement.ac1, 0.77544, 0.46081, 1)
    }

    /// Krippendorff (2011), sections A and B: 0.095 and 0.692.
    @Test func `Krippendorff's pairs of observers`() throws {
        let binary = NominalAgreement(pairs("0100000010", "1110010000"))
        try expect(binary.alpha, 0.095, -0.67058, 0.86106)
        try expect(binary.ac1, 0.31034, -0.47161, 1)
        let nominal = NominalAgreement(pairs("aabbdcccedda", "babbbccceddd"))
        try expect(nominal.alpha, 0.692, 0.32153, 1)
        #expect(nominal.units == 12 && nominal.agreeing == 9)
    }

    /// Gwet (2008), two raters who agree on 118 of 125 and never both say "no": kappa and alpha are below
    /// 0 and AC1 is 0.941.
    @Test func `alpha is below chance and AC1 near the share that agrees where a value is rare`()
        throws
    {
        let units =
            Array(repeating: ["yes", "yes"], count: 118)
            + Array(repeating: ["yes", "no"], count: 5) + Array(repeating: ["no", "yes"], count: 2)
        let agreement = NominalAgreement(units)
        #expect(agreement.agreeing == 118 && agreement.units == 125)
        try expect(agreement.alpha, -0.02469, -0.04632, -0.00306)
        try expect(agreement.ac1, 0.941, 0.89514, 0.98641)
    }

    @Test func `who was first, and in which order things came, makes no difference`() {
        let units = pairs("aabbdcccedda", "babbbccceddd")
        let turned = NominalAgreement(units.map { $0.reversed() }.reversed())
        #expect(NominalAgreement(units) == turned)
    }

    @Test func `one value alone is agreement of which alpha knows nothing`() {
        let agreement = NominalAgreement(pairs("aaaaaa", "aaaaaa"))
        #expect(agreement.alpha == nil)
        #expect(agreement.ac1 == Coefficient(value: 1), "no interval of no width")
        #expect(agreement.agreeing == 6)
    }

    @Test func `nothing judged twice has no coefficient, and neither have few`() {
        for units in [[], [["a"]], [["a"], []]] {
            let agreement = NominalAgreement(units)
            #expect(agreement.units == 0 && agreement.alpha == nil && agreement.ac1 == nil)
        }
        let three = NominalAgreement(pairs("abb", "aba"))
        #expect(three.units == 3 && three.agreeing == 2)
        #expect(three.alpha == nil && three.ac1 == nil, "one disagreement more would turn it over")
        #expect(NominalAgreement(pairs("abba", "abaa")).alpha?.low != nil)
    }

    /// Of six pairs over approve, hide and spam, in which nobody gave the third: chance is halved.
    @Test func `AC1 is over the values that could be given, and not those that happened to be`() {
        let units = pairs("aaaahh", "aaaaha")
        // a in 9 of 12, h in 3: chance is 2 × 0.75 × 0.25 over one less than the values.
        let chance: Double = 0.375
        let two: Double = (5.0 / 6 - chance) / (1 - chance)
        let three: Double = (5.0 / 6 - chance / 2) / (1 - chance / 2)
        #expect(abs(NominalAgreement(units).ac1!.value - two) < 1e-12)
        #expect(abs(NominalAgreement(units, possible: 2).ac1!.value - two) < 1e-12)
        #expect(abs(NominalAgreement(units, possible: 3).ac1!.value - three) < 1e-12)
        #expect(NominalAgreement(units, possible: 3).alpha == NominalAgreement(units).alpha)
    }

    /// Any table of t at 0.975.
    @Test(arguments: [
        (3.0, 3.1824, 0.025), (5, 2.5706, 0.003), (10, 2.2281, 0.0005), (30, 2.0423, 0.0001),
        (1_000_000, 1.95997, 0.0001),
    ])
    func `the quantile of t is that of the tables`(degrees: Double, table: Double, off: Double) {
        #expect(abs(studentQuantile(degrees: degrees) - table) < off)
    }
}
