import { type AlertRequest, deliveryIdOf } from '../domain/delivery';
import { type DeliveryRecord, mayResend } from '../domain/delivery-record';
import { frequencyAt } from '../domain/followed-topics';
import { FREQUENCIES, type Frequency } from '../domain/frequency';
import type { Subscription } from '../domain/subscriber';

export interface ResendBriefingDependencies {
  /** The last edition that was matched: a correction never is. Undefined if there is no such briefing. */
  editionOf: (briefingId: string) => Promise<number | undefined>;
  /** The topics that the edition matched, in an order that stays the same. */
  matchedTopics: (briefingId: string, edition: number) => Promise<string[]>;
  matchesOfBriefing: (
    briefingId: string,
    edition: number,
    topicIds: string[],
  ) => Promise<{ topicId: string; matchedAt: string }[]>;
  followersOf: (
    query: { topicId: string; frequency: Frequency },
    startAfter?: string,
  ) => Promise<{ subscriberIds: string[]; last?: string }>;
  /** The subscriptions of these subscribers to the topic, by subscriber. */
  subscriptions: (
    topicId: string,
    subscriberIds: string[],
  ) => Promise<Map<string, Pick<Subscription, 'frequency' | 'since' | 'formerly'>>>;
  /** Those of the subscribers who may be emailed. */
  reachable: (subscriberIds: string[]) => Promise<ReadonlyMap<string, unknown>>;
  deliveries: (deliveryIds: string[]) => Promise<DeliveryRecord[]>;
  /** Makes a dropped delivery wait again. False if it has changed meanwhile. */
  reopen: (request: AlertRequest, dropped: { now: string; reason: string }) => Promise<boolean>;
  sendDeliveries: (requests: AlertRequest[]) => Promise<void>;
  now: () => string;
}

export type ResendOutcome =
  /** `next` is where the following call goes on; absent when all followers were looked at. */
  { outcome: 'queued'; alerts: number; next?: string } | { outcome: 'unknown' };

/** Pages of followers per call. One takes about 200 ms, and the API replies within 28 s. */
const MAX_PAGES_PER_CALL = 20;

/** Where a call goes on: the topic and the frequency by their place, and the last follower. */
interface Position {
  topic: number;
  frequency: number;
  startAfter?: string;
}

/**
 * Queues the alert of a briefing for everyone who should have got it and did not: they followed one of its
 * topics at `instant` when it matched, may be emailed, and have no delivery, or one that SES refused. A
 * delivery that waits or is being sent is left to the ledger, and one that was sent stays the only one,
 * even if this runs twice: the alert's id is the same.
 */
export function resendBriefing(dependencies: ResendBriefingDependencies) {
  const { editionOf, matchedTopics, matchesOfBriefing, followersOf } = dependencies;
  return async (briefingId: string, startAt?: string): Promise<ResendOutcome> => {
    const edition = await editionOf(briefingId);
    if (edition === undefined) return { outcome: 'unknown' };
    const topicIds = await matchedTopics(briefingId, edition);
    const matches = await matchesOfBriefing(briefingId, edition, topicIds);
    const matchedAt = new Map(matches.map((match) => [match.topicId, match.matchedAt]));
    const queued = new Set<string>();
    let position = parsePosition(startAt);
    for (let page = 0; page < MAX_PAGES_PER_CALL; page += 1) {
      const topicId = topicIds[position.topic];
      const frequency = FREQUENCIES[position.frequency];
      if (topicId === undefined || frequency === undefined) {
        return { outcome: 'queued', alerts: queued.size };
      }
      const { subscriberIds, last } = await followersOf(
        { topicId, frequency },
        position.startAfter,
      );
      const time = matchedAt.get(topicId);
      const due =
        time === undefined ? [] : await instantAt(time, topicId, subscriberIds, dependencies);
      const requests = due
        .filter((subscriberId) => !queued.has(subscriberId))
        .map((subscriberId) => ({ kind: 'alert' as const, briefingId, edition, subscriberId }));
      for (const { subscriberId } of await queueUndelivered(requests, dependencies)) {
        queued.add(subscriberId);
      }
      position = nextPosition(position, last);
    }
    return { outcome: 'queued', alerts: queued.size, next: formatPosition(position) };
  };
}

/** The followers of the topic who had it at `instant` at the time of the match. */
async function instantAt(
  matchedAt: string,
  topicId: string,
  subscriberIds: string[],
  { subscriptions }: ResendBriefingDependencies,
): Promise<string[]> {
  const found = await subscriptions(topicId, subscriberIds);
  return subscriberIds.filter((subscriberId) => {
    const subscription = found.get(subscriberId);
    return subscription !== undefined && frequencyAt(subscription, matchedAt) === 'instant';
  });
}

/** Queues those that were never delivered and may be. Returns them. */
async function queueUndelivered(
  requests: AlertRequest[],
  { reachable, deliveries, reopen, sendDeliveries, now }: ResendBriefingDependencies,
): Promise<AlertRequest[]> {
  if (requests.length === 0) return [];
  const mayEmail = await reachable(requests.map(({ subscriberId }) => subscriberId));
  const known = await deliveries(requests.map(deliveryIdOf));
  const records = new Map(known.map((record) => [record.deliveryId, record]));
  const undelivered: AlertRequest[] = [];
  for (const request of requests) {
    if (!mayEmail.has(request.subscriberId)) continue;
    const record = records.get(deliveryIdOf(request));
    if (record === undefined) undelivered.push(request);
    else if (mayResend(record)) {
      const dropped = { now: now(), reason: record.reason ?? '' };
      if (await reopen(request, dropped)) undelivered.push(request);
    }
  }
  await sendDeliveries(undelivered);
  return undelivered;
}

function nextPosition({ topic, frequency }: Position, last: string | undefined): Position {
  if (last !== undefined) return { topic, frequency, startAfter: last };
  if (frequency + 1 < FREQUENCIES.length) return { topic, frequency: frequency + 1 };
  return { topic: topic + 1, frequency: 0 };
}

function formatPosition({ topic, frequency, startAfter = '' }: Position): string {
  return `${topic}.${frequency}.${startAfter}`;
}

function parsePosition(text: string | undefined): Position {
  const [, topic = '0', frequency = '0', startAfter = ''] =
    /^(\d+)\.(\d+)\.(.*)$/.exec(text ?? '') ?? [];
  return {
    topic: Number(topic),
    frequency: Number(frequency),
    ...(startAfter === '' ? {} : { startAfter }),
  };
}
