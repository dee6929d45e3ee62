import fc from 'fast-check';
import { groupByTopic } from '../../../lambdas/rendering/emails/group-by-topic';
import { renderDigest, sharesOf } from '../../../lambdas/rendering/emails/render-digest';
import { hostileText } from '../../support/hostile-text';
import { linksIn, linksInText, readableText } from '../../support/html-reading';
import {
  aBriefingView,
  aDigestView,
  aSnippet,
  aTopicLink,
  manyMatches,
} from '../../support/mail-views';

const digestOf = (count: number, expressions: string[]) =>
  renderDigest(aDigestView({ groups: groupByTopic(manyMatches(count, expressions)) }));

/** How many briefings a digest lists, by their links. */
const listed = (links: string[]) =>
  links.filter((link) => link.startsWith('https://news.example/'));

describe('a digest', () => {
  it('lists briefings under their topics, in both parts', () => {
    const { html, text } = digestOf(3, ['Gaza aid', 'Rafah']);
    for (const part of [readableText(html), text.replace(/\s+/g, ' ')]) {
      expect(part).toMatch(
        /Gaza aid.*2 briefings.*Report 0.*Report 2.*Rafah.*1 briefing\b.*Report 1/,
      );
    }
  });

  it('lists a briefing once and names the other topics that it met', () => {
    const [match] = manyMatches(1, ['Gaza aid']);
    if (!match) throw new Error('there is one match');
    const matches = ['Gaza aid', 'Rafah', '*'].map((name) => ({
      ...match,
      topic: aTopicLink(name),
    }));
    const { html, text } = renderDigest(aDigestView({ groups: groupByTopic(matches) }));
    for (const part of [readableText(html), text]) {
      expect(part.match(/Report 0 on/g)).toHaveLength(1);
      expect(part).toContain('also meets Rafah, every briefing');
    }
  });

  it('says which days it covers, in the time zone of the subscriber', () => {
    expect(renderDigest(aDigestView()).text).toContain(
      'Daily digest · 6 November 2023 to 7 November 2023 (Europe/Berlin)',
    );
    const weekly = aDigestView({
      frequency: 'weekly',
      timeZone: 'America/New_York',
      periodStart: new Date('2023-11-01T03:00:00Z'),
    });
    expect(renderDigest(weekly).text).toContain(
      'Weekly digest · 31 October 2023 to 7 November 2023 (America/New York)',
    );
  });

  it('shows the summary where there is no snippet', () => {
    const groups = groupByTopic([
      {
        topic: aTopicLink('*'),
        briefing: aBriefingView({ summary: 'What it is about' }),
        snippet: [],
      },
    ]);
    const { html, text } = renderDigest(aDigestView({ groups }));
    expect(readableText(html)).toContain('What it is about');
    expect(text).toContain('What it is about');
  });

  it('counts what has no room, topic by topic, with a link to the topic', () => {
    const { html, text } = digestOf(500, ['Gaza aid', 'Rafah']);
    const shown = listed(linksIn(html)).length;
    const more = [...readableText(html).matchAll(/and (\d+) more on (Gaza aid|Rafah)/g)];
    expect(more.map((match) => match[2])).toEqual(['Gaza aid', 'Rafah']);
    expect(more.reduce((sum, match) => sum + Number(match[1]), shown)).toBe(500);
    expect(text).toMatch(/and \d+ more on Rafah: https:\/\/briefwire\.example\/topics\/Rafah/);
  });

  it('counts what the caller did not read, too', () => {
    const [group] = groupByTopic(manyMatches(2, ['Rafah']));
    if (!group) throw new Error('there is one group');
    const { subject, text } = renderDigest(aDigestView({ groups: [{ ...group, total: 42 }] }));
    expect(subject).toBe('42 briefings on Rafah');
    expect(text).toContain('and 40 more on Rafah');
  });

  it('gives a small topic room beside a large one', () => {
    const large = manyMatches(600, ['Gaza aid']);
    const small = {
      ...manyMatches(1, ['Rafah'])[0],
      briefing: aBriefingView({ briefingId: 'gate', title: 'The gate' }),
    };
    const groups = groupByTopic([
      ...large,
      { topic: aTopicLink('Rafah'), snippet: aSnippet('*gate*'), ...small },
    ]);
    expect(renderDigest(aDigestView({ groups })).text).toContain('* The gate');
  });

  it('counts topics that have no room at all, with a link to manage them', () => {
    const expressions = Array.from({ length: 1500 }, (_, index) => `topic ${index}`);
    const { text } = digestOf(1500, expressions);
    expect(text).toMatch(
      /and [\d,]+ more briefings on [\d,]+ more topics: https:\/\/briefwire\.example\/manage/,
    );
  });

  it('stays under 100 KB of html, lists nothing twice and the same in both parts, for any number of matches', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 1, max: 400 }),
        hostileText(),
        (count, topics, text) => {
          const expressions = Array.from({ length: topics }, (_, index) => `${index} ${text}`);
          const matches = manyMatches(count, expressions).map((match) => ({
            ...match,
            briefing: { ...match.briefing, title: `${match.briefing.title} ${text}`, source: text },
          }));
          const mail = renderDigest(aDigestView({ groups: groupByTopic(matches) }));
          expect(Buffer.byteLength(mail.html)).toBeLessThan(100_000);
          const inHtml = listed(linksIn(mail.html));
          expect(new Set(inHtml).size).toBe(inHtml.length);
          expect(inHtml.length).toBeGreaterThan(0);
          expect(listed(linksInText(mail.text))).toEqual(inHtml);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('uses the room that there is', () => {
    expect(Buffer.byteLength(digestOf(500, ['Gaza aid', 'Rafah']).html)).toBeGreaterThan(98_000);
    expect(readableText(digestOf(60, ['Gaza aid', 'Rafah']).html)).not.toMatch(/ more on /);
  });
});

describe('the room of a digest', () => {
  it('goes to the first entry of each topic, then to the second of each', () => {
    const groups = [5, 1, 3].map((size) => ({
      entries: aDigestView().groups.flatMap((group) => Array(size).fill(group.entries[0])),
    }));
    expect(sharesOf(groups, 2)).toEqual([1, 1, 0]);
    expect(sharesOf(groups, 5)).toEqual([2, 1, 2]);
    expect(sharesOf(groups, 100)).toEqual([5, 1, 3]);
  });
});
