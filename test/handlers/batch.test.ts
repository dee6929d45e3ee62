import { processQueue, processStream } from '../../lambdas/handlers/batch';
import { aContext, anSqsEvent, aStreamEvent, capturingLogger } from '../support/events';

describe('the messages of a queue', () => {
  it('are processed one after another, and only those that fail are retried', async () => {
    const { logger } = capturingLogger();
    const running: string[] = [];
    const done: string[] = [];
    const { batchItemFailures } = await processQueue(
      anSqsEvent('one', 'bad', 'three', 'bad'),
      aContext(),
      logger,
      async ({ body }) => {
        running.push(body);
        expect(running).toHaveLength(1);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running.pop();
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

  it('are retried one by one even if all fail', async () => {
    const { logger } = capturingLogger();
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

  it('are logged if they fail, with ids, error name and stack but none of their content', async () => {
    const { logger, lines } = capturingLogger();
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
});

describe('the records of a stream', () => {
  it('are retried from the first one that fails', async () => {
    const { logger } = capturingLogger();
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

  it('are logged if they fail, with their sequence number and their briefing', async () => {
    const { logger, lines } = capturingLogger();
    await processStream(aStreamEvent('bad'), aContext(), logger, async () => {
      throw new RangeError('It is bad.');
    });
    expect(JSON.parse(lines[0] ?? '[]')[2]).toMatchObject({
      sequenceNumber: 'change-1',
      briefingId: 'bad',
      error: 'RangeError',
    });
  });

  it('are not retried if none fails', async () => {
    const { logger, lines } = capturingLogger();
    const process = jest.fn(async () => undefined);
    const { batchItemFailures } = await processStream(
      aStreamEvent('one', 'two'),
      aContext(),
      logger,
      process,
    );
    expect(batchItemFailures).toEqual([]);
    expect(process).toHaveBeenCalledTimes(2);
    expect(lines).toEqual([]);
  });
});
