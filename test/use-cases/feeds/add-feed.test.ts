import type { Feed } from '../../../lambdas/domain/feeds/feed';
import { feedIdOf } from '../../../lambdas/domain/feeds/feed-address';
import type { FeedAnswer } from '../../../lambdas/domain/feeds/poll-outcome';
import { addFeed } from '../../../lambdas/use-cases/feeds/add-feed';
import { aFeed, aFeedDocument } from '../../support/feeds';

const ADDRESS = 'https://news.test/feed';
const NOON = '2026-12-02T12:00:00.000Z';
const fetched: FeedAnswer = { outcome: 'fetched', bytes: new Uint8Array([1]), url: ADDRESS };

describe('adding a feed again', () => {
  let requested: Feed[];
  const add = (existing: Feed, answer: FeedAnswer, url = ADDRESS) =>
    addFeed({
      findFeed: async (feedId) => (feedId === existing.feedId ? existing : undefined),
      requestFeed: async (feed) => {
        requested.push(feed);
        return answer;
      },
      readFeed: () => ({ outcome: 'read', document: aFeedDocument() }),
      seal: async ({ password }) => `sealed ${password}`,
      saveFeed: async () => true,
      now: () => NOON,
    })(url, { tags: ['birds'], categoriesAsTags: false });
  const known = (fields: Partial<Feed> = {}) =>
    aFeed({ feedId: feedIdOf(ADDRESS), title: 'River news', ...fields });
  beforeEach(() => {
    requested = [];
  });

  it('keeps its password if the address has none', async () => {
    const added = await add(known({ sealedCredentials: 'sealed before' }), fetched);
    expect(requested).toMatchObject([{ sealedCredentials: 'sealed before' }]);
    expect(added).toMatchObject({
      outcome: 'changed',
      feed: { sealedCredentials: 'sealed before', tags: ['birds'] },
    });
  });

  it('replaces its password by the one in the address', async () => {
    const existing = known({ sealedCredentials: 'sealed before' });
    const added = await add(existing, fetched, 'https://ann:new@news.test/feed');
    expect(added).toMatchObject({ feed: { sealedCredentials: 'sealed new' } });
  });

  it('keeps its title while the server fails', async () => {
    const added = await add(known(), { outcome: 'failed', reason: 'It is down.' });
    expect(added).toMatchObject({ feed: { title: 'River news' }, warning: 'It is down.' });
  });

  it('polls one again that was gone', async () => {
    const gone = known({ health: { status: 'gone', failures: 0, isReported: false } });
    expect(await add(gone, fetched)).toMatchObject({ feed: { health: { status: 'new' } } });
  });
});
