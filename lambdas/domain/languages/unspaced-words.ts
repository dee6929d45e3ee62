/** A piece given to the segmenter at once: its time grows faster than the text. */
const PIECE = 300;

let segmenter: Intl.Segmenter | undefined;

/** The words of a run in a script that parts them by nothing (Chinese, Japanese, Thai, Khmer…). */
export function* wordsWithoutSpaces(run: string): Generator<{ start: number; end: number }> {
  // Every such script is known to it, whatever the locale.
  segmenter ??= new Intl.Segmenter('en', { granularity: 'word' });
  for (let from = 0; from < run.length; from += PIECE) {
    for (const { segment, index, isWordLike } of segmenter.segment(run.slice(from, from + PIECE))) {
      if (isWordLike) yield { start: from + index, end: from + index + segment.length };
    }
  }
}
