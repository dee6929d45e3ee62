import { briefingToMatch } from '../../lambdas/adapters/stream-record';

/** A stream record in DynamoDB's JSON. */
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

describe('a stream record of a briefing', () => {
  it('contains a briefing to match if the briefing is unmatched', () => {
    const unmatched = {
      unmatchedSince: { S: '2026-12-02T12:00:00.000Z' },
      unmatchedShard: { S: '1' },
    };
    expect(briefingToMatch(aChange(unmatched))).toEqual({
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

  it('contains none if the briefing was matched or deleted', () => {
    expect(briefingToMatch(aChange({}))).toBeUndefined();
    expect(briefingToMatch({ eventName: 'REMOVE', dynamodb: {} })).toBeUndefined();
    expect(briefingToMatch({})).toBeUndefined();
  });
});
