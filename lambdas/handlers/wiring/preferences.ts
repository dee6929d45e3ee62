import { AlertWindows } from '../../adapters/alert-windows';
import { Briefings } from '../../adapters/briefings';
import { systemClock } from '../../adapters/clock';
import { DigestPlans } from '../../adapters/digest-plans';
import type { DynamoDb } from '../../adapters/dynamodb';
import { Lanes } from '../../adapters/lanes';
import { Matches } from '../../adapters/matches';
import { connectSqs } from '../../adapters/queue';
import { SubscriberPreferences } from '../../adapters/subscriber-preferences';
import { Subscribers } from '../../adapters/subscribers';
import type { Environment } from '../../environment';
import { muteStory, unmuteStory } from '../../use-cases/mute-story';
import { pauseEmails, resumeEmails } from '../../use-cases/pause-emails';
import { sendDigestNow } from '../../use-cases/send-digest-now';
import { setPreferences } from '../../use-cases/set-preferences';

export const PREFERENCES_VARIABLES = [
  'BRIEFINGS_TABLE',
  'MATCHES_TABLE',
  'SUBSCRIBERS_TABLE',
  'ALERTS_QUEUE_URL',
  'DIGESTS_QUEUE_URL',
  'ALERT_WINDOW_MINUTES',
  'MAX_ALERTS_PER_DAY',
] as const;

/** Builds what changes when, how often and about what a subscriber gets emails. */
export function wirePreferences(
  environment: Pick<Environment, (typeof PREFERENCES_VARIABLES)[number]>,
  dynamoDb: DynamoDb,
) {
  const { SUBSCRIBERS_TABLE } = environment;
  const preferences = new SubscriberPreferences(dynamoDb, SUBSCRIBERS_TABLE);
  const briefings = new Briefings(dynamoDb, environment.BRIEFINGS_TABLE);
  const matches = new Matches(dynamoDb, environment.MATCHES_TABLE, systemClock);
  const dependencies = {
    subscriberFile: new Subscribers(dynamoDb, SUBSCRIBERS_TABLE).file,
    storePreferences: preferences.set,
    storeMuted: preferences.setMuted,
    askForDigest: preferences.askForDigest,
    reschedule: new DigestPlans(dynamoDb, SUBSCRIBERS_TABLE).reschedule,
    bringAlertsForward: new AlertWindows(dynamoDb, SUBSCRIBERS_TABLE).bringForward,
    matchesOfTopicSince: matches.ofTopicSince,
    briefings: briefings.headings,
    sendDeliveries: new Lanes(connectSqs(), {
      alerts: environment.ALERTS_QUEUE_URL,
      digests: environment.DIGESTS_QUEUE_URL,
    }).send,
    alertLimits: {
      windowMs: environment.ALERT_WINDOW_MINUTES * 60_000,
      maxPerDay: environment.MAX_ALERTS_PER_DAY,
    },
    now: systemClock,
  };
  return {
    setPreferences: setPreferences(dependencies),
    pauseEmails: pauseEmails(dependencies),
    resumeEmails: resumeEmails(dependencies),
    muteStory: muteStory(dependencies),
    unmuteStory: unmuteStory(dependencies),
    sendDigestNow: sendDigestNow(dependencies),
  };
}
