import type { AlertRequest } from '../domain/delivery';
import { type FollowersQuery, fanOutQueries } from '../domain/fan-out-queries';
import type { FanOut, FanOutCursor, FanOutPass, FanOutRequest } from '../domain/fan-out-request';
import { IDLE_LANE_MESSAGES } from '../domain/lane';

type FanOutKey = Pick<FanOutRequest, 'briefingId' | 'edition' | 'index'>;

export interface FanOutDependencies {
  /** A page of the followers. `last` is the `after` of the next page; absent on the last page. */
  followersOf: (
    query: FollowersQuery,
    after?: string,
  ) => Promise<{ subscriberIds: string[]; last?: string }>;
  /** Each change returns false and does nothing if another run has finished the pass. */
  records: {
    find: (key: FanOutKey) => Promise<FanOut | undefined>;
    /** How many parts there are; undefined until all matches of the edition are recorded. */
    count: (briefingId: string, edition: number) => Promise<number | undefined>;
    saveCursor: (
      key: FanOutKey,
      pass: FanOutPass,
      progress: { cursor: FanOutCursor; queued: number; now: string },
    ) => Promise<boolean>;
    startPass: (
      key: FanOutKey,
      next: 2 | 3,
      details: { delayMs: number; isQueued: boolean; queued: number; now: string },
    ) => Promise<boolean>;
    postpone: (
      key: FanOutKey,
      pass: FanOutPass,
      details: { delayMs: number; now: string },
    ) => Promise<boolean>;
    finish: (
      key: FanOutKey,
      pass: FanOutPass,
      details: { queued: number; now: string },
    ) => Promise<boolean>;
  };
  /** A page of those who got this edition of the briefing before it was corrected at `correctedAt`. */
  recipientsOf: (
    corrected: { briefingId: string; edition: number; correctedAt: string },
    after?: string,
  ) => Promise<{ subscriberIds: string[]; next?: string }>;
  /** The alerts that the ledger does not have yet. */
  withoutDelivery: (alerts: AlertRequest[]) => Promise<AlertRequest[]>;
  sendAlerts: (alerts: AlertRequest[]) => Promise<void>;
  /** How many alerts wait to be sent, approximately. */
  countWaitingAlerts: () => Promise<number>;
  queueFanOut: (requests: FanOutRequest[], delaySeconds?: number) => Promise<void>;
  now: () => string;
}

export type FanOutOutcome =
  /** The pass is finished. */
  | { outcome: 'fanned-out'; pass: FanOutPass; alerts: number }
  /** There was not enough time left: another run does the rest of the pass. */
  | { outcome: 'continues'; pass: FanOutPass; alerts: number }
  /** Too many alerts wait to be sent to tell which of them are missing. */
  | { outcome: 'postponed'; waitingAlerts: number }
  /** The briefing is still being matched, which queues the part when it is finished. */
  | { outcome: 'not-complete' }
  /** Another run has done or is doing it, or everything is finished. */
  | { outcome: 'nothing-to-do' };

/** A group of queries takes a second at most; a run with less time (ms) left leaves the rest to another. */
const MIN_TIME_LEFT_MS = 10_000;
/** How many followers may have to be read again after a crash. */
const FOLLOWERS_PER_SAVE = 1_000;
const MAX_CONCURRENT_QUERIES = 10;
/** By then the index of followers has caught up. */
const SECOND_PASS_DELAY_SECONDS = 120;
/** By then an alert that was queued is in the ledger, unless many are waiting. */
const THIRD_PASS_DELAY_MS = 10 * 60_000;
/** Clocks of different workers differ by less than this (ms). */
const MAX_CLOCK_SKEW_MS = 60_000;
/** Followers of several topics get one alert. Above this number a repetition is left to the ledger. */
const MAX_REMEMBERED_FOLLOWERS = 100_000;

/**
 * Creates one delivery for each follower of the matched topics of a part who gets alerts, in three
 * passes (`FAN_OUT_PASSES`). What was done is saved, so that a run which is interrupted continues, and
 * `recover` finds a part whose message was lost. A repeated run creates the same deliveries, which the
 * ledger sends once.
 */
export function fanOut(dependencies: FanOutDependencies) {
  const { records, queueFanOut, now } = dependencies;

  return async (request: FanOutRequest, timeLeftMs: () => number): Promise<FanOutOutcome> => {
    const part = await records.find(request);
    if (part === undefined || !isDue(part, request, now())) return { outcome: 'nothing-to-do' };
    if (!(await isComplete(part))) return { outcome: 'not-complete' };
    if (part.pass === 3) {
      const waitingAlerts = await dependencies.countWaitingAlerts();
      if (waitingAlerts >= IDLE_LANE_MESSAGES) {
        await records.postpone(part, 3, { delayMs: THIRD_PASS_DELAY_MS, now: now() });
        return { outcome: 'postponed', waitingAlerts };
      }
    }
    return part.corrects === undefined
      ? runPass(part, timeLeftMs)
      : runCorrectionPass(part, part.corrects, timeLeftMs);
  };

  /**
   * Creates a delivery for each who got the edition that is corrected, and for nobody else: whoever followed
   * later has read the corrected text. Those whose email was still on its way are found by a later pass.
   */
  async function runCorrectionPass(
    part: FanOut,
    corrects: number,
    timeLeftMs: () => number,
  ): Promise<FanOutOutcome> {
    const { briefingId, pass, matchedAt: correctedAt } = part;
    let after = part.cursor?.after;
    let alerts = 0;
    let unsaved = 0;
    do {
      if (timeLeftMs() < MIN_TIME_LEFT_MS) {
        await queueFanOut([requestOf(part, pass)]);
        return { outcome: 'continues', pass, alerts };
      }
      const corrected = { briefingId, edition: corrects, correctedAt };
      const { subscriberIds, next } = await dependencies.recipientsOf(corrected, after);
      const sent = await send(part, subscriberIds);
      alerts += sent;
      unsaved += sent;
      after = next;
      // Most pages of a small briefing are empty, and reading them again costs less than saving.
      if (after === undefined || subscriberIds.length === 0) continue;
      const cursor = { query: 0, after };
      const isOurs = await records.saveCursor(part, pass, { cursor, queued: unsaved, now: now() });
      if (!isOurs) return { outcome: 'nothing-to-do' };
      unsaved = 0;
    } while (after !== undefined);
    await finishPass(part, unsaved);
    return { outcome: 'fanned-out', pass, alerts };
  }

  /**
   * Part 0 is stored after all others. Before that an alert would not name every topic that the
   * briefing matches.
   */
  async function isComplete({ briefingId, edition, index }: FanOut): Promise<boolean> {
    return index === 0 || (await records.count(briefingId, edition)) !== undefined;
  }

  async function runPass(part: FanOut, timeLeftMs: () => number): Promise<FanOutOutcome> {
    const { pass } = part;
    const isTimeUp = () => timeLeftMs() < MIN_TIME_LEFT_MS;
    let followers = new Set<string>();
    let unsent: string[] = [];
    let alerts = 0;
    let queued = 0;
    let cursor = part.cursor ?? { query: 0 };
    const sendUnsent = async () => {
      const sent = await send(part, unsent);
      unsent = [];
      alerts += sent;
      queued += sent;
    };

    for await (const page of pagesAfter(cursor, fanOutQueries(part), isTimeUp)) {
      if (followers.size > MAX_REMEMBERED_FOLLOWERS) followers = new Set();
      unsent.push(...page.subscriberIds.filter((id) => !followers.has(id)));
      for (const id of page.subscriberIds) followers.add(id);
      cursor = page.next;
      if (unsent.length < FOLLOWERS_PER_SAVE) continue;
      await sendUnsent();
      const isOurs = await records.saveCursor(part, pass, { cursor, queued, now: now() });
      if (!isOurs) return { outcome: 'nothing-to-do' };
      queued = 0;
    }
    await sendUnsent();
    if (cursor.query < fanOutQueries(part).length) {
      if (await records.saveCursor(part, pass, { cursor, queued, now: now() })) {
        await queueFanOut([requestOf(part, pass)]);
      }
      return { outcome: 'continues', pass, alerts };
    }
    await finishPass(part, queued);
    return { outcome: 'fanned-out', pass, alerts };
  }

  /**
   * The pages of the queries after the cursor, until the time is up. `next` is the cursor after the page.
   * The first pages of several queries are read concurrently.
   */
  async function* pagesAfter(
    cursor: FanOutCursor,
    queries: FollowersQuery[],
    isTimeUp: () => boolean,
  ): AsyncGenerator<{ subscriberIds: string[]; next: FanOutCursor }> {
    let { after } = cursor;
    for (let start = cursor.query; start < queries.length; start += MAX_CONCURRENT_QUERIES) {
      if (isTimeUp()) return;
      const group = queries.slice(start, start + MAX_CONCURRENT_QUERIES);
      const firstPages = await Promise.all(
        group.map((query, index) =>
          dependencies.followersOf(query, index === 0 ? after : undefined),
        ),
      );
      after = undefined;
      for (const [index, firstPage] of firstPages.entries()) {
        const query = start + index;
        let page = firstPage;
        while (page.last !== undefined) {
          yield { subscriberIds: page.subscriberIds, next: { query, after: page.last } };
          if (isTimeUp()) return;
          page = await dependencies.followersOf(group[index] as FollowersQuery, page.last);
        }
        yield { subscriberIds: page.subscriberIds, next: { query: query + 1 } };
      }
    }
  }

  /** Returns how many alerts were queued. */
  async function send(
    { briefingId, edition, pass, corrects }: FanOut,
    subscriberIds: string[],
  ): Promise<number> {
    if (subscriberIds.length === 0) return 0;
    const all = subscriberIds.map(
      (subscriberId): AlertRequest => ({
        kind: 'alert',
        briefingId,
        edition,
        subscriberId,
        ...(corrects === undefined ? {} : { corrects }),
      }),
    );
    const alerts = pass === 1 ? all : await dependencies.withoutDelivery(all);
    if (alerts.length > 0) await dependencies.sendAlerts(alerts);
    return alerts.length;
  }

  async function finishPass(part: FanOut, queued: number): Promise<void> {
    const { pass } = part;
    switch (pass) {
      case 1: {
        // Before the record, so that a crash in between does not make the second pass wait for `recover`.
        await queueFanOut([requestOf(part, 2)], SECOND_PASS_DELAY_SECONDS);
        const delayMs = SECOND_PASS_DELAY_SECONDS * 1000;
        await records.startPass(part, 2, { delayMs, isQueued: true, queued, now: now() });
        return;
      }
      case 2: {
        const delayMs = THIRD_PASS_DELAY_MS;
        await records.startPass(part, 3, { delayMs, isQueued: false, queued, now: now() });
        return;
      }
      case 3:
        await records.finish(part, 3, { queued, now: now() });
        return;
      default:
        pass satisfies never;
    }
  }
}

/**
 * Whether a message makes the part's pass run. A message for an earlier pass is a repetition. Without a
 * pass it comes from `recover`, which queues a part when it is due; another one may have arrived before.
 */
function isDue({ pass, dueAt }: FanOut, request: FanOutRequest, now: string): boolean {
  if (request.pass !== undefined) return request.pass >= pass;
  return Date.parse(dueAt) <= Date.parse(now) + MAX_CLOCK_SKEW_MS;
}

function requestOf({ briefingId, edition, index }: FanOut, pass: FanOutPass): FanOutRequest {
  return { kind: 'fan-out', briefingId, edition, index, pass };
}
