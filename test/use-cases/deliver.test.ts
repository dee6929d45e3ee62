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
const mail = { to: 'ann@example.org', raw: Buffer.from('mail') };
const progress: DigestProgress = {
  subscriberId: 'ann',
  frequency: 'daily',
  round: 3,
  next: { settledUntil: NOON, listed: [] },
  nextDueAt: NOON,
  follows: 1,
};

describe('delivering', () => {
  /** What was done to the outside, in order. */
  let steps: string[];
  let told: unknown[];
  let finished: boolean;
  let prepared: PreparedDelivery;
  let claim: ClaimOutcome;
  let sent: SendOutcome | Error;
  let crashAt: string | undefined;
  beforeEach(() => {
    steps = [];
    told = [];
    finished = false;
    prepared = { outcome: 'ready', email: mail };
    claim = { outcome: 'claimed' };
    sent = { outcome: 'accepted', messageId: 'ses-1' };
    crashAt = undefined;
  });

  const step =
    <Given extends unknown[], Answer>(name: string, answer: () => Answer) =>
    async (...given: Given): Promise<Answer> => {
      if (crashAt === name) throw new Error(`crash at ${name}`);
      steps.push(name);
      told.push(given.at(-1));
      return answer();
    };
  let pacedFrom: number | undefined;
  const run = () => {
    const deps: DeliverDependencies = {
      prepare: step('prepare', () => prepared),
      ledger: {
        isFinished: step('look', () => finished),
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
        pacedFrom = steps.length;
        return step('pace', () => undefined);
      },
      now: () => NOON,
    };
    return deliver(deps)(alert);
  };

  it('claims before SES hears of it, and records after', async () => {
    expect(await run()).toEqual({ outcome: 'sent', messageId: 'ses-1' });
    expect(steps).toEqual(['look', 'prepare', 'claim', 'send', 'mark sent', 'pace']);
  });

  it('leaves alone what is finished', async () => {
    finished = true;
    expect(await run()).toEqual({ outcome: 'already-finished' });
    expect(steps).toEqual(['look']);
  });

  it('does not send what another finished while the mail was written', async () => {
    claim = { outcome: 'finished' };
    expect(await run()).toEqual({ outcome: 'already-finished' });
    expect(steps).toEqual(['look', 'prepare', 'claim']);
  });

  it('does not send what another is sending, and comes back when told', async () => {
    claim = { outcome: 'held', seconds: 17 };
    expect(await run()).toEqual({ outcome: 'retry', because: 'held', seconds: 17 });
    expect(steps).toEqual(['look', 'prepare', 'claim']);
  });

  it('counts its pace from before SES is asked, so that SES’s time is part of it', async () => {
    await run();
    expect(pacedFrom).toBe(steps.indexOf('send'));
  });

  it('gives the claim back when SES is busy', async () => {
    sent = { outcome: 'busy', code: 'Throttling', seconds: 5 };
    expect(await run()).toMatchObject({ outcome: 'retry', because: 'busy', seconds: 5 });
    expect(steps.slice(2)).toEqual(['claim', 'send', 'release', 'pace']);
  });

  it('keeps the claim when nobody knows, until SES’s own word must have come', async () => {
    sent = { outcome: 'unknown', code: 'TimeoutError' };
    expect(await run()).toMatchObject({
      outcome: 'retry',
      because: 'unknown',
      seconds: UNCERTAIN_CLAIM_MS / 1000,
    });
    expect(steps.slice(2)).toEqual(['claim', 'send', 'pace']);
  });

  it('keeps the claim when sending fails in a way that nobody thought of', async () => {
    sent = new Error('out of memory');
    await expect(run()).rejects.toThrow('out of memory');
    expect(steps.slice(2)).toEqual(['claim', 'send']);
  });

  it('drops what SES refuses, with its word for it', async () => {
    sent = { outcome: 'refused', code: 'InvalidParameterValue' };
    expect(await run()).toEqual({ outcome: 'dropped', reason: 'refused' });
    expect(steps.slice(2)).toEqual(['claim', 'send', 'drop', 'pace']);
    expect(told[steps.indexOf('drop')]).toEqual({
      now: NOON,
      reason: 'refused: InvalidParameterValue',
    });
  });

  it('drops what is not needed any more, unclaimed, with the reason', async () => {
    prepared = { outcome: 'not-needed', reason: 'suppressed' };
    expect(await run()).toEqual({ outcome: 'dropped', reason: 'suppressed' });
    expect(steps).toEqual(['look', 'prepare', 'drop']);
    expect(told.at(-1)).toEqual({ now: NOON, reason: 'suppressed' });
  });

  it('sends nothing when its claim could not be written', async () => {
    crashAt = 'claim';
    await expect(run()).rejects.toThrow('crash at claim');
    expect(steps).not.toContain('send');
  });

  describe('a digest', () => {
    it('lays beside the claim how the digest stands after it, and again in the record', async () => {
      prepared = { outcome: 'ready', email: mail, progress };
      await run();
      expect(told[steps.indexOf('claim')]).toEqual({ request: alert, now: NOON, progress });
      expect(told[steps.indexOf('mark sent')]).toEqual({ now: NOON, messageId: 'ses-1', progress });
    });

    it('moves on past what SES refuses', async () => {
      prepared = { outcome: 'ready', email: mail, progress };
      sent = { outcome: 'refused', code: 'InvalidParameterValue' };
      await run();
      expect(told[steps.indexOf('drop')]).toMatchObject({ progress });
    });

    it('moves on without a mail, and without a place in the ledger, when there is nothing new', async () => {
      prepared = { outcome: 'not-needed', reason: 'nothing-new', progress };
      expect(await run()).toEqual({ outcome: 'dropped', reason: 'nothing-new' });
      expect(steps).toEqual(['look', 'prepare', 'advance digest']);
      expect(told.at(-1)).toEqual(progress);
    });

    it('stays where it is when SES is busy', async () => {
      prepared = { outcome: 'ready', email: mail, progress };
      sent = { outcome: 'busy', code: 'Throttling', seconds: 5 };
      await run();
      expect(steps).not.toContain('advance digest');
      expect(steps).not.toContain('mark sent');
    });
  });
});
