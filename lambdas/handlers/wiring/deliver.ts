import { setTimeout as sleep } from 'node:timers/promises';
import { Briefings } from '../../adapters/briefings';
import { cacheHeadings, cacheIssues, cacheMatches } from '../../adapters/cached-reads';
import { systemClock } from '../../adapters/clock';
import { ConfirmationMarks } from '../../adapters/confirmation-marks';
import { Deliveries } from '../../adapters/deliveries';
import { connectDynamoDb } from '../../adapters/dynamodb';
import { Lanes } from '../../adapters/lanes';
import { LinkSigner } from '../../adapters/link-signer';
import { Mailboxes } from '../../adapters/mailboxes';
import { Matches } from '../../adapters/matches';
import { connectSqs } from '../../adapters/queue';
import { RequestedEmails } from '../../adapters/requested-emails';
import { Rounds } from '../../adapters/rounds';
import { SEND_LINES, SendSlots } from '../../adapters/send-slots';
import { connectSes } from '../../adapters/ses';
import { Subscribers } from '../../adapters/subscribers';
import { readEnvironment } from '../../environment';
import { createEmailWriter, type Replies } from '../../rendering/email-writer';
import { sitePages } from '../../rendering/site-pages';
import { deliver } from '../../use-cases/deliver';
import { prepareDelivery } from '../../use-cases/prepare-delivery/prepare-delivery';
import { takeSendSlots } from '../../use-cases/take-send-slots';
import { wireStoppedSignUps } from './stopped-sign-ups';

const VARIABLES = [
  'BRIEFINGS_TABLE',
  'MATCHES_TABLE',
  'SUBSCRIBERS_TABLE',
  'DELIVERIES_TABLE',
  'CONFIRMATIONS_QUEUE_URL',
  'ALERTS_QUEUE_URL',
  'DIGESTS_QUEUE_URL',
  'CONFIGURATION_SET',
  'SENDER',
  'INBOUND_ADDRESS',
  'SITE_NAME',
  'BRAND',
  'SITE_URL',
  'POSTAL_ADDRESS',
  'STAGE',
  'NEWSLETTERS',
  'SEND_RATE',
  'ALERT_WINDOW_MINUTES',
  'MAX_ALERTS_PER_DAY',
] as const;

/** Builds what the deliver function needs. */
export function wireDeliver() {
  const environment = readEnvironment(VARIABLES, process.env);
  const dynamoDb = connectDynamoDb();
  const briefings = new Briefings(dynamoDb, environment.BRIEFINGS_TABLE);
  const matches = new Matches(dynamoDb, environment.MATCHES_TABLE, systemClock);
  const subscribers = new Subscribers(dynamoDb, environment.SUBSCRIBERS_TABLE);
  const rounds = new Rounds(dynamoDb, environment.SUBSCRIBERS_TABLE);
  const links = new LinkSigner(dynamoDb, environment.SUBSCRIBERS_TABLE, systemClock);
  const site = {
    siteName: environment.SITE_NAME,
    brand: environment.BRAND,
    sender: environment.SENDER,
    postalAddress: environment.POSTAL_ADDRESS,
    stage: environment.STAGE,
    newsletters: environment.NEWSLETTERS,
  };
  const mailboxes = new Mailboxes(dynamoDb, environment.DELIVERIES_TABLE);
  const slotsOf = (line: (typeof SEND_LINES)[keyof typeof SEND_LINES]) =>
    new SendSlots(dynamoDb, environment.DELIVERIES_TABLE, line);
  const slots = slotsOf(SEND_LINES.all);
  const lanes = new Lanes(connectSqs(), {
    confirmations: environment.CONFIRMATIONS_QUEUE_URL,
    alerts: environment.ALERTS_QUEUE_URL,
    digests: environment.DIGESTS_QUEUE_URL,
  });
  return deliver({
    prepare: prepareDelivery({
      subscriberFile: subscribers.file,
      openAlertWindow: rounds.alerts.open,
      alertLimits: {
        windowMs: environment.ALERT_WINDOW_MINUTES * 60_000,
        maxPerDay: environment.MAX_ALERTS_PER_DAY,
      },
      findAddress: subscribers.findAddress,
      findRequest: new RequestedEmails(dynamoDb, environment.DELIVERIES_TABLE).find,
      erasedAt: new ConfirmationMarks(dynamoDb, environment.DELIVERIES_TABLE).erasedAt,
      countMailbox: mailboxes.count,
      countLink: mailboxes.countLink,
      countStopped: wireStoppedSignUps(dynamoDb, environment.DELIVERIES_TABLE),
      matchesOfBriefing: cacheMatches(matches.ofBriefing, systemClock),
      matchesOfTopicSince: matches.ofTopicSince,
      briefings: cacheHeadings(briefings.headings, systemClock),
      findIssue: cacheIssues(briefings.issueOf, systemClock),
      emailWriter: createEmailWriter(
        site,
        sitePages(environment.SITE_URL),
        links.sign,
        systemClock,
        repliesTo(environment.INBOUND_ADDRESS, links),
      ),
      now: systemClock,
    }),
    ledger: new Deliveries(dynamoDb, environment.DELIVERIES_TABLE, rounds),
    endRound: rounds.end,
    findObjection: subscribers.findObjection,
    send: connectSes(environment.CONFIGURATION_SET, systemClock),
    takeSlots: takeSendSlots({
      reserve: slots.reserve,
      reserveForConfirmations: slotsOf(SEND_LINES.confirmations).reserve,
      sendRate: environment.SEND_RATE,
      sleep,
      now: systemClock,
    }),
    pauseSending: slots.pause,
    requeue: lanes.send,
    sleep,
    now: systemClock,
  });
}

/** Undefined for a stage that takes no emails: replies then go to the sender. */
function repliesTo(inboundAddress: string, links: LinkSigner): Replies | undefined {
  if (inboundAddress === '') return undefined;
  return {
    inboundAddress,
    addressOf: (delivery) => links.replyAddress(inboundAddress, delivery),
  };
}
