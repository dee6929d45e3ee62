/** Only for the pages of this part; the classes of all pages are in the other files. */
export const MANAGE = `
.tabs ul{list-style: none;display: grid;grid-template-columns: repeat(auto-fit,minmax(min(9.5rem,100%),1fr));gap: 0 .75rem;margin: 0 0 1.75rem;padding: .35rem 0;border-block: 1px solid var(--rule);font: .875rem/1.5 var(--sans)}
.tabs a{display: inline-block;padding-block: .3rem;text-decoration: none}
.tabs a:hover{text-decoration: underline}
.tabs a[aria-current]{font-weight: 600;box-shadow: inset 0 -2px var(--accent)}
.manage>div{max-width: 42rem}
.manage .row label{font-weight: 400;font-size: .8125rem;color: var(--quiet)}
.manage form:not(.row)>button:not(:last-child){margin-block-end: .75rem;margin-inline-end: .75rem}
.manage .row button{padding-inline: .8rem}
@media (max-width: 30rem){.manage .row .field{flex-basis: 100%}}
@media (min-width: 60rem){
.manage{display: grid;grid-template-columns: 14rem minmax(0,1fr);gap: 3.5rem}
.tabs ul{grid-template-columns: 1fr;border-block-end: 0;font-size: .9375rem}
}
`;
