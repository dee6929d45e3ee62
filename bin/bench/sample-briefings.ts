import type { BriefingText } from '../../lambdas/domain/matching/analyze-briefing';
import type { RealText } from './real-texts';

const TITLE_WORDS = 10;

/** Splits the texts into briefings of `length` words each, in order. */
export function sampleBriefings(texts: readonly RealText[], length: number): BriefingText[] {
  const words = texts.flatMap(({ title, body }) => `${title}. ${body}`.split(/\s+/));
  const count = Math.floor(words.length / length);
  return Array.from({ length: count }, (_, index) => {
    const piece = words.slice(index * length, (index + 1) * length);
    return {
      title: piece.slice(0, TITLE_WORDS).join(' '),
      body: piece.slice(TITLE_WORDS).join(' '),
      language: 'en',
    };
  });
}
