import { contrast } from '../../../lambdas/domain/contrast';
import { contentSecurityPolicy, stylesheet } from '../../../lambdas/rendering/pages/stylesheet';
import { aBrand } from '../../support/page-views';

const STYLESHEET = stylesheet(aBrand());

/** The colours of a scheme, by name. */
function paletteOf(block: string | undefined): Record<string, string> {
  return Object.fromEntries(
    [...(block ?? '').matchAll(/--([\w-]+):(#[0-9a-f]{6})\b/g)].map(([, name, colour]) => [
      name,
      colour,
    ]),
  );
}

const [light, dark] = [...STYLESHEET.matchAll(/:root\{[^}]*--paper:#(?!fff;)[^}]*\}/g)].map(
  ([block]) => paletteOf(block),
);

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s colours', (_, palette) => {
  const ratio = (text: string, ground: string) =>
    contrast(palette?.[text] ?? '', palette?.[ground] ?? '');

  it.each([
    ['ink', 'paper'],
    ['quiet', 'paper'],
    ['accent', 'paper'],
    ['bad', 'paper'],
    ['good', 'paper'],
    ['ink', 'mark'],
  ])('have enough contrast for %s on %s (AA: 4.5)', (text, ground) => {
    expect(ratio(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it('have enough contrast for the edges of fields (AA: 3)', () => {
    expect(ratio('edge', 'paper')).toBeGreaterThanOrEqual(3);
  });
});

it('is smaller than 15 KB', () => {
  expect(Buffer.byteLength(STYLESHEET)).toBeLessThan(15_000);
});

it('has no physical directions, so that it is mirrored for Arabic', () => {
  expect(STYLESHEET).not.toMatch(
    /(?:margin|padding|border)-(?:left|right)|[{;](?:left|right):|text-align:(?:left|right)|float/,
  );
});

it('is written for the brand’s colours and allowed by the policy', () => {
  const green = { accent: '#0b5d1e', accentDark: '#5aa56c' };
  expect(stylesheet(green)).toContain('--accent:#0b5d1e');
  expect(stylesheet(green)).toContain('--accent:#5aa56c');
  expect(contentSecurityPolicy(green)).not.toBe(contentSecurityPolicy(aBrand()));
  expect(contentSecurityPolicy(green)).not.toContain('unsafe');
});

describe('the policy of every page', () => {
  it('allows its own style, and scripts, pictures and forms of the site only', () => {
    expect(contentSecurityPolicy(aBrand()).split('; ')).toEqual([
      "default-src 'none'",
      expect.stringMatching(/^style-src 'sha256-[\w+/]+={0,2}'$/),
      "script-src 'self'",
      "connect-src 'self'",
      "img-src 'self' data:",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]);
  });
});
