import type { Snippet, SnippetPart } from '../snippet';
import type { AnalyzedBriefing, FieldPlace } from './analyze-briefing';
import type { Match } from './match-topic';
import { type Place, type Window, windowAround } from './snippet-window';

/**
 * The part of the briefing with most of the matched words, cut at sentence or word boundaries. The
 * body is preferred to the title, which an email shows in any case.
 */
export function createSnippet(match: Match, briefing: AnalyzedBriefing): Snippet {
  const places = match.words.flatMap((word) => {
    const field = briefing.fields.find((place) => place.field === word.field);
    if (!field) return [];
    const start = field.start + word.start;
    return [{ start, end: field.start + word.end, word: word.text.toLowerCase() }];
  });
  const field = fieldToShow(places, briefing.fields);
  if (!field) return [];
  const within = places.filter(({ start }) => start >= field.start && start < field.end);
  return partsOf(windowAround(within, field, briefing.text), within, briefing.text.text);
}

/** The field with most of the words; the title only if no other field has any. */
function fieldToShow(
  places: readonly Place[],
  fields: readonly FieldPlace[],
): FieldPlace | undefined {
  const filled = fields.filter(({ start, end }) => end > start);
  const exceptTitle = filled.filter(({ field }) => field !== 'title');
  const wordsIn = ({ start, end }: FieldPlace) =>
    new Set(places.filter((place) => place.start >= start && place.start < end).map(wordOf)).size;
  const maxWords = Math.max(0, ...exceptTitle.map(wordsIn));
  if (maxWords > 0) return exceptTitle.find((field) => wordsIn(field) === maxWords);
  const inTitle = filled.find((field) => wordsIn(field) > 0);
  return inTitle ?? exceptTitle[0] ?? filled[0];
}

const wordOf = ({ word }: Place): string => word;

const ELLIPSIS = '…';

function partsOf(window: Window, places: readonly Place[], text: string): Snippet {
  const parts: SnippetPart[] = [];
  let at = window.start;
  if (window.cutBefore) parts.push({ text: ELLIPSIS, matched: false });
  for (const place of places) {
    if (place.start < at || place.end > window.end) continue;
    parts.push({ text: text.slice(at, place.start), matched: false });
    parts.push({ text: text.slice(place.start, place.end), matched: true });
    at = place.end;
  }
  parts.push({ text: text.slice(at, window.end), matched: false });
  if (window.cutAfter) parts.push({ text: ELLIPSIS, matched: false });
  return joinParts(parts.map((part) => ({ ...part, text: part.text.replace(/\s+/g, ' ') })));
}

/** Removes empty parts and joins adjacent parts of the same type. */
function joinParts(parts: readonly SnippetPart[]): Snippet {
  const joined: SnippetPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.text === '') continue;
    if (last && !last.matched && !part.matched) last.text += part.text;
    else joined.push({ ...part });
  }
  return joined;
}
