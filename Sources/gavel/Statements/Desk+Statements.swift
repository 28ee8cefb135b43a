import Foundation
import Moderation
import PolicyEngine

extension Desk {
    /// What is the same in every statement of the desk.
    ///
    /// - Throws: what is wrong with the policy's categories or profiles; `Problem` C084 for a legal ground of
    ///   no category.
    func statementTerms() throws -> StatementTerms {
        let folder = try PolicyFolder(path: policyFolder())
        return try statementTerms(
            categories: folder.categories().map(\.terms),
            notices: Dictionary(
                uniqueKeysWithValues: folder.profiles().map { ($0.profile, $0.notice) }))
    }

    func statementTerms(
        categories: [CategoryTerms], notices: [Profile: String]
    ) throws -> StatementTerms {
        let known = categories.filter(\.isReasonToHide).map(\.id.rawValue)
        for id in settings.statements.legalGrounds.keys.sorted() where !known.contains(id.rawValue)
        {
            throw Problem(
                place: settings.statements.legalGroundsPlace,
                code: SettingsCode.legalGround.rawValue,
                message: "'\(id)' is no reason of the policy to hide a comment",
                help: nearestName(to: id.rawValue, among: known).map { "did you mean '\($0)'?" }
                    ?? "one of \(known.joined(separator: ", "))")
        }
        return StatementTerms(
            desk: title, timeZone: timeZone.identifier, appeals: settings.appeals,
            settings: settings.statements, categories: categories, notices: notices)
    }

    /// Says on stderr that statements do not say where to write to.
    func warnWithoutContact() {
        guard settings.statements.contact == nil else { return }
        warn(
            .noContact, "statements do not say where an author writes to",
            help: "add 'statements: {contact: …}'")
    }

    /// Says on stderr that statements cite rules and do not say where they stand.
    func warnWithoutPolicyURL() {
        guard settings.statements.policyURL == nil else { return }
        warn(
            .noPolicyURL, "statements do not say where the rules stand for all to read",
            help:
                "put what 'gavel policy publish' writes on your site and add 'statements: {policy_url: https://…}'"
        )
    }

    private func warn(_ code: SettingsCode, _ message: String, help: String) {
        say(
            Problem(
                place: Problem.Place(file: folder + "/desk.yaml"), severity: .warning,
                code: code.rawValue, message: message, help: help
            ).description)
    }
}
