/** The masthead with the date line, and the footer. */
export const MASTHEAD = `
.masthead{border-block-start: 4px solid var(--ink);text-align: center}
.masthead .wrap{padding-block-start: 1px}
.name{display: block;border-block-start: 1px solid var(--ink);padding-block: .8rem .7rem;font-size: clamp(1.7rem,1.1rem + 3vw,2.9rem);font-weight: 700;line-height: 1.1;letter-spacing: -.02em;text-decoration: none;color: var(--ink);text-wrap: balance}
.name img{display: block;margin-inline: auto;max-width: 100%;height: auto}
.dateline{display: flex;flex-wrap: wrap;gap: 0 1.25rem;justify-content: center;border-block: 1px solid var(--ink);font: .875rem/1.5 var(--sans);padding-block: .3rem}
.dateline p{margin: 0;color: var(--quiet);padding-block: .2rem}
.dateline nav{display: flex;flex-wrap: wrap;gap: 0 1.25rem}
.dateline a{text-decoration: none;padding-block: .2rem}
.dateline a:hover{text-decoration: underline}
@media (min-width: 40rem){.dateline{justify-content: space-between}}
.foot{font: .875rem/1.55 var(--sans);color: var(--quiet);padding-block-end: 2.5rem}
.foot .wrap::before{content: "";display: block;border-block: 1px solid var(--ink);border-block-start-width: 4px;height: 7px;margin-block-end: 1rem}
.foot p{margin: 0 0 .5rem;max-width: none}
.foot ul{list-style: none;display: flex;flex-wrap: wrap;gap: .15rem 1.25rem;margin: 0 0 .75rem;padding: 0}
.foot li a,.foot li b{display: inline-block;padding-block: .2rem}
`;
