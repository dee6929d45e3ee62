import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { findMuted, isSameStory, muteIn, unmuteIn } from '../../lambdas/domain/story';

const AT = '2026-12-02T12:00:00.000Z';
const muted = (title: string) => ({ briefingId: 'muted', title, at: AT });
const heading = (title: string, publishedAt = AT, briefingId = 'other') => ({
  briefingId,
  title,
  publishedAt,
});

describe('a story', () => {
  it('includes the briefing itself, whatever its title becomes and however late', () => {
    const later = heading('Something else altogether', '2027-06-01T00:00:00Z', 'muted');
    expect(isSameStory(muted('Aid trucks through Rafah'), later)).toBe(true);
  });

  it.each([
    ['Aid trucks through Rafah fall to about 30 a day', 'UN: aid trucks through Rafah stop'],
    ['Blinken leaves without a humanitarian pause', 'Humanitarian pause: Blinken leaves Tel Aviv'],
    ['Gaza cut off by another communication blackout', 'Communications blackout in Gaza ends'],
    ['G7 foreign ministers to discuss the crisis', 'G7 ministers discuss crisis for a second day'],
    ['Erdoğan ruft Botschafter aus Israel zurück', 'Israel: Erdogan holt Botschafter zurück'],
    ['Trêve à Gaza : la Croix-Rouge attend', 'La Croix-Rouge confirme la trêve à Gaza'],
    ['تبادل لإطلاق النار على الحدود اللبنانية', 'الحدود اللبنانية: تبادل جديد لإطلاق النار'],
  ])('is the subject of "%s" and "%s"', (one, other) => {
    expect(isSameStory(muted(one), heading(other))).toBe(true);
    expect(isSameStory(muted(other), heading(one))).toBe(true);
  });

  it.each([
    ['Aid trucks through Rafah fall to about 30 a day', 'Rafah: injured civilians cross'],
    ['Blinken leaves without a humanitarian pause', 'Blinken meets minister in Ankara'],
    ['Turkey withdraws its ambassador from Israel', 'Israel withdraws from northern Gaza'],
    ['What is known about the talks', 'What is known about the storm'],
    ['Gaza', 'Gaza'],
    ['', ''],
  ])('is not the subject of both "%s" and "%s"', (one, other) => {
    expect(isSameStory(muted(one), heading(other))).toBe(false);
  });

  it('ends after 14 days', () => {
    const title = 'Aid trucks through Rafah fall to about 30 a day';
    expect(isSameStory(muted(title), heading(title, '2026-12-16T12:00:00.000Z'))).toBe(true);
    expect(isSameStory(muted(title), heading(title, '2026-12-16T12:00:00.001Z'))).toBe(false);
  });

  it('never includes another one of the seeds', () => {
    const lines = readFileSync('seeds/briefings.jsonl', 'utf8').trim().split('\n');
    const titles = lines.map((line): string => JSON.parse(line).title);
    for (const one of titles) {
      const same = titles.filter((other) => isSameStory(muted(one), heading(other)));
      expect(same.filter((other) => other !== one)).toEqual([]);
    }
  });

  it('is the same whichever of two titles was muted, and whatever text they are', () => {
    const words = fc.array(fc.constantFrom('Gaza', 'aid', 'G7', 'talks', 'Rafah', 'pause', 'the'));
    const title = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      words.map((list) => list.join(' ')),
    );
    fc.assert(
      fc.property(title, title, (one, other) => {
        expect(isSameStory(muted(one), heading(other))).toBe(
          isSameStory(muted(other), heading(one)),
        );
      }),
    );
  });
});

describe('the muted stories', () => {
  const one = heading('One', AT, 'one');

  it('contain a story once, muted from its last time on', () => {
    const later = '2026-12-03T12:00:00.000Z';
    const stories = muteIn(muteIn([], one, AT), one, later);
    expect(stories).toEqual([{ briefingId: 'one', title: 'One', at: later }]);
    expect(unmuteIn(stories, 'one')).toEqual([]);
    expect(findMuted({ muted: stories }, one)).toBe(stories[0]);
    expect(findMuted({}, one)).toBeUndefined();
  });

  it('are at most 50, with titles that are not too long', () => {
    let stories = muteIn([], heading('x'.repeat(5_000), AT, 'first'), AT);
    expect(stories[0]?.title).toHaveLength(200);
    for (let count = 0; count < 50; count += 1) {
      stories = muteIn(stories, heading('Next', AT, `b${count}`), AT);
    }
    expect(stories).toHaveLength(50);
    expect(stories[0]?.briefingId).toBe('b0');
  });
});
