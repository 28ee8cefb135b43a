/// A letter of a docket.
public struct Letter: Sendable {
    public var id: String
    public var author: String
    /// Seconds after the first.
    public var at: Int
    public var text: String
    /// Of six, three for the proposal and then three against it; `nil` for one that its author wrote.
    public var campaign: Int?
    /// The paragraph that its sender put before or behind a form.
    public var paragraph: String?

    public init(
        id: String, author: String, at: Int, text: String, campaign: Int? = nil,
        paragraph: String? = nil
    ) {
        self.id = id
        self.author = author
        self.at = at
        self.text = text
        self.campaign = campaign
        self.paragraph = paragraph
    }
}

/// Letters to a hearing, made up: form letters of campaigns on both sides, as their senders edit them,
/// among letters that people wrote themselves.
///
/// All are put together from the same sentences about the same matter, so that strangers share some
/// phrases, as they do in life.
public struct Docket<Random: RandomNumberGenerator>: Sequence, IteratorProtocol {
    private static var campaigns: Int { 6 }
    /// Of a hundred letters, those that their authors wrote.
    private static var uniqueShare: Int { 40 }

    private let count: Int
    private var number = 0
    private var random: Random
    private var forms: [[String]] = []
    /// Of the letter that is being made.
    private var paragraph: String?

    public init(letters: Int, using random: Random) {
        count = letters
        self.random = random
        for campaign in 0..<Self.campaigns {
            let length = Int.random(in: 7...11, using: &self.random)
            forms.append(
                (0..<length).map { _ in sentence(isFor: campaign < Self.campaigns / 2) })
        }
    }

    public mutating func next() -> Letter? {
        guard number < count else { return nil }
        defer { number += 1 }
        let campaign =
            Int.random(in: 0..<100, using: &random) < Self.uniqueShare
            ? nil : Int.random(in: 0..<Self.campaigns, using: &random)
        paragraph = nil
        let body = campaign.map { edited(forms[$0]) } ?? own()
        return Letter(
            id: "d\(number)", author: "writer-\(number)", at: number * 7, text: body,
            campaign: campaign, paragraph: paragraph)
    }

    // MARK: - Letters

    private mutating func own() -> String {
        let isFor = Bool.random(using: &random)
        let sentences = (0..<Int.random(in: 2...10, using: &random)).map { _ in
            sentence(isFor: isFor)
        }
        return letter(sentences)
    }

    /// As people send form letters: half as they are, a third with words of their own in place of some,
    /// an eighth with a paragraph of their own, the rest shortened.
    private mutating func edited(_ form: [String]) -> String {
        var sentences = form
        switch Int.random(in: 0..<24, using: &random) {
        case 0..<12: break
        case 12..<20:
            for _ in 0..<Int.random(in: 1...4, using: &random) { replaceWord(in: &sentences) }
        case 20..<23:
            let isFor = Bool.random(using: &random)
            let paragraph = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                sentence(isFor: isFor)
            }
            self.paragraph = paragraph.joined(separator: " ")
            sentences.insert(
                contentsOf: paragraph, at: Bool.random(using: &random) ? 0 : sentences.count)
        default: sentences.remove(at: Int.random(in: 0..<sentences.count, using: &random))
        }
        return letter(sentences)
    }

    private mutating func replaceWord(in sentences: inout [String]) {
        let place = Int.random(in: 0..<sentences.count, using: &random)
        var words = sentences[place].split(separator: " ").map(String.init)
        words[Int.random(in: 0..<words.count, using: &random)] = one(Words.asides)
        sentences[place] = words.joined(separator: " ")
    }

    /// Greeting and name differ from letter to letter, as do spaces and case here and there.
    private mutating func letter(_ sentences: [String]) -> String {
        var text = "\(one(Words.greetings)),\n\n\(sentences.joined(separator: " "))\n\n"
        if Int.random(in: 0..<10, using: &random) == 0 { text = text.uppercased() }
        return text + "\(one(Words.closings)),\n\(one(Words.names)) \(one(Words.names))son"
    }

    private mutating func sentence(isFor: Bool) -> String {
        let parts = [
            Words.openings, Words.leads, Words.subjects, isFor ? Words.hopes : Words.fears,
            Words.objects, Words.links, Words.causes, Words.places,
        ]
        return parts.map { one($0) }.joined(separator: " ") + "."
    }

    private mutating func one(_ words: [String]) -> String { words.randomElement(using: &random)! }
}

private enum Words {
    static let greetings = [
        "Dear council members", "To the clerk", "Dear mayor", "To whom it may concern", "Hello all",
        "Members of the board", "Dear planning office",
    ]
    static let closings = [
        "Sincerely", "Thank you", "With regards", "Respectfully", "Yours", "In hope",
    ]
    static let names = [
        "Ada", "Ben", "Carla", "Dmitri", "Elif", "Farah", "Gus", "Hana", "Ivo", "June", "Kofi",
        "Lena",
        "Mateo", "Nora", "Olga", "Priya", "Quinn", "Rosa", "Sami", "Tess", "Uma", "Viktor", "Wren",
    ]
    static let asides = [
        "honestly", "truly", "neighbors", "families", "always", "Tuesday", "downtown", "really",
        "everyone", "winter", "quietly", "ours", "children", "again", "somehow",
    ]
    // None has five words, so that strangers share a shingle only where two parts fall together.
    static let openings = [
        "Living on Maple Street", "As a parent", "Every spring", "Beside my shop", "Last Tuesday",
        "In my experience", "Since the bridge closed", "After the open house", "Among my neighbors",
        "From my window", "Driving a bus", "For us renters", "On the school board", "Frankly",
        "By any count", "Twice a week", "Before the flood", "In plain words",
    ]
    static let leads = [
        "I see how", "we learned that", "it is plain that", "people told me", "I would add that",
        "nobody doubts that", "I am sure", "the figures show", "we often say",
        "my son asks whether",
        "you should know that", "I keep hearing", "it turns out", "we all feel that", "I can prove",
    ]
    static let subjects = [
        "the new bus lane", "a slower limit", "the parking reform", "this crossing",
        "the bike path",
        "the river park", "the evening market", "the zoning change", "the stadium levy",
        "the library branch", "the shelter on Oak", "the curb extension", "the delivery zone",
        "the night train", "the water rate", "the sidewalk bond", "the tree rule", "this plan",
    ]
    static let hopes = [
        "will help", "gives life to", "makes room for", "brings safety to", "is fair to",
        "finally serves", "lifts up", "saves money for", "opens doors to", "honors",
    ]
    static let fears = [
        "will hurt", "takes from", "costs too much for", "is unfair to", "brings noise to",
        "shuts out", "burdens", "was hidden from", "makes it harder for", "ignores",
    ]
    static let objects = [
        "older people", "children walking to school", "the avenue shops", "nurses on late shift",
        "wheelchair users", "families with one car", "college students", "market farmers",
        "night workers", "small landlords", "tenants near the depot", "cyclists", "valley drivers",
        "our visitors", "delivery riders", "the east side", "choir and scouts", "bakers",
    ]
    static let links = [
        "because", "while", "although", "and besides", "since", "now that", "just when", "whereas",
        "even as", "so long as", "unless", "and yet",
    ]
    static let causes = [
        "rents rose by thirds", "the survey reached few", "the corner floods",
        "traffic keeps growing",
        "the budget is short", "the chief warned us", "the school is full", "the map is wrong",
        "winters get wetter", "the grant runs out", "no town tried it", "the old line stands",
        "buses come late", "Saturdays are jammed", "trucks cut through", "the clinic moved",
    ]
    static let places = [
        "near the mill", "by the post office", "until noon", "with fewer spaces", "on two blocks",
        "within a decade", "along the creek", "behind the armory", "after the recount",
        "next to the grocer", "by the playground", "across from the hall", "before next year",
        "under the old rule", "past the depot", "at eighty dollars each",
    ]
}
