import { createHash } from 'node:crypto';
import type { Expression } from './expression';

/** 96 bits: two topics of a million share one by chance once in 10^17. */
const ID_CHARACTERS = 16;

/** The topic's id: the same for every expression that means the same. Letters, digits, `-` and `_`. */
export function topicIdOf(expression: Pick<Expression, 'canonical' | 'language'>): string {
  return createHash('sha256')
    .update(`${expression.language}\n${expression.canonical}`)
    .digest('base64url')
    .slice(0, ID_CHARACTERS);
}

/** Whether it can be a topic's id at all. */
export function isTopicId(text: string): boolean {
  return text.length === ID_CHARACTERS && /^[\w-]*$/.test(text);
}
