/** The segmenter gets at most this many UTF-16 code units at once: its time grows faster than linearly. */
const MAX_SEGMENTER_INPUT_LENGTH = 300;

let segmenter: Intl.Segmenter | undefined;

/** The words of a text in a script without spaces between words (Chinese, Japanese, Thai, Khmer…). */
export function* segmentWords(text: string): Generator<{ start: number; end: number }> {
  // The locale makes no difference: each knows all these scripts.
  segmenter ??= new Intl.Segmenter('en', { granularity: 'word' });
  for (let from = 0; from < text.length; from += MAX_SEGMENTER_INPUT_LENGTH) {
    const chunk = text.slice(from, from + MAX_SEGMENTER_INPUT_LENGTH);
    for (const { segment, index, isWordLike } of segmenter.segment(chunk)) {
      if (isWordLike) yield { start: from + index, end: from + index + segment.length };
    }
  }
}
