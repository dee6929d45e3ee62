import fc from 'fast-check';
import { groupByTopic } from '../../../lambdas/rendering/emails/group-by-topic';
import { allocateEntries, renderDigest } from '../../../lambdas/rendering/emails/render-digest';
import {
  aBriefingView,
  aDigestView,
  aSnippet,
  aTopicLink,
  manyMatches,
} from '../../support/email-views';
import { hostileText } from '../../support/hostile-text';
import { linksIn, linksInText, readableText, withClosedRanges } from '../../support/html-reading';

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

  it('lists a briefing once and names the other topics that it matches', () => {
    const [match] = manyMatches(1, ['Gaza aid']);
    if (!match) throw new Error('there is one match');
    const matches = ['Gaza aid', 'Rafah', '*'].map((name) => ({
      ...match,
      topic: aTopicLink(name),
    }));
    const { html, text } = renderDigest(aDigestView({ groups: groupByTopic(matches) }));
    for (const part of [readableText(html), text]) {
      expect(part.match(/Report 0 on/g)).toHaveLength(1);
      expect(part).toContain('also matches Rafah and every briefing');
    }
  });

  it('names its period in the subscriber’s time zone', () => {
    expect(withClosedRanges(renderDigest(aDigestView()).text)).toContain(
      'Daily digest · 6–7 November 2023 (Europe/Berlin)',
    );
    const weekly = aDigestView({
      occasion: { kind: 'digest', frequency: 'weekly' },
      timeZone: 'America/New_York',
      periodStart: new Date('2023-11-01T03:00:00Z'),
    });
    expect(withClosedRanges(renderDigest(weekly).text)).toContain(
      'Weekly digest · 31 October–7 November 2023 (America/New York)',
    );
  });

  it.each([
    [false, 'Alerts in one email', 'Several briefings matched within minutes'],
    [true, 'The rest of the day’s alerts', 'So many briefings matched in one day'],
  ])('says why alerts are in one email (rest of the day: %s)', (isRestOfDay, name, reason) => {
    const { text, html } = renderDigest(
      aDigestView({ occasion: { kind: 'gathered', isRestOfDay, unlisted: 3 } }),
    );
    for (const part of [text, readableText(html)]) {
      expect(part).toContain(name);
      expect(part).toContain('and 3 more briefings not listed here');
      expect(part).toContain(reason);
    }
  });

  it('shows the summary if there is no snippet', () => {
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

  it('counts the briefings that do not fit by topic, with a link to the topic', () => {
    const { html, text } = digestOf(500, ['Gaza aid', 'Rafah']);
    const shown = listed(linksIn(html)).length;
    const more = [...readableText(html).matchAll(/See (\d+) more briefings on (Gaza aid|Rafah)/g)];
    expect(more.map((match) => match[2])).toEqual(['Gaza aid', 'Rafah']);
    expect(more.reduce((sum, match) => sum + Number(match[1]), shown)).toBe(500);
    expect(text).toMatch(
      /See \d+ more briefings on Rafah: https:\/\/briefwire\.example\/topics\/Rafah/,
    );
  });

  it('also counts the briefings that the caller did not read', () => {
    const [group] = groupByTopic(manyMatches(2, ['Rafah']));
    if (!group) throw new Error('there is one group');
    const { subject, text } = renderDigest(aDigestView({ groups: [{ ...group, total: 42 }] }));
    expect(subject).toBe('42 briefings on Rafah');
    expect(text).toContain('See 40 more briefings on Rafah');
  });

  it('shows a small topic next to a large one', () => {
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

  it('counts the topics that do not fit at all, with a link to the manage page', () => {
    const expressions = Array.from({ length: 1500 }, (_, index) => `topic ${index}`);
    const { text } = digestOf(1500, expressions);
    expect(text).toMatch(
      /See [\d,]+ more briefings on [\d,]+ topics: https:\/\/briefwire\.example\/manage/,
    );
  });

  it('stays under 100 KB of HTML and lists the same briefings once in both parts, for any number of matches', () => {
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
          const email = renderDigest(aDigestView({ groups: groupByTopic(matches) }));
          expect(Buffer.byteLength(email.html)).toBeLessThan(100_000);
          const inHtml = listed(linksIn(email.html));
          expect(new Set(inHtml).size).toBe(inHtml.length);
          expect(inHtml.length).toBeGreaterThan(0);
          expect(listed(linksInText(email.text))).toEqual(inHtml);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('shows as many briefings as fit', () => {
    expect(Buffer.byteLength(digestOf(500, ['Gaza aid', 'Rafah']).html)).toBeGreaterThan(98_000);
    expect(readableText(digestOf(60, ['Gaza aid', 'Rafah']).html)).not.toMatch(
      / more briefings? on /,
    );
  });
});

describe('allocating entries to topics', () => {
  it('takes the first entry of each topic, then the second of each', () => {
    const groups = [5, 1, 3].map((size) => ({
      entries: aDigestView().groups.flatMap((group) => Array(size).fill(group.entries[0])),
    }));
    expect(allocateEntries(groups, 2)).toEqual([1, 1, 0]);
    expect(allocateEntries(groups, 5)).toEqual([2, 1, 2]);
    expect(allocateEntries(groups, 100)).toEqual([5, 1, 3]);
  });
});
