import { ConfirmationLimits } from '../../lambdas/adapters/confirmation-limit';
import { Mailboxes } from '../../lambdas/adapters/mailboxes';
import { RequestedEmails } from '../../lambdas/adapters/requested-emails';
import { StoppedSignUps } from '../../lambdas/adapters/stopped-sign-ups';
import { confirmationBudget } from '../../lambdas/domain/confirmation-budget';
import type { DeliveryRequest, FollowRequest } from '../../lambdas/domain/delivery';
import type { LinkOwner } from '../../lambdas/domain/link';
import { changeAddress } from '../../lambdas/use-cases/change-address';
import { requestConfirmation } from '../../lambdas/use-cases/request-confirmation';
import { requestEmail } from '../../lambdas/use-cases/request-email';
import { sendConfirmation } from '../../lambdas/use-cases/send-confirmation';
import { sendNewLink } from '../../lambdas/use-cases/send-new-link';
import { type Adapters, aSubscriber, makeAdapters } from '../support/adapters';

const NOON = '2026-12-02T12:00:00.000Z';

/**
 * The time of an answer could tell what its page does not. A call takes about as long as another of the
 * same kind, so what matters is that the same calls are made, whoever has the address.
 */
describe('the calls to the database and the queue before a page answers', () => {
  let adapters: Adapters;
  let calls: string[];
  let networks = 0;
  beforeEach(async () => {
    adapters = await makeAdapters();
    calls = [];
    adapters.client.middlewareStack.add(
      (next, { commandName = '' }) =>
        (call) => {
          calls.push(commandName);
          return next(call);
        },
      { step: 'initialize', name: 'countCalls' },
    );
  });
  afterEach(() => adapters.remove());

  const newNetwork = () => {
    networks += 1;
    return `10.0.${networks}.0/24`;
  };
  function dependencies() {
    const deliveries = adapters.name('Deliveries');
    const requests = new RequestedEmails(adapters.client, deliveries);
    const requesting = {
      storeRequest: requests.store,
      sendDeliveries: async (queued: DeliveryRequest[]) => {
        calls.push(`queue ${queued.length}`);
      },
      now: () => NOON,
    };
    return {
      ...requesting,
      requestedAt: requests.requestedAt,
      countRequest: new ConfirmationLimits(adapters.client, deliveries).countForForm(
        confirmationBudget({ sendRate: 14, dailyQuota: 50_000 }),
      ),
      sendConfirmation: sendConfirmation(requesting),
      countStopped: new StoppedSignUps(adapters.client, deliveries).count,
    };
  }

  async function callsOfForm(email: string, honeypot = ''): Promise<string[]> {
    const request = requestConfirmation({
      ...dependencies(),
      formAge: async () => ({ outcome: 'made', agoMs: 20_000 }),
      rules: { defaults: { timeZone: 'UTC', hour: 8, language: 'en' }, refusedDomains: [] },
    });
    const form = { email, expressions: ['heron'], frequency: 'daily', timeZone: '', hour: '' };
    calls = [];
    const { outcome } = await request(form, {
      network: newNetwork(),
      wordingLanguage: 'en',
      origin: 'site',
      guard: { stamp: 'signed', honeypot },
    });
    expect(outcome).toBe('read');
    return [...calls];
  }

  async function callsOfLink(owner: LinkOwner): Promise<string[]> {
    calls = [];
    await sendNewLink({ ...dependencies(), readOwner: async () => owner })('token', newNetwork());
    return [...calls];
  }

  async function callsOfAddressForm(subscriberId: string, email: string): Promise<string[]> {
    const file = await adapters.subscribers.file(subscriberId);
    if (file === undefined) throw new Error(`There is no subscriber ${subscriberId}.`);
    const change = changeAddress({ requestEmail: requestEmail(dependencies()), now: () => NOON });
    calls = [];
    expect((await change(file, email)).outcome).toBe('asked');
    return [...calls];
  }

  /** Addresses for which the answer must take equally long, as they are in the tables. */
  async function makeAddresses() {
    const mailboxes = new Mailboxes(adapters.client, adapters.name('Deliveries'));
    const known = await adapters.subscribers.findOrCreate({
      ...aSubscriber('ann'),
      address: 'ann@known.example',
    });
    await adapters.subscribers.findOrCreate({
      ...aSubscriber('sue'),
      address: 'sue@suppressed.example',
    });
    await adapters.subscribers.suppress('sue@suppressed.example', 'complaint', NOON);
    for (const key of ['a', 'b', 'c', 'd', 'e']) {
      await mailboxes.count('full@full.example', { key, at: NOON, from: key });
    }
    await mailboxes.neverAsk('nell@never.example', NOON);
    return {
      subscriberId: known.subscriberId,
      emails: [
        'ann@known.example',
        'sue@suppressed.example',
        'full@full.example',
        'nell@never.example',
      ],
    };
  }

  it('are the same for an unknown, known, suppressed or silenced address, and for a program', async () => {
    // The first request of all creates the budget.
    await callsOfForm('other@example.com');
    const { emails } = await makeAddresses();
    const unknown = await callsOfForm('bob@other.example');
    expect(unknown.length).toBeGreaterThan(8);
    for (const email of emails) expect([email, await callsOfForm(email)]).toEqual([email, unknown]);
    expect(await callsOfForm('cat@trapped.example', 'filled in')).toEqual(unknown);
    // Also if the same is asked again.
    expect(await callsOfForm('bob@other.example')).toEqual(unknown);
  });

  it('are the same for a new link of a subscriber and of someone who was erased', async () => {
    const { subscriberId } = await makeAddresses();
    const known = await callsOfLink({ outcome: 'subscriber', subscriberId });
    expect(known).toEqual(['UpdateItemCommand', 'queue 1']);
    expect(await callsOfLink({ outcome: 'subscriber', subscriberId: 'erased' })).toEqual(known);
    // Also if the same is asked again.
    expect(await callsOfLink({ outcome: 'subscriber', subscriberId })).toEqual(known);
  });

  it('are the same for a new link of someone who has confirmed since, and of one who has not', async () => {
    await callsOfForm('other@example.com');
    const { emails } = await makeAddresses();
    const ownerOf = (address: string): LinkOwner => ({
      outcome: 'asked',
      follow: followOf(address),
    });
    const unknown = await callsOfLink(ownerOf('bob@other.example'));
    expect(unknown.length).toBeGreaterThan(8);
    for (const email of emails) {
      expect([email, await callsOfLink(ownerOf(email))]).toEqual([email, unknown]);
    }
  });

  it('are the same for a new address that is unknown, known, suppressed or silenced', async () => {
    const { emails } = await makeAddresses();
    const callsFor = async (subscriberId: string, email: string) => {
      const address = `${subscriberId}@before.example`;
      await adapters.subscribers.findOrCreate({ ...aSubscriber(subscriberId), address });
      return callsOfAddressForm(subscriberId, email);
    };
    const unknown = await callsFor('mover', 'bob@other.example');
    expect(unknown.length).toBeGreaterThan(2);
    for (const [index, email] of emails.entries()) {
      expect([email, await callsFor(`mover${index}`, email)]).toEqual([email, unknown]);
    }
  });
});

function followOf(address: string): FollowRequest {
  return {
    address,
    expressions: ['heron'],
    language: 'en',
    frequency: 'daily',
    timeZone: 'UTC',
    hour: 8,
  };
}
