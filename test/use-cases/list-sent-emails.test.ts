import type { BriefingHeading } from '../../lambdas/domain/briefing';
import type { DeliveryRecord } from '../../lambdas/domain/delivery-record';
import { listSentEmails } from '../../lambdas/use-cases/list-sent-emails';
import { aSubscriberFile, aSubscription } from '../support/adapters';
import { aBriefingHeading } from '../support/briefings';

const file = aSubscriberFile({
  subscriptions: [aSubscription('gaza', { expression: 'Gaza' })],
});
const at = (minute: number) => new Date(Date.UTC(2026, 11, 2, 12, minute)).toISOString();
const aRecord = (deliveryId: string, fields: Partial<DeliveryRecord>): DeliveryRecord => ({
  deliveryId,
  kind: 'alert',
  subscriberId: 'ann',
  state: 'sent',
  at: at(0),
  attempts: 1,
  ...fields,
});

describe('the list of sent emails', () => {
  const list = (deliveries: DeliveryRecord[], after?: string) =>
    listSentEmails({
      deliveriesOf: async (_subscriberId, startAfter) =>
        startAfter === undefined
          ? { deliveries: deliveries.slice(0, 2), next: 'more' }
          : { deliveries: deliveries.slice(2) },
      briefingHeadings: async (ids) =>
        new Map<string, BriefingHeading>(
          ids.filter((id) => id !== 'withdrawn').map((id) => [id, aBriefingHeading(id)]),
        ),
    })(file, after);
  const subjectsOf = async (deliveries: DeliveryRecord[]) =>
    (await list(deliveries)).emails.map(({ subject }) => subject);

  it('has those that were sent, the newest first, from every page of the ledger', async () => {
    const { emails } = await list([
      aRecord('one', { at: at(1) }),
      aRecord('dropped', { state: 'dropped', at: at(9) }),
      aRecord('claimed', { state: 'claimed', at: at(9) }),
      aRecord('two', { at: at(2) }),
    ]);
    expect(emails.map(({ deliveryId, sentAt }) => [deliveryId, sentAt])).toEqual([
      ['two', at(2)],
      ['one', at(1)],
    ]);
  });

  it('says what each was about', async () => {
    const contents = { topicIds: ['gaza'], briefings: 3 };
    const subjects = await subjectsOf([
      aRecord('alert', { briefingId: 'trucks', at: at(5) }),
      aRecord('gone', { briefingId: 'withdrawn', at: at(4) }),
      aRecord('gathered-1-ann', { kind: 'gathered', contents, at: at(3) }),
      aRecord('digest-weekly-4-ann', { kind: 'digest', contents, at: at(2) }),
      aRecord('digest-daily-1-ann', { kind: 'digest', at: at(1) }),
    ]);
    expect(subjects).toEqual([
      { kind: 'alert', briefingId: 'trucks', title: aBriefingHeading('trucks').title },
      { kind: 'alert', briefingId: 'withdrawn' },
      { kind: 'gathered', briefings: 3 },
      { kind: 'digest', frequency: 'weekly', briefings: 3 },
      { kind: 'digest', frequency: 'daily' },
    ]);
  });

  it('has the emails about the account', async () => {
    const subjects = await subjectsOf([
      aRecord('confirm-a', { kind: 'confirm', at: at(5) }),
      aRecord('confirm-b', { kind: 'confirm', about: 'manage-link', at: at(4) }),
      aRecord('manage-link-a-1', { kind: 'account', at: at(3) }),
      aRecord('change-address-a-1', { kind: 'account', about: 'change-address', at: at(2) }),
      aRecord('address-changed-a-1', { kind: 'account', at: at(1) }),
    ]);
    expect(subjects).toEqual(
      (['follow', 'manage-link', 'manage-link', 'change-address', 'address-changed'] as const).map(
        (about) => ({ kind: 'account', about }),
      ),
    );
  });

  it('names the topics that are still followed and counts the others', async () => {
    const contents = { topicIds: ['gaza', 'left', 'edited'], briefings: 1 };
    const { emails } = await list([aRecord('one', { contents }), aRecord('old', {})]);
    expect(emails).toMatchObject([
      { topics: ['Gaza'], formerTopics: 2 },
      { topics: [], formerTopics: 0 },
    ]);
  });

  it('has thirty on a page, each email on one', async () => {
    const deliveries = Array.from({ length: 61 }, (_, index) =>
      aRecord(`d${index}`, { at: at(index) }),
    );
    const seen: string[] = [];
    const sizes: number[] = [];
    let after: string | undefined;
    do {
      const page = await list(deliveries, after);
      seen.push(...page.emails.map(({ deliveryId }) => deliveryId));
      sizes.push(page.emails.length);
      after = page.next;
    } while (after !== undefined);
    expect(sizes).toEqual([30, 30, 1]);
    expect(seen).toEqual(deliveries.map(({ deliveryId }) => deliveryId).reverse());
  });
});
