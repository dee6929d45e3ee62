import { readExpression } from '../../../lambdas/domain/expressions/read-expression';
import type { TopicLanguage } from '../../../lambdas/domain/languages/language';

function canonical(text: string, language: TopicLanguage = 'en'): string {
  const read = readExpression(text, language);
  return read.outcome === 'read' ? read.expression.canonical : `refused: ${read.reason}`;
}

describe('expressions with the same meaning have one canonical form', () => {
  it.each([
    ['Gaza aid', 'aid gaza'],
    ['gaza aid aid', 'aid gaza'],
    ['the Gaza AID', 'aid gaza'],
    ['(gaza) "aid"', 'aid gaza'],
    ['hamas or gaza', 'gaza OR hamas'],
    ['--gaza', 'gaza'],
    ['gaza -(hamas OR aid)', 'gaza -aid -hamas'],
    ['Erdoğan', 'erdogan'],
    ["Israel's assault", 'assault israel'],
    ['"State of Emergency"', '"state * emergency"'],
    ['"state in emergency"', '"state * emergency"'],
    ['"the Gaza Strip"', '"gaza strip"'],
    ['title:(gaza OR aid)', 'title:aid OR title:gaza'],
    ['gaza NEAR/5 aid', 'aid NEAR/5 gaza'],
    ['tag:"Middle East"', 'tag:middle-east'],
    ['gaza *', 'gaza'],
    ['Terr*', 'terr*'],
    ['al-Sudani', 'al-sudani'],
    ['東京', '東京'],
    ['“humanitarian pause” OR hostages', '"humanitarian pause" OR hostages'],
    ['„humanitäre Pause“', '"humanitare pause"'],
    ['« pause humanitaire »', '"pause humanitaire"'],
    ['gaza ” aid', 'aid gaza'],
    // A mark that repeats the character before it is too common to follow on its own.
    ['々𮈡', '𮈡'],
  ])('%s is %s', (typed, expected) => {
    expect(canonical(typed)).toBe(expected);
  });
});

describe('an expression that cannot be followed is refused with a sentence', () => {
  it.each([
    ['', /Type a word/],
    ['the and of', /too common to follow/],
    ['-gaza', /only says what to leave out/],
    ['gaza OR -aid', /One side of the OR/],
    ['te*', /at least 3 letters/],
    ['🎉', /no word here/],
    ['gaza '.repeat(100), /longer than 300 characters/],
    [Array.from({ length: 33 }, (_, index) => `w${index}`).join(' '), /more than 32 words/],
    [`${'('.repeat(9)}gaza`, /more than 8 levels of parentheses/],
    ['(gaza -aid) NEAR/3 hamas', /Put NEAR between/],
  ])('%j', (typed, reason) => {
    expect(canonical(typed)).toMatch(reason);
  });
});

it('counts a compound as one word', () => {
  const typed = Array.from({ length: 12 }, (_, index) => `al-w${index}x`).join(' ');
  expect(canonical(typed)).not.toMatch(/refused/);
});

it('treats a lower-case or as a word in languages where it is one', () => {
  expect(canonical('mines or Mali', 'fr')).toBe('"or" mali mines');
  expect(canonical('Mali OR Niger', 'fr')).toBe('mali OR niger');
});
