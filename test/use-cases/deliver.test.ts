import type { DeliveryRequest } from '../../lambdas/domain/delivery';
import type {
  ClaimOutcome,
  DropReason,
  GatherOutcome,
  PostponeOutcome,
  PreparedDelivery,
  SendOutcome,
} from '../../lambdas/domain/delivery-outcome';
import type { DigestProgress } from '../../lambdas/domain/delivery-progress';
import { type DeliverDependencies, deliver } from '../../lambdas/use-cases/deliver';
import type { TakenSlot } from '../../lambdas/use-cases/take-send-slots';

const NOON = '2026-12-02T12:00:00.000Z';
const afterNoon = (ms: number) => new Date(Date.parse(NOON) + ms).toISOString();
const MINUTE = 60_000;
const alert: DeliveryRequest = {
  kind: 'alert',
  briefingId: 'border',
  edition: 1,
  subscriberId: 'ann',
};
const recipient = { subscriberId: 'ann', unsubscribes: 0, preferenceChanges: 0 };
const email = { to: 'ann@example.org', raw: Buffer.from('email') };
const progress: DigestProgress = {
  subscriberId: 'ann',
  frequency: 'daily',
  round: 3,
  next: { settledUntil: NOON, listed: [] },
  nextDueAt: NOON,
  follows: 1,
  reschedules: 0,
  preparedAt: NOON,
};

describe('delivering', () => {
  /** The names of the dependencies that were called, in order. */
  let steps: string[];
  /** The last argument of each call. */
  let lastArguments: unknown[];
  let finished: boolean;
  let gathered: GatherOutcome;
  let postponed: PostponeOutcome;
  let prepared: PreparedDelivery;
  let claim: ClaimOutcome;
  let sent: SendOutcome | Error;
  let crashAt: string | undefined;
  let objection: DropReason | 'changed' | undefined;
  /** The slots that are given out; the last one again and again. */
  let slots: TakenSlot[];
  let clock: number;
  /** How many emails needed no slot. */
  let skipped: number;
  beforeEach(() => {
    steps = [];
    lastArguments = [];
    finished = false;
    gathered = { outcome: 'gathered' };
    postponed = { outcome: 'postponed' };
    prepared = { outcome: 'ready', email };
    claim = { outcome: 'claimed', attempts: 1 };
    sent = { outcome: 'accepted', messageId: 'ses-1' };
    crashAt = undefined;
    objection = undefined;
    clock = Date.parse(NOON);
    skipped = 0;
    slots = [{ outcome: 'taken', at: clock }];
  });

  const step =
    <Args extends unknown[], Result>(name: string, result: () => Result) =>
    async (...args: Args): Promise<Result> => {
      if (crashAt === name) throw new Error(`crash at ${name}`);
      steps.push(name);
      lastArguments.push(args.at(-1));
      return result();
    };
  const dependencies = (): DeliverDependencies => ({
    prepare: step('prepare', () => prepared),
    ledger: {
      isFinished: step('is finished', () => finished),
      claim: step('claim', () => claim),
      markSent: step('mark sent', () => undefined),
      drop: step('drop', () => undefined),
      gather: step('gather', () => gathered),
      postpone: step('postpone', () => postponed),
      release: step('release', () => undefined),
    },
    endRound: step('end round', () => undefined),
    findObjection: step('find objection', () => objection),
    send: step('send', () => {
      if (sent instanceof Error) throw sent;
      return sent;
    }),
    takeSlots: () => ({
      take: step('take slot', () => {
        const slot = slots.length > 1 ? slots.shift() : slots[0];
        if (slot === undefined) throw new Error('There is no slot.');
        return slot;
      }),
      skip: () => {
        skipped += 1;
      },
    }),
    pauseSending: step('pause', () => clock + MINUTE),
    requeue: step('requeue', () => undefined),
    sleep: async (ms) => {
      steps.push('sleep');
      lastArguments.push(ms);
      // The others go on meanwhile.
      await new Promise(setImmediate);
      clock += ms;
    },
    now: () => new Date(clock).toISOString(),
  });
  const runBatch = (requests: DeliveryRequest[]) => deliver(dependencies())(requests, 30_000);
  const run = async () => {
    const [result] = await runBatch([alert]);
    if (result?.status !== 'fulfilled') throw result?.reason;
    return result.value;
  };
  const argumentOf = (name: string) => lastArguments[steps.indexOf(name)];

  it('claims the delivery before sending and records the result afterwards', async () => {
    expect(await run()).toEqual({ outcome: 'sent', messageId: 'ses-1' });
    expect(steps).toEqual(['is finished', 'prepare', 'take slot', 'claim', 'send', 'mark sent']);
  });

  it('does nothing if the delivery is finished', async () => {
    finished = true;
    expect(await run()).toEqual({ outcome: 'already-finished' });
    expect(steps).toEqual(['is finished']);
  });

  it('does not send an email that another worker finished while this one prepared it', async () => {
    claim = { outcome: 'finished' };
    expect(await run()).toEqual({ outcome: 'already-finished' });
    expect(steps).toEqual(['is finished', 'prepare', 'take slot', 'claim']);
  });

  it('leaves a delivery whose claim another worker holds to recover, without a message', async () => {
    claim = { outcome: 'held' };
    expect(await run()).toEqual({ outcome: 'left-to-recover', because: 'held' });
    expect(steps).toEqual(['is finished', 'prepare', 'take slot', 'claim']);
  });

  it('releases the claim if SES is busy, and queues a new message', async () => {
    sent = { outcome: 'busy', code: 'Throttling', seconds: 5 };
    expect(await run()).toEqual({ outcome: 'retry', because: 'busy', seconds: 5 });
    expect(steps.slice(3)).toEqual(['claim', 'send', 'release', 'requeue']);
    expect(argumentOf('requeue')).toBe(5);
    // `recover` looks only after the message should have come back.
    expect(argumentOf('release')).toEqual({
      claimedAt: NOON,
      now: NOON,
      checkAt: afterNoon(5_000 + 15 * MINUTE),
    });
  });

  it('retries later with each attempt that the ledger counts, but within 15 minutes', async () => {
    sent = { outcome: 'busy', code: 'Throttling', seconds: 5 };
    claim = { outcome: 'claimed', attempts: 4 };
    expect(await run()).toMatchObject({ seconds: 40 });
    claim = { outcome: 'claimed', attempts: 100 };
    expect(await run()).toMatchObject({ seconds: 900 });
  });

  it('keeps the claim if the result is unknown, and leaves the delivery to recover', async () => {
    sent = { outcome: 'unknown', code: 'TimeoutError' };
    expect(await run()).toEqual({ outcome: 'left-to-recover', because: 'unknown' });
    expect(steps.slice(3)).toEqual(['claim', 'send']);
  });

  it('keeps the claim if it was too old to be given to SES', async () => {
    sent = { outcome: 'too-late' };
    expect(await run()).toEqual({ outcome: 'left-to-recover', because: 'too-late' });
    expect(steps.slice(3)).toEqual(['claim', 'send']);
  });

  it('claims nothing if there is no slot in time, and queues a new message at once', async () => {
    slots = [{ outcome: 'no-time-left' }];
    expect(await run()).toEqual({ outcome: 'retry', because: 'no-time-left', seconds: 0 });
    expect(steps).toEqual(['is finished', 'prepare', 'take slot', 'requeue']);
  });

  it('claims nothing during a pause, and queues a new message for its end', async () => {
    slots = [{ outcome: 'paused', until: clock + 90_000 }];
    expect(await run()).toEqual({ outcome: 'retry', because: 'paused', seconds: 90 });
    expect(steps).toEqual(['is finished', 'prepare', 'take slot', 'requeue']);
  });

  it('does not send to someone who left after the email was written', async () => {
    prepared = { outcome: 'ready', email, recipient };
    objection = 'unsubscribed';
    expect(await run()).toEqual({ outcome: 'dropped', reason: 'unsubscribed' });
    expect(steps.slice(3)).toEqual(['claim', 'find objection', 'drop']);
  });

  it('writes the email again for someone who changed a preference after it was written', async () => {
    prepared = { outcome: 'ready', email, recipient };
    objection = 'changed';
    expect(await run()).toEqual({ outcome: 'retry', because: 'changed', seconds: 0 });
    expect(steps.slice(3)).toEqual(['claim', 'find objection', 'release', 'requeue']);
  });

  it('records what the email tells with the claim', async () => {
    const contents = { topicIds: ['gaza'], briefings: 1 };
    prepared = { outcome: 'ready', email, contents };
    await run();
    expect(argumentOf('claim')).toEqual({ request: alert, now: NOON, contents });
  });

  it('records with the claim whose account an email is about', async () => {
    const account = { subscriberId: 'ann', about: 'follow' as const };
    prepared = { outcome: 'ready', email, account };
    await run();
    expect(argumentOf('claim')).toMatchObject({ account });
  });

  describe('an email that is postponed', () => {
    const progress = {
      subscriberId: 'ann',
      round: 2,
      included: [],
      unlisted: 0,
      next: { dueAt: afterNoon(60 * MINUTE) },
      postponedFrom: NOON,
    };

    it('ends its round and is finished together', async () => {
      prepared = { outcome: 'postpone', progress };
      expect(await run()).toEqual({ outcome: 'dropped', reason: 'postponed' });
      expect(steps).toEqual(['is finished', 'prepare', 'postpone']);
      expect(argumentOf('postpone')).toEqual({ request: alert, now: NOON, progress });
      expect(skipped).toBe(1);
    });

    it.each([
      ['another worker has claimed it', 'held', { outcome: 'left-to-recover', because: 'held' }],
      ['it is finished', 'finished', { outcome: 'already-finished' }],
    ] as const)('is left alone if %s meanwhile', async (_why, outcome, expected) => {
      prepared = { outcome: 'postpone', progress };
      postponed = { outcome };
      expect(await run()).toEqual(expected);
    });
  });

  describe('an alert that is gathered', () => {
    const gathering = {
      subscriberId: 'ann',
      alert: { briefingId: 'border', edition: 1 },
      until: afterNoon(10 * MINUTE),
      round: 2,
      isFirst: true,
      preferenceChanges: 0,
    };

    it('is recorded, and an email is queued for the end of the window', async () => {
      prepared = { outcome: 'gather', gathering };
      expect(await run()).toEqual({
        outcome: 'gathered',
        until: gathering.until,
        into: 'gathered-2-ann',
      });
      expect(steps).toEqual(['is finished', 'prepare', 'gather', 'requeue']);
      expect(argumentOf('requeue')).toBe(600);
      expect(skipped).toBe(1);
    });

    it.each([
      ['another worker has claimed it', 'held', { outcome: 'left-to-recover', because: 'held' }],
      ['it is finished', 'finished', { outcome: 'already-finished' }],
    ] as const)('queues no email if %s meanwhile', async (_why, outcome, expected) => {
      prepared = { outcome: 'gather', gathering };
      gathered = { outcome };
      expect(await run()).toEqual(expected);
      expect(steps).toEqual(['is finished', 'prepare', 'gather']);
    });

    it('is prepared again if its subscriber changed a preference meanwhile', async () => {
      prepared = { outcome: 'gather', gathering };
      gathered = { outcome: 'outdated' };
      expect(await run()).toEqual({ outcome: 'retry', because: 'changed', seconds: 0 });
      expect(steps).toEqual(['is finished', 'prepare', 'gather', 'requeue']);
    });

    it.each([
      ['another one was first', { isFirst: false }],
      ['its window lasts longer than SQS can delay', { until: afterNoon(16 * MINUTE) }],
    ])('queues no email if %s', async (_why, changes) => {
      prepared = { outcome: 'gather', gathering: { ...gathering, ...changes } };
      await run();
      expect(steps).toEqual(['is finished', 'prepare', 'gather']);
    });
  });

  it('reads nothing during a pause that it knows of, and waits for its end within the run', async () => {
    slots = [
      { outcome: 'paused', until: clock + 60_000 },
      { outcome: 'taken', at: clock + 60_000 },
    ];
    const send = deliver(dependencies());
    await send([alert], 30_000);
    steps.length = 0;
    // Sixteen seconds of it are enough to send.
    expect(await send([alert], 30_000)).toMatchObject([
      { value: { outcome: 'retry', because: 'paused', seconds: 44 } },
    ]);
    expect(steps).toEqual(['sleep', 'requeue']);
    clock += 40_000;
    expect(await send([alert], 30_000)).toMatchObject([{ value: { outcome: 'sent' } }]);
  });

  it('waits for its slot', async () => {
    slots = [{ outcome: 'taken', at: clock + 700 }];
    await run();
    expect(steps.slice(3)).toEqual(['claim', 'sleep', 'send', 'mark sent']);
    expect(argumentOf('mark sent')).toMatchObject({ now: afterNoon(700) });
  });

  it('takes another slot if the claim took so long that the first one has passed', async () => {
    slots = [
      { outcome: 'taken', at: clock - 51 },
      { outcome: 'taken', at: clock },
    ];
    expect(await run()).toMatchObject({ outcome: 'sent' });
    expect(steps.slice(2)).toEqual(['take slot', 'claim', 'take slot', 'send', 'mark sent']);
  });

  it('releases the claim if there is no other slot', async () => {
    slots = [{ outcome: 'taken', at: clock - 51 }, { outcome: 'no-time-left' }];
    expect(await run()).toMatchObject({ outcome: 'retry', because: 'no-time-left' });
    expect(steps.slice(3)).toEqual(['claim', 'take slot', 'release', 'requeue']);
  });

  it('does not release a claim that may have been taken over meanwhile', async () => {
    slots = [{ outcome: 'taken', at: clock + MINUTE + 1 }, { outcome: 'no-time-left' }];
    const frozen = dependencies();
    frozen.sleep = async (ms) => {
      clock += ms + 100;
    };
    const [result] = await deliver(frozen)([alert], 30_000);
    expect(result).toMatchObject({ value: { outcome: 'left-to-recover', because: 'too-late' } });
    expect(steps).not.toContain('release');
  });

  it('pauses all sending if SES accepts no email, and does not try the rest of the batch', async () => {
    sent = { outcome: 'paused', code: 'Throttling' };
    slots = [
      { outcome: 'taken', at: clock },
      { outcome: 'taken', at: clock + 100 },
    ];
    const other = { ...alert, subscriberId: 'bob' };
    const results = await runBatch([alert, other]);
    expect(results).toMatchObject([
      { value: { outcome: 'retry', because: 'paused', seconds: 60 } },
      { value: { outcome: 'retry', because: 'paused', seconds: 60 } },
    ]);
    expect(steps.filter((name) => name === 'send')).toHaveLength(1);
    expect(steps.filter((name) => name === 'release')).toHaveLength(2);
    expect(steps.filter((name) => name === 'requeue')).toHaveLength(1);
  });

  it.each([
    ['is finished', 'finished'],
    ['is not needed', 'unneeded'],
    ['cannot be prepared', 'failing'],
  ])('tells the others of its batch not to wait for a delivery that %s', async (_why, what) => {
    finished = what === 'finished';
    if (what === 'unneeded') prepared = { outcome: 'not-needed', reason: 'suppressed' };
    if (what === 'failing') crashAt = 'prepare';
    await runBatch([alert]);
    expect(skipped).toBe(1);
  });

  it('sends the others of a batch if one fails', async () => {
    const failing = dependencies();
    failing.prepare = async (request) => {
      if (request === alert) throw new Error('It cannot be read.');
      return prepared;
    };
    const results = await deliver(failing)([alert, { ...alert, subscriberId: 'bob' }], 30_000);
    expect(results).toMatchObject([
      { status: 'rejected', reason: { message: 'It cannot be read.' } },
      { status: 'fulfilled', value: { outcome: 'sent' } },
    ]);
  });

  it('fails, so that the old message comes back, if the new one cannot be queued', async () => {
    slots = [{ outcome: 'no-time-left' }];
    crashAt = 'requeue';
    await expect(run()).rejects.toThrow('crash at requeue');
  });

  it('keeps the claim if sending throws an unexpected error', async () => {
    sent = new Error('out of memory');
    await expect(run()).rejects.toThrow('out of memory');
    expect(steps.slice(3)).toEqual(['claim', 'send']);
  });

  it('drops an email that SES refuses, with its error code', async () => {
    sent = { outcome: 'refused', code: 'InvalidParameterValue' };
    expect(await run()).toEqual({ outcome: 'dropped', reason: 'refused' });
    expect(steps.slice(3)).toEqual(['claim', 'send', 'drop']);
    expect(argumentOf('drop')).toEqual({
      now: NOON,
      reason: 'refused: InvalidParameterValue',
    });
  });

  it('drops a delivery that is not needed without a claim, with the reason', async () => {
    prepared = { outcome: 'not-needed', reason: 'suppressed' };
    expect(await run()).toEqual({ outcome: 'dropped', reason: 'suppressed' });
    expect(steps).toEqual(['is finished', 'prepare', 'drop']);
    expect(lastArguments.at(-1)).toEqual({ now: NOON, reason: 'suppressed', request: alert });
  });

  it('sends nothing if the claim cannot be written', async () => {
    crashAt = 'claim';
    await expect(run()).rejects.toThrow('crash at claim');
    expect(steps).not.toContain('send');
  });

  describe('a digest', () => {
    it('stores its progress with the claim and with the record', async () => {
      prepared = { outcome: 'ready', email, progress };
      await run();
      expect(argumentOf('claim')).toEqual({
        request: alert,
        now: NOON,
        progress,
      });
      expect(argumentOf('mark sent')).toEqual({
        now: NOON,
        messageId: 'ses-1',
        progress,
      });
    });

    it('advances if SES refuses the email', async () => {
      prepared = { outcome: 'ready', email, progress };
      sent = { outcome: 'refused', code: 'InvalidParameterValue' };
      await run();
      expect(argumentOf('drop')).toMatchObject({ progress });
    });

    it('advances without an email or a claim if there is nothing new', async () => {
      prepared = { outcome: 'not-needed', reason: 'nothing-new', progress };
      expect(await run()).toEqual({ outcome: 'dropped', reason: 'nothing-new' });
      expect(steps).toEqual(['is finished', 'prepare', 'end round']);
      expect(lastArguments.at(-1)).toEqual(progress);
    });

    it('does not advance if SES is busy', async () => {
      prepared = { outcome: 'ready', email, progress };
      sent = { outcome: 'busy', code: 'Throttling', seconds: 5 };
      await run();
      expect(steps).not.toContain('end round');
      expect(steps).not.toContain('mark sent');
    });
  });
});
