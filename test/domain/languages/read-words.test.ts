import fc from 'fast-check';
import { innerWords } from '../../../lambdas/domain/languages/inner-words';
import { readWords } from '../../../lambdas/domain/languages/read-words';
import { stemOf } from '../../../lambdas/domain/languages/stemming';
import { RUN, WordList } from '../../../lambdas/domain/languages/word-list';
import { countCharactersRead } from './counted-text';

function wordsOf(text: string): string[] {
  const words = new WordList();
  readWords(text, words);
  return Array.from({ length: words.count }, (_, at) =>
    text.slice(words.starts[at], words.ends[at]),
  );
}

describe("words are read as PostgreSQL's default parser reads them", () => {
  it.each([
    ["Israel's assault", ['Israel', 's', 'assault']],
    ['US-based firms', ['US-based', 'US', 'based', 'firms']],
    ['Mohammed al-Sudani', ['Mohammed', 'al-Sudani', 'al', 'Sudani']],
    ['F-16 and F-16s', ['F', '-16', 'and', 'F-16s', 'F', '16s']],
    ['$1,234.56 or 24/7', ['1', '234.56', 'or', '24/7']],
    ['the U.S. said', ['the', 'U.S', 'said']],
    ['see http://foo.com/bar?x=1.', ['see', 'foo.com/bar?x=1.', 'foo.com', '/bar?x=1.']],
    ['write to a.b@foo.com', ['write', 'to', 'a.b@foo.com']],
    ['<b>bold</b> &amp; <!-- not --> plain', ['bold', 'plain']],
    ['1.2.3 and 1e5', ['1.2.3', 'and', '1e5']],
    ['naïve Erdoğan', ['naïve', 'Erdoğan']],
  ])('%s', (text, expected) => {
    expect(wordsOf(text)).toEqual(expected);
  });
});

it('splits scripts without spaces into words', () => {
  expect(wordsOf('東京都で会議')).toEqual(['東京', '都', 'で', '会議']);
});

/** How many characters are read while the words of a text, and those within its runs, are found. */
function readsFor(text: string): number {
  const counted = countCharactersRead(text);
  const words = new WordList();
  readWords(counted.text, words);
  for (let index = 0; index < words.count; index++) {
    if (words.kinds[index] !== RUN) continue;
    Array.from(innerWords(counted.text, words.starts[index] ?? 0, words.ends[index] ?? 0));
  }
  return counted.charactersRead();
}

const repeated = (piece: string, length: number) => piece.repeat(Math.ceil(length / piece.length));

describe('the time to read a text grows linearly with its length', () => {
  /** The worst text found reads each character 11.5 times on average. */
  const MAX_READS_PER_CHARACTER = 15;

  it.each([
    '<!--',
    '<a "',
    '&a',
    '"',
    'a@b.',
    '1.1-',
    'a-',
    'a1_',
    '/a/../',
    '~/',
    './',
    '😀',
    'é\u0301',
    '東',
  ])('when %j is repeated', (piece) => {
    const text = repeated(piece, 2_000);
    const reads = readsFor(text);
    expect(reads).toBeLessThanOrEqual(MAX_READS_PER_CHARACTER * text.length);
    expect(readsFor(text + text)).toBeLessThanOrEqual(2.1 * reads);
  });

  it('when any other piece is repeated, after any beginning', () => {
    const characters = [...'a1.-_@/&<>"\'~!?:;+# \\é東'];
    const tokens = ['<!--', '<a ', '<script>', '://', '..', '~/', './', 'foo.com'];
    const piece = fc
      .array(fc.constantFrom(...characters, ...tokens), { minLength: 1, maxLength: 6 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.constant(''), piece), piece, (beginning, repetition) => {
        const text = beginning + repeated(repetition, 600);
        expect(readsFor(text)).toBeLessThanOrEqual(MAX_READS_PER_CHARACTER * text.length);
      }),
      { numRuns: 100 },
    );
  });

  it('in scripts without spaces, which the segmenter gets in short chunks', () => {
    const segment = jest.spyOn(Intl.Segmenter.prototype, 'segment');
    try {
      wordsOf('東京都で会議'.repeat(500));
      const lengths = segment.mock.calls.map(([text]) => text.length);
      expect(lengths).toHaveLength(10);
      expect(Math.max(...lengths)).toBe(300);
    } finally {
      segment.mockRestore();
    }
  });

  it('in words of thousands of letters, which are left out or not stemmed', () => {
    expect(wordsOf(`one ${'a'.repeat(2_046)} two`)).toHaveLength(3);
    expect(wordsOf(`one ${'a'.repeat(2_047)} two`)).toEqual(['one', 'two']);
    expect(stemOf(`${'a'.repeat(997)}ing`, 'en')).toBe('a'.repeat(997));
    expect(stemOf(`${'a'.repeat(998)}ing`, 'en')).toBe(`${'a'.repeat(998)}ing`);
  });
});
