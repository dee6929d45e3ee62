import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { ConfirmationMarks } from '../../lambdas/adapters/confirmation-marks';
import { Mailboxes } from '../../lambdas/adapters/mailboxes';
import { newSubscriberId } from '../../lambdas/adapters/new-id';
import { vocabularyLoader } from '../../lambdas/adapters/vocabulary';
import { topicIdOf } from '../../lambdas/domain/expressions/topic-id';
import { findOrCreateSubscriber } from '../../lambdas/handlers/wiring/subscriptions';
import { confirmFollow } from '../../lambdas/use-cases/confirm-follow';
import { followTopics } from '../../lambdas/use-cases/follow-topics';
import { forgetAddress } from '../../lambdas/use-cases/forget-address';
import { forgetSubscriber } from '../../lambdas/use-cases/forget-subscriber';
import { moveDigests } from '../../lambdas/use-cases/move-digests';
import { unsubscribeFromAll } from '../../lambdas/use-cases/unsubscribe-from-all';
import {
  type Adapters,
  aSubscriber,
  aSubscription,
  aTopic,
  makeAdapters,
} from '../support/adapters';
import { expressionOf } from '../support/expressions';
import { aFollowRequest } from '../support/follow-requests';
import { interleaveAtEveryCall } from '../support/interleave';

const BEFORE = '2026-12-02T11:59:59.000Z';
const NOON = '2026-12-02T12:00:00.000Z';

describe('someone who leaves while a link from before is used', () => {
  let adapters: Adapters;
  beforeEach(async () => {
    adapters = await makeAdapters();
  });
  afterEach(() => adapters.remove());

  const now = () => NOON;
  const addressOf = (name: string) => aSubscriber(name).address;
  const marks = () => new ConfirmationMarks(adapters.client, adapters.name('Deliveries'));
  const mailboxes = () => new Mailboxes(adapters.client, adapters.name('Deliveries'));
  const requestOf = (name: string) =>
    aFollowRequest({
      address: addressOf(name),
      expressions: [`${name} heron`],
      frequency: 'daily',
      timeZone: 'Asia/Tokyo',
      hour: 3,
      chosen: ['hour', 'timeZone'],
      wordingLanguage: 'fr',
    });
  const confirm = (name: string, issuedAt = BEFORE) => {
    const { subscribers, subscriptions, preferences, plans } = adapters;
    return confirmFollow({
      ...marks(),
      findAddress: subscribers.findAddress,
      subscriberFile: subscribers.file,
      clearMailboxRequests: mailboxes().clearRequests,
      followTopics: followTopics({
        findOrCreateSubscriber: findOrCreateSubscriber(subscribers, marks()),
        follow: subscriptions.follow,
        moveDigests: moveDigests({
          setSchedule: subscribers.setSchedule,
          reschedule: plans.reschedule,
          now,
        }),
        setFirstLanguage: preferences.setFirstLanguage,
        maxTopicsPerSubscriber: 10,
        loadVocabulary: vocabularyLoader(adapters.client, adapters.name('Topics')),
        newId: () => `${name}-${newSubscriberId()}`,
        now,
      }),
      now,
    })(
      { claims: { id: `link-${name}`, follow: requestOf(name) }, issuedAt },
      {
        how: 'confirmed',
        at: NOON,
        text: 'Follow',
      },
    );
  };
  const forgetting = () => ({
    subscriberFile: adapters.subscribers.file,
    markErased: marks().markErased,
    erase: adapters.subscribers.erase,
    cleanUp: adapters.subscriptions.cleanUp,
    now,
  });
  const forget = (name: string) =>
    forgetAddress({
      ...forgetting(),
      forgetRequests: mailboxes().forgetRequests,
      removeRequests: async () => false,
      findAddress: adapters.subscribers.findAddress,
      forgetSubscriber: forgetSubscriber(forgetting()),
    })(addressOf(name));
  const leave = (name: string) =>
    unsubscribeFromAll({
      ...forgetting(),
      markUnsubscribed: adapters.subscribers.markUnsubscribed,
    })(name);
  const subscribe = async (name: string) => {
    await adapters.subscribers.findOrCreate(aSubscriber(name));
    const topicId = `${name}-first`;
    await adapters.subscriptions.follow(name, aSubscription(topicId), aTopic(topicId));
  };
  /** Everything that is stored about them, after what they left has been removed. */
  const rest = async (name: string) => {
    for (const subscriberId of await adapters.subscribers.pendingCleanUps('9')) {
      await adapters.subscriptions.cleanUp(subscriberId, () => false);
    }
    const tables = ['Subscribers', 'Topics'].map(async (table) => {
      const scan = new ScanCommand({ TableName: adapters.name(table), ConsistentRead: true });
      return (await adapters.client.send(scan)).Items ?? [];
    });
    // A topic leaves only its id and generation; an address only what was suppressed.
    return (await Promise.all(tables))
      .flat()
      .filter(
        (item) =>
          JSON.stringify(item).includes(`${name} `) ||
          item.address === addressOf(name) ||
          (item.heldBy !== undefined && String(item.heldBy).startsWith(`${name}-`)),
      );
  };
  const isGone = async (name: string) => {
    expect(await adapters.subscribers.findAddress(addressOf(name))).toEqual({});
    expect(await rest(name)).toEqual([]);
    const topicIds = requestOf(name).expressions.map((text) => topicIdOf(expressionOf(text)));
    for (const topicId of topicIds) expect(await adapters.index.find(topicId)).toBeUndefined();
  };

  it.each([
    ['who subscribes', subscribe],
    ['who was only asked', async () => undefined],
  ])(
    'is gone after an erasure between any two steps of a confirmation: one %s',
    async (_, prepare) => {
      const race = { prepare, run: confirm, other: forget, check: isGone };
      expect(await interleaveAtEveryCall(adapters.client, race)).toBeGreaterThan(9);
    },
    120_000,
  );

  it.each([
    ['who subscribes', subscribe],
    ['who was only asked', async () => undefined],
  ])(
    'is gone after a confirmation between any two steps of an erasure: one %s',
    async (_, prepare) => {
      const race = { prepare, run: forget, other: confirm, check: isGone };
      expect(await interleaveAtEveryCall(adapters.client, race)).toBeGreaterThan(2);
    },
    120_000,
  );

  it('follows nothing after unsubscribing between any two steps of a confirmation', async () => {
    const check = async (name: string) => {
      expect((await adapters.subscribers.file(name))?.subscriptions).toEqual([]);
      await rest(name);
      for (const text of requestOf(name).expressions) {
        expect(await adapters.index.find(topicIdOf(expressionOf(text)))).toBeUndefined();
      }
    };
    const race = { prepare: subscribe, run: confirm, other: leave, check };
    expect(await interleaveAtEveryCall(adapters.client, race)).toBeGreaterThan(9);
  }, 120_000);

  it('is erased even if they move to another address between any two steps', async () => {
    const check = async (name: string) => {
      expect(await adapters.subscribers.file(name)).toBeUndefined();
      expect(await adapters.subscribers.findAddress(`new-${name}@example.org`)).toEqual({});
      expect(await adapters.subscribers.findAddress(addressOf(name))).toEqual({});
    };
    const race = {
      prepare: subscribe,
      run: forgetSubscriber(forgetting()),
      other: (name: string) =>
        adapters.subscribers.moveAddress(aSubscriber(name), `new-${name}@example.org`, NOON),
      check,
    };
    expect(await interleaveAtEveryCall(adapters.client, race)).toBeGreaterThan(3);
  }, 120_000);

  it('who subscribes again between any two steps of a confirmation follows only the new topic', async () => {
    const other = async (name: string) => {
      await forget(name);
      const subscriber = aSubscriber(`${name}-again`, { address: addressOf(name) });
      await adapters.subscribers.findOrCreate(subscriber);
      const topic = aTopic('tern');
      await adapters.subscriptions.follow(`${name}-again`, aSubscription('tern'), topic);
    };
    const check = async (name: string) => {
      const file = await adapters.subscribers.file(`${name}-again`);
      expect(file?.subscriptions.map(({ topicId }) => topicId)).toEqual(['tern']);
    };
    const race = { prepare: subscribe, run: confirm, other, check };
    expect(await interleaveAtEveryCall(adapters.client, race)).toBeGreaterThan(9);
  }, 120_000);

  it('comes back with a link that was issued afterwards', async () => {
    await subscribe('ann');
    await forget('ann');
    expect(await confirm('ann', '2026-12-02T12:00:00.001Z')).toMatchObject({
      outcome: 'confirmed',
      topics: [{ outcome: 'followed' }],
    });
  });
});
