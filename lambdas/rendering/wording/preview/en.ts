import { plural } from '../plural';

export const en = {
  show: 'See what you would have received',
  heading: (days: number) =>
    plural('en', days, { one: 'In the last day', other: 'In the last # days' }),
  matched: (count: number) =>
    plural('en', count, {
      one: 'You would have received # briefing.',
      other: 'You would have received # briefings.',
    }),
  nothing: 'You would have received nothing.',
  noBriefings: 'Nothing was published in this time, so we cannot show you an example.',
  cannotFollow: 'This topic cannot be followed yet',
  perWeek: 'Briefings per week',
  /** Fewer days than a week, e.g. `28–29 October (2 days)`. */
  partOfWeek: (range: string, days: number) =>
    plural('en', days, { one: `${range} (# day)`, other: `${range} (# days)` }),
  week: 'Week',
  briefings: 'Briefings',
  clauses: 'What each word costs',
  clausesIntro: (briefings: number) =>
    plural('en', briefings, {
      one: '# briefing was published. How many each word or phrase lets through, and how many the topic would match without it:',
      other:
        '# briefings were published. How many each word or phrase lets through, and how many the topic would match without it:',
    }),
  clause: 'Word or phrase',
  letsThrough: 'Lets through',
  withoutIt: 'Without it',
  not: (clause: string) => `not ${clause}`,
  latest: 'The latest',
  tooBroad: (percent: string) =>
    `This matches ${percent} of all briefings. Add a name or a place to get fewer.`,
  acceptBroad: 'Yes, I want all of these briefings.',
  tickBroad: 'Tick the box if you want all of these briefings, or add a name or a place.',
  tooNarrow: 'That may be too narrow. Try one of these:',
  fewerWords:
    'Try fewer or more general words. Or follow the topic to hear about the first briefing.',
};

/** The wording of the preview of a topic. */
export type PreviewWording = typeof en;
