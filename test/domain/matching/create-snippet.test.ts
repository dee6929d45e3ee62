import { noAliases } from '../../../lambdas/domain/expressions/aliases';
import { readExpression } from '../../../lambdas/domain/expressions/read-expression';
import {
  analyzeBriefing,
  type BriefingText,
} from '../../../lambdas/domain/matching/analyze-briefing';
import { compileTopic } from '../../../lambdas/domain/matching/compile-topic';
import { createSnippet } from '../../../lambdas/domain/matching/create-snippet';
import { matchTopic } from '../../../lambdas/domain/matching/match-topic';

/** The snippet as text, its marked words in brackets. */
function snippet(typed: string, briefing: BriefingText): string {
  const read = readExpression(typed, 'en');
  if (read.outcome === 'refused') throw new Error(read.reason);
  const analyzed = analyzeBriefing(briefing);
  const match = matchTopic(compileTopic(read.expression, noAliases), analyzed);
  if (!match) throw new Error('The briefing does not match the topic.');
  return createSnippet(match, analyzed)
    .map(({ text, matched }) => (matched ? `[${text}]` : text))
    .join('');
}

const filler = 'Many other things were said that day, at length and by everyone. ';

it('shows the sentence that has most of the matched words', () => {
  const body = `Gaza was named early. ${filler.repeat(5)}Fewer aid trucks enter Gaza each day. ${filler.repeat(5)}`;
  expect(snippet('Gaza aid', { title: 'News', body, language: 'en' })).toContain(
    'Fewer [aid] trucks enter [Gaza] each day.',
  );
});

it('keeps whole sentences if they fit, and marks where it cut', () => {
  const long = `On Friday ${'and on other days '.repeat(20)}Gaza was in the news ${'again and again '.repeat(20)}`;
  const cut = snippet('Gaza', { title: 'News', body: long, language: 'en' });
  expect(cut).toMatch(/^….*\[Gaza\].*…$/);
  expect(cut.length).toBeLessThanOrEqual(242);
  expect(cut).not.toMatch(/…\S*[a-z]\b(?<!\b(?:and|on|other|days|again|Gaza|was|in|the|news))/);
});

it('prefers the body to the title, which the email shows in any case', () => {
  const briefing = { title: 'Gaza', body: 'Trucks reach Gaza.', language: 'en' };
  expect(snippet('Gaza', briefing)).toBe('Trucks reach [Gaza].');
  expect(snippet('title:Gaza', briefing)).toBe('[Gaza]');
});

it('shows the beginning if no word matched', () => {
  expect(snippet('*', { title: 'News', body: 'First. Second.', language: 'en' })).toBe(
    'First. Second.',
  );
  expect(snippet('*', { title: 'News', language: 'en' })).toBe('News');
});

it('never splits an emoji, and keeps accents and right-to-left text intact', () => {
  const body = `${'😀'.repeat(150)} Erdoğan ${'😀'.repeat(150)}`;
  const cut = snippet('Erdogan', { title: 'News', body, language: 'en' });
  expect(cut).toContain('[Erdoğan]');
  expect(cut).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/);
  const arabic = { title: 'x', body: 'قال حزب الله إن غزة تنتظر.', language: 'ar' };
  expect(snippet('غزة', arabic)).toBe('قال حزب الله إن [غزة] تنتظر.');
});

it('cuts scripts without spaces between words and after sentences', () => {
  const sentence = '布林肯访问中东后离开安卡拉。';
  const body = `${sentence.repeat(20)}援助卡车进入加沙地带。${sentence.repeat(20)}`;
  const cut = snippet('加沙', { title: 'x', body, language: 'zh' });
  expect(cut).toContain('援助卡车进入[加沙]地带。');
  expect(cut).toMatch(/^布林肯|^援助/);
  expect(cut).toMatch(/。$/);
});
