// Names that other systems give to what our categories mean; a category may use no others.

/// **Source**: DSA Transparency Database, statement schema of the Commission, June 2026.
enum DSACategory: String, CaseIterable {
    case animalWelfare = "STATEMENT_CATEGORY_ANIMAL_WELFARE"
    case consumerInformation = "STATEMENT_CATEGORY_CONSUMER_INFORMATION"
    case cyberViolence = "STATEMENT_CATEGORY_CYBER_VIOLENCE"
    case cyberViolenceAgainstWomen = "STATEMENT_CATEGORY_CYBER_VIOLENCE_AGAINST_WOMEN"
    case dataProtectionAndPrivacyViolations =
        "STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS"
    case illegalOrHarmfulSpeech = "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH"
    case intellectualPropertyInfringements =
        "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS"
    case negativeEffectsOnCivicDiscourseOrElections =
        "STATEMENT_CATEGORY_NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS"
    case notSpecifiedNotice = "STATEMENT_CATEGORY_NOT_SPECIFIED_NOTICE"
    case otherViolationTc = "STATEMENT_CATEGORY_OTHER_VIOLATION_TC"
    case protectionOfMinors = "STATEMENT_CATEGORY_PROTECTION_OF_MINORS"
    case riskForPublicSecurity = "STATEMENT_CATEGORY_RISK_FOR_PUBLIC_SECURITY"
    case scamsAndFraud = "STATEMENT_CATEGORY_SCAMS_AND_FRAUD"
    case selfHarm = "STATEMENT_CATEGORY_SELF_HARM"
    case unsafeAndProhibitedProducts = "STATEMENT_CATEGORY_UNSAFE_AND_PROHIBITED_PRODUCTS"
    case violence = "STATEMENT_CATEGORY_VIOLENCE"
}

/// Those that a comment section can need.
///
/// **Source**: as above.
enum DSAKeyword: String, CaseIterable {
    case hateSpeech = "KEYWORD_HATE_SPEECH"
    case discrimination = "KEYWORD_DISCRIMINATION"
    case defamation = "KEYWORD_DEFAMATION"
    case cyberHarassment = "KEYWORD_CYBER_HARASSMENT"
    case cyberBullyingIntimidation = "KEYWORD_CYBER_BULLYING_INTIMIDATION"
    case cyberStalking = "KEYWORD_CYBER_STALKING"
    case cyberIncitement = "KEYWORD_CYBER_INCITEMENT"
    case incitementViolenceHatred = "KEYWORD_INCITEMENT_VIOLENCE_HATRED"
    case coordinatedHarm = "KEYWORD_COORDINATED_HARM"
    case misinformationDisinformation = "KEYWORD_MISINFORMATION_DISINFORMATION"
    case violationEuLaw = "KEYWORD_VIOLATION_EU_LAW"
    case violationNationalLaw = "KEYWORD_VIOLATION_NATIONAL_LAW"
    case missingProcessingGround = "KEYWORD_MISSING_PROCESSING_GROUND"
    case rightToBeForgotten = "KEYWORD_RIGHT_TO_BE_FORGOTTEN"
    case impersonationAccountHijacking = "KEYWORD_IMPERSONATION_ACCOUNT_HIJACKING"
    case inauthenticAccounts = "KEYWORD_INAUTHENTIC_ACCOUNTS"
    case phishing = "KEYWORD_PHISHING"
    case pyramidSchemes = "KEYWORD_PYRAMID_SCHEMES"
    case hiddenAdvertisement = "KEYWORD_HIDDEN_ADVERTISEMENT"
    case goodsServicesNotPermitted = "KEYWORD_GOODS_SERVICES_NOT_PERMITTED"
    case languageRequirements = "KEYWORD_LANGUAGE_REQUIREMENTS"
    case adultSexualMaterial = "KEYWORD_ADULT_SEXUAL_MATERIAL"
    case childSexualAbuseMaterial = "KEYWORD_CHILD_SEXUAL_ABUSE_MATERIAL"
    case terroristContent = "KEYWORD_TERRORIST_CONTENT"
    case suicide = "KEYWORD_SUICIDE"
    case copyrightInfringement = "KEYWORD_COPYRIGHT_INFRINGEMENT"
    case other = "KEYWORD_OTHER"
}

/// **Source**: Coral, `REJECTION_REASON_CODE`.
enum CoralReason: String, CaseIterable {
    case offensive = "OFFENSIVE"
    case abusive = "ABUSIVE"
    case spam = "SPAM"
    case bannedWord = "BANNED_WORD"
    case ad = "AD"
    case illegalContent = "ILLEGAL_CONTENT"
    case harassmentBullying = "HARASSMENT_BULLYING"
    case misinformation = "MISINFORMATION"
    case hateSpeech = "HATE_SPEECH"
    case irrelevantContent = "IRRELEVANT_CONTENT"
    case other = "OTHER"
}
