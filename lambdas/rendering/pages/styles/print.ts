/**
 * On paper: the text and the addresses of links, without what can only be pressed. Themes with more contrast
 * keep every edge.
 */
export const PRINT = `
@media (prefers-contrast: more){
:root{--quiet: var(--ink);--rule: var(--edge)}
a{text-decoration-thickness: .12em}
}
@media (forced-colors: active){
mark{background: Mark;color: MarkText}
.choice:has(:checked){border-block-start: 3px solid Highlight}
.tabs a[aria-current]{text-decoration: underline}
.bars svg{fill: CanvasText}
button:not(.plain,.danger),.button{border-width: 3px}
input:not([type=radio],[type=checkbox]),select,textarea{border: 1px solid}
}
@media print{
:root{--paper: #fff;--field: #fff;--ink: #000;--quiet: #333;--rule: #999;--accent: #000;--mark: #ddd}
html{font-size: 13px}
.skip,.dateline nav,.foot ul,.tabs,.chips,search,button,.button:not([href^=http]),details:not([open]){display: none}
.columns form:not(:has(h3)),.follow>:last-child,.follow>:first-child>:not(.ask){display: none}
.manage,.front{display: block;columns: auto}
.button{color: #000;background: none;border: 0;padding: 0;text-align: start}
h1,h2,h3{break-inside: avoid}
h1,h2,h3{break-after: avoid}
.body a[href^=http]::after,.button::after{content: " (" attr(href) ")";font-size: .85em}
.list a[href^=http]::after{content: attr(href);display: block;font: .75rem/1.4 var(--sans)}
}
`;
