import Crypto
import FoundationEssentials
import Moderation

extension CategoryTerms {
    /// The category in a language: as the policy has it, or in Spanish as the table has it.
    ///
    /// What a policy has beyond the shipped taxonomy, or says in other words, stays as it is written there:
    /// nobody is told a rule that is not the desk's.
    func told(in language: StatementLanguage) -> CategoryTerms {
        guard language == .es, let words = SpanishTerms.categories[id],
            words.of == SpanishTerms.mark([title, definition, notIncluded, notice ?? ""])
        else { return self }
        var terms = self
        terms.title = words.title
        terms.definition = words.definition
        terms.notIncluded = words.notIncluded
        terms.notice = words.notice
        return terms
    }
}

extension PublishedPolicy.Label {
    /// The title in a language, by the same rule.
    func title(in language: StatementLanguage) -> String {
        guard language == .es, let words = SpanishTerms.labels[id], words.of == title else {
            return title
        }
        return words.title
    }
}

extension StatementTerms {
    /// What a profile tells an author first, by the same rule.
    func notice(of profile: Profile, in language: StatementLanguage) -> String? {
        guard let english = notices[profile] else { return nil }
        guard language == .es, let notice = SpanishTerms.notices[profile],
            notice.of == SpanishTerms.mark([english])
        else { return english }
        return notice.text
    }
}

/// The shipped taxonomy and the notices of profiles in Spanish, each with the mark of the English it
/// translates.
///
/// They stand here and not in the policy, whose digest every decision bears.
enum SpanishTerms {
    struct Words {
        /// Of title, definition, what is not included and notice.
        var of: String
        var title: String
        var definition: String
        /// Stands after a colon, and so begins with a small letter.
        var notIncluded: String
        var notice: String?
    }

    struct Notice {
        var of: String
        var text: String
    }

    /// What tells English words from any that differ: the first 8 hexadecimal digits of their SHA-256, a
    /// line end between two.
    static func mark(_ words: [String]) -> String {
        let bytes = Array(words.joined(separator: "\n").utf8)
        return hexDigits(Array(SHA256.hash(data: bytes).prefix(4)))
    }

    static let notices: [Profile: Notice] = [
        .government: Notice(
            of: "f08b33b1",
            text:
                "Una persona de esta oficina revisó su comentario según la política de comentarios publicada. Abajo se indican qué se decidió, qué dice la política y qué se encontró. Su opinión sobre el tema no tuvo ninguna influencia. Puede corregirlo y publicarlo de nuevo, y puede pedir que otra persona lo revise; le comunicaremos su decisión por escrito."
        ),
        .publisher: Notice(
            of: "120f109f",
            text:
                "Nuestra redacción revisó su comentario según nuestras reglas de comentarios. Abajo se indican qué se decidió, el motivo y qué se encontró. Puede cambiar el comentario y publicarlo de nuevo, y puede pedir que otra persona de la redacción lo mire otra vez."
        ),
        .publisherEU: Notice(
            of: "45358982",
            text:
                "Hemos restringido su comentario según nuestras condiciones. Esta declaración indica la restricción, los hechos, la parte de nuestras condiciones en que se basa, si el comentario se detectó por medios automatizados y quién decidió. Puede presentar una reclamación gratuita, sobre la que decidirá otra persona; también puede acudir a un órgano de resolución extrajudicial o a los tribunales."
        ),
    ]

    /// Each with the English title that it translates.
    static let labels: [LabelID: (of: String, title: String)] = [
        "quotes-article": ("Quotes the article", "Cita la noticia"),
        "quotes-comment": ("Quotes another comment", "Cita otro comentario"),
        "question": ("Asks a question", "Hace una pregunta"),
        "counterspeech": (
            "Tells of harsh words or answers them", "Cuenta palabras duras o responde a ellas"
        ),
        "reports-harm": (
            "Reports harm or a threat received", "Cuenta un daño o una amenaza que alguien recibió"
        ),
        "petition": (
            "Asks officials or readers to act", "Pide actuar a cargos públicos o lectores"
        ),
        "threat-to-official": ("Aimed at an official", "Dirigido a un cargo público"),
        "official-criticism": (
            "Criticism of officials or the paper", "Crítica a cargos públicos o al periódico"
        ),
        "cites-record": (
            "Cites a record, a page or a rule", "Cita un documento, una página o una regla"
        ),
        "campaign": ("One of many alike", "Uno de muchos casi iguales"),
    ]

    static let categories: [CategoryID: Words] = [
        "threat": Words(
            of: "f4db6164", title: "Amenaza de daño",
            definition:
                "Una declaración seria de que quien escribe, o alguien de su lado, se propone herir ilícitamente a una persona o a un grupo.",
            notIncluded:
                "hipérboles, bromas sobre elecciones, figuras retóricas como «tumbar el proyecto de ley» y relatos de una amenaza recibida.",
            notice:
                "Su comentario se lee como una amenaza de herir a alguien. Diga a qué se opone, o qué apoya, sin ella."
        ),
        "incite": Words(
            of: "d5969e65", title: "Llamamiento a una acción ilícita",
            definition:
                "Insta a otros a un acto ilícito inminente contra una persona o en un lugar, como ir a la casa de alguien.",
            notIncluded:
                "llamamientos a una protesta lícita, una marcha, un boicot, una votación o una reunión pública, por airados que sean.",
            notice:
                "Su comentario insta a otros a actuar contra una persona o en un lugar. Limítese a lo que puede hacerse lícitamente."
        ),
        "minors": Words(
            of: "cabf6b0d", title: "Contenido sexual sobre menores",
            definition:
                "Contenido sexual sobre una persona menor de 18 años, o un acercamiento a un menor con ese fin.",
            notIncluded:
                "noticias de un delito así, una advertencia a los padres y argumentos sobre la ley o sobre lo que se enseña en la escuela.",
            notice: "Su comentario se refiere a un menor de una manera que nunca publicamos."),
        "selfharm": Words(
            of: "1951c23e", title: "Quien escribe puede estar en peligro",
            definition: "Quien escribe dice, o da a entender con claridad, que puede hacerse daño.",
            notIncluded:
                "figuras retóricas y conversaciones sobre prevención, duelo o servicios de salud mental.",
            notice:
                "Sus palabras nos han preocupado por usted. Si está en peligro, llame ahora a los servicios de emergencia o a la línea de ayuda de su localidad; una persona de aquí ha leído lo que escribió."
        ),
        "pii": Words(
            of: "22ee6884", title: "Datos personales privados",
            definition:
                "El domicilio, el teléfono, el correo electrónico, el número de identidad o la matrícula de una persona particular.",
            notIncluded:
                "los contactos publicados de una oficina o de un negocio y los datos que da la propia noticia.",
            notice:
                "Su comentario da datos privados de una persona. Publíquelo de nuevo sin ellos; el contacto publicado de una oficina es bienvenido."
        ),
        "scam": Words(
            of: "aa51b040", title: "Estafa o fraude",
            definition:
                "Una oferta hecha para engañar a los lectores, como la suplantación para obtener claves, un premio falso o la promesa de duplicar su dinero.",
            notIncluded:
                "la advertencia de un lector sobre una estafa y el desacuerdo sobre si un proyecto público vale lo que cuesta.",
            notice:
                "Su comentario lleva una oferta o un enlace de un tipo que se usa para engañar a la gente."
        ),
        "spam": Words(
            of: "2751c264", title: "Publicidad o lista de enlaces",
            definition: "Publicidad no pedida, o una lista de enlaces con poco más.",
            notIncluded:
                "un negocio local que responde al tema y un lector que cita fuentes para un argumento.",
            notice:
                "Su comentario hace publicidad, o contiene más enlaces que razones. Puede exponer su idea con sus propias palabras."
        ),
        "flood": Words(
            of: "7d852729", title: "El mismo autor repite un texto",
            definition:
                "Un autor publica el mismo texto más de una vez en una noticia o en varias.",
            notIncluded:
                "varias personas que envían la misma carta; eso es una campaña, y es expresión.",
            notice:
                "Ya había publicado este texto. Se conserva una copia donde los lectores pueden verla."
        ),
        "campaign": Words(
            of: "59020b28", title: "Muchos autores, una carta",
            definition:
                "Textos casi idénticos de autores distintos. Se cuentan y se muestran juntos, y nunca se retiran por parecerse.",
            notIncluded: "el mismo texto publicado dos veces por un autor."),
        "impersonation": Words(
            of: "763fcfb3", title: "Se hace pasar por otra persona",
            definition:
                "Quien escribe se hace pasar por una persona con nombre, una oficina o una redacción de un modo que los lectores podrían creer.",
            notIncluded:
                "la parodia que un lector razonable reconoce como tal y el uso de un seudónimo.",
            notice:
                "Su comentario podría tomarse por palabras de una persona o de una oficina que no lo escribió. Publíquelo con su propio nombre."
        ),
        "obscene": Words(
            of: "dd27a43e", title: "Sexualmente explícito",
            definition: "Contenido sexual explícito sin un propósito serio sobre el tema.",
            notIncluded:
                "una palabrota, una broma grosera y el habla llana sobre salud, leyes o un libro escolar.",
            notice: "Su comentario es sexualmente explícito. Exponga su idea sin ello."),
        "vote-facts": Words(
            of: "0f91ccd6", title: "Datos erróneos sobre cómo votar",
            definition:
                "Da por cierta una fecha, un lugar, un método o un requisito para votar que es erróneo.",
            notIncluded:
                "opiniones sobre si una elección, una regla o un distrito es justo, y bromas evidentes.",
            notice:
                "Su comentario da una fecha, un lugar o una regla para votar que difiere de lo que ha publicado la oficina electoral. Compruébelo y publíquelo de nuevo."
        ),
        "sighting": Words(
            of: "a901a225", title: "Avistamiento no comprobado",
            definition:
                "Afirma que hay agentes o patrullas en un lugar en este momento, sin nada que un lector pueda comprobar.",
            notIncluded:
                "comentarios sobre la aplicación de la ley en general, observación legal con detalles y noticias ya publicadas.",
            notice:
                "Su comentario dice que hay agentes en un lugar y los lectores no pueden comprobarlo. Añada lo que usted vio, dónde y cuándo."
        ),
        "hate": Words(
            of: "8f2682e2", title: "Desprecio a un grupo de personas",
            definition:
                "Llama a un grupo de personas menos que humano, acusa al grupo entero de delitos o de algo peor, o dice que hay que expulsarlo, por ser quienes son; un insulto de ese tipo dirigido a alguien.",
            notIncluded:
                "argumentos sobre leyes, cifras, creencias o conductas, citas, y el relato de una persona de lo que le dijeron.",
            notice:
                "Su comentario habla con desprecio de un grupo de personas por ser quienes son. Escriba sobre lo que alguien hizo o propone."
        ),
        "attack": Words(
            of: "97c4841e", title: "Ataque personal",
            definition:
                "Insulta o acosa a otro comentarista, a quien firma la noticia o a una persona particular.",
            notIncluded:
                "palabras duras sobre lo que alguien dijo o hizo, y toda crítica a cargos públicos por su trabajo.",
            notice:
                "Su comentario trata de una persona en lugar del tema. Diga qué le parece equivocado en el tema."
        ),
        "official-criticism": Words(
            of: "1d122add", title: "Crítica a cargos públicos o al periódico",
            definition:
                "Palabras duras sobre cargos públicos, organismos o esta publicación. Es el núcleo de la expresión política, y se publica.",
            notIncluded:
                "una amenaza, o datos privados sobre la casa o la familia de un cargo público."),
        "defamation": Words(
            of: "6f52cf84", title: "Difamación, por aviso",
            definition:
                "Una afirmación de hecho que la persona afectada señala como falsa y dañina.",
            notIncluded: "opiniones, y todo lo que ninguna persona afectada ha señalado.",
            notice:
                "La persona afectada dice que una afirmación de su comentario es falsa y dañina. Indique su fuente o retire la afirmación."
        ),
        "copyright": Words(
            of: "68406122", title: "Derechos de autor, por aviso",
            definition: "Texto que su titular señala como copiado sin permiso.",
            notIncluded: "una cita breve para comentar o criticar.",
            notice:
                "El titular de un texto de su comentario nos pide que no lo publiquemos. Una cita breve con su fuente es bienvenida."
        ),
        "off-topic": Words(
            of: "ec21272b", title: "Fuera del tema",
            definition:
                "No tiene nada que ver con la noticia ni con el comentario al que responde. Solo una persona puede decirlo.",
            notIncluded:
                "un punto de vista que la noticia no recogió y la comparación con otro caso.",
            notice:
                "Una persona de aquí entendió que su comentario corresponde a otra noticia. Puede publicarlo allí."
        ),
        "profanity": Words(
            of: "bc4bc2f7", title: "Lenguaje grosero",
            definition: "Una palabrota que no se dirige a nadie.",
            notIncluded:
                "una palabrota usada para insultar a una persona; eso es un ataque personal.",
            notice: "Su comentario contiene lenguaje grosero. Dígalo con otras palabras."),
        "style": Words(
            of: "7c8f58d9", title: "Tono",
            definition:
                "Mayúsculas, series de signos de exclamación, letras alargadas, un modo áspero o una palabra de desprecio que no se dirige a nadie. Un tono, nunca un motivo para retirar.",
            notIncluded: "siglas, y todo lo que quien escribe cita."),
        "unreadable": Words(
            of: "e8ffbb1d", title: "Necesita a alguien que lea el idioma",
            definition:
                "Escrito en un idioma o de una forma que nadie de turno sabe leer. Espera a alguien que sepa.",
            notIncluded:
                "faltas de ortografía, dialectos y cualquier idioma que alguien de turno lea.",
            notice:
                "Nadie de turno lee el idioma de su comentario. Espera hasta que alguien lo lea."),
    ]
}
