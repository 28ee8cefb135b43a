import Mustache

/// What the template of every HTML report is filled with.
///
/// **Shape**: every level has all the names its part of the template uses, because a template looks
/// outwards for a name it does not find.
struct ReportPage {
    struct Entry {
        var term: String
        var value: String
        /// One or none.
        var notes: [String]
    }

    struct Key {
        var style: String
        var text: String
    }

    struct Head {
        var title: String
        var style: String
    }

    struct Cell {
        var value: String
        var style: String
    }

    struct Row {
        var name: String
        /// The id of what is named: one or none.
        var ids: [String]
        var cells: [Cell]
        /// Our own drawings, inserted as they are: one or none.
        var bars: [String]
    }

    struct Section {
        var id: String
        var title: String
        var caption: String
        var whenEmpty: String
        var hasRows: Bool
        /// Our own drawing, inserted as it is.
        var chart: String
        var hasChart: Bool
        var keys: [Key]
        var hasKeys: Bool
        var head: [Head]
        var rows: [Row]
    }

    struct Definition {
        var term: String
        var meaning: String
    }

    /// Our own style sheet, inserted as it is.
    var style: String
    var heading: String
    var desk: String
    var period: String
    var asOf: String
    var lead: String
    var rest: String
    var hasFigures: Bool
    var grid: [Entry]
    var others: [Entry]
    var hasOthers: Bool
    var sections: [Section]
    var hasDefinitions: Bool
    var definitions: [Definition]
    var policy: String
    var profile: String
    var profileSentence: String
    var verification: String

    /// The page as HTML.
    func html() throws -> String {
        MustacheContentTypes.register(HTMLEscape(), named: HTMLEscape.name)
        return try MustacheTemplate(string: Self.template).render(self)
    }

    /// Three braces insert as it is, and stand only where our own drawings and style go.
    static let template = """
        {{% CONTENT_TYPE:GAVEL-HTML}}
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>{{heading}}: {{desk}}, {{period}}</title>
        <style>
        {{{style}}}
        </style>
        </head>
        <body>
        <a class="skip" href="#report">Skip to the report</a>
        <svg class="defs" aria-hidden="true" width="0" height="0"><defs>
        <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch-ground" width="6" height="6"/><rect class="hatch-line" width="2.6" height="6"/></pattern>
        <pattern id="dots" width="5" height="5" patternUnits="userSpaceOnUse"><rect class="hatch-ground" width="5" height="5"/><circle class="dots-dot" cx="2.5" cy="2.5" r="1.3"/></pattern>
        </defs></svg>
        <header>
        <p class="kicker">{{heading}}</p>
        <h1>{{desk}}</h1>
        <p class="period">{{period}} <span>{{asOf}}</span></p>
        </header>
        <main id="report">
        <p class="lead">{{lead}}</p>
        <p class="rest">{{rest}}</p>
        {{#hasFigures}}
        <section aria-labelledby="figures">
        <h2 id="figures">Key figures</h2>
        <dl class="grid">
        {{#grid}}
        <div><dt>{{term}}</dt><dd>{{value}}</dd>{{#notes}}<dd class="note">{{.}}</dd>{{/notes}}</div>
        {{/grid}}
        </dl>
        {{#hasOthers}}
        <details>
        <summary>More figures</summary>
        <dl class="list">
        {{#others}}
        <div><dt>{{term}}</dt><dd>{{value}}{{#notes}} <span>{{.}}</span>{{/notes}}</dd></div>
        {{/others}}
        </dl>
        </details>
        {{/hasOthers}}
        </section>
        {{/hasFigures}}
        {{#sections}}
        <section aria-labelledby="{{id}}">
        <h2 id="{{id}}">{{title}}</h2>
        {{#hasChart}}
        <figure tabindex="0" aria-labelledby="{{id}}">
        {{{chart}}}
        </figure>
        {{/hasChart}}
        {{#hasRows}}
        {{#hasKeys}}
        <p class="keys">{{#keys}}<span><svg aria-hidden="true" width="16" height="12"><rect class="{{style}}" x=".5" y=".5" width="15" height="11"/></svg> {{text}}</span> {{/keys}}</p>
        {{/hasKeys}}
        <div class="scroll" role="region" aria-labelledby="{{id}}-caption" tabindex="0">
        <table class="{{id}}">
        <caption id="{{id}}-caption">{{caption}}</caption>
        <thead><tr>{{#head}}<th scope="col" class="{{style}}">{{title}}</th>{{/head}}</tr></thead>
        <tbody>
        {{#rows}}
        <tr><th scope="row">{{name}}{{#ids}} <small>{{.}}</small>{{/ids}}</th>{{#cells}}<td class="{{style}}">{{value}}</td>{{/cells}}{{#bars}}<td class="bar">{{{.}}}</td>{{/bars}}</tr>
        {{/rows}}
        </tbody>
        </table>
        </div>
        {{/hasRows}}
        {{^hasRows}}
        <p class="none">{{whenEmpty}}</p>
        {{/hasRows}}
        </section>
        {{/sections}}
        {{#hasDefinitions}}
        <section aria-labelledby="words">
        <h2 id="words">What the words mean</h2>
        <dl class="words">
        {{#definitions}}
        <div><dt>{{term}}</dt><dd>{{meaning}}</dd></div>
        {{/definitions}}
        </dl>
        </section>
        {{/hasDefinitions}}
        </main>
        <footer>
        <h2>Policy and proof</h2>
        <p>Policy <code>{{policy}}</code>, profile <code>{{profile}}</code>. {{profileSentence}}</p>
        <p>{{verification}}</p>
        </footer>
        </body>
        </html>

        """
}
