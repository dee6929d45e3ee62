import type { Brand } from '../../../domain/brand';
import { ARCHIVE } from './archive';
import { BASE } from './base';
import { coloursOf } from './colours';
import { FORMS } from './forms';
import { HOME } from './home';
import { LISTS } from './lists';
import { MANAGE } from './manage';
import { MASTHEAD } from './masthead';
import { PREVIEW } from './preview';
import { PRINT } from './print';

const RULES = [
  BASE,
  MASTHEAD,
  FORMS,
  LISTS,
  PREVIEW,
  HOME,
  ARCHIVE,
  MANAGE,
  // Last, so that it overrules the others.
  PRINT,
]
  .map(withoutSpace)
  .join('');

/** The style of all pages in the colours of this brand. */
export function styles(brand: Pick<Brand, 'accent' | 'accentDark'>): string {
  return withoutSpace(coloursOf(brand)) + RULES;
}

/** Removes line breaks and the space after the colon of a declaration. Write one rule a line. */
function withoutSpace(css: string): string {
  return css.replace(/\n\s*/g, '').replace(/: /g, ':');
}
