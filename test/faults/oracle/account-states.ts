import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Frequency } from '../../../lambdas/domain/frequency';
import type { CheckedRun } from './checked-run';

/** What a person followed and preferred from a time on. */
export interface AccountState {
  /** Virtual time (ms). */
  readonly at: number;
  /** Frequencies by expression. */
  readonly topics: ReadonlyMap<string, Frequency>;
  readonly pausedUntil: string | undefined;
  /** The ids of the briefings whose stories are muted. */
  readonly muted: ReadonlySet<string>;
}

interface Profile {
  readonly unsubscribes?: number;
  readonly pausedUntil?: string;
  readonly muted?: readonly { briefingId: string }[];
}

interface TopicItem {
  readonly expression: string;
  readonly frequency: Frequency;
  readonly unsubscribes: number;
}

/** The states of a person's account in order, the first before they had one. */
export function accountStates(run: CheckedRun, person: string): AccountState[] {
  const id = run.people.subscriberIdOf(person);
  let profile: Profile | undefined;
  const items = new Map<string, TopicItem>();
  const states: AccountState[] = [stateOf(0, profile, items)];
  for (const { key, at, image } of run.versions) {
    if (id === undefined || !key.startsWith(`${id}|`)) continue;
    if (key === `${id}|profile`) profile = image && (unmarshall(image as never) as Profile);
    else if (!key.startsWith(`${id}|topic#`)) continue;
    else if (image === undefined) items.delete(key);
    else items.set(key, unmarshall(image as never) as TopicItem);
    // What one transaction writes is one change.
    if (states.at(-1)?.at === at) states.pop();
    states.push(stateOf(at, profile, items));
  }
  return states;
}

/** The states between two times (ms), with the one at the beginning. */
export function statesBetween(
  states: readonly AccountState[],
  from: number,
  until: number,
): AccountState[] {
  const first = states.findLastIndex(({ at }) => at <= from);
  return states.slice(Math.max(0, first)).filter(({ at }) => at <= until);
}

function stateOf(
  at: number,
  profile: Profile | undefined,
  items: ReadonlyMap<string, TopicItem>,
): AccountState {
  const followed = [...items.values()].filter(
    ({ unsubscribes }) => profile !== undefined && unsubscribes >= (profile.unsubscribes ?? 0),
  );
  return {
    at,
    topics: new Map(followed.map(({ expression, frequency }) => [expression, frequency])),
    pausedUntil: profile?.pausedUntil,
    muted: new Set(profile?.muted?.map(({ briefingId }) => briefingId)),
  };
}
