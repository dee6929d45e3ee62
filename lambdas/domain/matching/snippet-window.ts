import { kindAt, SPACE } from '../languages/characters';
import type { FieldPlace } from './analyze-briefing';
import type { AnalyzedText } from './analyzed-text';

/** The maximum length of all parts together, including ellipses, in UTF-16 units. */
export const MAX_SNIPPET_LENGTH = 240;

/** A matched place in the searched text. */
export interface Place {
  start: number;
  end: number;
  /** The word in lower case. Different words are worth more than the same word again. */
  word: string;
}

/** The part of the text that is shown. `cutBefore` and `cutAfter` call for an ellipsis. */
export interface Window {
  start: number;
  end: number;
  cutBefore: boolean;
  cutAfter: boolean;
}

/** Leaves space for an ellipsis at each end. */
const MAX_WINDOW_LENGTH = MAX_SNIPPET_LENGTH - 2;
/** Matched words are collected over this length at most, to leave some text around them. */
const MAX_CLUSTER_LENGTH = 160;

/** Chooses the part of `field` to show: whole sentences if they fit, otherwise whole words. */
export function windowAround(
  places: readonly Place[],
  field: FieldPlace,
  text: AnalyzedText,
): Window {
  const core = densestCluster(places) ?? { start: field.start, end: field.start };
  const kept =
    core.end - core.start > MAX_WINDOW_LENGTH
      ? { ...core, end: core.start + MAX_WINDOW_LENGTH }
      : core;
  const start = startOf(kept, field, text);
  const end = endFrom(start, kept, field, text);
  return trim(
    {
      start,
      end,
      cutBefore: start > field.start && !startsSentence(text.text, start, field.start),
      cutAfter: end < field.end && !endsSentence(text.text, end),
    },
    text.text,
  );
}

/** The run of places within `DENSE` characters that holds the most different words, then the most. */
function densestCluster(places: readonly Place[]): { start: number; end: number } | undefined {
  let best: { start: number; end: number; score: number } | undefined;
  for (let first = 0; first < places.length; first++) {
    const from = places[first]?.start ?? 0;
    const words = new Set<string>();
    let end = places[first]?.end ?? 0;
    let count = 0;
    for (let last = first; last < places.length; last++) {
      const place = places[last];
      if (!place || (last > first && place.end - from > MAX_CLUSTER_LENGTH)) break;
      words.add(place.word);
      count++;
      end = place.end;
    }
    const score = words.size * 1000 + count;
    if (!best || score > best.score) best = { start: from, end, score };
  }
  return best;
}

/** The start of the sentence if it is near enough; otherwise a word boundary before the core. */
function startOf(
  core: { start: number; end: number },
  field: FieldPlace,
  { text, starts }: AnalyzedText,
): number {
  const furthest = Math.max(field.start, core.end - MAX_WINDOW_LENGTH);
  for (let at = core.start; at >= furthest; at--) {
    if (at === field.start || startsSentence(text, at, field.start)) return at;
  }
  const context = Math.max(
    furthest,
    core.start - Math.floor((MAX_WINDOW_LENGTH - (core.end - core.start)) / 2),
  );
  for (let at = context; at < core.start; at++) if (startsWord(text, at)) return at;
  // In scripts without spaces, the words of the analyzed text give the boundaries.
  return starts.find((start) => start >= context && start <= core.start) ?? core.start;
}

/** The last end of a sentence that fits; otherwise the last word boundary. */
function endFrom(
  start: number,
  core: { start: number; end: number },
  field: FieldPlace,
  { text, ends }: AnalyzedText,
): number {
  const furthest = Math.min(field.end, start + MAX_WINDOW_LENGTH);
  if (furthest === field.end) return furthest;
  for (let at = furthest; at > core.end; at--) if (endsSentence(text, at)) return at;
  for (let at = furthest; at > core.end; at--) if (isSpace(text, at)) return at;
  const wordEnd = ends.findLast((end) => end > core.end && end <= furthest);
  return wordEnd ?? Math.max(core.end, furthest - (splitsPair(text, furthest) ? 1 : 0));
}

const isSpace = (text: string, at: number): boolean => (kindAt(text, at) & SPACE) !== 0;

const startsWord = (text: string, at: number): boolean =>
  isSpace(text, at - 1) && !isSpace(text, at);

const SENTENCE_ENDS = new Set('.!?…。！？؟');
/** These are not followed by a space. */
const UNSPACED_SENTENCE_ENDS = new Set('。！？');

function startsSentence(text: string, at: number, fieldStart: number): boolean {
  if (at === fieldStart) return true;
  if (text[at - 1] === '\n' || UNSPACED_SENTENCE_ENDS.has(text[at - 1] ?? '')) return true;
  return startsWord(text, at) && endsSentence(text, at - 1);
}

/** A sentence ends after its punctuation mark and any closing quotation mark or bracket. */
function endsSentence(text: string, at: number): boolean {
  if (text[at] === '\n' || UNSPACED_SENTENCE_ENDS.has(text[at - 1] ?? '')) return true;
  const last = /["'”’)\]]/.test(text[at - 1] ?? '') ? at - 2 : at - 1;
  return SENTENCE_ENDS.has(text[last] ?? '') && (at === text.length || isSpace(text, at));
}

function splitsPair(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit < 0xe000;
}

function trim(window: Window, text: string): Window {
  let { start, end } = window;
  while (start < end && isSpace(text, start)) start++;
  while (end > start && isSpace(text, end - 1)) end--;
  return { ...window, start, end };
}
