/** Only for the preview of a topic; the classes of all pages are in the other files. */
export const PREVIEW = `
.unseen{position: absolute;width: 1px;height: 1px;margin: -1px;overflow: hidden;clip-path: inset(50%);white-space: nowrap}
#preview{max-width: var(--measure)}
#preview:not(:empty){border-block: 1px solid var(--rule);padding-block: 1rem .25rem;margin-block: 1.25rem}
#preview[aria-busy]{opacity: .6}
#preview h3{font-size: 1.125rem}
#preview :is(h4,caption){font: 600 .9375rem/1.4 var(--sans);text-align: start;margin: 1.25rem 0 .25rem}
#preview h5{font-size: 1.0625rem;line-height: 1.3;margin: 0 0 .15rem}
#preview .list>li{padding-block: .7rem}
[data-verdict]{font-size: 1.25rem;line-height: 1.4;margin-block-end: .75rem}
.advice{border-inline-start: 4px solid var(--accent);padding-inline-start: .9rem;margin-block-end: 1rem}
.advice :is(p,ul){margin-block-end: .4rem}
.advice .choice{border: 0;font-weight: 600}
.bars,.clauses{border-collapse: collapse;width: 100%;max-width: var(--measure);font: .9375rem/1.5 var(--sans);font-variant-numeric: tabular-nums}
.bars :is(td,th),.clauses :is(td,th){padding: .2rem 0;text-align: start;font-weight: 400;vertical-align: baseline}
.bars th{width: 1%;padding-inline-end: 1rem;white-space: nowrap;color: var(--quiet)}
.bars td:nth-child(2){width: 2.75rem;text-align: end;padding-inline-end: .75rem}
.bars svg{display: block;width: 100%;height: .7rem;fill: var(--accent)}
[dir=rtl] .bars svg{transform: scaleX(-1)}
.clauses :is(td,th){border-block-end: 1px solid var(--rule);padding-block: .35rem}
.clauses thead th{color: var(--quiet)}
.clauses:last-child tr:last-child>*{border: 0}
.clauses :is(td,thead th+th){text-align: end;padding-inline-start: 1rem}
.clauses tbody th{font-family: var(--serif);font-size: 1.0625rem}
`;
