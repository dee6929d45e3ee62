import type { StoredTopic } from '../../lambdas/domain/topic';
import { listTopics } from '../../lambdas/use-cases/list-topics';
import { aTopic } from '../support/adapters';

describe('listing topics', () => {
  const stored = (topicId: string, followers: number): StoredTopic => ({
    ...aTopic(topicId),
    followers,
    generation: 1,
    indexedGeneration: 1,
  });
  const list = listTopics({
    readCatalogue: async (startAfter) =>
      startAfter === undefined
        ? { topics: [stored('gaza', 2), stored('left', 0), stored('fire', 1)], next: 'page 2' }
        : { topics: [stored(`after ${startAfter}`, 1)] },
  });

  it('lists only topics that someone follows, page by page', async () => {
    expect(await list()).toEqual({
      topics: [stored('gaza', 2), stored('fire', 1)],
      next: 'page 2',
    });
    expect(await list('page 2')).toStrictEqual({ topics: [stored('after page 2', 1)] });
  });
});
