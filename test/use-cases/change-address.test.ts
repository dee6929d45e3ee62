import type { RequestedEmail } from '../../lambdas/domain/requested-email';
import {
  type ConfirmAddressDependencies,
  changeAddress,
  confirmAddress,
} from '../../lambdas/use-cases/change-address';
import { type Adapters, aSubscriber, makeAdapters } from '../support/adapters';

const NOON = '2026-12-02T12:00:00.000Z';
const LATER = '2026-12-02T13:00:00.000Z';

describe('changing the address', () => {
  let adapters: Adapters;
  let requested: RequestedEmail[];
  let queued: string[];
  let settled: string[];
  let count = 0;
  beforeAll(async () => {
    adapters = await makeAdapters();
  });
  afterAll(() => adapters.remove());
  beforeEach(() => {
    requested = [];
    queued = [];
    settled = [];
  });

  const requestEmail = async (email: RequestedEmail) => {
    requested.push(email);
    return 'requested' as const;
  };
  const newFile = async (fields = {}) => {
    count += 1;
    const { subscriberId } = await adapters.subscribers.findOrCreate(
      aSubscriber(`mover${count}`, fields),
    );
    const file = await adapters.subscribers.file(subscriberId);
    if (file === undefined) throw new Error('There is no such subscriber.');
    return file;
  };
  const ask = changeAddressWith({});
  function changeAddressWith(changes: object) {
    return changeAddress({
      requestEmail,
      now: () => NOON,
      ...changes,
    });
  }
  const confirm = (
    sub: string,
    address: string,
    {
      issuedAt = NOON,
      now = NOON,
      ...changes
    }: { issuedAt?: string } & Partial<Omit<ConfirmAddressDependencies, 'now'>> & {
        now?: string;
      } = {},
  ) =>
    confirmAddress({
      subscriberFile: adapters.subscribers.file,
      moveAddress: adapters.subscribers.moveAddress,
      settleMailbox: async (settledAddress) => {
        settled.push(settledAddress);
      },
      storeRequest: async (email) => {
        requested.push(email);
        return true;
      },
      sendDeliveries: async (deliveries) => {
        queued.push(...deliveries.map(({ kind }) => kind));
      },
      now: () => now,
      ...changes,
    })({ sub, address }, issuedAt);

  it('asks the owner of the new address, and changes nothing yet', async () => {
    const file = await newFile({ wordingLanguage: 'fr' });
    const { subscriberId, address } = file.subscriber;
    expect(await ask(file, ' New.Ann@Example.org ')).toEqual({
      outcome: 'asked',
      address: 'New.Ann@example.org',
    });
    expect(requested).toEqual([
      {
        about: 'change-address',
        address: 'New.Ann@example.org',
        subscriberId,
        wordingLanguage: 'fr',
        askedAt: NOON,
      },
    ]);
    expect((await adapters.subscribers.file(subscriberId))?.subscriber.address).toBe(address);
  });

  it('answers alike for an address that must not be emailed, which is found when the email is prepared', async () => {
    await adapters.subscribers.suppress('never@example.org', 'complaint', NOON);
    const outcome = await ask(await newFile(), 'never@example.org');
    expect(outcome).toEqual({ outcome: 'asked', address: 'never@example.org' });
    expect(requested).toHaveLength(1);
  });

  it('refuses what is no address, and the present one', async () => {
    const file = await newFile();
    expect(await ask(file, 'nobody')).toMatchObject({ code: 'incompleteAddress' });
    expect(await ask(file, file.subscriber.address)).toEqual({ outcome: 'same' });
    const limited = changeAddressWith({ requestEmail: async () => 'limited' });
    expect(await limited(file, 'other@example.org')).toEqual({ outcome: 'limited' });
    expect(requested).toEqual([]);
  });

  it('moves the subscriber, tells the former address and frees it', async () => {
    const { subscriber } = await newFile();
    const { subscriberId, address: former } = subscriber;
    const changed = await confirm(subscriberId, 'moved@example.org');
    expect(changed).toMatchObject({
      outcome: 'changed',
      subscriber: { address: 'moved@example.org' },
    });
    expect((await adapters.subscribers.file(subscriberId))?.subscriber).toMatchObject({
      address: 'moved@example.org',
      addressChangedAt: NOON,
    });
    expect(await adapters.subscribers.findAddress('moved@example.org')).toEqual({ subscriberId });
    expect(await adapters.subscribers.findAddress(former)).toEqual({});
    expect(requested).toMatchObject([{ about: 'address-changed', address: former, subscriberId }]);

    expect(queued).toEqual(['account']);

    // Its owner reads the mailbox, so what strangers asked for it is settled.
    expect(settled).toEqual(['moved@example.org']);

    // A second press.
    expect(await confirm(subscriberId, 'moved@example.org')).toMatchObject({
      outcome: 'changed-before',
    });
    expect(requested).toHaveLength(1);
  });

  it('has stored what the former address is told when it moves, should the function die then', async () => {
    const { subscriber } = await newFile();
    const dying = confirm(subscriber.subscriberId, 'dying@example.org', {
      sendDeliveries: async () => {
        throw new Error('The function died.');
      },
    });
    await expect(dying).rejects.toThrow('died');
    expect(requested).toMatchObject([{ about: 'address-changed', address: subscriber.address }]);

    const stored = confirm(subscriber.subscriberId, 'never@example.net', {
      issuedAt: LATER,
      storeRequest: async () => {
        throw new Error('The database does not answer.');
      },
    });
    await expect(stored).rejects.toThrow('does not answer');
    const file = await adapters.subscribers.file(subscriber.subscriberId);
    expect(file?.subscriber.address).toBe('dying@example.org');
  });

  it('moves to the same address in other letters', async () => {
    const { subscriber } = await newFile({ address: 'case@example.org' });
    const changed = await confirm(subscriber.subscriberId, 'Case@example.org');
    expect(changed).toMatchObject({
      outcome: 'changed',
      subscriber: { address: 'Case@example.org' },
    });
    expect(await adapters.subscribers.findAddress('CASE@example.org')).toEqual({
      subscriberId: subscriber.subscriberId,
    });
  });

  it('lets someone whose former address bounced get emails again', async () => {
    const { subscriber } = await newFile();
    await adapters.subscribers.suppress(subscriber.address, 'bounce', NOON);
    await confirm(subscriber.subscriberId, 'fresh@example.org');
    const file = await adapters.subscribers.file(subscriber.subscriberId);
    expect(file?.subscriber.suppressed).toBeUndefined();
    expect(await adapters.subscribers.findAddress(subscriber.address)).toEqual({
      suppressed: 'bounce',
    });
    // Nothing goes to the address that bounced.
    expect(requested).toEqual([]);
  });

  it('does not take an address that somebody has or that must not be emailed', async () => {
    const { subscriber } = await newFile();
    const { subscriber: other } = await newFile();
    await adapters.subscribers.suppress('gone@example.org', 'bounce', NOON);
    for (const address of [other.address, 'gone@example.org']) {
      expect(await confirm(subscriber.subscriberId, address)).toMatchObject({
        outcome: 'unavailable',
      });
    }
    const file = await adapters.subscribers.file(subscriber.subscriberId);
    expect(file?.subscriber.address).toBe(subscriber.address);
    // Stored, but dropped when it is written: nobody has moved.
    expect([queued, settled]).toEqual([[], []]);
  });

  it('ignores a link from before the last move, so that an old link moves nobody back', async () => {
    const { subscriber } = await newFile();
    const { subscriberId, address } = subscriber;
    await confirm(subscriberId, 'thief@example.org', { issuedAt: NOON, now: NOON });
    await confirm(subscriberId, address, { issuedAt: LATER, now: LATER });
    expect(await confirm(subscriberId, 'thief@example.org', { issuedAt: NOON })).toEqual({
      outcome: 'superseded',
    });
    expect((await adapters.subscribers.file(subscriberId))?.subscriber.address).toBe(address);
  });

  it('finds nobody to move after they were erased', async () => {
    expect(await confirm('nobody', 'a@example.org')).toEqual({ outcome: 'erased' });
  });
});
