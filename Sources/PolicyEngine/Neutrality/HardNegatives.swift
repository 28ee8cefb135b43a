import Moderation
import Yams

/// Sentences that must pass in every profile, and ways to quote and denounce: `hard-negatives.yaml`.
struct HardNegatives: Sendable {
    struct Sentence: Sendable {
        var id: String
        var comment: Comment
        var facts: CommentFacts
        var place: Problem.Place
        var excerpt: String?
    }

    var sentences: [Sentence] = []
    /// Each holds `{text}`.
    var denouncements: [SentencePattern] = []
}

struct HardNegativesReader {
    let reader: YAMLReader

    func file() -> HardNegatives? {
        guard let root = reader.root(),
            let pairs = reader.mapping(root, "the file", keys: ["sentences", "denouncements"]),
            let sentences = reader.required("sentences", pairs, of: root, "the file")
        else { return nil }
        var file = HardNegatives()
        var seen: Set<String> = []
        for node in reader.items(sentences, "sentences") {
            guard let sentence = sentence(node) else { continue }
            if seen.insert(sentence.id).inserted {
                file.sentences.append(sentence)
            } else {
                reader.note(.duplicateKey, node, "sentence '\(sentence.id)' stands twice")
            }
        }
        let patterns = PairsReader(reader: reader, taxonomy: Taxonomy())
        let denouncements = pairs["denouncements"].map { reader.items($0, "denouncements") } ?? []
        file.denouncements = denouncements.compactMap {
            patterns.pattern($0, "a denouncement", ["text"])
        }
        return file
    }

    private func sentence(_ node: Node) -> HardNegatives.Sentence? {
        let keys = ["id", "text", "parent", "article", "language", "because"]
        guard let pairs = reader.mapping(node, "a sentence", keys: keys),
            let idNode = reader.required("id", pairs, of: node, "a sentence"),
            let id = reader.string(idNode, "id"),
            let textNode = reader.required("text", pairs, of: node, id),
            let text = reader.string(textNode, "text"),
            reader.required("because", pairs, of: node, id) != nil
        else { return nil }
        var comment = Comment(id: CommentID(id), text: text)
        comment.parentText = pairs["parent"].flatMap { reader.string($0, "parent") }
        if let value = pairs["article"],
            let article = reader.mapping(value, "article", keys: ["title", "body"])
        {
            comment.article = Article(
                title: article["title"].flatMap { reader.string($0, "title") },
                body: article["body"].flatMap { reader.string($0, "body") })
        }
        let line = textNode.mark?.line
        return HardNegatives.Sentence(
            id: id, comment: comment,
            facts: CommentFacts(
                language: pairs["language"].flatMap { reader.string($0, "language") }),
            place: Problem.Place(file: reader.file.path, line: line),
            excerpt: reader.file.problem(.hardNegativeStopped, line: line, "").excerpt)
    }
}
