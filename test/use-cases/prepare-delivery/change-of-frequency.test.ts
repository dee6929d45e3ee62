import fc from 'fast-check';
import { NO_ALERTS } from '../../../lambdas/domain/alert-window';
import type { DeliveryRequest } from '../../../lambdas/domain/delivery';
import { frequencyAt } from '../../../lambdas/domain/followed-topics';
import { DIGEST_FREQUENCIES, FREQUENCIES, type Frequency } from '../../../lambdas/domain/frequency';
import type { DigestPlan, Subscription } from '../../../lambdas/domain/subscriber';
import { changePeriod, startOfPeriod } from '../../../lambdas/domain/subscription-periods';
import { prepareDelivery } from '../../../lambdas/use-cases/prepare-delivery/prepare-delivery';
import { aSubscriber, aSubscription } from '../../support/adapters';
import { aSnippet } from '../../support/email-views';
import { aWholeBriefing } from '../../support/page-views';

const START = Date.parse('2026-12-01T08:00:00.000Z');
const at = (minute: number) => new Date(START + minute * 60_000).toISOString();
const email = { to: 'ann@example.org', raw: Buffer.from('email') };

/** What happens in a minute. The clock that a change uses may be slow or fast. An alert for a match is prepared `delay` minutes later, or in any later minute. */
type Step =
  | { kind: 'match'; minute: number; alertDelay: number }
  | { kind: 'change'; minute: number; frequency: Frequency; skewSeconds: number }
  | { kind: 'digests'; minute: number };

const minute = fc.integer({ min: 1, max: 300 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('match' as const),
    minute,
    alertDelay: fc.integer({ min: 0, max: 120 }),
  }),
  fc.record({
    kind: fc.constant('change' as const),
    minute,
    frequency: fc.constantFrom(...FREQUENCIES),
    skewSeconds: fc.integer({ min: -30, max: 30 }),
  }),
  fc.record({ kind: fc.constant('digests' as const), minute }),
);

/** A subscriber of one topic, who changes its frequency while briefings match and emails are prepared. */
class Reader {
  subscription: Subscription = aSubscription('gaza', { since: at(0) });
  readonly matches: { briefingId: string; matchedAt: string }[] = [];
  /** The kind of email that told each briefing. */
  readonly told: { briefingId: string; by: Frequency }[] = [];
  private lastDigestAt = at(0);
  private plans: DigestPlan[] = DIGEST_FREQUENCIES.map((frequency) => ({
    frequency,
    round: 0,
    follows: 0,
    reschedules: 0,
    settledUntil: at(0),
    listed: [],
  }));

  change(frequency: Frequency, now: string): void {
    if (frequency === this.subscription.frequency) return;
    const since = startOfPeriod(now, {
      newestMatchAt: this.matches.at(-1)?.matchedAt,
      lastDigestAt: this.lastDigestAt,
      settledUntil: this.plans.find((plan) => plan.frequency === frequency)?.settledUntil,
    });
    this.subscription = {
      ...this.subscription,
      ...changePeriod(this.subscription, since),
      frequency,
    };
  }

  async prepareAlert(briefingId: string, now: string): Promise<void> {
    await this.prepare({ kind: 'alert', briefingId, edition: 1, subscriberId: 'ann' }, now);
  }

  async prepareDigests(now: string): Promise<void> {
    this.lastDigestAt = now;
    for (const { frequency, round } of this.plans) {
      const request = { kind: 'digest' as const, subscriberId: 'ann', frequency, round };
      const prepared = await this.prepare(request, now);
      const progress = 'progress' in prepared ? prepared.progress : undefined;
      this.plans = this.plans.map((plan) =>
        plan.frequency === frequency && progress && 'frequency' in progress
          ? { ...plan, ...progress.next, round: round + 1 }
          : plan,
      );
    }
  }

  private prepare(request: DeliveryRequest, now: string) {
    const matches = this.matches.map((match) => ({
      ...match,
      topicId: 'gaza',
      edition: 1,
      snippet: aSnippet('*aid*'),
    }));
    return prepareDelivery({
      subscriberFile: async () => ({
        subscriber: aSubscriber('ann'),
        subscriptions: [this.subscription],
        alerts: NO_ALERTS,
        unsubscribes: 0,
        digests: this.plans,
      }),
      matchesOfBriefing: async (briefingId) =>
        matches.filter((match) => match.briefingId === briefingId),
      matchesOfTopicSince: async (_topicId, from) =>
        matches.filter(({ matchedAt }) => matchedAt > from),
      briefings: async (briefingIds) =>
        new Map(briefingIds.map((briefingId) => [briefingId, aWholeBriefing({ briefingId })])),
      findIssue: async () => undefined,
      emailWriter: {
        confirmation: async () => email,
        answer: async () => email,
        addressChange: async () => email,
        addressChanged: async () => email,
        manageLink: async () => email,
        alert: async ({ briefing: { briefingId } }) => {
          this.told.push({ briefingId, by: 'instant' });
          return email;
        },
        digest: async (content) => {
          const by = content.frequency;
          for (const { briefing } of content.matches) {
            this.told.push({ briefingId: briefing.briefingId, by });
          }
          return email;
        },
        issue: async () => email,
        issueTest: async () => email,
        gathered: async () => email,
      },
      alertLimits: { windowMs: 0, maxPerDay: 0 },
      openAlertWindow: async () => true,
      findAddress: async () => ({}),
      findRequest: async () => undefined,
      erasedAt: async () => undefined,
      countMailbox: async () => ({ outcome: 'counted', isLast: false }),
      countLink: async () => ({ outcome: 'counted', isLast: false }),
      countStopped: async () => {},
      now: () => now,
    })(request, 'delivery-1');
  }
}

it('tells every match once, at the frequency of its time, however often the frequency changes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const reader = new Reader();
      const alerts: { minute: number; briefingId: string }[] = [];
      const expected: { briefingId: string; by: Frequency | undefined }[] = [];
      const inOrder = steps.sort((one, other) => one.minute - other.minute);
      for (const next of [...inOrder, { kind: 'digests' as const, minute: 2_000 }]) {
        const due = alerts.filter((alert) => alert.minute <= next.minute);
        alerts.splice(0, alerts.length, ...alerts.filter((alert) => alert.minute > next.minute));
        for (const { briefingId } of due) await reader.prepareAlert(briefingId, at(next.minute));
        switch (next.kind) {
          case 'match': {
            const briefingId = `briefing-${reader.matches.length}`;
            reader.matches.push({ briefingId, matchedAt: at(next.minute) });
            expected.push({ briefingId, by: frequencyAt(reader.subscription, at(next.minute)) });
            // Fan-out may queue an alert at any frequency, because it reads an index that is behind.
            alerts.push({ briefingId, minute: next.minute + next.alertDelay });
            break;
          }
          case 'change':
            reader.change(next.frequency, at(next.minute + next.skewSeconds / 60));
            break;
          case 'digests':
            await reader.prepareDigests(at(next.minute));
            break;
          default:
            next satisfies never;
        }
      }
      const byId = (one: { briefingId: string }, other: { briefingId: string }) =>
        one.briefingId.localeCompare(other.briefingId);
      expect(reader.told.sort(byId)).toEqual(expected.sort(byId));
    }),
    { numRuns: 300 },
  );
});
