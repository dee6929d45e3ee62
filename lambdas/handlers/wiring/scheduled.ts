import { Briefings } from '../../adapters/briefings';
import { systemClock } from '../../adapters/clock';
import { connectDynamoDb } from '../../adapters/dynamodb';
import { ScheduledBriefings } from '../../adapters/scheduled-briefings';
import { readEnvironment } from '../../environment';
import {
  type PublishScheduledDependencies,
  publishScheduled,
} from '../../use-cases/publish-scheduled';
import { recoverScheduled } from '../../use-cases/recover-scheduled';

/** Stores a scheduled briefing and removes it from those that wait, in one transaction. */
export function storeScheduled(
  briefings: Briefings,
  scheduled: ScheduledBriefings,
): PublishScheduledDependencies['storeScheduled'] {
  return ({ briefing, terms, revision }, now) => {
    const publishedAt = terms.keepPublishedAt ? now : briefing.publishedAt;
    const deletion = scheduled.removal(briefing.briefingId, revision);
    return briefings.storeAndDelete({ ...briefing, publishedAt }, { ...terms, now }, deletion);
  };
}

/** Builds what the function of the schedules needs. */
export function wireScheduled() {
  const { BRIEFINGS_TABLE, SCHEDULED_TABLE } = readEnvironment(
    ['BRIEFINGS_TABLE', 'SCHEDULED_TABLE'],
    process.env,
  );
  const dynamoDb = connectDynamoDb();
  const scheduled = new ScheduledBriefings(dynamoDb, SCHEDULED_TABLE);
  const publishOne = publishScheduled({
    findScheduled: scheduled.find,
    storeScheduled: storeScheduled(new Briefings(dynamoDb, BRIEFINGS_TABLE), scheduled),
    now: systemClock,
  });
  return {
    publishScheduled: publishOne,
    recoverScheduled: recoverScheduled({
      overdueAt: scheduled.overdueAt,
      publishScheduled: publishOne,
      now: systemClock,
    }),
  };
}
