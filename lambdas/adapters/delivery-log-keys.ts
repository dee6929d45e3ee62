import type { DeliveryRequest } from '../domain/delivery';
import { shardOf } from './shards';

/** Partitions of the `byBriefing` index per briefing. */
export const BRIEFING_SHARDS = '0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15'.split(' ') as [
  string,
  ...string[],
];

/** A partition key of the `byBriefing` index. */
export const briefingKey = (briefingId: string, shard: string): string => `${briefingId}#${shard}`;

/**
 * The attributes that make a delivery appear in the indexes `bySubscriber` and `byBriefing`, as the
 * start of an update expression.
 */
export function logAttributes(request: DeliveryRequest): {
  assignments: string;
  values: Record<string, string>;
} {
  switch (request.kind) {
    case 'confirm':
      return { assignments: '', values: {} };
    case 'digest':
      return {
        assignments: 'subscriberId = :subscriberId, ',
        values: { ':subscriberId': request.subscriberId },
      };
    case 'alert': {
      const { subscriberId, briefingId } = request;
      return {
        assignments:
          'subscriberId = :subscriberId, briefingId = :briefingId, briefingKey = :briefingKey, ',
        values: {
          ':subscriberId': subscriberId,
          ':briefingId': briefingId,
          ':briefingKey': briefingKey(briefingId, shardOf(subscriberId, BRIEFING_SHARDS)),
        },
      };
    }
    default:
      return request satisfies never;
  }
}
