import { Random } from '../simulation/random';
import { type Action, minutes } from './actions';
import { CORRECTIONS, momentNear, NEWCOMERS, PAUSE_ENDS, PEOPLE, TOPICS } from './choices';
import { FOLLOWERS } from './followers';
import { randomEmails } from './random-emails';

/** A random scenario: briefings, and people who change their minds, often at the same moment. */
export function randomScenario(seed: number, digestsAt: number): Action[] {
  const random = new Random(seed ^ 0x5eed);
  const briefings = ['alpha', 'bravo', 'charlie', 'delta'].slice(0, random.between(2, 4));
  const publishes: Action[] = briefings.map((briefing) => ({
    at: random.chance(0.3)
      ? digestsAt + random.between(-100_000, 30_000)
      : minutes(1) + random.between(0, minutes(95)),
    kind: 'publish',
    briefing,
    topics: random.shuffle(TOPICS).slice(0, random.between(1, 2)),
  }));
  const [first] = publishes;
  if (first?.kind === 'publish' && random.chance(0.5)) {
    publishes.push({
      ...first,
      at: first.at + random.between(minutes(0.05), minutes(30)),
      notify: true,
    });
  }
  if (random.chance(0.6)) publishes.push(...burstAfter(random, random.pick(publishes)));
  const actions = Array.from({ length: random.between(3, 7) }, () =>
    randomAction(random, momentNear(random, publishes)),
  );
  const preferences = Array.from({ length: random.between(0, 3) }, () =>
    randomPreference(random, momentNear(random, publishes), briefings),
  ).flat();
  const emails = randomEmails(new Random(seed ^ 0xe3a11), publishes);
  return [...publishes, ...actions, ...preferences, ...emails].sort(
    (one, other) => one.at - other.at,
  );
}

/** Half of all pauses end early, and some are extended or shortened before. */
function randomPreference(random: Random, moment: number, briefings: readonly string[]): Action[] {
  const person = random.pick(PEOPLE);
  switch (random.between(0, 5)) {
    case 0:
    case 1: {
      const pauseAt = (time: number) =>
        ({ at: time, kind: 'pause', person, until: random.pick(PAUSE_ENDS) }) as const;
      const soon = () => moment + random.between(0, minutes(random.chance(0.3) ? 1 : 60));
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
    at: first.at + random.between(0, minutes(random.chance(0.5) ? 2 : 20)),
    kind: 'publish',
    briefing,
    topics: first.topics,
  }));
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
