import type { DeliveryRequest } from '../../lambdas/domain/delivery';
import type { FanOutRequest } from '../../lambdas/domain/fan-out-request';
import type { SendEventsMark } from '../../lambdas/domain/send-events';
import type { UnfinishedDelivery } from '../../lambdas/domain/unfinished-delivery';
import type { UnfinishedRequest } from '../../lambdas/domain/unfinished-request';
import {
  type RecoverLostWorkDependencies,
  recoverLostWork,
} from '../../lambdas/use-cases/recover-lost-work';
import type { UnfinishedEntry } from '../../lambdas/use-cases/recovery-ledger';

const NOON = Date.UTC(2026, 11, 2, 12);
/** Seconds after noon as a time. */
const at = (seconds: number) => new Date(NOON + seconds * 1000).toISOString();

const anAlertTo = (subscriberId: string): DeliveryRequest => ({
  kind: 'alert',
  briefingId: 'border',
  edition: 1,
  subscriberId,
});
const fanOut: FanOutRequest = { kind: 'fan-out', briefingId: 'border', edition: 1, index: 0 };
const anEntry = (
  deliveryId: string,
  delivery: UnfinishedDelivery = { status: 'waiting', requeues: 0 },
  request: UnfinishedRequest = anAlertTo(deliveryId),
): UnfinishedEntry => ({ deliveryId, checkAt: at(0), readable: true, delivery, request });
const claimed: UnfinishedDelivery = { status: 'claimed', claimedAt: at(-200) };
const suspected: UnfinishedDelivery = { ...claimed, suspectedAt: at(-120) };
const EVENTS_ARRIVE: SendEventsMark = { until: at(-2), handledAt: at(-1), aliveSince: at(-3600) };

describe('recovering lost work', () => {
  let pages: UnfinishedEntry[][];
  let steps: unknown[][];
  let clock: number;
  let given: Partial<RecoverLostWorkDependencies>;
  beforeEach(() => {
    pages = [];
    steps = [];
    clock = NOON;
    given = {};
  });

  /** A dependency that records its calls and returns the result. */
  function step<R>(name: string, result: R) {
    return async (...args: unknown[]): Promise<R> => {
      steps.push([name, ...args]);
      return result;
    };
  }
  async function* readPages() {
    for (const page of pages) yield page;
  }
  const run = (changes: Partial<RecoverLostWorkDependencies['ledger']> = {}) =>
    recoverLostWork({
      ledger: {
        dueAt: readPages,
        suspect: step('suspect', true),
        releaseSuspected: step('release', true),
        postpone: step('postpone', true),
        ...changes,
      },
      findSendEvents: async () => undefined,
      isSendingPaused: async () => false,
      sendProbe: step('probe', { accepted: true } as const),
      sendDeliveries: step('send deliveries', undefined),
      sendFanOuts: step('send fan-outs', undefined),
      unmatchedSince: async () => [],
      retriggerMatch: step('retrigger', undefined),
      cleanUpUnsubscribed: async () => ({ cleanedUp: 0, failures: [] }),
      now: () => new Date(clock).toISOString(),
      ...given,
    })();
  const stepsNamed = (name: string) => steps.filter(([each]) => each === name);

  it('queues a waiting delivery once, and then moves its next check', async () => {
    pages = [[anEntry('ann')]];
    expect(await run()).toMatchObject({ requeued: 1 });
    expect(steps).toEqual([
      ['send deliveries', [anAlertTo('ann')]],
      ['postpone', 'ann', { from: at(0), checkAt: at(15 * 60) }],
    ]);
  });

  it('suspects an old claim and sends a probe, but queues nothing', async () => {
    pages = [[anEntry('ann', claimed)]];
    expect(await run()).toMatchObject({ suspected: 1, requeued: 0, probe: { accepted: true } });
    expect(steps).toEqual([
      ['suspect', 'ann', { claimedAt: at(-200), now: at(0), checkAt: at(110) }],
      ['probe', at(0)],
    ]);
  });

  it('sends one probe, however many claims are suspected', async () => {
    pages = [[anEntry('ann', suspected), anEntry('bob', suspected)], [anEntry('cat', claimed)]];
    expect(await run()).toMatchObject({ awaitingProof: 2, suspected: 1 });
    expect(stepsNamed('probe')).toHaveLength(1);
  });

  it('releases a suspected claim before it is queued, once events of later emails arrive', async () => {
    given.findSendEvents = async () => EVENTS_ARRIVE;
    pages = [[anEntry('ann', suspected)]];
    expect(await run()).toMatchObject({ released: 1, requeued: 0 });
    expect(steps).toEqual([
      ['release', 'ann', { suspectedAt: at(-120), checkAt: at(120) }],
      ['send deliveries', [anAlertTo('ann')]],
    ]);
  });

  it('does not queue a delivery whose claim was finished after it was read', async () => {
    given.findSendEvents = async () => EVENTS_ARRIVE;
    pages = [[anEntry('ann', suspected)]];
    expect(await run({ releaseSuspected: async () => false })).toMatchObject({ released: 0 });
    expect(steps).toEqual([]);
  });

  it('queues nothing and sends no probe while sending is paused', async () => {
    given.isSendingPaused = async () => true;
    given.findSendEvents = async () => EVENTS_ARRIVE;
    pages = [[anEntry('ann'), anEntry('bob', suspected), anEntry('cat', claimed)]];
    await run();
    expect(steps.map(([name]) => name)).toEqual(['suspect']);
  });

  it('hands each kind of work to its queue', async () => {
    pages = [[anEntry('part', undefined, fanOut), anEntry('ann')]];
    await run();
    expect(stepsNamed('send deliveries')).toEqual([['send deliveries', [anAlertTo('ann')]]]);
    expect(stepsNamed('send fan-outs')).toEqual([['send fan-outs', [fanOut]]]);
  });

  it('reports an unreadable entry and looks at it later, without holding up the others', async () => {
    pages = [[{ deliveryId: 'old', checkAt: at(-5), readable: false }, anEntry('ann')]];
    expect(await run()).toMatchObject({ unreadable: ['old'] });
    expect(stepsNamed('send deliveries')).toEqual([['send deliveries', [anAlertTo('ann')]]]);
    expect(stepsNamed('postpone')).toContainEqual([
      'postpone',
      'old',
      { from: at(-5), checkAt: at(15 * 60) },
    ]);
  });

  it('does not move the check of deliveries that could not be queued', async () => {
    given.sendDeliveries = async () => {
      throw new Error('SQS is away');
    };
    pages = [[anEntry('ann')]];
    await expect(run()).rejects.toThrow('Some lost work was not recovered.');
    expect(stepsNamed('postpone')).toEqual([]);
  });

  it('ends in time, and leaves the other pages to the next run', async () => {
    pages = [[anEntry('ann')], [anEntry('bob')], [anEntry('cat')]];
    given.sendDeliveries = async () => {
      clock += 13_000;
    };
    expect(await run()).toMatchObject({ requeued: 2 });
  });

  describe('of briefings', () => {
    it('matches those again that have been unmatched for five minutes', async () => {
      let before = '';
      given.unmatchedSince = async (time) => {
        before = time;
        return ['border', 'trucks'];
      };
      expect(await run()).toMatchObject({ briefings: 2 });
      expect(before).toBe(at(-300));
      expect(steps).toEqual([
        ['retrigger', 'border', at(0)],
        ['retrigger', 'trucks', at(0)],
      ]);
    });

    it('comes after emails, however many briefings there are', async () => {
      given.unmatchedSince = async () => Array.from({ length: 24_000 }, (_, id) => `b${id}`);
      pages = [[anEntry('ann')]];
      const { requeued, briefings } = await run();
      expect({ requeued, briefings }).toEqual({ requeued: 1, briefings: 1_000 });
      expect(steps.slice(0, 2).map(([name]) => name)).toEqual(['send deliveries', 'postpone']);
    });

    it('ends in time', async () => {
      given.unmatchedSince = async () => Array.from({ length: 500 }, (_, id) => `b${id}`);
      given.retriggerMatch = async () => {
        clock += 100;
      };
      expect((await run()).briefings).toBe(100);
    });

    it('happens even if the recovery of emails fails', async () => {
      given.unmatchedSince = async () => ['border'];
      given.findSendEvents = async () => {
        throw new Error('DynamoDB is away');
      };
      await expect(run()).rejects.toThrow(AggregateError);
      expect(stepsNamed('retrigger')).toHaveLength(1);
    });
  });

  it('cleans up people who have unsubscribed, after the rest', async () => {
    given.unmatchedSince = async () => ['border'];
    given.cleanUpUnsubscribed = step('clean up', { cleanedUp: 3, failures: [] });
    expect(await run()).toMatchObject({ cleanedUp: 3 });
    expect(steps.map(([name]) => name)).toEqual(['retrigger', 'clean up']);
  });

  it('fails if someone could not be cleaned up, so that an alarm goes off', async () => {
    const failures = [new Error('DynamoDB is away')];
    given.cleanUpUnsubscribed = step('clean up', { cleanedUp: 1, failures });
    await expect(run()).rejects.toThrow(AggregateError);
  });
});
