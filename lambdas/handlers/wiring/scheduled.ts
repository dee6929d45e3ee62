import { Briefings } from '../../adapters/briefings';
import { systemClock } from '../../adapters/clock';
import { connectDynamoDb } from '../../adapters/dynamodb';
import { ScheduledBriefings } from '../../adapters/scheduled-briefings';
import type { Briefing } from '../../domain/briefing';
import { readEnvironment } from '../../environment';
import {
  type PublishScheduledDependencies,
  publishScheduled,
} from '../../use-cases/publish-scheduled';
import { recoverScheduled } from '../../use-cases/recover-scheduled';
import { wireFillIssue } from './issues';

/** Stores a scheduled briefing and removes it from those that wait, in one transaction. */
export function storeScheduled(
  briefings: Briefings,
  scheduled: ScheduledBriefings,
  fill: (briefing: Briefing) => Promise<Briefing>,
): PublishScheduledDependencies['storeScheduled'] {
  return async ({ briefing, terms, revision }, now) => {
    const publishedAt = terms.keepPublishedAt ? now : briefing.publishedAt;
    const deletion = scheduled.removal(briefing.briefingId, revision);
    const filled = await fill({ ...briefing, publishedAt });
    return briefings.storeAndDelete(filled, { ...terms, now }, deletion);
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
    storeScheduled: storeScheduled(
      new Briefings(dynamoDb, BRIEFINGS_TABLE),
      scheduled,
      wireFillIssue(dynamoDb, BRIEFINGS_TABLE),
    ),
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
