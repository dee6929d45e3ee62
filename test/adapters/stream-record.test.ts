import { briefingToMatch } from '../../lambdas/adapters/stream-record';

/** A change as the stream tells it: DynamoDB's own JSON. */
const aChange = (fields: object) => ({
  eventName: 'MODIFY' as const,
  dynamodb: {
    NewImage: {
      briefingId: { S: 'border' },
      title: { S: 'Exchanges of fire' },
      body: { S: 'Heavy fire.' },
      tags: { L: [{ S: 'lebanon' }] },
      language: { S: 'en' },
      publishedAt: { S: '2026-12-02T12:00:00.000Z' },
      edition: { N: '2' },
      ...fields,
    },
  },
});

describe('a change of a briefing', () => {
  it('is a briefing to match while it waits to be', () => {
    const waiting = {
      unmatchedSince: { S: '2026-12-02T12:00:00.000Z' },
      unmatchedShard: { S: '1' },
    };
    expect(briefingToMatch(aChange(waiting))).toEqual({
      briefingId: 'border',
      title: 'Exchanges of fire',
      summary: '',
      body: 'Heavy fire.',
      tags: ['lebanon'],
      language: 'en',
      publishedAt: '2026-12-02T12:00:00.000Z',
      edition: 2,
    });
  });

  it('is none once it was matched, nor when it is deleted', () => {
    expect(briefingToMatch(aChange({}))).toBeUndefined();
    expect(briefingToMatch({ eventName: 'REMOVE', dynamodb: {} })).toBeUndefined();
    expect(briefingToMatch({})).toBeUndefined();
  });
});
