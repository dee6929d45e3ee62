/**
 * The home page: the headline across all columns, below it the form. On wide screens the latest briefings
 * stand beside the form, until there is a preview: it takes their place, so that the form never moves.
 */
export const HOME = `
.banner{font-size: clamp(2rem,1.2rem + 3.6vw,3.75rem)}
.columns>:last-child{border-block-start: 1px solid var(--ink);padding-block-start: .9rem;margin-block-start: 2.25rem}
@media screen and (min-width: 60rem){
.columns:not(:has(#preview:not(:empty))),.columns:has(#preview:not(:empty)) .follow{display: grid;grid-template: auto 1fr/var(--measure) minmax(0,1fr);column-gap: 2.5rem}
.columns:not(:has(#preview:not(:empty)))>:last-child,.follow>#preview:not(:empty){border: 0;border-inline-start: 1px solid var(--rule);margin: 0;padding: 0;padding-inline-start: 2rem}
.follow>#preview{grid-area: 1/2/3/3}
.columns:has(#preview:not(:empty))>:last-child .list{columns: 3;column-gap: 2.5rem}
.columns:has(#preview:not(:empty))>:last-child .list>li:first-child{border-block-start: 1px solid var(--rule);padding-block-start: 1.1rem}
}
`;
