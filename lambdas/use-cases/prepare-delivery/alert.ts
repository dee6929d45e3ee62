import type { GatheredAlert } from '../../domain/alert-window';
import type { BriefingHeading } from '../../domain/briefing';
import { type AlertRequest, contentsOf } from '../../domain/delivery';
import type { DropReason, PreparedDelivery } from '../../domain/delivery-outcome';
import { findMuted } from '../../domain/story';
import type { SubscriberFile } from '../../domain/subscriber';
import { type AlertTopicsDependencies, findAlertTopics } from './alert-topics';
import { recipientOf } from './recipient';
import { type ThrottleAlertDependencies, throttleAlert } from './throttle-alert';
import { type WriteAlertDependencies, writeAlert } from './write-alert';

export interface PrepareAlertDependencies
  extends AlertTopicsDependencies,
    ThrottleAlertDependencies,
    WriteAlertDependencies {
  subscriberFile: (subscriberId: string) => Promise<SubscriberFile | undefined>;
  /** The headings of the briefings, by id, each of at least an edition. */
  briefings: (
    briefingIds: string[],
    minEdition?: (briefingId: string) => number,
  ) => Promise<Map<string, BriefingHeading>>;
}

/**
 * Writes the email about one briefing, with every topic that the briefing matched and that the
 * subscriber followed at `instant` at that time. Digests include the others. If it follows another alert
 * within minutes, it is gathered with others instead.
 */
export function prepareAlert(dependencies: PrepareAlertDependencies) {
  const { subscriberFile, briefings } = dependencies;
  const findTopics = findAlertTopics(dependencies);
  const throttle = throttleAlert(dependencies);
  return async (request: AlertRequest, deliveryId: string): Promise<PreparedDelivery> => {
    const { briefingId, edition, subscriberId, corrects } = request;
    const file = await subscriberFile(subscriberId);
    if (file === undefined) return notNeeded('erased');
    const { subscriber } = file;
    if (subscriber.suppressed) return notNeeded('suppressed');

    const alert: GatheredAlert = {
      briefingId,
      edition,
      ...(corrects === undefined ? {} : { corrects }),
    };
    if (isStillGathered(file, alert)) return notNeeded('nothing-new');
    const found = await findTopics(file, alert);
    if (found.outcome === 'not-due') return notNeeded(found.reason);
    const briefing = (await briefings([briefingId], () => edition)).get(briefingId);
    if (briefing === undefined) return notNeeded('withdrawn');
    if (findMuted(subscriber, briefing)) return notNeeded('muted');

    const throttled = await throttle(file, alert, deliveryId);
    if (throttled.outcome === 'gather') return throttled;
    const { topics } = found;
    const isCorrection = corrects !== undefined;
    const content = { deliveryId, subscriber, briefing, topics, isCorrection };
    const email = await writeAlert(dependencies, content, edition);
    const contents = contentsOf(topics.map(({ topicId }) => ({ topicId, briefingId })));
    return { outcome: 'ready', email, recipient: recipientOf(file), contents };
  };
}

/** Whether the subscriber gets what is corrected only later, with others, and then as it is corrected. */
function isStillGathered(
  { alerts }: SubscriberFile,
  { briefingId, corrects }: GatheredAlert,
): boolean {
  return alerts.gathered.some(
    (other) => other.briefingId === briefingId && other.edition === corrects,
  );
}

function notNeeded(reason: DropReason): PreparedDelivery {
  return { outcome: 'not-needed', reason };
}
