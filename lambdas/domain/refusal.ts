/**
 * Why what a person entered is refused, and what to change: in English, for the command line, the API and
 * English pages. The sentences in the other languages are in `rendering/wording/refusals/`.
 */
export const REFUSALS = {
  incompleteAddress: () => 'That is not a complete email address. Write it like name@example.org.',
  refusedDomain: () =>
    'We do not accept addresses at this domain. Use the address of your own mailbox.',
  webAddress: () =>
    'A topic cannot contain a web address. Type the words, names or places to follow.',
  unknownFrequency: () => 'Choose instant, daily, weekly or monthly.',
  unknownHour: () => 'Choose an hour from 0 to 23.',
  unknownTimeZone: () => 'We do not know that time zone. Choose one such as Europe/London.',
  /** `codes` as a list, e.g. `en, fr`. */
  unknownLanguage: (codes: string) => `Choose a language: ${codes}.`,
  noTopic: () => 'Name a topic to follow.',
  tooManyTopicsAtOnce: (max: number) => `Name at most ${max} topics at once.`,
  topicsTooLongAtOnce: () => 'These topics are too long to follow at once. Name fewer topics.',
  tooManyTopics: (max: number) =>
    `Nobody can follow more than ${max === 1 ? '1 topic' : `${max} topics`}. Stop following another topic first.`,
  emptyExpression: () => 'Type a word, a name or a phrase to follow.',
  noWords: () => 'There is no word here to follow. Type a name, a place or a phrase.',
  onlyStopWords: () => 'Every word here is too common to follow. Add a name or a place.',
  onlyNegations: () =>
    'This only says what to leave out, so nearly everything would match. Add a word that must be present.',
  negativeBranch: () =>
    'One side of the OR only says what to leave out, so nearly everything would match. Add a word to that side.',
  expressionTooLong: (max: number) =>
    `This is longer than ${max} characters. Keep the names and places and leave out the rest.`,
  tooManyTerms: (max: number) =>
    `There are more than ${max} words here. Keep the most important ones, or follow several topics.`,
  tooDeep: (max: number) =>
    `There are more than ${max} levels of parentheses here. Make the topic simpler, or follow several topics.`,
  prefixTooShort: (min: number) => `Give at least ${min} letters before the *, as in terr*.`,
  nearNeedsWords: () =>
    'Put NEAR between two words or phrases, as in ceasefire NEAR/5 Gaza. It cannot join groups with AND or minus.',
  unknownWeekday: () => 'Choose a day from Monday to Sunday.',
  unknownMonthDay: (max: number) =>
    `Choose a day of the month from 1 to ${max}, or the first weekday.`,
  unknownQuietHours: () =>
    'Choose two different hours for the start and the end of your quiet hours, or leave both empty.',
  unknownMaxAlerts: (max: number) => `Choose a number of alerts from 1 to ${max}.`,
  unknownDate: () => 'Choose a date.',
  pauseInThePast: () => 'Choose a later date for the end of the pause.',
  pauseTooLong: (days: number) =>
    days === 1 ? 'A pause can last 1 day at most.' : `A pause can last ${days} days at most.`,
  /** Emails have been waiting since an earlier pause. */
  pauseTooLongNow: (days: number) =>
    `What waits for you must be sent before it gets too old, so this pause can last ${days === 1 ? '1 day' : `${days} days`} at most.`,
  pauseNotNow: () =>
    'What waits for you must be sent before it gets too old. You can pause again after your next email.',
} as const;

/** A function for every refusal that gives the sentence with its values. */
export type RefusalSentences = typeof REFUSALS;
export type RefusalCode = keyof RefusalSentences;

export interface Refusal {
  code: RefusalCode;
  /** What the sentence mentions, such as the limit that was exceeded: the arguments of its function. */
  values: readonly (string | number)[];
  /** The sentence in English. */
  reason: string;
}

export type Refused = { outcome: 'refused' } & Refusal;

/** E.g. `refuse('tooManyTerms', 32)`. */
export function refuse<Code extends RefusalCode>(
  code: Code,
  ...values: Parameters<RefusalSentences[Code]>
): Refused {
  return { outcome: 'refused', code, values, reason: sentenceOf(REFUSALS, { code, values }) };
}

/** The sentence for the refusal, in the language of the given sentences. */
export function sentenceOf(
  sentences: RefusalSentences,
  { code, values }: Pick<Refusal, 'code' | 'values'>,
): string {
  // `refuse` checks the values against the code.
  const sentence = sentences[code] as (...values: readonly (string | number)[]) => string;
  return sentence(...values);
}
