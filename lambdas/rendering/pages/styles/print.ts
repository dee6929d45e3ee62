/** On paper: the text, without what can only be pressed. High-contrast themes keep every edge. */
export const PRINT = `
@media (forced-colors: active){
mark{background: Mark;color: MarkText}
.choice:has(:checked){border-block-start: 3px solid Highlight}
}
@media print{
:root{--paper: #fff;--ink: #000;--quiet: #333;--rule: #999;--accent: #000}
body{font-size: 11pt}
.skip,.dateline nav,.foot ul,form,.chips,details:not([open]){display: none}
.columns{display: block}
.button{color: #000;background: none}
.list>li,h1,h2,h3{break-inside: avoid}
h1,h2,h3{break-after: avoid}
.body a[href^=http]::after{content: " (" attr(href) ")";font-size: .85em}
}
`;
