import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { realTexts } from '../../../bin/bench/real-texts';
import { sampleBriefings } from '../../../bin/bench/sample-briefings';
import { pick, seededRandom } from '../../../bin/bench/seeded-random';
import { ExpressionSearch } from '../../../lambdas/domain/archive/expression-search';
import { packBriefing } from '../../../lambdas/domain/archive/pack-briefing';
import { PackedBriefing } from '../../../lambdas/domain/archive/packed-briefing';
import { noAliases, parseAliases } from '../../../lambdas/domain/expressions/aliases';
import type { Expression } from '../../../lambdas/domain/expressions/expression';
import { readExpression } from '../../../lambdas/domain/expressions/read-expression';
import { TOPIC_LANGUAGES } from '../../../lambdas/domain/languages/language';
import {
  analyzeBriefing,
  type BriefingText,
} from '../../../lambdas/domain/matching/analyze-briefing';
import { compileTopic } from '../../../lambdas/domain/matching/compile-topic';
import { matchTopic } from '../../../lambdas/domain/matching/match-topic';
import { randomExpression } from '../../oracle/random-expressions';
import { expressionOf } from '../../support/expressions';
import { briefing, expression, topicLanguage } from '../matching/arbitrary-topics';

const aliases = parseAliases('Hezbollah, حزب الله, Gaza\naid, hostage\nGermany, Deutschland');
const pack = (text: BriefingText) => new PackedBriefing(packBriefing(text));
const doesMatch = (topic: Expression, text: BriefingText, names = aliases) =>
  matchTopic(compileTopic(topic, names), analyzeBriefing(text)) !== undefined;

/** A sentence of each kind of language: with stemmers of their own, and without spaces. */
const SENTENCES = {
  fr: 'Les négociations sur les otages se poursuivent à Genève, où l’émissaire des Nations unies',
  de: 'Die Verhandlungen über die Geiseln gehen in Genf weiter; der Bundestag stimmt über Hilfen ab',
  es: 'Las negociaciones sobre los rehenes continúan en Ginebra, según la ayuda humanitaria de la ONU',
  ar: 'تستمر المفاوضات بشأن الرهائن في جنيف وقال حزب الله إن المساعدات لم تصل إلى غزة',
  ru: 'Переговоры о заложниках продолжаются в Женеве, гуманитарная помощь не дошла до Газы',
  tr: 'Rehinelerle ilgili müzakereler İsviçre’nin Cenevre kentinde sürüyor, Erdoğan açıkladı',
  ja: '東京都で会議が開かれ、ガザへの人道支援について話し合われた',
} as const;

describe('a search of packed briefings', () => {
  it('matches what matchTopic matches, for expressions of every form', () => {
    fc.assert(
      fc.property(expression, topicLanguage, briefing, (text, language, published) => {
        const read = readExpression(text, language);
        fc.pre(read.outcome === 'read');
        if (read.outcome !== 'read') return;
        const search = new ExpressionSearch(read.expression, aliases);
        expect(search.verdictOn(pack(published)).matches).toBe(
          doesMatch(read.expression, published),
        );
      }),
      { numRuns: 1_500 },
    );
  });

  it('matches what matchTopic matches in real texts of several languages', () => {
    const random = seededRandom(9);
    const seeds = readFileSync(path.resolve('seeds/briefings.jsonl'), 'utf8').trim().split('\n');
    const texts: BriefingText[] = [
      ...sampleBriefings(realTexts(), 300).slice(0, 40),
      ...seeds.map((line) => JSON.parse(line) as BriefingText),
      ...Object.entries(SENTENCES).map(([language, body]) => ({ title: body, body, language })),
    ];
    const packed = texts.map(pack);
    const analyzed = texts.map(analyzeBriefing);
    let matches = 0;
    for (let round = 0; round < 200; round++) {
      const [own, other] = [pick(random, texts), pick(random, texts)];
      const text = randomExpression(random, `${own.title} ${own.body}`, other.body ?? '');
      const read = readExpression(text, pick(random, [...TOPIC_LANGUAGES, 'en', 'en']));
      if (read.outcome === 'refused') continue;
      const search = new ExpressionSearch(read.expression, aliases);
      const found = packed.map((one) => search.verdictOn(one).matches);
      const topic = compileTopic(read.expression, aliases);
      const expected = analyzed.map((one) => matchTopic(topic, one) !== undefined);
      expect({ text, found }).toEqual({ text, found: expected });
      matches += expected.filter(Boolean).length;
    }
    expect(matches).toBeGreaterThan(200);
  });

  it('says for each clause what it lets through and what the expression would match without it', () => {
    fc.assert(
      fc.property(fc.array(briefing, { minLength: 1, maxLength: 6 }), (published) => {
        const search = new ExpressionSearch(
          expressionOf('gaza (aid OR hostage) -sudani'),
          noAliases,
        );
        const without = ['gaza (aid OR hostage)', 'gaza aid -sudani', '(aid OR hostage) -sudani'];
        expect(search.clauses).toHaveLength(4);
        const place = (written: string) =>
          search.clauses.findIndex((clause) => clause.written === written);
        for (const text of published) {
          const verdict = search.verdictOn(pack(text));
          const matches = (other: string) => doesMatch(expressionOf(other), text, noAliases);
          expect(verdict.matchesWithout[place('sudani')]).toBe(matches(String(without[0])));
          expect(verdict.matchesWithout[place('hostage')]).toBe(matches(String(without[1])));
          expect(verdict.matchesWithout[place('gaza')]).toBe(matches(String(without[2])));
          expect(verdict.letsThrough[place('aid')]).toBe(matches('aid'));
          expect(verdict.letsThrough[place('sudani')]).toBe(!matches('sudani'));
        }
      }),
    );
  });
});
