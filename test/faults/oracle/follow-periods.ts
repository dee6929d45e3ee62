import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Frequency } from '../../../lambdas/domain/frequency';
import type { CheckedRun } from './checked-run';

/** A period in which somebody followed a topic at a frequency. */
export interface FollowPeriod {
  readonly frequency: Frequency;
  /** The stamp (ms) from which the frequency applies. */
  readonly since: number;
  /** When it was stored. */
  readonly storedAt: number;
  /** When they stopped following the topic, or the one that they edited it into; undefined if they did not. */
  endedAt: number | undefined;
  /** The stamp (ms) from which another topic replaces this one, by an edit. */
  until?: number;
}

/** The periods in which a person followed a topic, in the order in which they were stored. */
export function followPeriods(run: CheckedRun, person: string, topic: string): FollowPeriod[] {
  const id = run.people.subscriberIdOf(person);
  const periods: FollowPeriod[] = [];
  let unsubscribedAt: string | undefined;
  const end = (at: number) => {
    for (const period of periods) period.endedAt ??= at;
  };
  /** The subscription that keeps the periods of this topic after an edit. */
  let heir: string | undefined;
  const left = new Set<string>();
  for (const { at, image, key } of run.versions) {
    if (!key.startsWith(`${id}|`)) continue;
    if (image?.item?.S === 'profile') {
      const mark = image.unsubscribedAt?.S as string | undefined;
      if (mark !== undefined && mark !== unsubscribedAt) end(at);
      unsubscribedAt = mark;
      continue;
    }
    if (!key.includes('|topic#')) continue;
    // An edit only marks the former subscription, which is deleted later.
    const wasLeft = left.delete(key);
    if (image && Number(image.unsubscribes?.N) < 0) left.add(key);
    else if (image === undefined && wasLeft) continue;
    if (image === undefined || left.has(key)) {
      const isOwn = topicOf(run, key) === topic;
      if (!isOwn && key !== heir) continue;
      const replacement = replacementOf(run, key, at, topic);
      heir = replacement?.key;
      if (replacement === undefined) end(at);
      else if (isOwn) {
        for (const period of periods) period.until ??= replacement.until;
      }
      continue;
    }
    if (image.expression?.S !== topic) continue;
    const since = Date.parse(String(image.since?.S));
    const frequency = image.frequency?.S as Frequency;
    const last = periods.at(-1);
    if (last && last.since === since && last.frequency === frequency) continue;
    periods.push({ frequency, since, storedAt: at, endedAt: undefined });
  }
  return periods;
}

export function topicsOf(run: CheckedRun, person: string): string[] {
  const id = run.people.subscriberIdOf(person);
  const topics = run.versions
    .filter(({ key, image }) => key.startsWith(`${id}|topic#`) && image)
    .map(({ image }) => String(image?.expression?.S));
  return [...new Set(topics)];
}

/**
 * The subscription that an edit stored when it marked the one with this key, and the stamp (ms) from which
 * it counts instead of the topic. Undefined if the subscription was not edited.
 */
function replacementOf(
  run: CheckedRun,
  formerKey: string,
  at: number,
  topic: string,
): { key: string; until: number } | undefined {
  const [id] = formerKey.split('|');
  for (const { key, image, at: storedAt } of run.versions) {
    if (storedAt !== at || !key.startsWith(`${id}|topic#`) || image?.replaced === undefined)
      continue;
    const { replaced } = unmarshall({ replaced: image.replaced } as never);
    const kept = replaced.findLast((one: { expression: string }) => one.expression === topic);
    const until = kept?.formerly.at(-1)?.until;
    if (kept !== undefined) return { key, until: until === undefined ? at : Date.parse(until) };
  }
  return undefined;
}

function topicOf(run: CheckedRun, key: string): string | undefined {
  const version = run.versions.find((candidate) => candidate.key === key && candidate.image);
  return version?.image?.expression?.S as string | undefined;
}
