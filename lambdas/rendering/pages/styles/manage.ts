/** Only for the pages of this part; the classes of all pages are in the other files. */
export const MANAGE = `
.tabs{border-block: 1px solid var(--rule);margin-block-end: 1.75rem}
.tabs ul{list-style: none;display: flex;flex-wrap: wrap;gap: 0 1.5rem;margin: 0;padding: 0}
.tabs a{display: block;font: .9375rem/1.4 var(--sans);text-decoration: none;padding-block: .55rem;border-block-end: 3px solid transparent}
.tabs a:hover{text-decoration: underline}
.tabs [aria-current]{font-weight: 600;border-block-end-color: var(--accent)}
@media print{.tabs{display: none}}
`;
