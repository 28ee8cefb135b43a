/// The look of the report: an editorial page on paper white, ink and one blue.
///
/// **Source**: text contrast at least 4.5 : 1 and of shapes 3 : 1 in both schemes (WCAG 2.2, 1.4.3
/// and 1.4.11); a line holds 60 to 75 characters (R. Bringhurst, The Elements of Typographic
/// Style, 2.1.2).
extension ReportPage {
    static let style = """
        :root{color-scheme:light dark;--paper:#fdfcf9;--ink:#1d1c1a;--soft:#5d584e;--hair:#dcd7cb;\
        --tint:#f4f1e9;--passed:#cbd8e4;--edge:#5b7b99;--blue:#1b4b7a;--held:#1d1c1a;\
        --serif:"Iowan Old Style","Palatino Linotype",Palatino,"URW Palladio L",P052,Georgia,\
        "Liberation Serif",serif;\
        --sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans",\
        sans-serif}
        @media (prefers-color-scheme:dark){:root{--paper:#15171a;--ink:#e9e6df;--soft:#aaa497;\
        --hair:#35383d;--tint:#1d2024;--passed:#2f4357;--edge:#7f9fbd;--blue:#8db9e6;\
        --held:#e9e6df}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0 auto;padding:3.5rem 1.5rem 4rem;max-width:49rem;background:var(--paper);\
        color:var(--ink);font:1.0625rem/1.6 var(--serif);text-rendering:optimizeLegibility}
        .skip{position:absolute;left:-99rem}
        .skip:focus{left:1rem;top:1rem;background:var(--ink);color:var(--paper);padding:.5rem 1rem}
        .defs{position:absolute}
        header{border-top:3px solid var(--ink);padding-top:.9rem}
        .kicker{margin:0;font:600 .8rem/1.4 var(--sans);letter-spacing:.09em;\
        text-transform:uppercase;color:var(--blue)}
        h1{margin:.35rem 0 .3rem;font-size:2.6rem;line-height:1.12;font-weight:600;\
        letter-spacing:-.012em;overflow-wrap:anywhere;text-wrap:balance}
        .period{margin:0;font-size:1.15rem}
        .period span{display:block;color:var(--soft);font:.85rem/1.5 var(--sans)}
        .lead{margin:2rem 0 .8rem;font-size:1.32rem;line-height:1.48;max-width:36em;\
        text-wrap:pretty}
        .rest{margin:0;max-width:40em}
        section,footer{margin-top:3.2rem}
        h2{margin:0 0 1rem;padding-top:.7rem;border-top:1px solid var(--ink);font-size:1.35rem;\
        line-height:1.25;font-weight:600;text-wrap:balance}
        dl,dd,dt,figure{margin:0}
        .grid{display:grid;grid-template-columns:repeat(4,1fr);gap:1.5rem 1.4rem}
        .grid div{border-left:1px solid var(--hair);padding-left:.8rem}
        .grid dt{font:.8rem/1.3 var(--sans);color:var(--soft)}
        .grid dd{font-size:1.75rem;line-height:1.25;font-variant-numeric:lining-nums tabular-nums}
        .grid .note{font:.75rem/1.35 var(--sans);color:var(--soft)}
        details{margin-top:1.4rem;font:.88rem/1.5 var(--sans)}
        summary{cursor:pointer;color:var(--blue)}
        summary:focus-visible,.scroll:focus-visible,figure:focus-visible{outline:2px solid var(--blue);\
        outline-offset:3px}
        .list div{display:flex;gap:1rem;justify-content:space-between;max-width:30rem;\
        border-bottom:1px solid var(--hair);padding:.3rem 0}
        .list dd{text-align:right;font-variant-numeric:tabular-nums}
        .list span{color:var(--soft)}
        figure{margin:.4rem 0 .6rem}
        figure svg{display:block;width:100%;height:auto;overflow:visible}
        .tick,.label{font:12px var(--sans);font-variant-numeric:tabular-nums;fill:var(--soft)}
        .label{fill:var(--ink);font-size:13px}
        .gridline{stroke:var(--hair);stroke-width:1}
        .axis{stroke:var(--ink);stroke-width:1}
        .passed,.approved{fill:var(--passed);stroke:var(--edge);stroke-width:1}
        .queued{fill:url(#hatch);stroke:var(--blue);stroke-width:1}
        .spam{fill:url(#dots);stroke:var(--blue);stroke-width:1}
        .held,.hidden{fill:var(--held);stroke:var(--held);stroke-width:1}
        .outline{fill:none;stroke:var(--edge);stroke-width:1}
        .hatch-ground{fill:var(--paper)}
        .hatch-line,.dots-dot{fill:var(--blue)}
        .curve{fill:none;stroke:var(--blue);stroke-width:2.25}
        .mark{stroke:var(--ink);stroke-width:1;stroke-dasharray:3 3}
        .whisker{stroke:var(--edge);stroke-width:1.75}
        .dot{fill:var(--blue)}
        .heat0{fill:none;stroke:var(--hair)}.heat1,.heat2,.heat3,.heat4,.heat5{fill:var(--blue)}\
        .heat1{fill-opacity:.16}.heat2{fill-opacity:.34}.heat3{fill-opacity:.54}.heat4{fill-opacity:.76}
        .keys{margin:.2rem 0 .9rem;font:.82rem/1.4 var(--sans);color:var(--soft)}
        .keys span{margin-right:1.2rem;white-space:nowrap}
        .keys svg{vertical-align:-1px;margin-right:.25rem}
        .scroll{overflow-x:auto}
        table{width:100%;border-collapse:collapse;font:.86rem/1.45 var(--sans)}
        caption{text-align:left;padding:0 0 .7rem;color:var(--soft);max-width:44rem}
        th,td{padding:.34rem .5rem;text-align:left;vertical-align:baseline;font-weight:400;\
        border-bottom:1px solid var(--hair)}
        th:first-child,td:first-child{padding-left:0}
        th:last-child,td:last-child{padding-right:0}
        thead th{font-weight:600;border-bottom:1px solid var(--ink);vertical-align:bottom;\
        white-space:nowrap}
        .n{text-align:right;font-variant-numeric:lining-nums tabular-nums;white-space:nowrap}
        th small{display:block;font-size:.76rem;line-height:1.3;color:var(--soft);\
        overflow-wrap:anywhere}
        .volume th,.volume td{padding-top:.14rem;padding-bottom:.14rem}
        .bar svg{display:block;margin-top:.2rem}
        th.bar,td.bar{padding-left:1.5rem;width:1px;vertical-align:top}
        .campaigns tbody th{white-space:nowrap}.campaigns small{white-space:normal}
        .campaigns .bar{padding-left:.5rem}
        .purges tbody th{min-width:8rem}.hours th,.hours td{padding-top:.14rem;padding-bottom:.14rem}
        .none{color:var(--soft);font-style:italic}
        .words div{display:grid;grid-template-columns:10.5rem 1fr;gap:1rem;padding:.45rem 0;\
        border-bottom:1px solid var(--hair)}
        .words dt{font-weight:600}
        .words dd::first-letter{text-transform:uppercase}
        .words,footer{font-size:.97rem;line-height:1.5}
        footer p{max-width:42em}
        code{font:.88em ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;\
        background:var(--tint);padding:.1em .3em;border-radius:2px}
        @media (max-width:38rem){body{padding-top:2rem}h1{font-size:2rem}.lead{font-size:1.18rem}\
        .grid{grid-template-columns:repeat(2,1fr)}.words div{grid-template-columns:1fr;gap:.1rem}\
        figure{overflow-x:auto}figure svg{min-width:34rem}}
        @media print{@page{margin:18mm 16mm}:root{color-scheme:light;--paper:#fff;--ink:#000;\
        --soft:#444;--hair:#ccc;--tint:#fff;--passed:#d5dfe8;--edge:#5b7b99;--blue:#1b4b7a;\
        --held:#000}body{padding:0;max-width:none;font-size:10.5pt}.skip,summary{display:none}\
        details::details-content{content-visibility:visible;display:block}\
        section,footer{margin-top:9mm}\
        figure,.grid,tr,.words div,footer,.timeToDecision,.sources{break-inside:avoid}\
        h2,caption,.keys{break-after:avoid}caption,p{break-inside:avoid}thead{display:table-header-group;\
        break-inside:avoid;break-after:avoid}tbody tr:first-child,tbody tr:last-child{break-before:avoid}\
        .scroll{overflow:visible}.t,th{overflow-wrap:anywhere;white-space:normal}\
        *{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
        """
}
