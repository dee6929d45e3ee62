import {
  type AlertLimits,
  alertLimitsOf,
  alertTimeOf,
  findAlertWait,
  type GatheredAlert,
  openWindow,
  wasLimited,
} from '../../domain/alert-window';
import type { BriefingHeading } from '../../domain/briefing';
import { contentsOf, type GatheredRequest } from '../../domain/delivery';
import type { PreparedDelivery } from '../../domain/delivery-outcome';
import type { GatheredProgress } from '../../domain/delivery-progress';
import { findMuted } from '../../domain/story';
import type { SubscriberFile } from '../../domain/subscriber';
import { type AlertTopicsDependencies, findAlertTopics } from './alert-topics';
import type { EmailWriter, MatchedTopic } from './email-writer';
import { recipientOf } from './recipient';
import { type WriteAlertDependencies, writeAlert } from './write-alert';

export interface PrepareGatheredDependencies
  extends AlertTopicsDependencies,
    WriteAlertDependencies {
  subscriberFile: (subscriberId: string) => Promise<SubscriberFile | undefined>;
  briefings: (
    briefingIds: string[],
    minEdition?: (briefingId: string) => number,
  ) => Promise<Map<string, BriefingHeading>>;
  alertLimits: AlertLimits;
  emailWriter: Pick<EmailWriter, 'alert' | 'issue' | 'gathered'>;
  now: () => string;
}

/** A briefing with a topic to name for it, of the edition that was gathered. */
type GatheredMatch = MatchedTopic & {
  briefing: BriefingHeading;
  isCorrection: boolean;
  edition: number;
};

/**
 * Writes the email with all alerts that were gathered since the last one. If only one is still due, it
 * is an ordinary alert.
 */
export function prepareGathered(dependencies: PrepareGatheredDependencies) {
  const { subscriberFile, emailWriter } = dependencies;
  return async (request: GatheredRequest, deliveryId: string): Promise<PreparedDelivery> => {
    const { subscriberId, round } = request;
    const file = await subscriberFile(subscriberId);
    if (file === undefined) return { outcome: 'not-needed', reason: 'erased' };
    const { subscriber, alerts } = file;
    if (alerts.round !== round) return { outcome: 'not-needed', reason: 'superseded' };

    const time = alertTimeOf(subscriber, dependencies.now());
    const limits = alertLimitsOf(subscriber, dependencies.alertLimits);
    const { gathered, unlisted } = alerts;
    const ended = { subscriberId, round, included: gathered, unlisted };
    const idle: GatheredProgress = { ...ended, next: {} };
    if (gathered.length === 0) {
      return { outcome: 'not-needed', reason: 'nothing-new', progress: idle };
    }
    if (subscriber.suppressed) {
      return { outcome: 'not-needed', reason: 'suppressed', progress: idle };
    }
    const wait = findAlertWait(alerts, time, limits);
    if (wait) {
      const next = { dueAt: wait.until };
      const postponedFrom = alerts.dueAt ?? time.now;
      const progress = { subscriberId, round, included: [], unlisted: 0, next, postponedFrom };
      return { outcome: 'postpone', progress };
    }

    const found = await readMatches(dependencies, file, gathered);
    const matches = found.filter(({ briefing }) => findMuted(subscriber, briefing) === undefined);
    const [first, ...others] = matches;
    if (first === undefined) {
      const reason = found.length > 0 ? 'muted' : 'unsubscribed';
      return { outcome: 'not-needed', reason, progress: idle };
    }
    const window = openWindow(alerts, deliveryId, time, limits);
    const progress = { ...ended, next: { window, dueAt: window.endsAt } };
    const isRestOfDay = wasLimited(alerts, limits);
    const { briefing, isCorrection, edition } = first;
    const isSingle = others.every((other) => other.briefing === briefing);
    const email =
      isSingle && !isRestOfDay && unlisted === 0
        ? await writeAlert(
            dependencies,
            { deliveryId, subscriber, briefing, topics: matches, isCorrection },
            edition,
          )
        : await emailWriter.gathered({
            deliveryId,
            subscriber,
            matches,
            isRestOfDay,
            unlisted,
            periodStart: alerts.window?.endsAt ?? time.now,
            periodEnd: time.now,
          });
    const contents = contentsOf(
      matches.map(({ topicId, briefing: { briefingId } }) => ({ topicId, briefingId })),
    );
    return { outcome: 'ready', email, recipient: recipientOf(file), progress, contents };
  };
}

/** The topics to name for each briefing, latest edition only, without briefings that were withdrawn. */
async function readMatches(
  dependencies: PrepareGatheredDependencies,
  file: SubscriberFile,
  gathered: GatheredAlert[],
): Promise<GatheredMatch[]> {
  const findTopics = findAlertTopics(dependencies);
  const latest = latestEditions(gathered);
  const headings = await dependencies.briefings(
    [...latest.keys()],
    (briefingId) => latest.get(briefingId)?.edition ?? 1,
  );
  const reads = [...latest.values()].map(async (alert) => {
    const briefing = headings.get(alert.briefingId);
    if (briefing === undefined) return [];
    const found = await findTopics(file, alert);
    const { edition } = alert;
    const isCorrection = alert.corrects !== undefined;
    return found.outcome === 'due'
      ? found.topics.map((topic) => ({ ...topic, briefing, isCorrection, edition }))
      : [];
  });
  return (await Promise.all(reads)).flat();
}

function latestEditions(gathered: GatheredAlert[]): Map<string, GatheredAlert> {
  const latest = new Map<string, GatheredAlert>();
  for (const alert of gathered) {
    const other = latest.get(alert.briefingId);
    if (other === undefined || other.edition < alert.edition) latest.set(alert.briefingId, alert);
  }
  return latest;
}
