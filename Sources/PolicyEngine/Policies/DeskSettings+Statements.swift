import Moderation
import Yams

extension DeskSettings {
    /// What authors are told of decisions.
    static func statements(_ node: Node, _ reader: YAMLReader) -> StatementSettings {
        var settings = StatementSettings()
        let keys = ["contact", "policy_url", "territory", "language", "legal_grounds"]
        guard let pairs = reader.mapping(node, "statements", keys: keys) else { return settings }
        settings.contact = pairs["contact"].flatMap { contact($0, reader) }
        settings.policyURL = pairs["policy_url"].flatMap { policyURL($0, reader) }
        settings.territory = pairs["territory"].map { territory($0, reader) } ?? []
        if let node = pairs["language"] { settings.language = language(node, reader) }
        if let node = pairs["legal_grounds"] {
            settings.legalGrounds = legalGrounds(node, reader)
            settings.legalGroundsPlace = Problem.Place(
                file: reader.file.path, line: node.mark?.line, column: node.mark?.column)
        }
        return settings
    }

    /// **Source**: ours; two lines of a letter.
    private static let longestContact = 200
    /// **Source**: DSA Transparency Database, `decision_ground_reference_url` and
    /// `illegal_content_legal_ground`.
    private static let longest = 500

    private static func contact(_ node: Node, _ reader: YAMLReader) -> String? {
        guard let text = reader.string(node, "contact") else { return nil }
        let isLine = !text.contains(where: \.isNewline) && text.contains { !$0.isWhitespace }
        if isLine, text.unicodeScalars.count <= longestContact { return text }
        reader.note(
            .contact, node, "contact must be one line of at most \(longestContact) characters",
            help: "write an e-mail, web or postal address")
        return nil
    }

    private static func policyURL(_ node: Node, _ reader: YAMLReader) -> String? {
        guard let text = reader.string(node, "policy_url") else { return nil }
        let isWeb = text.hasPrefix("https://") || text.hasPrefix("http://")
        let hasHost = text.split(separator: "/").count > 1
        let isPlain = text.utf8.allSatisfy { (0x21..<0x7F).contains($0) }
        if isWeb, hasHost, isPlain, text.utf8.count <= longest { return text }
        reader.note(
            .policyURL, node, "'\(text)' is no web address",
            help: "write the whole of it, such as https://city.example/comment-policy")
        return nil
    }

    private static func territory(_ node: Node, _ reader: YAMLReader) -> [String] {
        let countries = EuropeanArea.countries
        var found: [String] = []
        for (text, item) in reader.placedStrings(node, "territory") {
            if countries.contains(text) {
                if !found.contains(text) { found.append(text) }
                continue
            }
            let meant =
                text.uppercased() == "EL"
                ? "GR" : countries.first { $0 == text.uppercased() }
            reader.note(
                .territory, item,
                "'\(text)' is no country of the European Union or the European Economic Area",
                help: meant.map { "did you mean '\($0)'?" }
                    ?? "one of \(countries.joined(separator: ", "))")
        }
        return found.sorted()
    }

    private static func language(_ node: Node, _ reader: YAMLReader) -> StatementLanguage {
        let text = reader.string(node, "language") ?? "en"
        if let language = StatementLanguage(rawValue: text) { return language }
        let names = StatementLanguage.allCases.map(\.rawValue)
        reader.note(
            .language, node, "statements are not written in '\(text)'",
            help: "write one of \(names.joined(separator: ", "))")
        return .en
    }

    /// `category: law` lines; whether the policy has the category is asked where the policy is read.
    private static func legalGrounds(_ node: Node, _ reader: YAMLReader) -> [CategoryID: String] {
        guard let mapping = node.mapping else {
            reader.note(
                .wrongValue, node, "legal_grounds must be 'category: law' lines",
                help: "write for example 'defamation: Section 186 of the Criminal Code'")
            return [:]
        }
        var grounds: [CategoryID: String] = [:]
        for (key, value) in mapping {
            guard let law = reader.string(value, "a legal ground") else { continue }
            if law.unicodeScalars.count > longest {
                reader.note(
                    .legalGround, value, "a legal ground is at most \(longest) characters long",
                    help: "name the law and its section")
            }
            grounds[CategoryID(key.scalar?.string ?? "")] = law
        }
        return grounds
    }
}
