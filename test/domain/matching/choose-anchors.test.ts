import { noAliases, parseAliases } from '../../../lambdas/domain/expressions/aliases';
import { readExpression } from '../../../lambdas/domain/expressions/read-expression';
import { chooseAnchors } from '../../../lambdas/domain/matching/choose-anchors';
import { compileTopic } from '../../../lambdas/domain/matching/compile-topic';
import {
  blendFrequencies,
  shippedFrequencies,
} from '../../../lambdas/domain/matching/word-frequencies';

describe('a topic hangs', () => {
  const anchors = (text: string, aliases = noAliases, rarity = shippedFrequencies) => {
    const read = readExpression(text);
    if (read.outcome === 'refused') throw new Error(read.reason);
    return chooseAnchors(compileTopic(read.expression, aliases), rarity).sort();
  };

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

  it('under its word where that is rarer than a tag, and under the tag where it is not', () => {
    expect(anchors('tag:world ossuary')).toEqual(['=ossuari', '=ossuary']);
    expect(anchors('tag:world people')).toEqual(['#world']);
  });

  it('under every name that stands for its own', () => {
    const aliases = parseAliases('Hezbollah, Hizbullah, Hizballah');
    expect(anchors('hezbollah', aliases)).toEqual(['=hezbollah', '=hizballah', '=hizbullah']);
  });

  it('under what was seen to be rare, however rare it is elsewhere', () => {
    const briefingsWith = (term: string) => (term.startsWith('ossuar') ? 1_000 : 1);
    const seen = blendFrequencies({ briefings: 1_000, briefingsWith });
    expect(anchors('government ossuary', noAliases, seen)).toEqual(['=govern', '=government']);
  });
});
