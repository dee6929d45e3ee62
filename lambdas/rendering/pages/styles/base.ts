/** Type, measure and rules of every page. Sizes follow a scale of 1.25. */
export const BASE = `
:root{
--serif: "Iowan Old Style","Palatino Linotype","URW Palladio L",P052,Georgia,"Noto Naskh Arabic","Geeza Pro",serif;
--sans: system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;
--measure: 32rem;
}
*,*::before,*::after{box-sizing: border-box}
html{-webkit-text-size-adjust: 100%;text-size-adjust: 100%}
body{margin: 0;background: var(--paper);color: var(--ink);font: 1.125rem/1.55 var(--serif);overflow-wrap: anywhere}
:where([lang]){line-height: 1.55}
:where(:lang(ar)){line-height: 1.8}
.wrap{max-width: 68rem;margin-inline: auto;padding-inline: max(1rem,4vw)}
main.wrap{padding-block: 1.75rem 2.5rem}
h1,h2,h3{font-weight: 700;line-height: 1.2;text-wrap: balance;margin: 0 0 .6rem}
h1{font-size: clamp(2rem,1.5rem + 2.4vw,3rem);letter-spacing: -.015em;line-height: 1.1;margin-block-end: 1rem}
h2{font-size: 1.5rem}
h3{font-size: 1.2rem;margin-block-end: .15rem}
:is(h1,h2,h3):lang(ar){letter-spacing: 0;line-height: 1.5}
:is(h2,h3,h5) a{text-decoration: none}
:is(h2,h3,h5) a:hover{text-decoration: underline}
p,.body :is(ul,ol,pre,table){margin: 0 0 1rem;text-wrap: pretty}
p:empty{display: none}
p,.narrow,.body,.field,.notice,.summary,dl{max-width: var(--measure)}
.narrow{margin-inline: auto}
[dir=auto]{text-align: -webkit-match-parent;text-align: match-parent}
:is(.body,.lead,h1)[dir=auto],.body [dir=auto]{text-align: start}
time{white-space: nowrap}
a{color: inherit;text-decoration-color: var(--accent);text-decoration-thickness: .08em;text-underline-offset: .18em}
a:hover{color: var(--accent)}
:focus-visible{outline: 3px solid var(--accent);outline-offset: 3px}
main:focus{outline: 0}
.skip{position: absolute;inset-inline-start: -999rem}
.skip:focus{inset-inline-start: 1rem;inset-block-start: .5rem;background: var(--paper);padding: .5rem 1rem;z-index: 1}
.lead{font-size: 1.3rem;line-height: 1.45;margin-block-end: 1.25rem}
.lead:lang(ar){line-height: 1.7}
.kicker,.meta,.hint,.quiet{font-family: var(--sans);font-size: .875rem;line-height: 1.5;color: var(--quiet)}
.kicker{color: var(--accent);font-weight: 600;margin: 0 0 .3rem}
h1+.meta{border-block-start: 1px solid var(--rule);padding-block-start: .6rem;margin-block-end: 1.25rem}
.meta{margin: 0 0 .4rem}
.meta a,.kicker a{display: inline-block;padding-block: .15rem}
mark{background: var(--mark);color: inherit;padding-inline: .1em}
code{font: .9em ui-monospace,Menlo,Consolas,monospace;background: color-mix(in srgb,var(--rule) 45%,transparent);padding: .1em .3em}
hr{border: 0;border-block-start: 1px solid var(--rule);margin-block: 1.75rem}
:where(section,search,form,.hint,p:has(>.button))+section,.section{border-block-start: 1px solid var(--ink);padding-block-start: .9rem;margin-block-start: 2.25rem}
:is(.narrow,.manage) section{border-color: var(--rule)}
details{margin: 0 0 1rem}
summary{cursor: pointer;font-family: var(--sans);font-size: .9375rem;padding-block: .3rem;text-decoration: underline;text-decoration-color: var(--accent);text-underline-offset: .18em;width: fit-content}
details[open]>summary{margin-block-end: .6rem}
.columns{display: grid;gap: 2.25rem}
.columns>*{min-width: 0}
.columns>:last-child{border-block-start: 1px solid var(--ink);padding-block-start: .9rem}
@media (min-width: 60rem){
.columns{grid-template-columns: minmax(0,1fr) 23rem;gap: 3rem;align-items: start}
.columns>:last-child{border: 0;border-inline-start: 1px solid var(--rule);margin: 0;padding: 0;padding-inline-start: 1.75rem}
}
.body{line-height: 1.65}
.body blockquote{margin: 0 0 1rem;padding-inline-start: 1rem;border-inline-start: 2px solid var(--accent);font-style: italic}
.body table{border-collapse: collapse;display: block;overflow-x: auto}
.body :is(th,td){border-block-end: 1px solid var(--rule);padding: .35rem .6rem;text-align: start}
.body pre{overflow-x: auto;white-space: pre-wrap}
.body :is(h2,h3,h4,h5,h6){margin-block-start: 1.75rem}
.body img{max-width: 100%;height: auto}
@media (prefers-reduced-motion: no-preference){html{scroll-behavior: smooth}}
`;
