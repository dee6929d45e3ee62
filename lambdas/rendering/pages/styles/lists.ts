/** Lists of briefings and topics, divided by rules. */
export const LISTS = `
.list{list-style: none;margin: 0;padding: 0}
.list>li{break-inside: avoid;padding-block: 1.1rem;border-block-start: 1px solid var(--rule)}
.list>li:first-child{border-block-start: 0;padding-block-start: .3rem}
.list>li>:last-child{margin-block-end: 0}
.list .meta{font-size: .8125rem}
.front>li:first-child h3{text-wrap: balance;font-size: clamp(1.5rem,1.2rem + 1.6vw,2.2rem);line-height: 1.15}
.front>li:first-child p:not(.meta){font-size: 1.25rem;line-height: 1.45}
@media (min-width: 44rem){
.front{columns: 2;column-gap: 2.5rem;column-rule: 1px solid var(--rule)}
.front>li:first-child{column-span: all;padding-block-end: 1.5rem}
}
@media (min-width: 64rem){.front{columns: 3}}
.front~p{margin-block-start: 1.25rem}
.chips{list-style: none;display: flex;flex-wrap: wrap;gap: .25rem 1.25rem;margin: 0 0 1rem;padding: 0}
.chips a{display: inline-block;padding-block: .2rem;font-style: italic}
:lang(ar) .chips a{font-style: normal}
.keys{display: grid;align-items: baseline;grid-template-columns: max-content 1fr;gap: .5rem 1.25rem;margin: 0 0 1rem}
.keys dt{font: .875rem/1.5 var(--sans);color: var(--quiet)}
.keys dd{margin: 0}
@media (max-width: 30rem){.keys{grid-template-columns: 1fr;gap: 0}.keys dd{margin-block-end: .7rem}}
.ways{list-style: none;display: flex;flex-wrap: wrap;gap: .25rem 1.5rem;margin: 0;padding: 0}
.ways a{display: inline-block;padding-block: .2rem}
`;
