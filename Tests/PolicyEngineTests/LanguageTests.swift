import Moderation
import Testing

@testable import PolicyEngine

/// Which languages the author's own words are taken to be in.
struct LanguageTests {
    private func guess(_ text: String) -> LanguageGuess { ReadText(text).languageGuess() }

    @Test(arguments: [
        ("en", "The crossing guard should come back before somebody gets hurt."),
        ("es", "Los vecinos de esta calle no podemos dormir con tanto ruido."),
        ("fr", "Les habitants de cette rue ne peuvent plus dormir avec ce bruit."),
        ("de", "Die Leute in dieser Straße können bei dem Lärm nicht mehr schlafen."),
        ("pt", "Os moradores desta rua já não conseguem dormir com esse barulho."),
        ("it", "Gli abitanti di questa strada non riescono più a dormire con questo rumore."),
        ("nl", "De mensen in deze straat kunnen door het lawaai niet meer slapen."),
        ("pl", "Mieszkańcy tej ulicy nie mogą już spać przez ten hałas."),
        ("vi", "Người dân trên đường này không thể ngủ được vì tiếng ồn."),
        ("tl", "Hindi na makatulog ang mga tao sa kalyeng ito dahil sa ingay."),
        ("ht", "Moun ki rete nan lari sa a pa ka dòmi ankò ak tout bri sa yo."),
        ("so", "Dadka waddadan deggan ma seexan karaan sababta oo ah buuqa ayaa badan."),
        ("zh", "这条街上的居民因为噪音都睡不着。"), ("ja", "この通りの住民は騒音で眠れません。"),
        ("ko", "이 거리 주민들은 소음 때문에 잠을 못 잡니다."),
        ("ar", "سكان هذا الشارع لا ينامون بسبب الضجيج"),
        ("fa", "ساکنان این خیابان از سر و صدا نمی‌خوابند و گله دارند"),
        ("ur", "اس سڑک کے رہنے والے شور کی وجہ سے سو نہیں سکتے"),
        ("ru", "Жители этой улицы не могут спать из-за шума."),
        ("uk", "Мешканці цієї вулиці не можуть спати через галас."),
        ("el", "Οι κάτοικοι αυτού του δρόμου δεν κοιμούνται."),
        ("th", "คนในถนนนี้นอนไม่หลับเพราะเสียงดัง"),
        ("hi", "इस सड़क के लोग शोर के कारण सो नहीं पाते।"), ("am", "የዚህ ጎዳና ነዋሪዎች በጩኸት መተኛት አልቻሉም"),
    ])
    func `a sentence is known by its script or by its small words`(language: String, text: String) {
        #expect(guess(text).language == language, "\(guess(text))")
    }

    @Test func `a report is told the same language as an explanation, of the author's own words`()
        throws
    {
        let classifier = Classifier(
            policy: try ProbePolicy(
                ProbeRule(find: "{phrases: [snorkwaddle]}", match: "A snorkwaddle.")
            )
            .load())
        let own = "Los vecinos de esta calle no podemos dormir con tanto ruido."
        let quoted = Comment(
            text: "“The crossing guard should come back before somebody gets hurt.” \(own)",
            article: Article(body: "The crossing guard should come back before somebody gets hurt.")
        )
        for comment in [Comment(text: own), quoted, Comment(text: "")] {
            #expect(
                classifier.languages(of: comment) == classifier.explain(comment).languages)
        }
        #expect(classifier.languages(of: quoted).language == "es")
    }

    @Test(arguments: [
        ("de", "die leute in dieser strasse koennen nicht mehr schlafen und das ist nicht gut"),
        ("es", "por que no hay luz en el parque y cuando la van a poner"),
        ("vi", "khong ai hoi chung toi truoc khi nhung nguoi do quyet dinh"),
        ("fr", "L’ÉCOLE N’EST PAS OUVERTE ET PERSONNE NE NOUS A RIEN DIT"),
        ("pt", "NÃO TEM ÔNIBUS NESTA RUA E NINGUÉM FAZ NADA"),
    ])
    func `accents may be missing and capitals may shout`(language: String, text: String) {
        #expect(guess(text).language == language, "\(guess(text))")
    }

    @Test(arguments: [
        "", "Да!", "谢谢", "Merci!", "¯\\_(ツ)_/¯", "ಠ_ಠ", "12:30 $5", "🇻🇳🇧🇷❤️", "Ω Ω Ω",
        "Elm, Oak, Maple, Birch, Cedar", "Trần Thị Lan, Lê Hoàng", "el la los de del y",
        "https://example.org/por-que-no-hay-luz-en-el-parque", "Viva la raza!",
    ])
    func `too little is no language`(text: String) {
        #expect(guess(text) == LanguageGuess(), "\(guess(text))")
    }

    @Test func `what is quoted is not the author's language`() {
        let text = "“Người dân trên đường này không thể ngủ được” is what they told the council."
        #expect(guess(text).language == "en")
        #expect(
            guess("> Die Leute können nicht mehr schlafen.\nAnd so do we, all of us.").language
                == "en")
    }

    @Test func `letters of another script inside Latin words are a disguise`() {
        let text = "Yоu cаn't fоol аll of us аll thе timе, and wе knоw it"
        #expect(guess(text).language == "en" && guess(text).parts.count == 1)
    }

    @Test func `a text in two languages has a share of each and no language`() {
        let text =
            "We want the bridge to be open this year. Wir wollen, dass die Brücke in diesem Jahr aufgeht."
        let parts = guess(text).parts
        #expect(
            Set(parts.map(\.language)) == ["en", "de"] && guess(text).language == nil, "\(parts)")
        #expect(parts.allSatisfy { (0.4...0.6).contains($0.share) })
        let script = guess("Please do not close our library. 请不要关闭我们的图书馆。").parts
        #expect(Set(script.map(\.language)) == ["en", "zh"])
    }

    @Test func `a text that may be in either of two languages says so`() {
        let part = guess("A água está suja desde segunda.").parts.first
        #expect(part?.alternatives.isEmpty == false)
        #expect(part?.name.contains(" or ") == true)
        #expect(guess("A água está suja desde segunda.").language == nil)
    }

    @Test func `shares never come to more than the whole`() {
        for text in [
            "字 a ".repeated(50), "là l' の".repeated(9), "que the und не 이 ".repeated(7),
            "¿¿¿", "\u{301}\u{301}a", "A".repeated(300),
        ] {
            let sum = guess(text).parts.reduce(0) { $0 + $1.share }
            #expect(sum <= 1.000001 && guess(text).parts.allSatisfy { $0.share > 0 }, "\(text)")
        }
    }

    @Test func `no word stands in the lists of a language twice`() {
        for language in WordLanguage.all {
            let words = (language.words + " " + language.faint).split(
                whereSeparator: \.isWhitespace)
            let twice = Dictionary(grouping: words) { $0 }.filter { $0.value.count > 1 }.keys
            #expect(twice.isEmpty, "\(language.code): \(twice.sorted())")
        }
        #expect(Set(WordLanguage.all.map(\.code)).count == WordLanguage.all.count)
    }
}

extension String {
    fileprivate func repeated(_ count: Int) -> String { String(repeating: self, count: count) }
}
