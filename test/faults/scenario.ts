import type { Frequency } from '../../lambdas/domain/frequency';
import { Random } from './simulation/random';

const MINUTE_MS = 60_000;

/** What readers change about when they get which emails. */
export type PreferenceAction = { readonly person: string } & (
  | {
      readonly kind: 'pause';
      /** A date, such as `2031-03-04`. */
      readonly until: string;
    }
  | { readonly kind: 'resume' }
  | { readonly kind: 'set-quiet-hours'; readonly from: number; readonly to: number }
  | { readonly kind: 'mute'; readonly briefing: string }
  | { readonly kind: 'digest-now' }
);

/** What publishers and readers do during a run. `at` is in ms after its start. */
export type Action = { readonly at: number } & (
  | PreferenceAction
  | {
      readonly kind: 'publish';
      readonly briefing: string;
      readonly topics: readonly string[];
      readonly notify?: boolean;
    }
  | {
      readonly kind: 'follow';
      readonly person: string;
      readonly topic: string;
      readonly frequency: Frequency;
    }
  | {
      readonly kind: 'sign-up';
      readonly person: string;
      readonly topic: string;
      readonly frequency: Frequency;
    }
  | {
      readonly kind: 'set-frequency';
      readonly person: string;
      readonly topic: string;
      readonly frequency: Frequency;
    }
  | { readonly kind: 'set-hour'; readonly person: string; readonly hour: number }
  | {
      readonly kind: 'set-weekday';
      readonly person: string;
      /** 1 (Monday) to 7. */
      readonly weekday: number;
    }
  | {
      readonly kind: 'edit-topic';
      readonly person: string;
      readonly topic: string;
      /** What they follow instead. */
      readonly next: string;
    }
  | { readonly kind: 'stop'; readonly person: string; readonly topic: string }
  | { readonly kind: 'leave'; readonly person: string; readonly how: 'one-click' | 'manage page' }
);

/** Says an action in one line. */
export function describeAction({ at, ...action }: Action): string {
  return `${(at / MINUTE_MS).toFixed(2)} min: ${JSON.stringify(action)}`;
}

/** Who follows what before each run, which begins on a Monday at 06:30 UTC. */
export const FOLLOWERS: readonly {
  person: string;
  topic: string;
  frequency: Frequency;
  hour: number;
}[] = [
  { person: 'ann', topic: 'granite', frequency: 'instant', hour: 8 },
  { person: 'ann', topic: 'basalt', frequency: 'daily', hour: 8 },
  { person: 'bob', topic: 'granite', frequency: 'daily', hour: 8 },
  { person: 'bob', topic: 'marble', frequency: 'instant', hour: 8 },
  { person: 'cat', topic: 'granite', frequency: 'instant', hour: 7 },
  { person: 'cat', topic: 'basalt', frequency: 'weekly', hour: 7 },
  { person: 'dee', topic: 'marble', frequency: 'daily', hour: 7 },
  { person: 'dee', topic: 'basalt', frequency: 'instant', hour: 7 },
];

const TOPICS = ['granite', 'basalt', 'marble', 'slate'];
/** What somebody corrects a topic to: one that nobody follows yet, or one that others or they do. */
const CORRECTIONS = ['quartz', 'quartz', ...TOPICS];
const PEOPLE = ['ann', 'bob', 'cat', 'dee'];
const NEWCOMERS = ['eve', 'fay'];

const at = (minutes: number): number => minutes * MINUTE_MS;

/**
 * A scenario that meets every part of the service once, for faults at every point. `digestsAt` is when
 * the schedule queues the digests of 08:00, in ms after the start.
 */
export function smallScenario(digestsAt: number): Action[] {
  return [
    { at: at(5), kind: 'publish', briefing: 'alpha', topics: ['granite'] },
    // So soon after alpha that its alerts are gathered.
    { at: at(7), kind: 'publish', briefing: 'delta', topics: ['granite', 'basalt'] },
    // While it is gathered.
    { at: at(8), kind: 'mute', person: 'ann', briefing: 'delta' },
    // Confirms after a minute, just before a briefing on the new topic.
    { at: at(10), kind: 'sign-up', person: 'eve', topic: 'slate', frequency: 'instant' },
    { at: at(11.25), kind: 'publish', briefing: 'bravo', topics: ['marble', 'slate'] },
    { at: at(13), kind: 'set-frequency', person: 'bob', topic: 'marble', frequency: 'daily' },
    // While the alerts about it are on their way; quartz is a new topic, granite is followed by others.
    { at: at(11.25) + 3_000, kind: 'edit-topic', person: 'bob', topic: 'granite', next: 'quartz' },
    // Before her weekly digest of this Monday, which moves to Sunday.
    { at: at(20), kind: 'set-weekday', person: 'cat', weekday: 7 },
    // Between the time of her digest and the run of the schedule that queues it, so that it is postponed.
    { at: at(30.5), kind: 'pause', person: 'dee', until: '2031-03-04' },
    { at: at(32), kind: 'pause', person: 'dee', until: '2031-03-05' },
    { at: at(35), kind: 'resume', person: 'dee' },
    { at: at(40), kind: 'publish', briefing: 'alpha', topics: ['granite'], notify: true },
    // Soon after the alert about it, or while it is being prepared if that takes long.
    { at: at(40) + 5_000, kind: 'leave', person: 'cat', how: 'one-click' },
    { at: at(40) + 5_000, kind: 'pause', person: 'ann', until: '2031-03-03' },
    // Soon after his digest was sent, so that one whose record was lost is not told again.
    { at: digestsAt + 5_000, kind: 'pause', person: 'bob', until: '2031-03-04' },
    { at: digestsAt + at(20), kind: 'resume', person: 'bob' },
    // With a slow clock, its match is stamped before the digest that was just prepared.
    { at: digestsAt + 8_000, kind: 'publish', briefing: 'charlie', topics: ['basalt', 'slate'] },
    // Just before the alert about it is prepared.
    { at: digestsAt + 8_200, kind: 'leave', person: 'eve', how: 'one-click' },
  ];
}

/** A random scenario: briefings, and people who change their minds, often at the same moment. */
export function randomScenario(seed: number, digestsAt: number): Action[] {
  const random = new Random(seed ^ 0x5eed);
  const briefings = ['alpha', 'bravo', 'charlie', 'delta'].slice(0, random.between(2, 4));
  const publishes: Action[] = briefings.map((briefing) => ({
    at: random.chance(0.3)
      ? digestsAt + random.between(-100_000, 30_000)
      : at(1) + random.between(0, at(95)),
    kind: 'publish',
    briefing,
    topics: random.shuffle(TOPICS).slice(0, random.between(1, 2)),
  }));
  const [first] = publishes;
  if (first?.kind === 'publish' && random.chance(0.5)) {
    publishes.push({ ...first, at: first.at + random.between(at(0.05), at(30)), notify: true });
  }
  if (random.chance(0.6)) publishes.push(...burstAfter(random, random.pick(publishes)));
  const actions = Array.from({ length: random.between(3, 7) }, () =>
    randomAction(random, momentNear(random, publishes)),
  );
  const preferences = Array.from({ length: random.between(0, 3) }, () =>
    randomPreference(random, momentNear(random, publishes), briefings),
  ).flat();
  return [...publishes, ...actions, ...preferences].sort((one, other) => one.at - other.at);
}

/** The day of the run, on which a pause may end at 07:00 or 08:00, and the next. */
const PAUSE_ENDS = ['2031-03-03', '2031-03-04'];

/** Half of all pauses end early, and some are extended or shortened before. */
function randomPreference(random: Random, moment: number, briefings: readonly string[]): Action[] {
  const person = random.pick(PEOPLE);
  switch (random.between(0, 5)) {
    case 0:
    case 1: {
      const pauseAt = (time: number) =>
        ({ at: time, kind: 'pause', person, until: random.pick(PAUSE_ENDS) }) as const;
      const soon = () => moment + random.between(0, at(random.chance(0.3) ? 1 : 60));
      const pauses = [pauseAt(moment), ...(random.chance(0.4) ? [pauseAt(soon())] : [])];
      return random.chance(0.5) ? pauses : [...pauses, { at: soon(), kind: 'resume', person }];
    }
    case 2: {
      const from = random.between(6, 8);
      return [
        { at: moment, kind: 'set-quiet-hours', person, from, to: from + random.between(1, 2) },
      ];
    }
    case 3:
    case 4:
      return [{ at: moment, kind: 'mute', person, briefing: random.pick(briefings) }];
    default:
      return [{ at: moment, kind: 'digest-now', person }];
  }
}

/** Briefings on the same topics within minutes, whose alerts are gathered. */
function burstAfter(random: Random, first: Action): Action[] {
  if (first.kind !== 'publish') return [];
  const briefings = ['echo', 'foxtrot', 'golf'].slice(0, random.between(1, 3));
  return briefings.map((briefing) => ({
    at: first.at + random.between(0, at(random.chance(0.5) ? 2 : 20)),
    kind: 'publish',
    briefing,
    topics: first.topics,
  }));
}

/** Half of all actions happen around the publishing of a briefing, where they are most delicate. */
function momentNear(random: Random, publishes: readonly Action[]): number {
  if (random.chance(0.4)) return random.between(0, at(95));
  const near = random.pick(publishes).at;
  const distance = random.chance(0.5)
    ? random.between(-2_000, 5_000)
    : random.between(-at(2), at(5));
  return Math.max(0, near + distance);
}

function randomAction(random: Random, moment: number): Action {
  const person = random.pick(PEOPLE);
  const topic = random.pick(TOPICS);
  const frequency = random.pick(['instant', 'daily', 'daily', 'instant', 'weekly'] as const);
  const followed = FOLLOWERS.filter((follower) => follower.person === person);
  const own = random.pick(followed).topic;
  switch (random.between(0, 9)) {
    case 7:
    case 8:
      return { at: moment, kind: 'edit-topic', person, topic: own, next: random.pick(CORRECTIONS) };
    case 9:
      return { at: moment, kind: 'set-weekday', person, weekday: random.pick([1, 2, 7]) };
    case 0:
    case 1:
      return { at: moment, kind: 'set-frequency', person, topic: own, frequency };
    case 2:
      return { at: moment, kind: 'sign-up', person: random.pick(NEWCOMERS), topic, frequency };
    case 3:
      return { at: moment, kind: 'follow', person, topic, frequency };
    case 4:
      return { at: moment, kind: 'set-hour', person, hour: random.between(7, 9) };
    case 5:
      return { at: moment, kind: 'stop', person, topic: own };
    default:
      return {
        at: moment,
        kind: 'leave',
        person,
        how: random.pick(['one-click', 'manage page'] as const),
      };
  }
}
