/// A language that is told by its words.
///
/// **Source**: grammar words that any primer of the language lists, written down by hand; no counts
/// from a corpus.
struct WordLanguage: Sendable {
    /// BCP 47, the primary subtag.
    var code: String
    var name: String
    /// Words that speak for the language. Parted by spaces, as they are written in it.
    var words: String
    /// Words that speak for it half as loud, and never alone: articles that names begin with (Los
    /// Angeles, Van Buren), single letters, and for English the words that another list has too.
    var faint: String
    /// Letters beyond a to z, in small.
    var letters: String = ""
    /// What longer words end with, four or five letters each, folded: faint.
    var endings: String = ""
}

extension WordLanguage {
    /// In the order that ties are settled in.
    static let all: [WordLanguage] = [
        english, spanish, french, german, portuguese, italian, dutch, polish, vietnamese, tagalog,
        haitian, somali,
    ]

    static let english = WordLanguage(
        code: "en", name: "English",
        words: """
            the and of to in is are was were be been being it its it's that that's this these those
            for on with as by from not but or if so we you they he she his her our your their my me
            us them who what what's when where why how which there there's here have has had do
            does did don't doesn't didn't can can't could couldn't will won't would wouldn't should
            shouldn't must might all any some no yes more most many much just only also than then
            now about into over out up down off after before because while until between through
            again against please thanks thank get got go goes going gone make made let let's want
            wants need needs know think say says said see like people one two even still too very
            every each other another never always nothing nobody someone anyone everyone everybody
            i'm i've i'll i'd you're you've you'll they're they've we're we've we'll isn't aren't
            wasn't weren't haven't hasn't hadn't ain't he's she's who's dont cant im ive thats isnt
            doesnt didnt wont youre theyre ur thier teh under without both same such few own may
            good bad new first last time way right year years day days city town street road at
            """,
        faint: """
            a i o u y e am an die hat man men ten war bin gut des den dem dat pour son sans comment
            ton car par plus tout con sin once solo real dice era come per van door hem met dan tot
            pod ale ma pa ha ah mar tan mid hay mine nan ban bay sou em um non mi se ne est ai da
            ins ob er es co po te sino para ze hoe al op als ya nada gracias merci uno di wi na tam
            tu nu si de la sera et
            """)

    static let spanish = WordLanguage(
        code: "es", name: "Spanish",
        words: """
            que no es en por para con se su sus lo le les como más pero este esta está esto estos
            estas ese esa eso están ya muy sin sobre todo todos toda todas también hay ser son fue
            era han había hasta desde cuando donde quien quienes porque si nos me mi mis yo
            nosotros usted ustedes ellos ella nada nadie otro otra otros otras aquí allí así bien
            solo cada antes después siempre nunca algo alguien mucho muchos muchas poco tiene
            tienen tenemos puede pueden debe deben hacer hace dice dicen quiere quieren quiero
            queremos una uno unos gracias cuánto cual mientras entre contra al favor estoy estamos
            somos soy vez según aunque tan ni fueron sería ahora nuestra nuestro nuestros nuestras
            qué quién quiénes cuándo dónde cómo sí cuál él año años día días gente ciudad calle
            """,
        faint: "el la los las de del un y e o a u san santa",
        letters: "áéíóúñü", endings: "cion iones mente idad")

    static let french = WordLanguage(
        code: "fr", name: "French",
        words: """
            que qui est sont dans pour pas ne plus par sur avec ce cette ces cet il elle ils elles
            nous vous je on se sa son ses mon ma mes notre nos votre vos leur leurs mais ou où si
            comme tout tous toute toutes même aussi très bien être avoir ai avait était ont été
            fait faire peut doit faut quand pourquoi combien comment quoi rien personne jamais
            toujours encore ici sans sous entre avant après depuis chaque autre autres moins trop
            merci alors donc car parce une lui dont chez vers contre soit sera serait ceux celui
            celle cela c'est qu' j' n' s' c' jusqu' lorsqu' puisqu' aujourd'hui plait vont va peu
            beaucoup déjà quelqu' en ça an ans année jour jours heure heures fois gens ville rue
            """,
        faint: "le la les de du des un et à a au aux y l' d' m' t' là",
        letters: "àâæçéèêëîïôœùûüÿ")

    static let german = WordLanguage(
        code: "de", name: "German",
        words: """
            ist sind nicht ich wir sie er es ihr uns euch und oder aber mit auf für fuer aus bei
            nach seit bis durch ohne gegen über ueber unter vor wie was wer wann warum wo wenn dass
            daß weil als ob auch noch nur schon sehr mehr immer nie niemand nichts etwas alle alles
            hier dort dann doch denn hat haben habe hatte war waren wird werden wurde wurden kann
            können muss müssen soll sollte sollen will wollen darf ein eine einen einem einer eines
            kein keine keinen mein meine unser unsere unseren sein seine sich man diese dieser
            dieses diesem jeder jede jedes bitte danke zum zur vom beim ins gibt ja nein nun
            endlich zwischen damit würde wäre sei möchte viele viel wieder mir mich also dafür da
            jahr jahre jahren tag tage uhr zeit leute stadt straße strasse
            """,
        faint: "der die das den dem des im am an in zu von so um",
        letters: "äöüß",
        endings: """
            dung tung rung lung gung nung hung bung kung ungen keit heit lich liche ichen isch ische
            schen chaft ieren
            """)

    static let portuguese = WordLanguage(
        code: "pt", name: "Portuguese",
        words: """
            que não nao em por para com se seu sua seus suas como mais mas este esta isto esse essa
            isso está estão já muito muitos muitas sem sobre todo todos toda todas tudo também há
            tem têm ter ser são foi era até desde quando onde quem porque nos nós me meu minha eu
            você vocês voces ele eles ela nada ninguém outro outra outros aqui ali lá assim bem só
            cada antes depois sempre nunca algo alguém pode podem deve devem fazer faz diz dizem
            quer querem quero queremos uma obrigado obrigada quanto qual enquanto entre contra ao
            aos à às na no nas pelo pela pelos pelas num numa ainda agora vai vão vez favor então
            gente nosso nossa nossos nossas é quê ano anos dia dias hora horas cidade rua
            """,
        faint: "o a os as e de do da das dos um",
        letters: "áâãàçéêíóôõú", endings: "mente idade coes")

    static let italian = WordLanguage(
        code: "it", name: "Italian",
        words: """
            che chi non sono per con come più ma questo questa questi queste quello quella anche si
            ci ne mi ti noi voi loro lui lei io mio mia nostro nostra nostri suo sua tutto tutti
            tutte nel nella nei nelle dal dalla alla al ai alle sul sulla della dei delle degli gli
            uno una perché perche quando dove quanto cosa niente nulla nessuno sempre mai ancora
            già qui qua così molto poco troppo senza tra fra prima dopo ogni altro altra altri era
            erano ha hanno ho abbiamo stato stata essere avere fare fa può possono deve dovrebbe
            grazie se c'è invece poi però solo stesso stessa viene un' dell' nell' all' dall' sull'
            quell' quest' è anno anni giorno giorni ora ore volta gente città strada
            """,
        faint: "il la lo le i di da del un e a o in san l' d'",
        letters: "àèéìîòóùú", endings: "zione zioni mente")

    static let dutch = WordLanguage(
        code: "nl", name: "Dutch",
        words: """
            het een niet ik wij we je jij hij zij ze hun ons onze is zijn was waren wordt worden
            werd heeft hebben heb had kan kunnen moet moeten zou zouden wil willen mag voor met op
            aan bij uit naar om over door tot tegen zonder onder na maar of dan dat dit deze die
            als wat wie waar waarom wanneer hoe ook nog al wel geen niets iets niemand iedereen
            alle alles altijd nooit veel meer zo nu hier daar er toch mijn haar zich men elke dus
            omdat weer heel gaat komt bedankt dank alstublieft steeds jullie hadden hebt even jaar
            dag dagen uur tijd mensen stad straat weg
            """,
        faint: "de van den der te ten ter en in",
        letters: "ëïéèö", endings: "heid lijk lijke ingen")

    static let polish = WordLanguage(
        code: "pl", name: "Polish",
        words: """
            nie się sie jest są był była było być na że to jak ale czy co kto gdy gdzie kiedy
            dlaczego ile po od do dla za przez przy pod nad bez przed między już juz jeszcze tylko
            tak też także bardzo ten ta te tego tej tym tych ich jego jej nas nam nami my ja mnie
            mi wy oni ona on mój moja nasz nasza nasze naszej ma mają mieć może można trzeba będzie
            będą powinien powinna powinni który która które którzy wszystko wszyscy wszystkim nikt
            nic coś ktoś zawsze nigdy tu tam tutaj albo lub oraz więc bo jeśli żeby każdy każda
            proszę dziękuję chcemy aby niż ze we rok lat dzień dni czas ludzie miasto ulica ulicy
            """,
        faint: "w z i a o u",
        letters: "ąćęłńóśźż")

    static let vietnamese = WordLanguage(
        code: "vi", name: "Vietnamese",
        words: """
            không có của và là các những một người được cho trong này đó với để khi đã sẽ đang tôi
            chúng bạn ông bà anh chị em họ nó ở từ đến về ra vào lên như nhưng thì mà vì nếu nên
            cũng còn rất nhiều ít hơn nhất lại nữa đi làm phải bị theo trên dưới sau trước giữa bên
            hay hoặc gì ai đâu sao nào bao mọi mỗi cả chỉ chưa rồi xin cảm ơn đừng hãy việc muốn
            thấy nói đây vậy nhau mình cái năm ngày giờ thành phố đường con
            """,
        faint: "",
        letters: "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")

    static let tagalog = WordLanguage(
        code: "tl", name: "Tagalog",
        words: """
            ang ng mga ay hindi ito iyon iyan ako ikaw siya kami tayo kayo sila niya namin natin
            ninyo nila akin amin atin kanila kanya opo pang din rin lang lamang naman nang kung
            kapag dahil para pero ngunit wala walang mayroon meron bakit kailan saan sino ano anong
            paano ilan gaano dapat kailangan gusto ayaw puwede pwede isang isa lahat bawat tuwing
            habang bago pagkatapos dito diyan doon rito sana salamat huwag kaya talaga parang mula
            hanggang tungkol nito noon noong ngayon kahit kundi nasa ulit wag yung taon araw oras
            tao lungsod kalye kalsada
            """,
        faint: "sa na si ni at may pa ko mo po o")

    static let haitian = WordLanguage(
        code: "ht", name: "Haitian Creole",
        words: """
            nou mwen ou ap pral ki kisa kiyès kijan poukisa kilè kote ak avèk nan pou sou men paske
            lè tout chak anpil trè sila yon gen genyen fè di vle kapab ka dwe bezwen moun anyen
            pèsonn toujou jamè janm ankò isit jodi mèsi tanpri depi jouk anvan apre ant pandan
            konsa epi oswa gwo tankou lòt menm sa yo li ane jou vil lari
            """,
        faint: "a an e la lan se pa te ta m n l k si ban bay",
        letters: "èòà")

    static let somali = WordLanguage(
        code: "so", name: "Somali",
        words: """
            waa iyo ayaa ayuu ayay waxaa waxay wuxuu waxaan waan waxa inay inuu inaan aan aad uu
            maxaa maya haa laakiin haddii sida markii marka kala kale soo loo lagu laga leh lahaa
            yahay tahay ahay yihiin ahaa jira jiraa noo nama naga nala idin isla dhan badan weli
            hadda halkan halkaas meel qof dad dadka wax waxba cid cidna kasta walba hore dib hal
            laba ee mahadsanid fadlan kuwa kan taas kaas uga ugu inkasta ilaa iyada isaga annaga
            goorma yaa sidee intaas lahayd waayo xaggee keliya ayey isku sano maalin saacad dadku
            magaalada waddada
            """,
        faint: "u ka ku la oo ay in ma si mar ah mid tan")
}
