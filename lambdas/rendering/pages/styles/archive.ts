/** Only for the pages of this part; the classes of all pages are in the other files. */
export const ARCHIVE = `
.search{display: flex;flex-wrap: wrap;gap: .75rem 1rem;align-items: end}
.search .field{flex: 1 1 16rem;margin: 0}
.search p{margin: 0}
.search input:not([type=radio]){font-size: 1.4rem}
`;
