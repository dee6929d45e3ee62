import type { Random } from '../simulation/random';
import { type Action, minutes } from './actions';

export const TOPICS = ['granite', 'basalt', 'marble', 'slate'];
/** What somebody corrects a topic to: one that nobody follows yet, or one that others or they do. */
export const CORRECTIONS = ['quartz', 'quartz', ...TOPICS];
export const PEOPLE = ['ann', 'bob', 'cat', 'dee'];
export const NEWCOMERS = ['eve', 'fay'];

/** The day of the run, on which a pause may end at 07:00 or 08:00, and the next. */
export const PAUSE_ENDS = ['2031-03-03', '2031-03-04'];

/** Half of all actions happen around the publishing of a briefing, where they are most delicate. */
export function momentNear(random: Random, publishes: readonly Action[]): number {
  if (random.chance(0.4)) return random.between(0, minutes(95));
  const near = random.pick(publishes).at;
  const distance = random.chance(0.5)
    ? random.between(-2_000, 5_000)
    : random.between(-minutes(2), minutes(5));
  return Math.max(0, near + distance);
}
