import { Briefings } from '../../adapters/briefings';
import { systemClock } from '../../adapters/clock';
import { connectDynamoDb } from '../../adapters/dynamodb';
import { Lanes } from '../../adapters/lanes';
import { newRevision } from '../../adapters/new-id';
import { connectSqs } from '../../adapters/queue';
import { RequestedEmails } from '../../adapters/requested-emails';
import { ScheduledBriefings } from '../../adapters/scheduled-briefings';
import { Schedules } from '../../adapters/schedules';
import { detectLanguage } from '../../domain/languages/detect-language';
import { readIssue } from '../../domain/newsletters/read-issue';
import { readEnvironment } from '../../environment';
import { plainTextOf, sanitizeBody, sanitizeIssue } from '../../rendering/sanitize';
import { publishBriefings } from '../../use-cases/publish-briefings';
import { sendIssueTest } from '../../use-cases/send-issue-test';
import { wireFillIssue } from './issues';
import { storeScheduled } from './scheduled';

/** Builds what the publish function needs. */
export function wirePublish() {
  const environment = readEnvironment(
    [
      'BRIEFINGS_TABLE',
      'DELIVERIES_TABLE',
      'CONFIRMATIONS_QUEUE_URL',
      'SCHEDULED_TABLE',
      'SCHEDULE_GROUP',
      'SCHEDULE_TARGET_ARN',
      'SCHEDULE_ROLE_ARN',
      'NEWSLETTERS',
    ],
    process.env,
  );
  const dynamoDb = connectDynamoDb();
  const briefings = new Briefings(dynamoDb, environment.BRIEFINGS_TABLE);
  const scheduled = new ScheduledBriefings(dynamoDb, environment.SCHEDULED_TABLE);
  const schedules = new Schedules(environment.SCHEDULE_GROUP, process.env);
  const target = {
    functionArn: environment.SCHEDULE_TARGET_ARN,
    roleArn: environment.SCHEDULE_ROLE_ARN,
  };
  const fill = wireFillIssue(dynamoDb, environment.BRIEFINGS_TABLE);
  const making = {
    sanitizeBody,
    plainTextOf,
    detectLanguage,
    newsletters: environment.NEWSLETTERS,
    readIssue: (markdown: string) => readIssue(markdown, { sanitize: sanitizeIssue }),
    now: systemClock,
  };
  return {
    publish: publishBriefings({
      ...making,
      storeBriefing: async (briefing, how) => briefings.store(await fill(briefing), how),
      scheduling: {
        findScheduled: scheduled.find,
        putScheduled: scheduled.put,
        storeScheduled: storeScheduled(briefings, scheduled, fill),
        putSchedule: (briefingId, sendAt) => schedules.put(briefingId, sendAt, target),
        removeSchedule: (briefingId) => schedules.remove(briefingId),
        newRevision,
      },
    }),
    sendIssueTest: sendIssueTest({
      ...making,
      fillIssue: fill,
      storeRequest: new RequestedEmails(dynamoDb, environment.DELIVERIES_TABLE).store,
      sendDeliveries: new Lanes(connectSqs(), {
        confirmations: environment.CONFIRMATIONS_QUEUE_URL,
      }).send,
      newId: newRevision,
    }),
  };
}
