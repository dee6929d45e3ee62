import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const STEMS_FILE = join(__dirname, 'english-stems.txt');

/** The words of english-stems.txt with their stems; its first lines say where they come from. */
export function readEnglishStems(): { word: string; stem: string }[] {
  const lines = readFileSync(STEMS_FILE, 'utf8').split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [word = '', stem = ''] = line.split(' ');
      return { word, stem };
    });
}
