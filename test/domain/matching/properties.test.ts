import fc from 'fast-check';
import { noAliases, parseAliases } from '../../../lambdas/domain/expressions/aliases';
import type { Expression } from '../../../lambdas/domain/expressions/expression';
import { readExpression } from '../../../lambdas/domain/expressions/read-expression';
import { topicIdOf } from '../../../lambdas/domain/expressions/topic-id';
import type { TopicLanguage } from '../../../lambdas/domain/languages/language';
import { analyzeBriefing } from '../../../lambdas/domain/matching/analyze-briefing';
import { chooseAnchors } from '../../../lambdas/domain/matching/choose-anchors';
import { compileTopic } from '../../../lambdas/domain/matching/compile-topic';
import { createSnippet } from '../../../lambdas/domain/matching/create-snippet';
import { InMemoryTopicIndex } from '../../../lambdas/domain/matching/in-memory/in-memory-topic-index';
import { lookupKeys } from '../../../lambdas/domain/matching/lookup-keys';
import { matchTopic } from '../../../lambdas/domain/matching/match-topic';
import { shippedFrequencies } from '../../../lambdas/domain/matching/word-frequencies';
import { briefing, expression, topicLanguage } from './arbitrary-topics';

const RUNS = { numRuns: 400 };
const aliases = parseAliases('Hezbollah, حزب الله, Gaza\naid, hostage');

function readOrSkip(text: string, language: TopicLanguage): Expression {
  const read = readExpression(text, language);
  fc.pre(read.outcome === 'read');
  if (read.outcome !== 'read') throw new Error('unreachable');
  return read.expression;
}

it('parses its own canonical form as the same expression', () => {
  fc.assert(
    fc.property(expression, topicLanguage, (text, language) => {
      const { canonical } = readOrSkip(text, language);
      expect(readExpression(canonical, language)).toMatchObject({
        outcome: 'read',
        expression: { canonical },
      });
    }),
    RUNS,
  );
});

it('parses its own canonical form in scripts without spaces, wherever the words end', () => {
  const character = fc.oneof(
    fc.constantFrom(...'々ー〆ゝ東京都会議のでは𮈡กขคๆកខ်မြန်ມາ'),
    fc.integer({ min: 0x3005, max: 0x30ff }).map((code) => String.fromCodePoint(code)),
    fc.constantFrom(' ', '"', '-', '1', 'a'),
  );
  const text = fc.array(character, { minLength: 1, maxLength: 12 }).map((list) => list.join(''));
  fc.assert(
    fc.property(text, topicLanguage, (typed, language) => {
      const { canonical } = readOrSkip(typed, language);
      expect(readExpression(canonical, language)).toMatchObject({ expression: { canonical } });
    }),
    { numRuns: 2_000 },
  );
});

it('matches the same briefings by an expression and by its canonical form', () => {
  fc.assert(
    fc.property(expression, topicLanguage, briefing, (text, language, published) => {
      const typed = readOrSkip(text, language);
      const again = readOrSkip(typed.canonical, language);
      const analyzed = analyzeBriefing(published);
      const found = [typed, again].map((topic) =>
        matchTopic(compileTopic(topic, noAliases), analyzed),
      );
      expect(topicIdOf(again)).toBe(topicIdOf(typed));
      expect(found[0]).toEqual(found[1]);
    }),
    RUNS,
  );
});

it('looks up at least one anchor of every topic that a briefing matches', () => {
  fc.assert(
    fc.property(expression, topicLanguage, briefing, (text, language, published) => {
      const topic = compileTopic(readOrSkip(text, language), aliases);
      const analyzed = analyzeBriefing(published);
      fc.pre(matchTopic(topic, analyzed) !== undefined);
      const keys = new Set(lookupKeys(analyzed));
      expect(chooseAnchors(topic, shippedFrequencies).some((anchor) => keys.has(anchor))).toBe(
        true,
      );
    }),
    RUNS,
  );
});

it('finds in the in-memory index exactly the topics that match, while topics are added and removed', () => {
  const topics = fc.array(fc.tuple(expression, topicLanguage), { minLength: 1, maxLength: 12 });
  const briefings = fc.array(briefing, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(topics, briefings, fc.nat(), (typed, published, removed) => {
      const index = new InMemoryTopicIndex(aliases);
      const standing = new Map<string, Expression>();
      for (const [number, [text, language]] of typed.entries()) {
        const read = readExpression(text, language);
        if (read.outcome === 'read') standing.set(`t${number}`, read.expression);
      }
      for (const [id, topic] of standing) index.add(id, topic);
      for (const [round, text] of published.entries()) {
        if (round === 1) {
          const gone = `t${removed % typed.length}`;
          index.remove(gone);
          standing.delete(gone);
        }
        const analyzed = analyzeBriefing(text);
        const naive = [...standing].filter(([, topic]) =>
          matchTopic(compileTopic(topic, aliases), analyzed),
        );
        expect(index.matchingIds(text).sort()).toEqual(naive.map(([id]) => id).sort());
      }
    }),
    RUNS,
  );
});

it('gives the places of the matched words, and snippets of at most 240 characters', () => {
  fc.assert(
    fc.property(expression, topicLanguage, briefing, (text, language, published) => {
      const analyzed = analyzeBriefing(published);
      const match = matchTopic(compileTopic(readOrSkip(text, language), aliases), analyzed);
      fc.pre(match !== undefined);
      for (const word of match?.words ?? []) {
        if (word.field === 'tag') continue;
        expect(published[word.field]?.slice(word.start, word.end)).toBe(word.text);
      }
      const snippet = createSnippet(match ?? { words: [] }, analyzed);
      expect(snippet.map((part) => part.text).join('').length).toBeLessThanOrEqual(240);
    }),
    RUNS,
  );
});

it('never throws for any expression or briefing', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({
      unit: fc.constantFrom('"', '(', ')', '-', '*', ':', 'a', ' ', 'OR ', 'title:', '🎉'),
      maxLength: 300,
    }),
    fc.string({
      unit: fc.constantFrom('<', '>', '&', '.', '/', '@', '-', '1', 'e', ';', '"'),
      maxLength: 300,
    }),
  );
  fc.assert(
    fc.property(anything, anything, topicLanguage, (typed, body, language) => {
      const analyzed = analyzeBriefing({ title: typed, body, language: 'en' });
      const read = readExpression(typed, language);
      if (read.outcome === 'refused') return expect(read.reason).toMatch(/\w.*\.$/);
      const match = matchTopic(compileTopic(read.expression, aliases), analyzed);
      if (match) createSnippet(match, analyzed);
      expect(readExpression(read.expression.canonical, language)).toMatchObject({
        outcome: 'read',
        expression: { canonical: read.expression.canonical },
      });
    }),
    { numRuns: 1_500 },
  );
});
