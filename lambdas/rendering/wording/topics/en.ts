import { plural } from '../plural';

export const en = {
  /** The topic `*`, as a heading. */
  everyBriefing: 'Every briefing',
  everyBriefingInSentence: 'every briefing',
  /** E.g. `2 more topics`, after the names of others. */
  moreTopics: (count: number) =>
    plural('en', count, { one: '# more topic', other: '# more topics' }),
  /** The button that confirms: the same in the email as on the page it opens. */
  confirmButton: (count: number): string =>
    count === 1 ? 'Yes, follow this topic' : 'Yes, follow these topics',
};

/** The wording of topics. */
export type TopicsWording = typeof en;
