import type { Random } from '../simulation/random';
import type { Action, EmailedCommand } from './actions';
import { momentNear, NEWCOMERS, PAUSE_ENDS, PEOPLE, TOPICS } from './choices';
import { FOLLOWERS } from './followers';

/** So few that no limit of answers is reached. */
const MAX_EMAILS = 3;

/** In half of all scenarios people also write emails. Half of these are proven, and some others are confirmed. */
export function randomEmails(random: Random, publishes: readonly Action[]): Action[] {
  if (random.chance(0.5)) return [];
  return Array.from({ length: random.between(1, MAX_EMAILS) }, (_entry, index) => {
    const person = random.pick([...PEOPLE, ...PEOPLE, ...NEWCOMERS]);
    const dmarc = random.pick(['PASS', 'PASS', 'GRAY', 'FAIL'] as const);
    return {
      at: momentNear(random, publishes),
      kind: 'email' as const,
      person,
      id: `email-${index + 1}`,
      command: randomCommand(random, person, index),
      dmarc,
      isReply: random.chance(0.3),
      confirms: dmarc !== 'PASS' && random.chance(0.5),
      isCopied: random.chance(0.3),
    };
  });
}

function randomCommand(random: Random, person: string, index: number): EmailedCommand {
  const topic = random.pick(TOPICS);
  const [own] = random.shuffle(FOLLOWERS.filter((follower) => follower.person === person));
  switch (random.between(0, 9)) {
    case 0:
    case 1:
      return { word: 'stop' };
    case 2:
      return { word: 'subscribe', topic };
    case 3:
      return { word: 'unsubscribe', topic: own?.topic ?? topic };
    case 4:
    case 5:
      return { word: 'pause', until: random.pick(PAUSE_ENDS) };
    case 6:
      return { word: 'resume' };
    case 7:
      return { word: 'mute' };
    case 8:
      return { word: 'daily', topic: own?.topic ?? topic };
    default:
      // A mailbox gets one answer an hour that only helps.
      return index === 0 ? { word: 'help' } : { word: 'list' };
  }
}
