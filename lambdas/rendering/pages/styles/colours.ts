import { type Brand, PAPER } from '../../../domain/brand';

/** The colours of both themes. All contrasts are tested: 4.5 for text, 3 for edges (WCAG 2.2 AA). */
export const coloursOf = ({ accent, accentDark }: Pick<Brand, 'accent' | 'accentDark'>) => `
:root{
color-scheme: light dark;
--paper: ${PAPER.light.paper};--ink: ${PAPER.light.ink};--quiet: #5c564c;--rule: #d8d1c4;--edge: #857c6d;
--accent: ${accent};--mark: #f6e3a1;--bad: #b3261e;--good: #256b3c;
}
@media (prefers-color-scheme: dark){
:root{
--paper: ${PAPER.dark.paper};--ink: ${PAPER.dark.ink};--quiet: #b3aa9b;--rule: #3d382f;--edge: #8d8474;
--accent: ${accentDark};--mark: #584812;--bad: #ff9d91;--good: #86d3a0;
}
}
`;
