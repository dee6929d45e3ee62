import { ConfirmationLimits } from '../../lambdas/adapters/confirmation-limit';
import { RequestedEmails } from '../../lambdas/adapters/requested-emails';
import { StoppedSignUps } from '../../lambdas/adapters/stopped-sign-ups';
import { confirmationBudget } from '../../lambdas/domain/confirmation-budget';
import { requestConfirmation } from '../../lambdas/use-cases/request-confirmation';
import { sendConfirmation } from '../../lambdas/use-cases/send-confirmation';
import { type Adapters, aSubscriber, makeAdapters } from '../support/adapters';

const NOON = '2026-12-02T12:00:00.000Z';

describe('signing up with a known and with an unknown address', () => {
  let adapters: Adapters;
  let calls: string[];
  beforeEach(async () => {
    adapters = await makeAdapters();
    calls = [];
    adapters.client.middlewareStack.add(
      (next, { commandName = '' }) =>
        (call) => {
          calls.push(`${commandName} of ${JSON.stringify(call.input).length} characters`);
          return next(call);
        },
      { step: 'initialize', name: 'countCalls' },
    );
  });
  afterEach(() => adapters.remove());

  /** The calls to the database and the queue, one after the other. */
  async function callsFor(email: string, network: string): Promise<string[]> {
    calls = [];
    const deliveries = adapters.name('Deliveries');
    const request = requestConfirmation({
      formAge: async () => ({ outcome: 'made', agoMs: 20_000 }),
      countRequest: new ConfirmationLimits(adapters.client, deliveries).countForForm(
        confirmationBudget({ sendRate: 14, dailyQuota: 50_000 }),
      ),
      sendConfirmation: sendConfirmation({
        storeRequest: new RequestedEmails(adapters.client, deliveries).store,
        sendDeliveries: async (requests) => {
          calls.push(`queue ${JSON.stringify(requests).length} characters`);
        },
        now: () => NOON,
      }),
      countStopped: new StoppedSignUps(adapters.client, deliveries).count,
      rules: {
        defaults: { timeZone: 'UTC', hour: 8, language: 'en' },
        refusedDomains: [],
      },
      now: () => NOON,
    });
    const form = { email, expressions: ['heron'], frequency: 'daily', timeZone: '', hour: '' };
    const { outcome } = await request(form, {
      network,
      wordingLanguage: 'en',
      origin: 'site',
      guard: { stamp: 'signed', honeypot: '' },
    });
    expect(outcome).toBe('read');
    return calls;
  }

  it('makes the same calls in the same order, of the same size', async () => {
    // The first request of all creates the budget.
    await callsFor('other@example.com', '192.0.2.0/24');
    await adapters.subscribers.findOrCreate({
      ...aSubscriber('ann'),
      address: 'ann@known.example',
    });
    const known = await callsFor('ann@known.example', '198.51.100.0/24');
    const unknown = await callsFor('bob@other.example', '203.0.113.0/24');
    expect(known.length).toBeGreaterThan(8);
    expect(unknown).toEqual(known);
  });
});
