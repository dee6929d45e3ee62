import { noAliases, parseAliases } from '../../../lambdas/domain/expressions/aliases';
import { readExpression } from '../../../lambdas/domain/expressions/read-expression';
import type { TopicLanguage } from '../../../lambdas/domain/languages/language';
import {
  analyzeBriefing,
  type BriefingText,
} from '../../../lambdas/domain/matching/analyze-briefing';
import { compileTopic } from '../../../lambdas/domain/matching/compile-topic';
import { matchTopic } from '../../../lambdas/domain/matching/match-topic';

const tour: BriefingText = {
  title: 'Blinken ends his tour with little progress on hostages',
  summary: 'The US asked for a humanitarian pause.',
  body: "Fewer aid trucks are entering Gaza. Turkey's President Recep Tayyip Erdoğan spoke of Netanyahu. Mohammed Shia al-Sudani visited Tehran. A state of emergency stands. Talks on Israel/Lebanon go on.",
  source: 'ICARO Media Group',
  tags: ['Middle East', 'diplomacy'],
  language: 'en',
};

function matchedWords(
  text: string,
  briefing: BriefingText = tour,
  language: TopicLanguage = 'en',
  aliases = noAliases,
): string[] | undefined {
  const read = readExpression(text, language);
  if (read.outcome === 'refused') throw new Error(read.reason);
  const match = matchTopic(compileTopic(read.expression, aliases), analyzeBriefing(briefing));
  return match?.words.map((word) => `${word.field}: ${word.text}`);
}

describe('a briefing matches a topic', () => {
  it.each([
    ['of words, in any form and order', 'Gaza aid', ['body: aid', 'body: Gaza']],
    ['regardless of accents', 'erdogan', ['body: Erdoğan']],
    ['of a name in the possessive', 'Turkey', ['body: Turkey']],
    ['of a phrase', '"humanitarian pause"', ['summary: humanitarian pause']],
    ['of a phrase with a common word in it', '"state of emergency"', ['body: state of emergency']],
    [
      'of a phrase that continues from the title into the summary',
      '"hostages the US"',
      ['title: hostages', 'summary: The US'],
    ],
    ['of either branch of an OR', 'Modi OR Netanyahu', ['body: Netanyahu']],
    ['without the word that it excludes', 'Gaza -Hamas', ['body: Gaza']],
    ['of a compound', 'al-Sudani', ['body: al-Sudani']],
    ['of a part of a compound', 'Sudani', ['body: Sudani']],
    ['of a word within a run', 'Lebanon', ['body: Israel/Lebanon']],
    ['of a prefix', 'hostag*', ['title: hostages']],
    ['of words near each other', 'trucks NEAR/3 Gaza', ['body: trucks', 'body: Gaza']],
    ['of a word in the title', 'title:tour', ['title: tour']],
    ['of a word in the source', 'source:icaro', ['source: ICARO']],
    ['of a tag', 'tag:"middle east"', ['tag: middle-east']],
    ['of a group in parentheses', '(Rafah OR Gaza) aid', ['body: aid', 'body: Gaza']],
    ['of everything', '*', []],
  ])('%s: %s', (_, typed, expected) => {
    expect(matchedWords(typed)).toEqual(expected);
  });

  it.each([
    ['if one word is missing', 'Gaza fuel'],
    ['if the words of the phrase are in another order', '"pause humanitarian"'],
    ['if the words of the phrase are at another distance', '"state emergency"'],
    ['if it contains the excluded word', 'Gaza -hostages'],
    ['if the words are too far apart', 'trucks NEAR/2 Gaza'],
    ['if the word is not in the title', 'title:Gaza'],
    ['if it is from another source', 'source:reuters'],
    ['if only part of a tag matches', 'tag:middle'],
    ['if the prefix is inside a word', 'ostag*'],
  ])('not %s: %s', (_, typed) => {
    expect(matchedWords(typed)).toBeUndefined();
  });
});

describe('across languages', () => {
  const german: BriefingText = {
    title: 'Geiseln: Gespräche mit der Hisbollah stocken',
    body: 'Die Verhandlungen über Gaza gehen weiter.',
    language: 'de',
  };

  it('a topic matches by stems in its own language', () => {
    expect(matchedWords('Verhandlung', german, 'de')).toEqual(['body: Verhandlungen']);
  });

  it('a name matches in every language as written', () => {
    expect(matchedWords('Gaza', german, 'en')).toEqual(['body: Gaza']);
    expect(matchedWords('gaza', german, 'any')).toEqual(['body: Gaza']);
    expect(matchedWords('negotiations', german, 'en')).toBeUndefined();
  });

  it("stop words of the briefing's language are ignored in the topic", () => {
    expect(matchedWords('die Gaza', german, 'any')).toEqual(['body: Gaza']);
    expect(matchedWords('die', german, 'any')).toBeUndefined();
    expect(matchedWords('die -Gaza', { ...german, body: '' }, 'any')).toBeUndefined();
  });

  it.each([
    ['ar', 'شاحنات المساعدات تدخل غزّة', 'غزة'],
    ['ru', 'Грузовики с помощью въезжают в Газу', 'газа'],
    ['tr', 'Türkiye büyükelçisini çekti', 'türkiye'],
    ['ja', '東京都で行われたG7会議', '会議'],
    ['zh', '布林肯访问中东后离开安卡拉', '中东'],
  ] as const)('%s: %s matches %s', (language, title, typed) => {
    const topicLanguage = language === 'ja' || language === 'zh' ? 'any' : language;
    expect(matchedWords(typed, { title, language }, topicLanguage)).toHaveLength(1);
  });
});

describe('aliases', () => {
  const aliases = parseAliases(
    '\uFEFF# names\r\nHezbollah, Hizbullah, Hizballah, حزب الله\r\nUS, U.S., United States # the country\n',
  );

  it('let every name of a group match every other', () => {
    const briefing = { title: 'Hizbullah answers', language: 'en' };
    expect(matchedWords('Hezbollah', briefing, 'en', aliases)).toEqual(['title: Hizbullah']);
    const arabic = { title: 'بيان من حزب الله', language: 'ar' };
    expect(matchedWords('Hezbollah', arabic, 'en', aliases)).toEqual(['title: حزب الله']);
  });

  it('work within phrases', () => {
    const briefing = { title: 'A Hizballah leader speaks', language: 'en' };
    expect(matchedWords('"Hezbollah leader"', briefing, 'en', aliases)).toEqual([
      'title: Hizballah leader',
    ]);
  });

  it('may have several words, and may be abbreviations', () => {
    const briefing = { title: 'The United States agrees', language: 'en' };
    expect(matchedWords('U.S.', briefing, 'en', aliases)).toEqual(['title: United States']);
  });

  it('may contain stop words', () => {
    const banks = parseAliases('Bank of England, BoE');
    const briefing = { title: 'The BoE waits', language: 'en' };
    expect(matchedWords('"Bank of England"', briefing, 'en', banks)).toEqual(['title: BoE']);
  });

  it('are near a word that is inside a longer alias which starts earlier', () => {
    const banks = parseAliases('Hezbollah, Hizbullah, big Hizbullah bank');
    const briefing = { title: 'The big Hizbullah bank', language: 'en' };
    expect(matchedWords('Hezbollah NEAR/1 bank', briefing, 'en', banks)).toEqual([
      'title: Hizbullah',
      'title: bank',
    ]);
  });

  it('apply to excluded words as well', () => {
    const briefing = { title: 'Israel and Hizbullah', language: 'en' };
    expect(matchedWords('Israel -Hezbollah', briefing, 'en', aliases)).toBeUndefined();
  });
});
