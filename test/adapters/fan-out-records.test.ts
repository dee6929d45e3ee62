import { type Adapters, makeAdapters } from '../support/adapters';

const NOON = '2026-12-02T12:00:00.000Z';

describe('the topics that an edition of a briefing matched', () => {
  let adapters: Adapters;
  beforeAll(async () => {
    adapters = await makeAdapters();
  });
  afterAll(() => adapters.remove());

  const aPart = (...topicIds: string[]) => ({
    ...{ briefingId: 'border', edition: 1, topicIds },
    ...{ firstMatchedAt: NOON, matchedAt: NOON },
  });

  it('are those of all its parts, once the last one is stored', async () => {
    for (let part = 1; part <= 11; part += 1) {
      await adapters.records.add(aPart(`topic-${String(part).padStart(2, '0')}`), part, NOON);
    }
    expect(await adapters.records.topicIds('border', 1)).toEqual([]);

    await adapters.records.complete(aPart('topic-00'), 12, NOON);
    const expected = Array.from({ length: 12 }, (_, i) => `topic-${String(i).padStart(2, '0')}`);
    expect(await adapters.records.topicIds('border', 1)).toEqual(expected);
    expect(await adapters.records.topicIds('border', 2)).toEqual([]);
  });
});
