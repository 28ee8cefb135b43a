/// The codes of what only a desk's settings can have wrong; listed in `policies/README.md`.
///
/// All else there has the number of its ``PolicyCode``, with a `C`.
public enum SettingsCode: String, CaseIterable, Sendable {
    case contact = "C080"
    case policyURL = "C081"
    case territory = "C082"
    case language = "C083"
    case legalGround = "C084"
    case noContact = "C085"
    case noPolicyURL = "C086"

    public var meaning: String {
        switch self {
        case .contact: "where authors write to does not fit on a line"
        case .policyURL: "where the rules stand is no web address"
        case .territory: "a country that is not in the European Union or Economic Area"
        case .language: "a language that statements are not written in"
        case .legalGround: "a legal ground of no reason to hide a comment, or over 500 characters"
        case .noContact: "a statement that does not say where to write to"
        case .noPolicyURL: "a statement that does not say where the rules stand"
        }
    }
}
