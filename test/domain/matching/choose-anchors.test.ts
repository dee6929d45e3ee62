import { noAliases, parseAliases } from '../../../lambdas/domain/expressions/aliases';
import { chooseAnchors } from '../../../lambdas/domain/matching/choose-anchors';
import { compileTopic } from '../../../lambdas/domain/matching/compile-topic';
import {
  blendFrequencies,
  shippedFrequencies,
} from '../../../lambdas/domain/matching/word-frequencies';
import { expressionOf } from '../../support/expressions';

describe('a topic is indexed', () => {
  const anchors = (text: string, aliases = noAliases, frequencies = shippedFrequencies) =>
    chooseAnchors(compileTopic(expressionOf(text), aliases), frequencies).sort();

  it.each([
    ['government ossuary', ['=ossuari', '=ossuary']],
    ['"government of ossuaries"', ['=ossuari', '=ossuaries']],
    ['ossuary OR catafalque', ['=catafalqu', '=catafalque', '=ossuari', '=ossuary']],
    ['ossuary -catafalque', ['=ossuari', '=ossuary']],
    ['government NEAR/3 ossuary', ['=ossuari', '=ossuary']],
    ['ossu*', ['^oss']],
    ['tag:burial', ['#burial']],
    ['*', ['*']],
  ])('%s under %j', (text, keys) => {
    expect(anchors(text)).toEqual(keys);
  });

  it('under its word if that is rarer than a tag, and otherwise under the tag', () => {
    expect(anchors('tag:world ossuary')).toEqual(['=ossuari', '=ossuary']);
    expect(anchors('tag:world people')).toEqual(['#world']);
  });

  it('under every alias of its name', () => {
    const aliases = parseAliases('Hezbollah, Hizbullah, Hizballah');
    expect(anchors('hezbollah', aliases)).toEqual(['=hezbollah', '=hizballah', '=hizbullah']);
  });

  it('under the word that is rare in this stage’s own briefings, not in the language', () => {
    const briefingsWith = (term: string) => (term.startsWith('ossuar') ? 1_000 : 1);
    const observed = blendFrequencies({ briefings: 1_000, briefingsWith });
    expect(anchors('government ossuary', noAliases, observed)).toEqual(['=govern', '=government']);
  });
});
