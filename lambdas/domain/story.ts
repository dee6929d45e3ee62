import type { BriefingHeading } from './briefing';
import { fold } from './languages/characters';
import { isStopWordInAnyLanguage } from './languages/stop-words';
import type { MutedStory } from './subscriber';

/** Older ones are forgotten: they are stored in the profile, which every email reads. */
const MAX_MUTED = 50;
const MAX_TITLE_LENGTH = 200;

/** How long (ms) after it was muted a story is recognised by its title. */
const STORY_MS = 14 * 24 * 3_600_000;

/** Two titles of one story share at least this many distinctive words, and this part of the shorter one's. */
const MIN_SHARED_WORDS = 3;
const MIN_SHARED_PART = 2 / 3;

type StoryHeading = Pick<BriefingHeading, 'briefingId' | 'title' | 'publishedAt'>;

/**
 * Whether the briefing is the muted one, in any edition, or is about the same story: it was published
 * within 14 days, and most of the distinctive words of the two titles are the same. When in doubt it is
 * another story, because a briefing that is left out by mistake is worse than one too many.
 */
export function isSameStory(muted: MutedStory, heading: StoryHeading): boolean {
  if (muted.briefingId === heading.briefingId) return true;
  if (Math.abs(Date.parse(heading.publishedAt) - Date.parse(muted.at)) > STORY_MS) return false;
  const [one, other] = [distinctiveWords(muted.title), distinctiveWords(heading.title)];
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared >= MIN_SHARED_WORDS && shared / Math.min(one.size, other.size) >= MIN_SHARED_PART;
}

/** The muted story that the briefing belongs to. */
export function findMuted(
  { muted = [] }: { muted?: MutedStory[] },
  heading: StoryHeading,
): MutedStory | undefined {
  return muted.find((story) => isSameStory(story, heading));
}

/** The muted stories with that of the briefing. A story that is muted again counts from `now` (ISO 8601). */
export function muteIn(muted: MutedStory[], briefing: StoryHeading, now: string): MutedStory[] {
  const { briefingId, title } = briefing;
  const story = { briefingId, title: title.slice(0, MAX_TITLE_LENGTH), at: now };
  return [...unmuteIn(muted, briefingId), story].slice(-MAX_MUTED);
}

export function unmuteIn(muted: MutedStory[], briefingId: string): MutedStory[] {
  return muted.filter((story) => story.briefingId !== briefingId);
}

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/** Shorter words are rarely names, unless they have a digit or are written in capitals, as `G7` and `UN`. */
const MIN_WORD_LENGTH = 3;

/**
 * Names, numbers and other words of the title that are not in most titles. A title has no more than some
 * ten words, so a rough stem is enough: emails are written without the stemmers of topics.
 */
function distinctiveWords(title: string): Set<string> {
  const words = [...segmenter.segment(title)].flatMap(({ segment, isWordLike }) => {
    const word = fold(segment);
    const isShort = word.length < MIN_WORD_LENGTH && !/\d|^\p{Lu}{2,}$/u.test(segment);
    return isWordLike && !isShort && !isStopWordInAnyLanguage(word) ? [roughStem(word)] : [];
  });
  return new Set(words);
}

/** Enough letters to distinguish words, few enough to leave out most endings. */
const STEM_LENGTH = 6;

/** The beginning of a folded word, without a plural's `s` and without an Arabic article. */
function roughStem(word: string): string {
  const bare = word.replace(/^[وفبك]?ال(?=...)/u, '').replace(/(?<=...)s$/, '');
  return bare.slice(0, STEM_LENGTH);
}
