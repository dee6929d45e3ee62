import { NO_ALERTS } from '../../../lambdas/domain/alert-window';
import type { DeliveryRequest } from '../../../lambdas/domain/delivery';
import { requestKey } from '../../../lambdas/domain/mailbox-requests';
import type { RequestedEmail } from '../../../lambdas/domain/requested-email';
import type { MailboxOutcome } from '../../../lambdas/domain/sign-up-limit';
import type { Subscriber, SubscriberFile } from '../../../lambdas/domain/subscriber';
import {
  type PrepareRequestedDependencies,
  prepareRequested,
} from '../../../lambdas/use-cases/prepare-delivery/requested';
import { aSubscriber } from '../../support/adapters';
import { aFollowRequest } from '../../support/follow-requests';

const NOW = '2026-12-02T08:00:00.000Z';
const email = { to: 'ann@example.org', raw: Buffer.from('email') };
const follow = aFollowRequest();
const confirm = { kind: 'confirm', deliveryId: 'confirm-1' } satisfies DeliveryRequest;
const account = {
  kind: 'account',
  deliveryId: 'account-1',
  subscriberId: 'ann',
} satisfies DeliveryRequest;
const allowed: MailboxOutcome = { outcome: 'counted', isLast: false };
const repeated: MailboxOutcome = { outcome: 'repeated', askedAt: NOW };
const SILENCED = ['mailbox', 'never-ask'] as const;

function fileOf(changes: Partial<Subscriber> = {}): SubscriberFile {
  return {
    subscriber: aSubscriber('ann', changes),
    subscriptions: [],
    digests: [],
    alerts: NO_ALERTS,
    unsubscribes: 0,
  };
}

describe('preparing an email that someone asked for', () => {
  let written: { kind: string; content: object }[];
  let counted: unknown[][];
  let stopped: string[];
  beforeEach(() => {
    written = [];
    counted = [];
    stopped = [];
  });
  const write = (kind: string) => async (content: object) => {
    written.push({ kind, content: { ...content } });
    return email;
  };
  const prepare = (
    stored: RequestedEmail | undefined,
    {
      mailbox = allowed,
      link = allowed,
      ...changes
    }: Partial<PrepareRequestedDependencies> & {
      mailbox?: MailboxOutcome;
      link?: MailboxOutcome;
    } = {},
  ) =>
    prepareRequested({
      findRequest: async () => stored,
      findAddress: async () => ({}),
      subscriberFile: async () => fileOf(),
      erasedAt: async () => undefined,
      countMailbox: async (...call) => {
        counted.push(call);
        return mailbox;
      },
      countLink: async (...call) => {
        counted.push(call);
        return link;
      },
      countStopped: async (reason) => {
        stopped.push(reason);
      },
      emailWriter: {
        confirmation: write('confirm'),
        issueTest: write('issue-test'),
        answer: write('answer'),
        addressChange: write('change-address'),
        addressChanged: write('address-changed'),
        manageLink: write('manage-link'),
      },
      now: () => NOW,
      ...changes,
    })(stored === undefined || stored.about === 'follow' ? confirm : account);
  const notNeeded = (reason: string) => ({ outcome: 'not-needed', reason });
  const ready = { outcome: 'ready', email };
  const readyAbout = (about: RequestedEmail['about']) => ({
    ...ready,
    account: { subscriberId: 'ann', about },
  });

  describe('a confirmation', () => {
    const asked: RequestedEmail = { about: 'follow', follow, askedAt: NOW, from: 'network' };

    it('contains what was requested, and counts for the mailbox with its network', async () => {
      expect(await prepare(asked)).toEqual(ready);
      const content = { deliveryId: 'confirm-1', follow, askedAt: NOW, isLast: false };
      expect(written).toEqual([{ kind: 'confirm', content }]);
      expect(counted).toEqual([
        [follow.address, { key: requestKey(follow), at: NOW, from: 'network' }, undefined],
      ]);
    });

    it('is not sent if its owner was erased after it was asked for, even while it was written', async () => {
      const erasedAt = async () => NOW;
      expect(await prepare(asked, { erasedAt })).toEqual(notNeeded('erased'));
      expect([counted, written]).toEqual([[], []]);
      const duringWriting = async () => (written.length > 0 ? NOW : undefined);
      expect(await prepare(asked, { erasedAt: duringWriting })).toEqual(notNeeded('erased'));
      expect(await prepare(asked, { erasedAt: async () => '2020-01-01T00:00:00.000Z' })).toEqual(
        ready,
      );
    });

    it('does not count those whose links are useless because their owner has left since', async () => {
      const unsubscribedAt = '2020-01-01T00:00:00.000Z';
      await prepare(asked, {
        findAddress: async () => ({ subscriberId: 'ann' }),
        subscriberFile: async () => fileOf({ unsubscribedAt }),
      });
      expect(counted).toMatchObject([[follow.address, { at: NOW }, unsubscribedAt]]);
    });

    it('says that it is the last one of the day', async () => {
      await prepare(asked, { mailbox: { outcome: 'counted', isLast: true } });
      expect(written).toMatchObject([{ kind: 'confirm', content: { isLast: true } }]);
    });

    it.each(SILENCED)('is dropped and counted for the operator: %s', async (limit) => {
      const prepared = await prepare(asked, { mailbox: { outcome: 'silenced', limit } });
      expect(prepared).toEqual(notNeeded(limit));
      expect([written, stopped]).toEqual([[], [limit]]);
    });

    it('is not sent twice for the same request, which is no abuse', async () => {
      expect(await prepare(asked, { mailbox: repeated })).toEqual(notNeeded('repeated'));
      expect([written, stopped]).toEqual([[], []]);
    });

    it('is dropped if a program filled in the form, whoever has the address', async () => {
      expect(await prepare({ ...asked, isProgram: true })).toEqual(notNeeded('program'));
      expect([written, counted, stopped]).toEqual([[], [], ['program']]);
    });

    it('is not needed if the request was deleted or is more than three days old', async () => {
      const askedAt = (time: string) => prepare({ ...asked, askedAt: time });
      expect(await askedAt('2026-11-29T08:00:00.000Z')).toEqual(ready);
      expect(await askedAt('2026-11-29T07:59:59.999Z')).toEqual(notNeeded('expired'));
      expect(await prepare(undefined)).toEqual(notNeeded('expired'));
    });

    it('is not needed if the address is suppressed', async () => {
      const findAddress = async () => ({ suppressed: 'bounce' as const });
      expect(await prepare(asked, { findAddress })).toEqual(notNeeded('suppressed'));
      expect([written, counted]).toEqual([[], []]);
    });

    it('asked for with an older link is a link to manage for someone who has confirmed since', async () => {
      const again: RequestedEmail = { ...asked, isNewLink: true };
      const findAddress = async () => ({ subscriberId: 'ann' });
      await prepare(again);
      await prepare(again, { findAddress });
      await prepare(asked, { findAddress });
      expect(written.map(({ kind }) => kind)).toEqual(['confirm', 'manage-link', 'confirm']);
    });

    it('is in the list of emails of the subscriber who has the address', async () => {
      const findAddress = async () => ({ subscriberId: 'ann' });
      expect(await prepare(asked, { findAddress })).toEqual(readyAbout('follow'));
      const again: RequestedEmail = { ...asked, isNewLink: true };
      expect(await prepare(again, { findAddress })).toEqual(readyAbout('manage-link'));
    });
  });

  describe('a link to manage', () => {
    const asked: RequestedEmail = { about: 'manage-link', subscriberId: 'ann', askedAt: NOW };

    it('goes to the present address, whatever confirmations the mailbox has had or refused', async () => {
      const moved = fileOf({ address: 'ann@new.example' });
      const prepared = await prepare(asked, {
        subscriberFile: async () => moved,
        mailbox: { outcome: 'silenced', limit: 'never-ask' },
      });
      expect(prepared).toEqual(readyAbout('manage-link'));
      const { subscriber } = moved;
      const { address } = subscriber;
      const content = { deliveryId: 'account-1', subscriber, address, askedAt: NOW };
      expect(written).toEqual([{ kind: 'manage-link', content }]);
      expect(counted).toEqual([['ann', NOW]]);
    });

    it('is dropped if the subscriber has had enough of them, or asked minutes ago', async () => {
      const over: MailboxOutcome = { outcome: 'silenced', limit: 'mailbox' };
      expect(await prepare(asked, { link: over })).toEqual(notNeeded('mailbox'));
      expect(await prepare(asked, { link: repeated })).toEqual(notNeeded('repeated'));
      expect([written, stopped]).toEqual([[], ['mailbox']]);
    });

    it('is not needed if the subscriber was erased or suppressed', async () => {
      const erased = await prepare(asked, { subscriberFile: async () => undefined });
      expect(erased).toEqual(notNeeded('erased'));
      const suppressed = fileOf({ suppressed: { reason: 'complaint', at: NOW } });
      const dropped = await prepare(asked, { subscriberFile: async () => suppressed });
      expect(dropped).toEqual(notNeeded('suppressed'));
      expect([written, counted]).toEqual([[], []]);
    });
  });

  describe('an email about a change of address', () => {
    const requestOf = (about: 'change-address' | 'address-changed', address: string) =>
      ({
        about,
        address,
        subscriberId: 'ann',
        wordingLanguage: 'fr',
        askedAt: NOW,
      }) satisfies RequestedEmail;
    const toNew = requestOf('change-address', 'new@example.org');
    const toOld = requestOf('address-changed', 'old@example.org');

    it.each([toNew, toOld])('goes to the address that was named: $about', async (requested) => {
      const { about, address } = requested;
      expect(await prepare(requested)).toEqual(readyAbout(about));
      const { subscriber } = fileOf();
      const content = { deliveryId: 'account-1', subscriber, address, askedAt: NOW };
      expect(written).toEqual([{ kind: about, content }]);
    });

    it.each(SILENCED)('does not reach a new address that has limits: %s', async (limit) => {
      const mailbox: MailboxOutcome = { outcome: 'silenced', limit };
      expect(await prepare(toNew, { mailbox })).toEqual(notNeeded(limit));
      expect(counted).toMatchObject([['new@example.org', { at: NOW }]]);
      expect([written, stopped]).toEqual([[], [limit]]);
    });

    it('warns the former address whatever the mailbox has had', async () => {
      const mailbox: MailboxOutcome = { outcome: 'silenced', limit: 'mailbox' };
      expect(await prepare(toOld, { mailbox })).toEqual(readyAbout('address-changed'));
      expect(counted).toEqual([]);
    });

    it.each(['change-address', 'address-changed'] as const)(
      'is not needed if the subscriber has that address: %s',
      async (about) => {
        const requested = requestOf(about, 'ann@example.org');
        expect(await prepare(requested)).toEqual(notNeeded('superseded'));
      },
    );

    it('is not needed if the subscriber was erased, or the address is suppressed', async () => {
      const findAddress = async () => ({ suppressed: 'bounce' as const });
      expect(await prepare(toNew, { findAddress })).toEqual(notNeeded('suppressed'));
      const subscriberFile = async () => undefined;
      expect(await prepare(toNew, { subscriberFile })).toEqual(notNeeded('erased'));
      expect(written).toEqual([]);
    });
  });
});
