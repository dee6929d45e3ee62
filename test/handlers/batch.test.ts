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

  it('are logged when they fail, with id, error name and stack but nothing of their content', async () => {
    const { logger, lines } = listeningLogger();
    await processQueue(
      anSqsEvent('ann@example.org'),
      aContext(),
      logger,
      async ({ body }) => {
        throw new TypeError(`${body} is wrong\n    at ${body}`);
      },
      () => ({ deliveryId: 'alert-1' }),
    );
    const [level, message, details] = JSON.parse(lines[0] ?? '[]');
    expect([level, message]).toEqual(['error', 'failed']);
    expect(details).toMatchObject({
      messageId: 'message-1',
      deliveryId: 'alert-1',
      error: 'TypeError',
    });
    expect(details.stack[0]).toMatch(/batch\.test\.ts:\d+/);
    expect(lines.join()).not.toContain('ann@example.org');
  });

  it('are logged without an error when they are retried for a known reason', async () => {
    const { logger, lines } = listeningLogger();
    await processQueue(anSqsEvent('one'), aContext(), logger, async () => {
      throw new RetryLaterError('held');
    });
    expect(lines).toEqual([
      JSON.stringify(['info', 'retry later', { messageId: 'message-1', reason: 'held' }]),
    ]);
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

  it('are logged when they fail, with their sequence number', async () => {
    const { logger, lines } = listeningLogger();
    await processStream(aStreamEvent('bad'), aContext(), logger, async () => {
      throw new RangeError('It is bad.');
    });
    expect(JSON.parse(lines[0] ?? '[]')[2]).toMatchObject({
      sequenceNumber: 'change-1',
      error: 'RangeError',
    });
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
