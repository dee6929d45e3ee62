import { processQueue, processStream, RetryLaterError } from '../../lambdas/handlers/batch';
import { aContext, anSqsEvent, aStreamEvent, listeningLogger } from '../support/events';

describe('the messages of a queue', () => {
  it('are worked on one after another, and those that fail come back alone', async () => {
    const { logger } = listeningLogger();
    const underWay: string[] = [];
    const done: string[] = [];
    const { batchItemFailures } = await processQueue(
      anSqsEvent('one', 'bad', 'three', 'bad'),
      aContext(),
      logger,
      async ({ body }) => {
        underWay.push(body);
        expect(underWay).toHaveLength(1);
        await new Promise((resolve) => setTimeout(resolve, 5));
        underWay.pop();
        if (body === 'bad') throw new Error('It is bad.');
        done.push(body);
      },
    );
    expect(done).toEqual(['one', 'three']);
    expect(batchItemFailures).toEqual([
      { itemIdentifier: 'message-2' },
      { itemIdentifier: 'message-4' },
    ]);
  });

  it('come back one by one even when all fail', async () => {
    const { logger } = listeningLogger();
    const { batchItemFailures } = await processQueue(
      anSqsEvent('one', 'two'),
      aContext(),
      logger,
      async () => {
        throw new Error('down');
      },
    );
    expect(batchItemFailures).toHaveLength(2);
  });

  it('leave their kind of failure in the log, and nothing of themselves', async () => {
    const { logger, lines } = listeningLogger();
    await processQueue(anSqsEvent('ann@example.org'), aContext(), logger, async ({ body }) => {
      throw new TypeError(`${body} is wrong`);
    });
    expect(lines).toEqual([JSON.stringify(['error', 'failed', { error: 'TypeError' }])]);
  });

  it('that are to come back for a reason are no error in the log', async () => {
    const { logger, lines } = listeningLogger();
    await processQueue(anSqsEvent('one'), aContext(), logger, async () => {
      throw new RetryLaterError('held');
    });
    expect(lines).toEqual([JSON.stringify(['info', 'to be tried again', { error: 'TryAgain' }])]);
  });
});

describe('the changes of a table', () => {
  it('come again from the first that failed', async () => {
    const { logger } = listeningLogger();
    const seen: string[] = [];
    const { batchItemFailures } = await processStream(
      aStreamEvent('one', 'bad', 'three'),
      aContext(),
      logger,
      async ({ dynamodb }) => {
        const id = dynamodb?.Keys?.briefingId?.S ?? '';
        seen.push(id);
        if (id === 'bad') throw new Error('It is bad.');
      },
    );
    expect(batchItemFailures).toEqual([{ itemIdentifier: 'change-2' }]);
    expect(seen.slice(0, 2)).toEqual(['one', 'bad']);
  });

  it('are done when none failed', async () => {
    const { logger, lines } = listeningLogger();
    const work = jest.fn(async () => undefined);
    const { batchItemFailures } = await processStream(
      aStreamEvent('one', 'two'),
      aContext(),
      logger,
      work,
    );
    expect(batchItemFailures).toEqual([]);
    expect(work).toHaveBeenCalledTimes(2);
    expect(lines).toEqual([]);
  });
});
