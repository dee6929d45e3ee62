import { Briefings } from '../../adapters/briefings';
import { cacheHeadings, cacheMatches } from '../../adapters/cached-reads';
import { systemClock } from '../../adapters/clock';
import { limitConfirmations } from '../../adapters/confirmation-limit';
import { Deliveries } from '../../adapters/deliveries';
import { DigestPlans } from '../../adapters/digest-plans';
import { connectDynamoDb } from '../../adapters/dynamodb';
import { Matches } from '../../adapters/matches';
import { connectSqs, WorkQueue } from '../../adapters/queue';
import { limitSendRate } from '../../adapters/send-rate';
import { connectSes } from '../../adapters/ses';
import { SignedLinks } from '../../adapters/signed-links';
import { Subscribers } from '../../adapters/subscribers';
import { readEnvironment } from '../../environment';
import { createEmailWriter } from '../../rendering/email-writer';
import { sitePages } from '../../rendering/site-pages';
import { deliver } from '../../use-cases/deliver';
import { prepareDelivery } from '../../use-cases/prepare-delivery/prepare-delivery';

const VARIABLES = [
  'BRIEFINGS_TABLE',
  'MATCHES_TABLE',
  'SUBSCRIBERS_TABLE',
  'DELIVERIES_TABLE',
  'DELIVERIES_QUEUE_URL',
  'CONFIGURATION_SET',
  'SENDER',
  'SITE_NAME',
  'SITE_URL',
  'POSTAL_ADDRESS',
  'STAGE',
  'WORKER_SEND_RATE',
] as const;

/** Builds what the deliver function needs. */
export function wireDeliver() {
  const environment = readEnvironment(VARIABLES, process.env);
  const dynamoDb = connectDynamoDb();
  const briefings = new Briefings(dynamoDb, environment.BRIEFINGS_TABLE);
  const matches = new Matches(dynamoDb, environment.MATCHES_TABLE, systemClock);
  const subscribers = new Subscribers(dynamoDb, environment.SUBSCRIBERS_TABLE);
  const plans = new DigestPlans(dynamoDb, environment.SUBSCRIBERS_TABLE);
  const links = new SignedLinks(dynamoDb, environment.SUBSCRIBERS_TABLE, systemClock);
  const site = {
    siteName: environment.SITE_NAME,
    sender: environment.SENDER,
    postalAddress: environment.POSTAL_ADDRESS,
    stage: environment.STAGE,
  };
  return {
    deliver: deliver({
      prepare: prepareDelivery({
        subscriberFile: subscribers.file,
        findAddress: subscribers.findAddress,
        mayRequestConfirmation: limitConfirmations(dynamoDb, environment.DELIVERIES_TABLE),
        matchesOfBriefing: cacheMatches(matches.ofBriefing, systemClock),
        matchesOfTopicSince: matches.ofTopicSince,
        briefings: cacheHeadings(briefings.headings, systemClock),
        emailWriter: createEmailWriter(site, sitePages(environment.SITE_URL), links, systemClock),
        now: systemClock,
      }),
      ledger: new Deliveries(dynamoDb, environment.DELIVERIES_TABLE, plans),
      advanceDigest: plans.advance,
      send: connectSes(environment.CONFIGURATION_SET),
      pace: limitSendRate(environment.WORKER_SEND_RATE),
      now: systemClock,
    }),
    retryAfter: new WorkQueue(connectSqs(), environment.DELIVERIES_QUEUE_URL).retryAfter,
  };
}
