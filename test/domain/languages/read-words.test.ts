import { readWords } from '../../../lambdas/domain/languages/read-words';
import { WordList } from '../../../lambdas/domain/languages/word-list';
import { analyzeBriefing } from '../../../lambdas/domain/matching/analyze-briefing';

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

it('parts scripts that have no spaces into words', () => {
  expect(wordsOf('東京都で会議')).toEqual(['東京', '都', 'で', '会議']);
});

describe('any megabyte is read in linear time', () => {
  const hostile = [
    '<!--',
    '<a "',
    'a@b.',
    '1.1-',
    'a-',
    '&a',
    '/a/../',
    '"',
    'a1_',
    '😀',
    'é\u0301',
  ];
  it.each(hostile)('%j over and over', (piece) => {
    const read = (characters: number) => {
      const body = piece.repeat(characters / piece.length);
      const begun = performance.now();
      analyzeBriefing({ title: '', body, language: 'en' });
      return performance.now() - begun;
    };
    read(10_000);
    // Four times the text would take sixteen times as long if time were quadratic: seconds of it.
    expect(read(1_000_000)).toBeLessThan(4 * read(250_000) * 2 + 400);
  });
});
