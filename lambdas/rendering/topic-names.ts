import { cutAtWord, plainLine } from './plain-line';

/** The expression that every briefing meets. */
export const EVERYTHING = '*';

const MAX_NAME_LENGTH = 200;

/** A topic as a heading names it: its expression on one line, and `Every briefing` for `*`. */
export function topicName(expression: string): string {
  const name = plainLine(expression);
  return name === EVERYTHING ? 'Every briefing' : cutAtWord(name, MAX_NAME_LENGTH);
}

/** A topic inside a sentence. */
export function topicInSentence(expression: string): string {
  return plainLine(expression) === EVERYTHING ? 'every briefing' : topicName(expression);
}

/** E.g. `1 briefing`, `1,200 briefings`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`;
}

/** E.g. `Gaza aid`, `Gaza aid and 2 more topics`; a topic that says something comes before `*`. */
export function firstAndMore(expressions: string[]): string {
  const [first, ...others] = everythingLast(expressions);
  if (first === undefined) return '';
  const name = topicInSentence(first);
  return others.length === 0 ? name : `${name} and ${counted(others.length, 'more topic')}`;
}

function everythingLast(expressions: string[]): string[] {
  const everything = (expression: string) => Number(plainLine(expression) === EVERYTHING);
  return [...expressions].sort((a, b) => everything(a) - everything(b));
}
