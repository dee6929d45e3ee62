import { type Colour, contrast, mix } from './contrast';

/** How an operator's pages and emails look. */
export interface Brand {
  /** In the masthead. */
  name: string;
  /** For links, marks and buttons on light paper. */
  accent: Colour;
  /** The same on dark paper. */
  accentDark: Colour;
  logo?: Logo;
}

/** A picture that stands in place of the name, which is its text alternative. Email programs show only PNG. */
export interface Logo {
  /** The file, relative to the directory of the function's code. */
  file: string;
  /** On the site, e.g. `/assets/logo-1f2e3d4c.png`. It changes with the picture. */
  path: string;
  type: 'image/png' | 'image/svg+xml';
  /** As shown, in CSS pixels. */
  width: number;
  height: number;
}

/** The grounds of pages and emails, and the text on them. Text on an accent has the colour of the paper. */
export const PAPER = {
  light: { paper: '#fdfbf7', ink: '#1d1b18' },
  dark: { paper: '#171512', ink: '#ece7de' },
} as const;

export const DEFAULT_ACCENT: Colour = '#8a1c3a';

/** For text of any size, including the text on a button (WCAG 2.2, 1.4.3 AA). */
export const MIN_CONTRAST = 4.5;

export type ReadAccent =
  | { outcome: 'read'; accent: Colour; accentDark: Colour }
  | { outcome: 'refused'; reason: string };

/**
 * Reads an accent colour and derives the one for dark paper. `reason` says what the setting must be. A
 * colour that is too light for white paper is refused with the nearest darker one.
 */
export function readAccent(text: string): ReadAccent {
  const colour = text.trim().toLowerCase();
  if (!/^#[0-9a-f]{6}$/.test(colour))
    return { outcome: 'refused', reason: 'must have an accent that is a colour such as #8a1c3a' };
  if (contrast(colour, PAPER.light.paper) < MIN_CONTRAST) {
    const darker = firstReadable(colour, '#000000', PAPER.light.paper);
    return {
      outcome: 'refused',
      reason: `must have an accent that is dark enough to be read on light paper, such as ${darker}`,
    };
  }
  const accentDark = firstReadable(colour, '#ffffff', PAPER.dark.paper);
  return { outcome: 'read', accent: colour, accentDark };
}

/** The colour with just enough of `towards` mixed in to be readable on the paper. */
function firstReadable(colour: Colour, towards: Colour, paper: Colour): Colour {
  for (let percent = 0; percent < 100; percent += 1) {
    const mixed = mix(colour, towards, percent / 100);
    if (contrast(mixed, paper) >= MIN_CONTRAST) return mixed;
  }
  return towards;
}
