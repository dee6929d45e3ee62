import { createHash } from 'node:crypto';
import type { Expression } from './expression';

/** 96 bits: the chance that any two of a million topics share an id is 1 in 10^17. */
const ID_CHARACTERS = 16;

/** The topic's id, equal for expressions with the same meaning. Letters, digits, `-` and `_`. */
export function topicIdOf(expression: Pick<Expression, 'canonical' | 'language'>): string {
  return createHash('sha256')
    .update(`${expression.language}\n${expression.canonical}`)
    .digest('base64url')
    .slice(0, ID_CHARACTERS);
}

/** Whether the text has the form of a topic id. */
export function isTopicId(text: string): boolean {
  return text.length === ID_CHARACTERS && /^[\w-]*$/.test(text);
}
