import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../adapters/clock';
import { connectDynamoDb } from '../../adapters/dynamodb';
import { readFeed } from '../../adapters/feeds/read-feed';
import { addFeed } from '../../use-cases/feeds/add-feed';
import { pollForOperator } from '../../use-cases/feeds/poll-for-operator';
import { readFeedEnvironment, wireFeedPolls } from './feed-polls';

/** How long a poll that an operator asked for waits before it tries again to get its turn (ms). */
const TURN_WAIT_MS = 500;

/** What the operations on feeds need. */
export type FeedDependencies = ReturnType<typeof wireFeeds>;

/** Builds what the feeds function needs. */
export function wireFeeds() {
  const { feeds, seal, requestFeed, turns, pollFeed } = wireFeedPolls(
    readFeedEnvironment(),
    connectDynamoDb(),
  );
  return {
    addFeed: addFeed({
      findFeed: feeds.find,
      requestFeed,
      readFeed,
      seal,
      saveFeed: feeds.save,
      now: systemClock,
    }),
    listFeeds: feeds.list,
    findFeed: feeds.find,
    removeFeed: feeds.remove,
    pollFeed: pollForOperator({
      ...turns,
      findFeed: feeds.find,
      pollFeed,
      waitForTurn: () => sleep(TURN_WAIT_MS),
    }),
  };
}
