import fc from 'fast-check';
import { groupByTopic } from '../../../lambdas/rendering/emails/group-by-topic';
import {
  alertSubject,
  confirmSubject,
  digestSubject,
} from '../../../lambdas/rendering/emails/subjects';
import { hostileText } from '../../support/hostile-text';
import { aBriefingView, anAlertView, aTopicLink, manyMatches } from '../../support/mail-views';

const alertOn = (expressions: string[], title?: string) =>
  alertSubject(
    anAlertView({
      topics: expressions.map((expression) => ({ ...aTopicLink(expression), snippet: [] })),
      ...(title === undefined ? {} : { briefing: aBriefingView({ title }) }),
    }),
  );

const digestOf = (count: number, expressions: string[]) =>
  digestSubject({ groups: groupByTopic(manyMatches(count, expressions)) });

describe('the subject of an alert', () => {
  it('says the topic and what is new', () => {
    expect(alertOn(['Hezbollah'])).toBe('Hezbollah: exchanges of fire on the Lebanese border');
  });

  it('keeps the capital of a name', () => {
    expect(alertOn(['Gaza aid'], "Blinken's Middle East Tour Ends with Little Progress")).toBe(
      "Gaza aid: Blinken's Middle East Tour Ends with Little Progress",
    );
  });

  it('counts the other topics', () => {
    expect(alertOn(['Hezbollah', 'Lebanon'])).toMatch(/^Hezbollah and 1 more topic: /);
    expect(alertOn(['Hezbollah', 'Lebanon', 'Iran'])).toMatch(/^Hezbollah and 2 more topics: /);
  });

  it('says something better than *', () => {
    expect(alertOn(['*'])).toMatch(/^New briefing: /);
    expect(alertOn(['*', 'Hezbollah'])).toMatch(/^Hezbollah and 1 more topic: /);
  });

  it('ends at a word when it is long', () => {
    const subject = alertOn(['Hezbollah'], 'Fire along the whole border '.repeat(20));
    expect(subject.length).toBeLessThanOrEqual(120);
    expect(subject).toMatch(/ (Fire|along|the|whole|border)…$/);
  });

  it('leaves room for the title after a long topic', () => {
    expect(alertOn(['word '.repeat(100).trim()])).toMatch(/^(word )+word…: exchanges of fire/);
  });

  it('is one line of at most 120 characters, whatever the briefing and the topic hold', () => {
    fc.assert(
      fc.property(hostileText(), hostileText(), (title, expression) => {
        const subject = alertOn([expression], title);
        expect(Array.from(subject).length).toBeLessThanOrEqual(120);
        expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      }),
    );
  });
});

describe('the subject of a digest', () => {
  it('counts briefings and topics', () => {
    expect(digestOf(5, ['Gaza aid', 'Hezbollah', 'Rafah'])).toBe(
      '5 briefings on Gaza aid and 2 more topics',
    );
    expect(digestOf(1, ['Hezbollah'])).toBe('1 briefing on Hezbollah');
    expect(digestOf(1200, ['Rafah'])).toBe('1,200 briefings on Rafah');
  });

  it('counts topics that are met only beside others', () => {
    const [match] = manyMatches(1, ['Gaza aid']);
    const matches = match ? [match, { ...match, topic: aTopicLink('Rafah') }] : [];
    expect(digestSubject({ groups: groupByTopic(matches) })).toBe(
      '1 briefing on Gaza aid and 1 more topic',
    );
  });

  it('does not name *', () => {
    expect(digestOf(3, ['*'])).toBe('3 new briefings');
  });
});

describe('the subject of a confirmation', () => {
  it('says what is to be confirmed', () => {
    expect(confirmSubject(['Gaza aid'])).toBe('Confirm: follow Gaza aid');
    expect(confirmSubject(['*'])).toBe('Confirm: follow every briefing');
    expect(confirmSubject(['Gaza aid', 'Rafah', 'Iran'])).toBe(
      'Confirm: follow Gaza aid and 2 more topics',
    );
  });
});
