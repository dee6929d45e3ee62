import { MAX_TERMS } from '../../lambdas/domain/expressions/expression-limits';
import { aBriefing } from '../support/briefings';
import { type Journey, startJourney } from '../support/journey';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

/**
 * Of this process, for one request. The costliest take some 700 ms, because they find 45,000 words in each of
 * three briefings; only an expression whose cost explodes takes longer. CPU time does not grow when the
 * machine is busy.
 */
const MAX_CPU_MS = 1_500;

const numbered = (count: number, word: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => word(index));
/** Words of two letters: `aa`, `ab` and so on. */
const short = (index: number) =>
  String.fromCharCode(97 + Math.floor(index / 26), 97 + (index % 26));

/** Expressions within the limits that cost most, in a briefing made for them. */
const COSTLY: [string, string][] = [
  ['as many prefixes as allowed', numbered(MAX_TERMS, (index) => `${short(index)}o*`).join(' OR ')],
  ['the same prefixes', numbered(MAX_TERMS, (index) => (index % 2 ? 'oil*' : 'gas*')).join(' OR ')],
  ['many NEAR', numbered(16, (index) => `oil NEAR/${index + 1} gas`).join(' OR ')],
  ['many NEAR that must all match', numbered(15, (n) => `(oil NEAR/${n + 1} gas)`).join(' ')],
  ['NEAR between prefixes', numbered(14, (n) => `(oil* NEAR/${n + 1} gas*)`).join(' ')],
  ['NEAR between phrases', numbered(7, (n) => `"oil gas" NEAR/${n + 1} "gas oil"`).join(' ')],
  ['a phrase that nearly matches', `"${numbered(MAX_TERMS - 1, () => 'oil').join(' ')} coal"`],
  ['nesting as deep as allowed', `${'('.repeat(8)}oil OR gas${')'.repeat(8)}`],
  ['every pair of words', numbered(16, (n) => `(${short(n)}x OR ${short(n + 20)}x)`).join(' ')],
  ['exclusions', `oil ${numbered(15, (n) => `-(${short(n)}x ${short(n + 20)}x)`).join(' ')}`],
  ['the longest word', 'x'.repeat(300)],
  ['the longest compound', 'donaudampfschifffahrtsgesellschaftskapitän'.repeat(7)],
  ['ligatures that unfold', 'ﷺ'.repeat(16)],
];

/** Expressions beyond the limits. */
const REFUSED: [string, string][] = [
  ['more prefixes', numbered(MAX_TERMS + 1, (index) => `${short(index)}o*`).join(' OR ')],
  ['short prefixes', 'a* OR b*'],
  ['deeper nesting', `${'('.repeat(9)}oil${')'.repeat(9)}`],
  ['parentheses alone', '('.repeat(300)],
  ['quotation marks alone', '"'.repeat(299)],
  ['a longer word', 'x'.repeat(301)],
  ['words by the thousand', 'oil '.repeat(1_500)],
  ['marks on one letter', `a${'\u0301'.repeat(299)}`],
];

describe('an expression that is made to be costly', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
    const body = 'oil gas oil '.repeat(15_000);
    await journey.publish(
      ...numbered(3, (index) => `costly${index}`).map((id) =>
        aBriefing({ id, title: 'oil gas', summary: 'oil gas oil '.repeat(80), body }),
      ),
    );
  });
  afterAll(() => journey.stop());

  const get = (path: string) => fetch(`${journey.stack.siteUrl}${path}`);
  const post = (path: string, fields: Record<string, string>) =>
    fetch(`${journey.stack.siteUrl}${path}`, { method: 'POST', body: new URLSearchParams(fields) });
  /** Every route that takes an expression. */
  const routes: [string, (expression: string) => Promise<Response>][] = [
    ['the preview', (text) => get(`/preview?${new URLSearchParams({ expression: text })}`)],
    ['the form with a preview', (text) => post('/preview', { expression: text })],
    ['the home page', (text) => get(`/?${new URLSearchParams({ topic: text })}`)],
    ['the search', (text) => get(`/archive?${new URLSearchParams({ q: text })}`)],
    ['the Atom feed', (text) => get(`/feeds/atom?${new URLSearchParams({ q: text })}`)],
    ['the JSON feed', (text) => get(`/feeds/json?${new URLSearchParams({ q: text })}`)],
    [
      'the form to follow',
      (text) =>
        post('/subscribe', { email: 'ann@example.org', frequency: 'daily', expression: text }),
    ],
  ];

  it.each(COSTLY)('costs no more than a moment of any page: %s', async (_what, expression) => {
    for (const [route, ask] of routes) {
      const before = process.cpuUsage();
      const { status } = await ask(expression);
      const { user, system } = process.cpuUsage(before);
      expect([route, status]).toEqual([route, expect.any(Number)]);
      expect(status).toBeLessThan(500);
      expect([route, (user + system) / 1_000 < MAX_CPU_MS]).toEqual([route, true]);
    }
  });

  it.each(REFUSED)(
    'is refused by every page before anything is searched: %s',
    async (_what, expression) => {
      for (const [route, ask] of routes) {
        const answer = await ask(expression);
        const text = await answer.text();
        expect(answer.status).toBeLessThan(500);
        const isPreview = /preview|home page/.test(route);
        expect([route, answer.status]).toEqual([route, isPreview ? 200 : 400]);
        expect([route, text.includes('/briefings/costly')]).toEqual([
          route,
          route === 'the home page' || /form/.test(route),
        ]);
      }
    },
  );
});
