import { noAliases } from '../../../lambdas/domain/expressions/aliases';
import { analyzeBriefing } from '../../../lambdas/domain/matching/analyze-briefing';
import { decisiveParts } from '../../../lambdas/domain/matching/decisive-clauses';
import { expressionOf } from '../../support/expressions';

describe('the parts that keep a briefing from matching', () => {
  const briefing = analyzeBriefing({
    title: 'Aid trucks enter Gaza',
    body: 'Football was played in Rafah.',
    language: 'en',
    tags: ['middle-east'],
  });
  const partsOf = (expression: string) =>
    decisiveParts(expressionOf(expression), noAliases, briefing);

  it('are absent if it matches', () => {
    expect(partsOf('Gaza aid')).toBeUndefined();
  });

  it.each([
    ['Gaza hostages ceasefire', ['ceasefire', 'hostages'], []],
    ['Gaza (water OR food)', ['food OR water'], []],
    ['Gaza -football', [], ['football']],
    ['Gaza water -football', ['water'], ['football']],
    ['"trucks gaza"', ['"trucks gaza"'], []],
    ['title:Rafah', ['title:rafah'], []],
    ['tag:sports Gaza', ['tag:sports'], []],
    ['(Gaza water) OR (Rafah ceasefire)', ['rafah ceasefire OR gaza water'], []],
  ])('of %s: missing %j, excluded %j', (expression, missing, excluded) => {
    const parts = partsOf(expression);
    expect(parts?.missing.toSorted()).toEqual(missing.map((text) => expressionOf(text).canonical));
    expect(parts?.excluded).toEqual(excluded);
  });

  it('are the whole expression if the language of the briefing has only stop words in it', () => {
    const german = analyzeBriefing({ title: 'Die Pferde', language: 'de' });
    const parts = decisiveParts(expressionOf('die'), noAliases, german);
    expect(parts).toEqual({ missing: ['die'], excluded: [] });
  });
});
