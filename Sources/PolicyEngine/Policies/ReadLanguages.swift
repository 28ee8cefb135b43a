import Foundation
import Moderation
import Yams

extension YAMLReader {
    /// Languages by their codes, as primary subtags of BCP 47: `en-US` is `en`.
    func languages(_ node: Node, _ what: String) -> [String] {
        let languages = placedStrings(node, what).compactMap { text, item in language(text, item) }
        if languages.isEmpty, case .sequence(let items) = node, items.isEmpty {
            note(
                .wrongValue, node, "\(what) names no language",
                help: "write [en], or leave \(what) out")
        }
        return languages
    }

    private func language(_ text: String, _ node: Node) -> String? {
        let tag = text.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" })
        let primary = tag.first.map(String.init) ?? ""
        let code = LanguageGuess.sameLanguage[primary] ?? primary
        if LanguageGuess.languages[code] != nil || Locale.LanguageCode(code).isISOLanguage {
            return code
        }
        let names = LanguageGuess.languages
        let near = nearestName(to: text.capitalized, among: names.values.sorted())
            .flatMap { name in names.first { $0.value == name }?.key }
        note(
            .wrongValue, node, "there is no language '\(text)'",
            help: near.map { "did you mean '\($0)'?" }
                ?? "write codes of ISO 639, such as en, es or vi")
        return nil
    }
}

extension LanguageGuess {
    /// Codes that the guess writes otherwise.
    fileprivate static let sameLanguage = ["fil": "tl", "cmn": "zh", "yue": "zh"]
}
