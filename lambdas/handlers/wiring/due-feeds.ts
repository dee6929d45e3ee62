import { systemClock } from '../../adapters/clock';
import { connectDynamoDb } from '../../adapters/dynamodb';
import { Feeds } from '../../adapters/feeds/feeds';
import { connectSqs, WorkQueue } from '../../adapters/queue';
import type { DueFeed } from '../../domain/feeds/poll-request';
import { readEnvironment } from '../../environment';
import { requestDuePolls } from '../../use-cases/feeds/request-due-polls';

/** Builds what the due-feeds function needs. */
export function wireDueFeeds() {
  const environment = readEnvironment(['FEEDS_TABLE', 'FEED_POLLS_QUEUE_URL'], process.env);
  return requestDuePolls({
    dueFeeds: new Feeds(connectDynamoDb(), environment.FEEDS_TABLE).due,
    sendRequests: new WorkQueue<DueFeed>(connectSqs(), environment.FEED_POLLS_QUEUE_URL).send,
    now: systemClock,
  });
}
