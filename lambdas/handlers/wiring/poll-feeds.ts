import { connectDynamoDb } from '../../adapters/dynamodb';
import { connectSqs, WorkQueue } from '../../adapters/queue';
import type { DueFeed } from '../../domain/feeds/poll-request';
import { OneAtATime } from '../../domain/one-at-a-time';
import { readEnvironment } from '../../environment';
import { pollDueFeed } from '../../use-cases/feeds/poll-in-turn';
import { readFeedEnvironment, wireFeedPolls } from './feed-polls';

/** A host that is busy is usually free again within this time. Random, so that not all try at once. */
const MIN_BUSY_DELAY_SECONDS = 3;
const MAX_BUSY_DELAY_SECONDS = 20;

/** Builds what the poll-feeds function needs. */
export function wirePollFeeds() {
  const { FEED_POLLS_QUEUE_URL } = readEnvironment(['FEED_POLLS_QUEUE_URL'], process.env);
  const requests = new WorkQueue<DueFeed>(connectSqs(), FEED_POLLS_QUEUE_URL);
  const { feeds, turns, pollFeed } = wireFeedPolls(readFeedEnvironment(), connectDynamoDb());
  return pollDueFeed({
    ...turns,
    findFeed: feeds.find,
    pollFeed,
    hosts: new OneAtATime(),
    pollLater: (request) => requests.send([request], busyDelaySeconds()),
  });
}

function busyDelaySeconds(): number {
  const range = MAX_BUSY_DELAY_SECONDS - MIN_BUSY_DELAY_SECONDS;
  return MIN_BUSY_DELAY_SECONDS + Math.floor(Math.random() * (range + 1));
}
