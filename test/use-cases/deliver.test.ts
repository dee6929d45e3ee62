import type {
  ClaimOutcome,
  DeliveryRequest,
  DigestProgress,
  PreparedDelivery,
  SendOutcome,
} from '../../lambdas/domain/delivery';
import { UNCERTAIN_CLAIM_MS } from '../../lambdas/domain/delivery';
import { type DeliverDependencies, deliver } from '../../lambdas/use-cases/deliver';

const NOON = '2026-12-02T12:00:00.000Z';
const alert: DeliveryRequest = {
  kind: 'alert',
  briefingId: 'border',
  edition: 1,
  subscriberId: 'ann',
};
const email = { to: 'ann@example.org', raw: Buffer.from('email') };
const progress: DigestProgress = {
  subscriberId: 'ann',
  frequency: 'daily',
  round: 3,
  next: { settledUntil: NOON, listed: [] },
  nextDueAt: NOON,
  follows: 1,
};

describe('delivering', () => {
  /** The names of the dependencies that were called, in order. */
  let steps: string[];
  /** The last argument of each call. */
  let lastArguments: unknown[];
  let finished: boolean;
  let prepared: PreparedDelivery;
  let claim: ClaimOutcome;
  let sent: SendOutcome | Error;
  let crashAt: string | undefined;
  beforeEach(() => {
    steps = [];
    lastArguments = [];
    finished = false;
    prepared = { outcome: 'ready', email };
    claim = { outcome: 'claimed' };
    sent = { outcome: 'accepted', messageId: 'ses-1' };
    crashAt = undefined;
  });

  const step =
    <Args extends unknown[], Result>(name: string, result: () => Result) =>
    async (...args: Args): Promise<Result> => {
      if (crashAt === name) throw new Error(`crash at ${name}`);
      steps.push(name);
      lastArguments.push(args.at(-1));
      return result();
    };
  /** The number of steps before the interval of the send rate started. */
  let stepsBeforePace: number | undefined;
  const run = () => {
    const dependencies: DeliverDependencies = {
      prepare: step('prepare', () => prepared),
      ledger: {
        isFinished: step('is finished', () => finished),
        claim: step('claim', () => claim),
        markSent: step('mark sent', () => undefined),
        drop: step('drop', () => undefined),
        release: step('release', () => undefined),
      },
      advanceDigest: step('advance digest', () => undefined),
      send: step('send', () => {
        if (sent instanceof Error) throw sent;
        return sent;
      }),
      pace: () => {
        stepsBeforePace = steps.length;
        return step('pace', () => undefined);
      },
      now: () => NOON,
    };
    return deliver(dependencies)(alert);
  };

  it('claims the delivery before sending and records the result afterwards', async () => {
    expect(await run()).toEqual({ outcome: 'sent', messageId: 'ses-1' });
    expect(steps).toEqual(['is finished', 'prepare', 'claim', 'send', 'mark sent', 'pace']);
  });

  it('does nothing if the delivery is finished', async () => {
    finished = true;
    expect(await run()).toEqual({ outcome: 'already-finished' });
    expect(steps).toEqual(['is finished']);
  });

  it('does not send an email that another worker finished while this one prepared it', async () => {
    claim = { outcome: 'finished' };
    expect(await run()).toEqual({ outcome: 'already-finished' });
    expect(steps).toEqual(['is finished', 'prepare', 'claim']);
  });

  it('retries later if another worker holds the claim', async () => {
    claim = { outcome: 'held', seconds: 17 };
    expect(await run()).toEqual({ outcome: 'retry', because: 'held', seconds: 17 });
    expect(steps).toEqual(['is finished', 'prepare', 'claim']);
  });

  it('starts the interval of the send rate before the request to SES', async () => {
    await run();
    expect(stepsBeforePace).toBe(steps.indexOf('send'));
  });

  it('releases the claim if SES is busy', async () => {
    sent = { outcome: 'busy', code: 'Throttling', seconds: 5 };
    expect(await run()).toMatchObject({ outcome: 'retry', because: 'busy', seconds: 5 });
    expect(steps.slice(2)).toEqual(['claim', 'send', 'release', 'pace']);
  });

  it('keeps the claim if the result is unknown, and retries when the claim has expired', async () => {
    sent = { outcome: 'unknown', code: 'TimeoutError' };
    expect(await run()).toMatchObject({
      outcome: 'retry',
      because: 'unknown',
      seconds: UNCERTAIN_CLAIM_MS / 1000,
    });
    expect(steps.slice(2)).toEqual(['claim', 'send', 'pace']);
  });

  it('keeps the claim if sending throws an unexpected error', async () => {
    sent = new Error('out of memory');
    await expect(run()).rejects.toThrow('out of memory');
    expect(steps.slice(2)).toEqual(['claim', 'send']);
  });

  it('drops an email that SES refuses, with its error code', async () => {
    sent = { outcome: 'refused', code: 'InvalidParameterValue' };
    expect(await run()).toEqual({ outcome: 'dropped', reason: 'refused' });
    expect(steps.slice(2)).toEqual(['claim', 'send', 'drop', 'pace']);
    expect(lastArguments[steps.indexOf('drop')]).toEqual({
      now: NOON,
      reason: 'refused: InvalidParameterValue',
    });
  });

  it('drops a delivery that is not needed without a claim, with the reason', async () => {
    prepared = { outcome: 'not-needed', reason: 'suppressed' };
    expect(await run()).toEqual({ outcome: 'dropped', reason: 'suppressed' });
    expect(steps).toEqual(['is finished', 'prepare', 'drop']);
    expect(lastArguments.at(-1)).toEqual({
      now: NOON,
      reason: 'suppressed',
      request: expect.objectContaining({ kind: 'alert' }),
    });
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
      expect(lastArguments[steps.indexOf('claim')]).toEqual({
        request: alert,
        now: NOON,
        progress,
      });
      expect(lastArguments[steps.indexOf('mark sent')]).toEqual({
        now: NOON,
        messageId: 'ses-1',
        progress,
      });
    });

    it('advances if SES refuses the email', async () => {
      prepared = { outcome: 'ready', email, progress };
      sent = { outcome: 'refused', code: 'InvalidParameterValue' };
      await run();
      expect(lastArguments[steps.indexOf('drop')]).toMatchObject({ progress });
    });

    it('advances without an email or a claim if there is nothing new', async () => {
      prepared = { outcome: 'not-needed', reason: 'nothing-new', progress };
      expect(await run()).toEqual({ outcome: 'dropped', reason: 'nothing-new' });
      expect(steps).toEqual(['is finished', 'prepare', 'advance digest']);
      expect(lastArguments.at(-1)).toEqual(progress);
    });

    it('does not advance if SES is busy', async () => {
      prepared = { outcome: 'ready', email, progress };
      sent = { outcome: 'busy', code: 'Throttling', seconds: 5 };
      await run();
      expect(steps).not.toContain('advance digest');
      expect(steps).not.toContain('mark sent');
    });
  });
});
