import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createLogger } from '../adapters/logger';
import { FEED_ALARM_MESSAGE } from '../domain/feeds/feed-alarm';
import { pollRequestSchema } from '../domain/feeds/poll-request';
import type { Polled } from '../use-cases/feeds/poll-feed';
import { processQueueConcurrently } from './batch';
import { wirePollFeeds } from './wiring/poll-feeds';

const logger = createLogger();
const pollDueFeed = wirePollFeeds();

/** The queue of feeds to poll. The feeds of a batch are polled concurrently: a slow one delays no other. */
export function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  return processQueueConcurrently(event, context, logger, async ({ body }) => {
    const request = pollRequestSchema.parse(JSON.parse(body));
    const { feedId } = request;
    const result = await pollDueFeed(request, () => context.getRemainingTimeInMillis());
    switch (result.outcome) {
      case 'polled':
        logPoll(feedId, result.polled);
        return;
      case 'host-busy':
      case 'not-due':
        logger.info('not polled', { feedId, outcome: result.outcome });
        return;
      default:
        result satisfies never;
    }
  });
}

/** Without urls, which may hold a token. `npx briefwire feeds list --json` shows the feed of an id. */
function logPoll(feedId: string, { outcome, alarm }: Polled): void {
  const { url: _url, ...counts } = outcome;
  logger.info('polled', { feedId, ...counts });
  if (alarm !== undefined) logger.error(FEED_ALARM_MESSAGE, { feedId, alarm });
}
