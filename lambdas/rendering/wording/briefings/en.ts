import { plural } from '../plural';

export const en = {
  /** E.g. `12 briefings`. */
  count: (count: number) => plural('en', count, { one: '# briefing', other: '# briefings' }),
};

/** The wording of briefings. */
export type BriefingsWording = typeof en;
