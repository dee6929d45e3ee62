import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { DmarcVerdict } from '../../lambdas/domain/email-commands/receiving-outcome';
import { wireReceive } from '../../lambdas/handlers/wiring/receive';
import { type Journey, withDynamoDb } from './journey';

let arrivals = 0;

/**
 * Hands in raw emails as SES receiving would. `prepare` is given the client of each run, to inject faults. A second run
 * for the same arrival has the same `arrivalId`.
 */
export function receiver(journey: Journey, prepare?: (client: DynamoDBDocumentClient) => void) {
  const { stack } = journey;
  const queue = (word: string) =>
    `${process.env.AWS_ENDPOINT_URL_SQS}/000000000000/${stack.queueName(word)}`;
  const environment = {
    BRIEFINGS_TABLE: stack.tableName('Briefings'),
    TOPICS_TABLE: stack.tableName('Topics'),
    MATCHES_TABLE: stack.tableName('Matches'),
    SUBSCRIBERS_TABLE: stack.tableName('Subscribers'),
    DELIVERIES_TABLE: stack.tableName('Deliveries'),
    CONFIRMATIONS_QUEUE_URL: queue('LanesConfirmationsQueue'),
    ALERTS_QUEUE_URL: queue('LanesAlertsQueue'),
    DIGESTS_QUEUE_URL: queue('LanesDigestsQueue'),
    TOPIC_LANGUAGE: 'en',
    ALERT_WINDOW_MINUTES: 0,
    MAX_ALERTS_PER_DAY: 0,
    MAX_TOPICS_PER_SUBSCRIBER: 100,
    DIGEST_HOUR: 8,
    TIME_ZONE: 'Europe/London',
    SENDER: 'Example Briefings <briefings@example.org>',
    INBOUND_ADDRESS: 'alerts@in.example.org',
    ANSWERS_PER_HOUR: 400,
    REFUSED_DOMAINS: ['disposable.example'] as string[],
  } as const;
  return (raw: Buffer, dmarc: DmarcVerdict = 'gray', arrivalId = nextArrival()) =>
    withDynamoDb(journey, (client) => {
      prepare?.(client);
      return wireReceive(environment, client)({ raw, dmarc, arrivalId });
    });
}

function nextArrival(): string {
  arrivals += 1;
  return `arrival-${arrivals}`;
}
