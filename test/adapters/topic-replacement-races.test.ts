import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import {
  type Adapters,
  aSubscriber,
  aSubscription,
  aTopic,
  makeAdapters,
} from '../support/adapters';
import { aSnippet } from '../support/email-views';
import { interleaveAtEveryCall } from '../support/interleave';

const MONDAY = '2026-12-01T10:00:00.000Z';
const TUESDAY = '2026-12-02T10:00:00.000Z';

describe('replacing a topic while something else happens', () => {
  let adapters: Adapters;
  beforeEach(async () => {
    adapters = await makeAdapters();
  });
  afterEach(() => adapters.remove());

  const follow = async (name: string) => {
    await adapters.subscribers.findOrCreate(aSubscriber(name));
    const subscription = aSubscription(`${name}-former`, { since: MONDAY });
    await adapters.subscriptions.follow(name, subscription, aTopic(`${name}-former`));
  };
  const replaceBy = (wording: string) => (name: string) =>
    adapters.subscriptions.replace(
      name,
      `${name}-former`,
      aSubscription(`${name}-${wording}`, { since: TUESDAY }),
      aTopic(`${name}-${wording}`),
    );
  const followed = async (name: string) => {
    const file = await adapters.subscribers.file(name);
    return (file?.subscriptions ?? []).map(({ topicId }) => topicId);
  };
  /** The topics that keep words or are indexed, after what was left has been removed. */
  const rest = async (name: string) => {
    await adapters.subscriptions.cleanUp(name, () => false);
    const scan = new ScanCommand({ TableName: adapters.name('Topics'), ConsistentRead: true });
    const { Items = [] } = await adapters.client.send(scan);
    const known = ['former', 'next', 'other'].map((wording) => `${name}-${wording}`);
    const found = await Promise.all(known.map((topicId) => adapters.index.find(topicId)));
    const indexed = await adapters.candidateIds(...known.map((topicId) => `en:${topicId}`));
    const withWords = Items.filter(({ expression }) => known.includes(String(expression)));
    expect(withWords.map(({ expression }) => String(expression)).sort()).toEqual(indexed);
    for (const topic of found) if (topic) expect(topic.followers).toBe(1);
    return indexed;
  };

  it('leaves no words behind if they are erased between any two steps', async () => {
    const other = (name: string) => adapters.subscribers.erase(aSubscriber(name), TUESDAY);
    const check = async (name: string) => {
      expect(await rest(name)).toEqual([]);
      expect(await adapters.subscribers.file(name)).toBeUndefined();
    };
    const race = { prepare: follow, run: replaceBy('next'), other, check };
    expect(await interleaveAtEveryCall(adapters.client, race)).toBeGreaterThan(6);
  }, 60_000);

  it('leaves no words behind if they unsubscribe from everything between any two steps', async () => {
    const other = (name: string) => adapters.subscribers.markUnsubscribed(name, TUESDAY);
    const check = async (name: string) => {
      expect(await rest(name)).toEqual([]);
      expect(await followed(name)).toEqual([]);
    };
    const race = { prepare: follow, run: replaceBy('next'), other, check };
    expect(await interleaveAtEveryCall(adapters.client, race)).toBeGreaterThan(6);
  }, 60_000);

  it('leaves no words behind if they unfollow both between any two steps', async () => {
    const other = async (name: string) => {
      await adapters.subscriptions.unfollow(name, `${name}-former`);
      await adapters.subscriptions.unfollow(name, `${name}-next`);
    };
    const check = async (name: string) => expect(await rest(name)).toEqual(await followed(name));
    const race = { prepare: follow, run: replaceBy('next'), other, check };
    expect(await interleaveAtEveryCall(adapters.client, race)).toBeGreaterThan(6);
  }, 60_000);

  it('follows one of two topics if it is edited twice, and keeps the matches of the former one', async () => {
    const check = async (name: string) => {
      const topics = await followed(name);
      expect(topics).toHaveLength(1);
      expect(await rest(name)).toEqual(topics);
      const file = await adapters.subscribers.file(name);
      const replaced = file?.subscriptions.flatMap((one) => one.replaced ?? []);
      expect(replaced?.map(({ topicId }) => topicId)).toEqual([`${name}-former`]);
    };
    const race = { prepare: follow, run: replaceBy('next'), other: replaceBy('other'), check };
    expect(await interleaveAtEveryCall(adapters.client, race)).toBeGreaterThan(6);
  }, 60_000);

  it('loses no follower of the new topic who leaves it at the same time', async () => {
    const prepare = async (name: string) => {
      await follow(name);
      const second = aSubscriber(`${name}-second`);
      await adapters.subscribers.findOrCreate(second);
      const topic = aTopic(`${name}-next`);
      await adapters.subscriptions.follow(second.subscriberId, aSubscription(topic.topicId), topic);
    };
    const other = (name: string) =>
      adapters.subscriptions.unfollow(`${name}-second`, `${name}-next`);
    const check = async (name: string) => {
      expect(await followed(name)).toEqual([`${name}-next`]);
      expect(await rest(name)).toEqual([`${name}-next`]);
    };
    const race = { prepare, run: replaceBy('next'), other, check };
    expect(await interleaveAtEveryCall(adapters.client, race)).toBeGreaterThan(3);
  }, 60_000);

  it('counts a match of the former topic until the step before the new one is stored', async () => {
    const matchedAt = '2026-12-02T10:00:00.005Z';
    const other = (name: string) =>
      adapters.matches.record({
        topicId: `${name}-former`,
        briefingId: name,
        edition: 1,
        words: [],
        snippet: aSnippet('*former*'),
        matchedAt,
      });
    const isCounted: boolean[] = [];
    const check = async (name: string) => {
      const file = await adapters.subscribers.file(name);
      const periods = file?.subscriptions.flatMap((one) => one.replaced ?? []) ?? [];
      const [until = ''] = periods.flatMap(({ formerly }) => formerly.map((one) => one.until));
      isCounted.push(matchedAt < until);
    };
    const race = { prepare: follow, run: replaceBy('next'), other, check };
    await interleaveAtEveryCall(adapters.client, race);
    // The last call but the transaction reads the time of the newest match.
    expect(isCounted.indexOf(false)).toBeGreaterThanOrEqual(6);
  }, 60_000);
});
