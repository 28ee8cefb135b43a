import Moderation

/// The codes of everything that can be wrong with a policy; each is listed in `policies/README.md`.
public enum PolicyCode: String, CaseIterable, Sendable {
    case syntax = "P001"
    case unknownKey = "P002"
    case missingKey = "P003"
    case wrongValue = "P004"
    case duplicateKey = "P005"
    case refusedYAML = "P006"
    case hiddenCharacter = "P007"
    case duplicateRule = "P008"
    case unknownCategory = "P009"
    case unknownList = "P010"
    case patternDoesNotCompile = "P011"
    case patternRefused = "P012"
    case patternMatchesEmpty = "P013"
    case exampleMisses = "P014"
    case exampleMarksElsewhere = "P015"
    case exampleFires = "P016"
    case exampleMissing = "P017"
    case textTooLong = "P018"
    case unknownPart = "P019"
    case unknownMeasure = "P020"
    case notOneCheck = "P021"
    case fileMissing = "P022"
    case unknownPack = "P023"
    case emptyPhrase = "P024"
    case ceilingTooHigh = "P025"
    case malformedName = "P026"
    case knownMissMatches = "P027"
    case emptySkipUnargued = "P028"
    case disguiseMissed = "P029"
    case disguiseFires = "P030"
    case hostilePattern = "P031"
    case namesASide = "P032"
    case unknownOverride = "P033"
    case unversionedChange = "P034"
    case hardeningOverride = "P035"
    case alwaysTried = "P036"
    case unknownRule = "P037"
    case benignStopped = "P038"
    case lockBehind = "P039"
    case unknownDeskList = "P040"
    case notAlike = "P050"
    case formRaises = "P051"
    case hardNegativeStopped = "P052"
    case quotationRaises = "P053"
    case unknownSlot = "P054"

    /// What is wrong, in a few words, for the index.
    public var meaning: String {
        switch self {
        case .syntax: "the file is not readable as YAML"
        case .unknownKey: "a key that the format does not have"
        case .missingKey: "a required key is missing"
        case .wrongValue: "a value of the wrong kind"
        case .duplicateKey: "a key stands twice"
        case .refusedYAML: "an anchor, an alias or a tag"
        case .hiddenCharacter: "an invisible or control character in the file"
        case .duplicateRule: "a rule id is used twice"
        case .unknownCategory: "a category or label that the taxonomy does not have"
        case .unknownList: "a list that the pack does not have"
        case .patternDoesNotCompile: "a pattern that PCRE2 does not compile"
        case .patternRefused: "a pattern uses a refused construct"
        case .patternMatchesEmpty: "a pattern matches the empty string"
        case .exampleMisses: "a match example that the rule does not find"
        case .exampleMarksElsewhere: "a match example whose mark is not what the rule finds"
        case .exampleFires: "a no_match example that the rule finds"
        case .exampleMissing: "too few examples, or no benign twin"
        case .textTooLong: "a title over 50 characters, or a phrase over 12 words"
        case .unknownPart: "a combination names a rule that is not there, or a combination"
        case .unknownMeasure: "a measure that does not exist"
        case .notOneCheck: "find holds no check, or more than one"
        case .fileMissing: "a file of the policy is missing or unreadable"
        case .unknownPack: "a pack that is not there, or in another version"
        case .emptyPhrase: "a phrase without a word"
        case .ceilingTooHigh: "a ceiling above what the profile's law allows"
        case .malformedName: "an id that does not follow the form"
        case .knownMissMatches: "a known_miss example that the rule finds by now"
        case .emptySkipUnargued: "skip is empty and 'because' does not say why"
        case .disguiseMissed:
            "a disguised match example that the rule misses although it claims to see through"
        case .disguiseFires: "a disguised no_match example that the rule finds"
        case .hostilePattern: "a pattern that runs into the match limit on hostile text"
        case .namesASide: "an acting rule of a public body that names a side or a group"
        case .unknownOverride: "an override of a rule that no pack of the desk has"
        case .unversionedChange: "a pack whose files changed without a new version"
        case .hardeningOverride: "an override that would make a rule act more"
        case .alwaysTried: "a pattern without a required literal: every comment pays for it"
        case .unknownRule: "a rule id that no pack in use has"
        case .benignStopped: "a sentence of the benign corpus that does not pass"
        case .lockBehind: "a lock that is missing, or older than the files it speaks of"
        case .unknownDeskList: "a list of the desk that no pack in use asks for"
        case .notAlike: "sentences that say the same about two sides and are not judged alike"
        case .formRaises: "a sentence that is routed further for the form it is said in"
        case .hardNegativeStopped: "a sentence that must pass everywhere and does not"
        case .quotationRaises: "words that are routed further once they are quoted and denounced"
        case .unknownSlot: "a placeholder that nothing stands for"
        }
    }
}

extension Problem {
    /// A problem with a policy as a whole, without a line.
    static func policy(
        _ code: PolicyCode, _ message: String, file: String? = nil, help: String? = nil
    ) -> Problem {
        Problem(
            place: file.map { Problem.Place(file: $0) }, code: code.rawValue, message: message,
            help: help)
    }

    static func unreadable(_ file: String, help: String? = nil) -> Problem {
        policy(
            .fileMissing, "the file is missing or unreadable", file: file,
            help: help ?? "make it a plain file that this account may read")
    }

    static func notUTF8(_ file: String) -> Problem {
        policy(.syntax, "the file is not UTF-8", file: file, help: "save it as UTF-8")
    }
}
