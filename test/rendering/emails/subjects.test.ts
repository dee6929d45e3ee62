import fc from 'fast-check';
import { groupByTopic } from '../../../lambdas/rendering/emails/group-by-topic';
import {
  formatAlertSubject,
  formatConfirmSubject,
  formatDigestSubject,
} from '../../../lambdas/rendering/emails/subjects';
import { aBriefingView, anAlertView, aTopicLink, manyMatches } from '../../support/email-views';
import { hostileText } from '../../support/hostile-text';

const alertOn = (expressions: string[], title?: string) =>
  formatAlertSubject(
    anAlertView({
      topics: expressions.map((expression) => ({ ...aTopicLink(expression), snippet: [] })),
      ...(title === undefined ? {} : { briefing: aBriefingView({ title }) }),
    }),
  );

const digestOf = (count: number, expressions: string[]) =>
  formatDigestSubject({ groups: groupByTopic(manyMatches(count, expressions)), language: 'en' });

describe('the subject of an alert', () => {
  it('names the topic and the title', () => {
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

  it('does not show *', () => {
    expect(alertOn(['*'])).toMatch(/^New briefing: /);
    expect(alertOn(['*', 'Hezbollah'])).toMatch(/^Hezbollah and 1 more topic: /);
  });

  it('is cut between words if it is long', () => {
    const subject = alertOn(['Hezbollah'], 'Fire along the whole border '.repeat(20));
    expect(subject.length).toBeLessThanOrEqual(120);
    expect(subject).toMatch(/ (Fire|along|the|whole|border)…$/);
  });

  it('leaves room for the title after a long topic', () => {
    expect(alertOn(['word '.repeat(100).trim()])).toMatch(/^(word )+word…: exchanges of fire/);
  });

  it('is one line of at most 120 characters, for any briefing and topic', () => {
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

  it('counts topics that are named only next to others', () => {
    const [match] = manyMatches(1, ['Gaza aid']);
    const matches = match ? [match, { ...match, topic: aTopicLink('Rafah') }] : [];
    expect(formatDigestSubject({ groups: groupByTopic(matches), language: 'en' })).toBe(
      '1 briefing on Gaza aid and 1 more topic',
    );
  });

  it('does not show *', () => {
    expect(digestOf(3, ['*'])).toBe('3 new briefings');
  });
});

describe('the subject of a confirmation', () => {
  it('names what to confirm', () => {
    expect(formatConfirmSubject(['Gaza aid'], 'en')).toBe('Confirm your topic: Gaza aid');
    expect(formatConfirmSubject(['*'], 'en')).toBe('Confirm your topic: every briefing');
    expect(formatConfirmSubject(['Gaza aid', 'Rafah', 'Iran'], 'en')).toBe(
      'Confirm your topics: Gaza aid and 2 more topics',
    );
  });
});
