import { STYLESHEET } from '../../../lambdas/rendering/pages/stylesheet';

/** The colours of a scheme, by name. */
function paletteOf(block: string | undefined): Record<string, string> {
  return Object.fromEntries(
    [...(block ?? '').matchAll(/--([\w-]+):(#[0-9a-f]{3,6})\b/g)].map(([, name, colour]) => [
      name,
      colour,
    ]),
  );
}

const [light, dark] = [...STYLESHEET.matchAll(/:root\{[^}]*\}/g)].map(([block]) =>
  paletteOf(block),
);

/** WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const short = colour.length === 4;
  const channels = [0, 1, 2].map((index) => {
    const digits = short
      ? (colour[1 + index] ?? '').repeat(2)
      : colour.slice(1 + index * 2, 3 + index * 2);
    const share = Number.parseInt(digits, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const [red = 0, green = 0, blue = 0] = channels;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s colours', (_, palette) => {
  const ratio = (text: string, ground: string) =>
    contrast(palette?.[text] ?? '', palette?.[ground] ?? '');

  it.each([
    ['text', 'page'],
    ['text', 'card'],
    ['quiet', 'page'],
    ['quiet', 'card'],
    ['link', 'page'],
    ['link', 'card'],
    ['on-link', 'link'],
    ['on-mark', 'mark'],
    ['bad', 'card'],
  ])('have enough contrast for %s on %s (AA: 4.5)', (text, ground) => {
    expect(ratio(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ['field', 'card'],
    ['focus', 'page'],
    ['focus', 'card'],
    ['good', 'page'],
  ])('have enough contrast for the border %s on %s (AA: 3)', (edge, ground) => {
    expect(ratio(edge, ground)).toBeGreaterThanOrEqual(3);
  });
});
